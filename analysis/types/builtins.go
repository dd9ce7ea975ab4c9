package types

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

var (
	intArgument    = parsePattern("int|float|bool|str")
	numberArgument = parsePattern("int|float|bool")
)

// A special evaluates a call whose types need code of their own.
type special func(w *walker, c call) val

// specialBuiltins has the builtins that signatures cannot describe.
var specialBuiltins map[string]special

// specialMethods likewise, for methods.
var specialMethods map[string]func(w *walker, c call, recv val) val

func init() { // in a function, because the table and the functions in it refer to each other
	specialBuiltins = map[string]special{
		"abs":        (*walker).abs,
		"bool":       (*walker).boolCall,
		"dict":       (*walker).dictCall,
		"frozenset":  (*walker).setCall,
		"set":        (*walker).setCall,
		"divmod":     (*walker).divmod,
		"bytes":      (*walker).bytesCall,
		"complex":    (*walker).complexCall,
		"enumerate":  (*walker).enumerate,
		"filter":     (*walker).filter,
		"int":        (*walker).intCall,
		"isinstance": (*walker).isinstance,
		"len":        (*walker).length,
		"list":       (*walker).listCall,
		"map":        (*walker).mapCall,
		"max":        (*walker).extreme,
		"min":        (*walker).extreme,
		"pow":        (*walker).pow,
		"print":      (*walker).print,
		"range":      (*walker).rangeCall,
		"repr":       (*walker).text,
		"reversed":   (*walker).reversed,
		"round":      (*walker).round,
		"sorted":     (*walker).sorted,
		"str":        (*walker).text,
		"sum":        (*walker).sum,
		"tuple":      (*walker).tupleCall,
		"zip":        (*walker).zip,
		"next":       (*walker).nextCall,
		"iter":       (*walker).iterCall,
	}
	specialMethods = map[string]func(*walker, call, val) val{
		"dict.get":        (*walker).dictGet,
		"dict.pop":        (*walker).dictPop,
		"dict.setdefault": (*walker).dictSetdefault,
		"list.sort":       (*walker).listSort,
		"str.format":      (*walker).strFormat,
		"str.format_map":  (*walker).strFormat,
		"tuple.count":     (*walker).tupleFind,
		"tuple.index":     (*walker).tupleFind,
	}
}

func (w *walker) callBuiltin(e *syntax.Call, name string) val {
	c := call{e, name}
	if f := specialBuiltins[name]; f != nil {
		if refusedBuiltins[name] != "" {
			return f(w, c)
		}
		w.resolve(e, Callee{Kind: Builtin, Name: name})
		return w.fitting(func() val { return f(w, c) })
	}
	if s := simpleBuiltins[name]; s != nil {
		w.resolve(e, Callee{Kind: Builtin, Name: name})
		return w.apply(c, s, val{})
	}
	if exceptions[name] != "" {
		w.resolve(e, Callee{Kind: Raise, Name: name})
		w.exceptionArgs(e, name)
		for _, k := range e.Keywords {
			w.refuseKeyword(c, k)
		}
		return val{set: set{exc: name}}
	}
	if name == "hash" && w.u.fn != nil && w.u.fn.f.Name == "__hash__" && len(e.Args) == 1 && len(e.Keywords) == 0 {
		w.resolve(e, Callee{Kind: Builtin, Name: name})
		w.hashable(e.Args[0], w.value(e.Args[0]))
		return val{set: basic(bInt)}
	}
	w.arguments(e)
	code, ok := refusedBuiltins[name]
	switch {
	case code == "PT512":
		w.refuse(code, e, "%s is not translated", name)
		return val{set: set{other: name}}
	case code == "PT516":
		w.refuse(code, e, "%s depends on names and code that exist only at run time", name)
	case ok:
		w.refuse("PT402", e, "the builtin %s is not translated", name)
	default:
		w.refuse("PT302", e, "%s is not defined: Python raises NameError", name)
	}
	if name == "hash" || name == "id" {
		return val{set: basic(bInt)}
	}
	return notKnown()
}

// fitting evaluates a call by code of its own. Of what it makes nothing is known
// when its arguments could not be matched.
func (w *walker) fitting(call func() val) val {
	before := w.unfit
	x := call()
	if w.unfit == before {
		return x
	}
	for _, s := range parts(x.set) {
		if w.get(s).empty() {
			w.put(s, notKnown().set)
		}
	}
	return x
}

// args evaluates positional arguments, between least and most of them, and the
// keywords named; anything else is refused. What it could not use is nil.
func (w *walker) args(c call, least, most int, keywords ...string) (pos []syntax.Expr, kw map[string]syntax.Expr, ok bool) {
	defer func() {
		if !ok {
			w.unfit++
		}
	}()
	ok = true
	for i, a := range c.node.Args {
		if isStarred(a) {
			w.value(a)
			return nil, nil, false
		}
		if most >= 0 && i >= most {
			w.argument(a)
			w.refuse("PT404", a, "%s takes no argument here", c.name)
			ok = false
			continue
		}
		pos = append(pos, a)
	}
	kw = map[string]syntax.Expr{}
next:
	for _, k := range c.node.Keywords {
		for _, name := range keywords {
			if k.Name == name {
				kw[name] = k.Value
				continue next
			}
		}
		w.argument(k.Value)
		w.refuseKeyword(c, k)
		ok = false
	}
	if len(pos) < least {
		if ok {
			w.refuse("PT404", c.node, "%s needs at least %d argument(s)", c.name, least)
		}
		ok = false
	}
	if !ok {
		for _, a := range pos {
			w.argument(a)
		}
		for _, a := range kw {
			w.argument(a)
		}
	}
	return pos, kw, ok
}

func (w *walker) print(c call) val {
	none := val{set: basic(bNone)}
	for _, a := range c.node.Args {
		star, ok := a.(*syntax.Starred)
		if !ok {
			w.printable(a, w.value(a))
			continue
		}
		items := w.value(star.Value)
		w.note(star, items)
		item := w.elements(items, star.Value)
		w.check(star.Value, item)
		w.printable(star.Value, item)
	}
	options := *c.node
	options.Args = nil
	_, kw, ok := w.args(call{&options, c.name}, 0, 0, "sep", "end")
	if !ok {
		return none
	}
	for _, name := range []string{"sep", "end"} {
		if a := kw[name]; a != nil {
			w.match(c, sigParam{name: name, typ: parsePattern("str|None")}, a, w.value(a), val{})
		}
	}
	return none
}

// text is str(x) and repr(x).
func (w *walker) text(c call) val {
	least := 0
	if c.name == "repr" {
		least = 1
	}
	if pos, _, ok := w.args(c, least, 1); ok && len(pos) == 1 {
		w.printable(pos[0], w.value(pos[0]))
	}
	return val{set: basic(bStr)}
}

func (w *walker) length(c call) val {
	if pos, _, ok := w.args(c, 1, 1); ok {
		w.sized(pos[0], w.value(pos[0]))
	}
	return val{set: basic(bInt)}
}

// sized checks that a value has a length.
func (w *walker) sized(at syntax.Expr, x val) {
	switch {
	case x.other != "":
	case x.has(bNone):
		w.optional(at, x, "the argument of len")
	case x.inst != nil && x.inst.classes[0].c.Kind != NamedTupleClass:
		w.specialUnary(at, x, "__len__", "len")
	case x.has(bNumeric) || x.fn != nil || x.exc != "":
		w.refuse("PT206", at, "%s has no length: Python raises TypeError", w.typeOf(x.set))
	case x.iter != nil:
		switch x.iter.of {
		case "range", "dict_keys", "dict_values", "dict_items":
		default:
			w.refuse("PT206", at, "%s has no length: Python raises TypeError", x.iter.of)
		}
	}
}

func (w *walker) rangeCall(c call) val {
	pos, _, ok := w.args(c, 1, 3)
	if ok {
		for _, a := range pos {
			x := w.value(a)
			if x.unknown() {
				w.suggest(x, strong, basic(bInt))
			}
			w.wantInt(a, x, "an argument of range")
		}
	}
	it := w.newIter(c.node, "range", nil)
	w.put(it.elem, basic(bInt))
	return val{set: set{iter: it}}
}

func (w *walker) enumerate(c call) val {
	it := w.newIter(c.node, "enumerate", nil)
	pos, kw, ok := w.args(c, 1, 2, "start")
	if !ok {
		return val{set: set{iter: it}}
	}
	if len(pos) == 2 {
		kw["start"] = pos[1]
	}
	elem := w.elementSlot(w.value(pos[0]), pos[0], 0)
	if start := kw["start"]; start != nil {
		x := w.value(start)
		if x.unknown() {
			w.suggest(x, strong, basic(bInt))
		}
		w.wantInt(start, x, "the start of enumerate")
	}
	t := w.newTuple(c.node, 2, 2)
	w.put(t.elems[0], basic(bInt))
	w.unify(t.elems[1], elem)
	w.put(it.elem, set{tuple: t})
	return val{set: set{iter: it}}
}

func (w *walker) zip(c call) val {
	if len(c.node.Args) == 1 {
		if star, ok := c.node.Args[0].(*syntax.Starred); ok {
			return w.transposed(c, star)
		}
	}
	it := w.newIter(c.node, "zip", nil)
	pos, _, ok := w.args(c, 1, -1)
	if !ok {
		return val{set: set{iter: it}}
	}
	t := w.newTuple(c.node, len(pos), len(pos))
	for i, a := range pos {
		w.unify(t.elems[i], w.elementSlot(w.value(a), a, i))
	}
	w.put(it.elem, set{tuple: t})
	return val{set: set{iter: it}}
}

func (w *walker) reversed(c call) val {
	it := w.newIter(c.node, "reversed", nil)
	if pos, _, ok := w.args(c, 1, 1); ok {
		x := w.value(pos[0])
		if w.doneBy(c, "__reversed__", x) {
			return notKnown()
		}
		if x.iter != nil && x.iter.of != "range" && !strings.HasPrefix(x.iter.of, "dict_") {
			w.refuse("PT206", pos[0], "%s cannot be reversed: Python raises TypeError", x.iter.of)
		}
		w.unify(it.elem, w.elementSlot(x, pos[0], 0))
	}
	return val{set: set{iter: it}}
}

func (w *walker) mapCall(c call) val {
	it := w.newIter(c.node, "map", nil)
	if len(c.node.Args) < 2 || isStarred(c.node.Args[0]) {
		w.arguments(c.node)
		w.refuse("PT404", c.node, "map needs a function and at least one iterable")
		return val{set: set{iter: it}}
	}
	var args []val
	for _, a := range c.node.Args[1:] {
		args = append(args, w.elements(w.value(a), a))
	}
	result, ok := w.applied(c.node.Args[0], args)
	if !ok {
		w.eval(c.node.Args[0])
		w.refuse("PT510", c.node.Args[0], "map is translated only with a lambda or the name of a function")
	}
	w.flow(it.elem, result)
	w.put(it.elem, result.set)
	return val{set: set{iter: it}}
}

func (w *walker) filter(c call) val {
	it := w.newIter(c.node, "filter", nil)
	if len(c.node.Args) != 2 || isStarred(c.node.Args[0]) || isStarred(c.node.Args[1]) {
		w.arguments(c.node)
		w.refuse("PT404", c.node, "filter needs a function and an iterable")
		return val{set: set{iter: it}}
	}
	xs := w.value(c.node.Args[1])
	elem := w.elements(xs, c.node.Args[1])
	if _, none := c.node.Args[0].(*syntax.None); none {
		w.eval(c.node.Args[0])
		w.put(it.elem, elem.set.truthy())
		return val{set: set{iter: it}}
	}
	if _, ok := w.applied(c.node.Args[0], []val{elem}); !ok {
		w.eval(c.node.Args[0])
		w.refuse("PT510", c.node.Args[0], "filter is translated only with a lambda, None or the name of a function")
	}
	w.unify(it.elem, w.elementSlot(xs, c.node.Args[1], 0))
	return val{set: set{iter: it}}
}

func (w *walker) listCall(c call) val {
	pos, _, ok := w.args(c, 0, 1)
	if !ok || len(pos) == 0 {
		return val{set: set{list: w.newList(c.node, 0)}}
	}
	x := w.value(pos[0])
	l := w.newList(c.node, 0)
	w.unify(l.elem, w.elementSlot(x, pos[0], 0))
	return val{set: set{list: l}}
}

func (w *walker) dictCall(c call) val {
	if meant := w.dictDisplay(c); meant != nil {
		return w.means(c.node, meant)
	}
	d := w.newDict(c.node, 0)
	if c.name == orderedClass {
		d.class = orderedClass
	}
	out := val{set: set{dict: d}}
	if len(c.node.Args) > 1 || len(c.node.Args) == 1 && isStarred(c.node.Args[0]) {
		w.args(c, 0, 1)
		return out
	}
	for _, k := range c.node.Keywords {
		if k.Name == "" || len(c.node.Args) > 0 {
			w.value(k.Value)
			w.refuseKeyword(c, k)
			continue
		}
		w.put(d.key, basic(bStr))
		w.store(d.val, w.value(k.Value), k.Value)
	}
	if len(c.node.Args) == 0 {
		return out
	}
	arg := c.node.Args[0]
	x := w.value(arg)
	if x.dict != nil {
		w.unify(d.key, x.dict.key)
		w.unify(d.val, x.dict.val)
		return out
	}
	elem := w.elements(x, arg)
	switch {
	case elem.other != "":
		w.put(d.key, notKnown().set)
		w.put(d.val, notKnown().set)
	case elem.empty():
	case elem.tuple != nil && len(elem.tuple.elems) == 2 && elem.set == (set{tuple: elem.tuple}):
		w.unify(d.key, elem.tuple.elems[0])
		w.unify(d.val, elem.tuple.elems[1])
	default:
		w.refuse("PT404", c.node, "dict is translated only for a dict or pairs")
		w.put(d.key, notKnown().set)
		w.put(d.val, notKnown().set)
	}
	return out
}

func (w *walker) fromKeys(e *syntax.Call) val {
	c := call{e, "dict.fromkeys"}
	w.resolve(e, Callee{Kind: Builtin, Name: c.name})
	d := w.newDict(e, 0)
	pos, _, ok := w.args(c, 1, 2)
	if !ok {
		return val{set: set{dict: d}}
	}
	w.unify(d.key, w.elementSlot(w.value(pos[0]), pos[0], 0))
	value := val{set: basic(bNone)}
	if len(pos) == 2 {
		value = w.value(pos[1])
		if value.list != nil || value.dict != nil {
			w.refuse("PT404", pos[1], "dict.fromkeys with a list or dict shares one object between all keys: build the dict in a loop")
		}
	}
	w.put(d.val, value.set)
	return val{set: set{dict: d}}
}

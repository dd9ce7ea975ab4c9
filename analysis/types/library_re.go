package types

import (
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis/regex"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// The classes of module re.
const (
	rePattern = "re.Pattern"
	reMatch   = "re.Match"
	reError   = "re.error" // the one exception class of a module that is known
)

// translatedObjects are the classes of the library whose objects are translated.
var translatedObjects = map[string]bool{rePattern: true, reMatch: true, dequeClass: true}

// A regexKey names an object of module re: its class and what its pattern says.
type regexKey struct {
	class   string
	pattern string
	flags   regex.Flags
	open    bool // nothing is known about the pattern
}

// reFunctions has the functions of module re. Their results depend on the
// pattern; see regexResult.
var reFunctions = parseTable(map[string]string{
	"re.compile":   "(pattern: any, flags: any =) -> None",
	"re.escape":    "(pattern: str) -> str",
	"re.findall":   "(pattern: any, string: str, flags: any =) -> None",
	"re.finditer":  "(pattern: any, string: str, flags: any =) -> None",
	"re.fullmatch": "(pattern: any, string: str, flags: any =) -> None",
	"re.match":     "(pattern: any, string: str, flags: any =) -> None",
	"re.search":    "(pattern: any, string: str, flags: any =) -> None",
	"re.split":     "(pattern: any, string: str, maxsplit: int =, flags: any =) -> None",
	"re.sub":       "(pattern: any, repl: any, string: str, count: int =, flags: any =) -> None",
	"re.subn":      "(pattern: any, repl: any, string: str, count: int =, flags: any =) -> None",
})

// patternMethods has the methods of re.Pattern.
var patternMethods = parseTable(map[string]string{
	"findall":   "(string: str) -> None",
	"finditer":  "(string: str) -> None",
	"fullmatch": "(string: str, pos: int =, endpos: int =) -> None",
	"match":     "(string: str, pos: int =, endpos: int =) -> None",
	"search":    "(string: str, pos: int =, endpos: int =) -> None",
	"split":     "(string: str, maxsplit: int =) -> None",
	"sub":       "(repl: any, string: str, count: int =) -> None",
	"subn":      "(repl: any, string: str, count: int =) -> None",
})

// matchMethods has the methods of re.Match.
var matchMethods = parseTable(map[string]string{
	"end":       "(group: int|str =, /) -> int",
	"expand":    "(template: str) -> str",
	"group":     "(*groups: int|str) -> None",
	"groupdict": "() -> None",
	"groups":    "() -> None",
	"span":      "(group: int|str =, /) -> tuple[int, int]",
	"start":     "(group: int|str =, /) -> int",
})

// reFlags has the flags of module re under all their names.
var reFlags = map[string]regex.Flags{
	"re.A": regex.ASCII, "re.ASCII": regex.ASCII,
	"re.I": regex.IgnoreCase, "re.IGNORECASE": regex.IgnoreCase,
	"re.M": regex.Multiline, "re.MULTILINE": regex.Multiline,
	"re.S": regex.DotAll, "re.DOTALL": regex.DotAll,
	"re.U": regex.Unicode, "re.UNICODE": regex.Unicode,
	"re.X": regex.Verbose, "re.VERBOSE": regex.Verbose,
}

// reFlagNames has the long name of each flag.
var reFlagNames = map[regex.Flags]string{
	regex.ASCII: "re.ASCII", regex.IgnoreCase: "re.IGNORECASE", regex.Multiline: "re.MULTILINE",
	regex.DotAll: "re.DOTALL", regex.Unicode: "re.UNICODE", regex.Verbose: "re.VERBOSE",
}

func init() {
	maps.Copy(library, reFunctions)
	for name := range patternMethods {
		specialMethods[rePattern+"."+name] = (*walker).patternMethod
	}
	specialMethods[reMatch+".group"] = (*walker).matchGroup
	specialMethods[reMatch+".groups"] = (*walker).matchGroups
	specialMethods[reMatch+".groupdict"] = (*walker).matchGroupdict
	for _, name := range []string{"start", "end", "span"} {
		specialMethods[reMatch+"."+name] = (*walker).matchSpan
	}
}

// objectMethods are the methods of a class of the library.
func objectMethods(class string) map[string]*signature {
	switch class {
	case rePattern:
		return patternMethods
	case reMatch:
		return matchMethods
	}
	return nil
}

// regexObject is the one object of a class with a pattern.
func (in *solver) regexObject(key regexKey, shape *regex.Shape) *objectT {
	if o := in.regexes[key]; o != nil {
		return o
	}
	if in.regexes == nil {
		in.regexes = map[regexKey]*objectT{}
	}
	o := &objectT{class: key.class, regex: key, shape: shape}
	in.regexes[key] = o
	return o
}

// meetRegexes is what two objects of module re of one class have in common.
func (in *solver) meetRegexes(a, b *objectT) *objectT {
	if a.shape == b.shape {
		return a
	}
	return in.regexObject(regexKey{class: a.class, open: true}, nil)
}

// matchOf is a match of a pattern.
func (in *solver) matchOf(p *objectT) *objectT {
	key := p.regex
	key.class = reMatch
	if p.shape == nil {
		key = regexKey{class: reMatch, open: true}
	}
	return in.regexObject(key, p.shape)
}

// callRegex evaluates a call of a function of module re.
func (w *walker) callRegex(e *syntax.Call, name string) val {
	c := call{e, name}
	s := library[name]
	if name == "re.escape" {
		return w.apply(c, s, val{})
	}
	bound, ok := w.bindSignature(c, s)
	if !ok {
		return notKnown()
	}
	flags, known := regex.Flags(0), true
	last := len(bound) - 1
	given := bound[last] != nil
	if given {
		flags, known = w.regexFlags(bound[last])
	}
	p := w.regexPattern(bound[0], flags, given, known)
	if name == "re.compile" {
		return val{set: set{object: p}}
	}
	return w.regexResult(c, name[len("re."):], p, s.params[1:last], bound[1:last])
}

// patternMethod evaluates a method of a compiled pattern.
func (w *walker) patternMethod(c call, recv val) val {
	name := c.name[len(rePattern)+1:]
	s := patternMethods[name]
	bound, ok := w.bindSignature(c, s)
	if !ok {
		return notKnown()
	}
	return w.regexResult(c, name, recv.object, s.params, bound)
}

// regexPattern evaluates the pattern that is passed to a function of module re.
func (w *walker) regexPattern(arg syntax.Expr, flags regex.Flags, given, known bool) *objectT {
	open := w.regexObject(regexKey{class: rePattern, open: true}, nil)
	x := w.value(arg)
	switch {
	case x.object != nil && x.object.class == rePattern && x.bits&^bUnbound == 0:
		if given {
			w.refuse("PT404", arg, "flags with a compiled pattern: Python raises ValueError")
		}
		return x.object
	case x.unknown():
		w.suggest(x, strong, basic(bStr))
		return open
	case !x.only(bStr):
		w.refuse("PT206", arg, "a pattern cannot be %s", w.typeOf(x.set))
		return open
	}
	text, ok := w.constantText(arg, nil)
	if !ok || !known {
		return open
	}
	shape, err := regex.Parse(text, flags)
	if err != nil {
		if fault, _ := err.(*regex.Error); fault != nil && fault.Unsupported {
			w.refuse("PT404", arg, "this pattern is not translated: %s", fault.Message)
		} else {
			w.refuse("PT404", arg, "this pattern is wrong: Python raises re.error: %s", err)
		}
		return open
	}
	return w.regexObject(regexKey{class: rePattern, pattern: text, flags: flags}, shape)
}

// regexFlags is the value of flags, which have to be written out.
func (w *walker) regexFlags(e syntax.Expr) (regex.Flags, bool) {
	flag := func(name string) (regex.Flags, bool) {
		f, ok := reFlags[name]
		if !ok {
			w.refuse("PT401", e, "%s has no translation", name)
		} else if w.record {
			w.info.refs[e] = &Callee{Kind: Library, Name: reFlagNames[f]}
		}
		return f, ok
	}
	switch e := e.(type) {
	case *syntax.BinOp:
		if e.Op == "|" {
			left, ok1 := w.regexFlags(e.Left)
			right, ok2 := w.regexFlags(e.Right)
			return left | right, ok1 && ok2
		}
	case *syntax.Int:
		if e.Big == "" && e.Value == 0 {
			return 0, true
		}
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok && w.lookup(n.ID) == nil && w.scope.imports[n.ID].name == "re" {
			return flag("re." + e.Attr)
		}
	case *syntax.Name:
		if imp, ok := w.scope.imports[e.ID]; ok && w.lookup(e.ID) == nil {
			return flag(imp.name)
		}
	}
	w.refuse("PT404", e, "flags are translated only where they are written out, such as re.I | re.M")
	return 0, false
}

// constantText is the text of an expression that is the same whenever it is
// evaluated; within are the variables on the way to it.
func (w *walker) constantText(e syntax.Expr, within []*variable) (string, bool) {
	switch e := e.(type) {
	case *syntax.Str:
		return e.Value, !e.Surrogate
	case *syntax.BinOp:
		left, ok1 := w.constantText(e.Left, within)
		right, ok2 := w.constantText(e.Right, within)
		return left + right, ok1 && ok2 && e.Op == "+"
	case *syntax.Name:
		v := w.lookup(e.ID)
		if v == nil || slices.Contains(within, v) {
			return "", false
		}
		if value := w.onlyValue(v); value != nil {
			return w.constantText(value, append(within, v))
		}
	}
	return "", false
}

// onlyValue is the expression that a variable is bound to, when there is one only.
func (w *walker) onlyValue(v *variable) syntax.Expr {
	if v.v.Kind == Global {
		return v.v.Value
	}
	if v.v.Kind != Local || v.owner != w.u {
		return nil
	}
	var value syntax.Expr
	count := 0
	bindings(w.u.body, func(name string, _ syntax.Range, at syntax.Node) {
		if name != v.v.Name {
			return
		}
		count++
		if a, ok := at.(*syntax.Assign); ok && len(a.Targets) == 1 {
			if _, plain := a.Targets[0].(*syntax.Name); plain {
				value = a.Value
			}
		}
	})
	if count != 1 {
		return nil
	}
	return value
}

// regexResult evaluates the arguments after the pattern and gives the result.
func (w *walker) regexResult(c call, name string, p *objectT, params []sigParam, args []syntax.Expr) val {
	match := set{object: w.matchOf(p)}
	for i, arg := range args {
		switch {
		case arg == nil:
		case params[i].name == "repl":
			w.replacement(arg, match)
		default:
			w.match(c, params[i], arg, w.value(arg), val{})
		}
	}
	text := basic(bStr)
	switch name {
	case "findall":
		if p.shape != nil && len(p.shape.Groups) > 1 {
			tuple := w.newTuple(c.node, 1, len(p.shape.Groups))
			for _, s := range tuple.elems {
				w.put(s, text)
			}
			text = set{tuple: tuple}
		}
	case "split":
		if p.shape != nil && !p.shape.AllAlways() {
			text.bits |= bNone
		}
	case "finditer":
		it := w.newIter(c.node, "finditer", nil)
		w.put(it.elem, match)
		return val{set: set{iter: it}}
	case "sub":
		return val{set: text}
	case "subn":
		tuple := w.newTuple(c.node, 1, 2)
		w.put(tuple.elems[0], text)
		w.put(tuple.elems[1], basic(bInt))
		return val{set: set{tuple: tuple}}
	default:
		match.bits |= bNone
		return val{set: match}
	}
	l := w.newList(c.node, 0)
	w.put(l.elem, text)
	return val{set: set{list: l}}
}

// replacement evaluates what matches are replaced by: a template, or a function.
func (w *walker) replacement(arg syntax.Expr, match set) {
	n, named := arg.(*syntax.Name)
	_, lambda := arg.(*syntax.Lambda)
	if !lambda && !(named && w.lookup(n.ID) == nil) {
		w.match(call{nil, "sub"}, sigParam{name: "repl", typ: parsePattern("str")}, arg, w.value(arg), val{})
		return
	}
	result, ok := w.applied(arg, []val{{set: match}})
	if !ok {
		w.refuse("PT404", arg, "this function is not translated as a replacement: use a lambda")
	} else if !result.empty() && !result.only(bStr) {
		w.refuse("PT206", arg, "a replacement must be a str, not %s", w.typeOf(result.set))
	}
}

// groupType is the type of the text of a group that is named by an expression.
func (w *walker) groupType(shape *regex.Shape, e syntax.Expr) set {
	text, maybe := basic(bStr), basic(bStr|bNone)
	n := -1
	switch e := e.(type) {
	case *syntax.Int:
		if n = int(e.Value); n == 0 && e.Big == "" {
			return text
		}
	case *syntax.Str:
		if shape != nil {
			n = shape.Index(e.Value)
		}
	default:
		if shape != nil && shape.AllAlways() {
			return text
		}
		return maybe
	}
	switch {
	case shape == nil:
		return maybe
	case n <= 0 || n > len(shape.Groups):
		w.refuse("PT206", e, "the pattern has no such group: Python raises IndexError")
		return text
	case shape.Groups[n-1].Always:
		return text
	}
	return maybe
}

// matchGroup evaluates m.group(…).
func (w *walker) matchGroup(c call, recv val) val {
	bound, ok := w.bindSignature(c, matchMethods["group"])
	if !ok {
		return notKnown()
	}
	var types []set
	for _, arg := range bound {
		if arg == nil {
			continue
		}
		w.match(c, matchMethods["group"].params[0], arg, w.value(arg), recv)
		types = append(types, w.groupType(recv.object.shape, arg))
	}
	switch len(types) {
	case 0:
		return val{set: basic(bStr)}
	case 1:
		return val{set: types[0]}
	}
	return w.tupleWith(c.node, types)
}

// tupleWith is a tuple of values of these types.
func (w *walker) tupleWith(n syntax.Node, types []set) val {
	tuple := w.newTuple(n, 0, len(types))
	for i, t := range types {
		w.put(tuple.elems[i], t)
	}
	return val{set: set{tuple: tuple}}
}

// matchItem is m[group].
func (w *walker) matchItem(e *syntax.Subscript, m *objectT, index val) val {
	if m.class != reMatch {
		w.refuse("PT206", e, "%s cannot be indexed: Python raises TypeError", m.class)
		return notKnown()
	}
	w.match(call{nil, "[…]"}, matchMethods["group"].params[0], e.Index, index, val{})
	return val{set: w.groupType(m.shape, e.Index)}
}

// matchGroups evaluates m.groups().
func (w *walker) matchGroups(c call, recv val) val {
	if _, ok := w.bindSignature(c, matchMethods["groups"]); !ok {
		return notKnown()
	}
	shape := recv.object.shape
	if shape == nil || len(shape.Groups) == 0 {
		w.refuse("PT403", c.node, "groups() is translated only where the pattern is written out and has groups")
		return val{set: set{other: "a tuple of unknown length"}}
	}
	types := make([]set, len(shape.Groups))
	for i, g := range shape.Groups {
		types[i] = basic(bStr)
		if !g.Always {
			types[i].bits |= bNone
		}
	}
	return w.tupleWith(c.node, types)
}

// matchGroupdict evaluates m.groupdict().
func (w *walker) matchGroupdict(c call, recv val) val {
	if _, ok := w.bindSignature(c, matchMethods["groupdict"]); !ok {
		return notKnown()
	}
	d := w.newDict(c.node, 0)
	w.put(d.key, basic(bStr))
	w.put(d.val, basic(bStr))
	shape := recv.object.shape
	if shape == nil || !shape.NamedAlways() {
		w.put(d.val, basic(bNone))
	}
	return val{set: set{dict: d}}
}

// matchSpan evaluates start, end and span.
func (w *walker) matchSpan(c call, recv val) val {
	name := c.name[len(reMatch)+1:]
	if len(c.node.Args) == 1 {
		w.groupType(recv.object.shape, c.node.Args[0])
	}
	return w.apply(c, matchMethods[name], recv)
}

// objectAttribute is the value of an attribute of an object of the library.
func (w *walker) objectAttribute(e *syntax.Attribute, x val) (val, bool) {
	mayLack := bUnbound
	if x.object != nil && x.object.class == reMatch {
		mayLack |= bNone // of which an attribute raises AttributeError
	}
	if x.object == nil || x.bits&^mayLack != 0 {
		return val{}, false
	}
	name := x.object.class + "." + e.Attr
	var out set
	switch name {
	case "re.Match.re":
		key := x.object.regex
		key.class = rePattern
		out.object = w.regexObject(key, x.object.shape)
	case "re.Match.lastindex":
		out = basic(bInt | bNone)
	case "re.Match.lastgroup":
		out = basic(bStr | bNone)
	case "re.Pattern.pattern":
		out = basic(bStr)
	case "re.Pattern.groups":
		out = basic(bInt)
	default:
		return val{}, false
	}
	if w.record {
		w.info.attrs[e] = name
	}
	return val{set: out}, true
}

// compiles reports whether a call makes a pattern of a constant.
func (in *solver) compiles(e *syntax.Call) bool {
	name := ""
	switch f := e.Func.(type) {
	case *syntax.Name:
		name = in.scope.imports[f.ID].name
	case *syntax.Attribute:
		if n, ok := f.Value.(*syntax.Name); ok {
			name = in.scope.imports[n.ID].name + "." + f.Attr
		}
	}
	return name == "re.compile" && len(e.Args) > 0 && in.constantExpr(e.Args[0])
}

// regexClass is the class of module re that an annotation names, with or without
// [str]; "" for another.
func (in *solver) regexClass(e syntax.Expr) string {
	if s, ok := e.(*syntax.Subscript); ok {
		if n, ok := s.Index.(*syntax.Name); !ok || n.ID != "str" && n.ID != "AnyStr" {
			return ""
		}
		e = s.Value
	}
	name := ""
	switch e := e.(type) {
	case *syntax.Name:
		name = in.scope.imports[e.ID].name
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok {
			name = in.scope.imports[n.ID].name + "." + e.Attr
		}
	}
	switch name {
	case rePattern, "typing.Pattern":
		return rePattern
	case reMatch, "typing.Match":
		return reMatch
	}
	return ""
}

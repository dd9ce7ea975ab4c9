package types

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A signature describes a builtin, method or library function whose types do
// not need code of their own. See parseSignature for how it is written.
type signature struct {
	params []sigParam
	result pattern
}

type sigParam struct {
	name     string
	typ      pattern
	optional bool
	posOnly  bool
	kwOnly   bool
	rest     bool // *args
}

// A pattern is a type in a signature: alternatives, each with arguments.
//
//	int float str bool None   the type; float takes an int as well
//	list[…] tuple[…] …        containers
//	iter[…]                   anything that can be walked over
//	E K V                     elements, keys, values of the receiver
//	=E =K                     a value compared with them
//	self                      the receiver's own type
//	any                       anything
type pattern []alternative

type alternative struct {
	name string
	args []pattern
}

// parseSignature reads "(a: int, /, b: str =, *, c: bool =) -> list[str]". A "="
// after the type marks an optional parameter. The tables of signatures are
// constants of the program: a mistake in them panics at start.
func parseSignature(text string) *signature {
	params, result, ok := strings.Cut(text, ") -> ")
	if !ok || params == "" || params[0] != '(' {
		panic("types: bad signature " + text)
	}
	s := &signature{result: parsePattern(result)}
	kwOnly := false
	for _, p := range splitTop(params[1:], ',') {
		switch p {
		case "":
			continue
		case "/":
			for i := range s.params {
				s.params[i].posOnly = true
			}
			continue
		case "*":
			kwOnly = true
			continue
		}
		name, typ, ok := strings.Cut(p, ":")
		if !ok {
			panic("types: bad parameter in signature " + text)
		}
		typ = strings.TrimSpace(typ)
		optional := strings.HasSuffix(typ, "=")
		rest := strings.HasPrefix(name, "*")
		s.params = append(s.params, sigParam{
			name: strings.TrimPrefix(name, "*"), typ: parsePattern(strings.TrimSpace(strings.TrimSuffix(typ, "="))),
			optional: optional || rest, kwOnly: kwOnly, rest: rest,
		})
	}
	return s
}

func parsePattern(text string) pattern {
	var p pattern
	for _, alt := range splitTop(text, '|') {
		name, inner, ok := strings.Cut(alt, "[")
		a := alternative{name: name}
		if ok {
			for _, arg := range splitTop(strings.TrimSuffix(inner, "]"), ',') {
				a.args = append(a.args, parsePattern(arg))
			}
		}
		p = append(p, a)
	}
	return p
}

// splitTop splits at separators outside brackets and trims the parts.
func splitTop(text string, sep rune) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case r == sep && depth == 0:
			parts = append(parts, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	return append(parts, strings.TrimSpace(text[start:]))
}

func parseTable(table map[string]string) map[string]*signature {
	out := make(map[string]*signature, len(table))
	for name, text := range table {
		out[name] = parseSignature(text)
	}
	return out
}

// A call is a call being evaluated: what it calls and what it passes.
type call struct {
	node *syntax.Call
	name string // for messages and Info
}

// apply evaluates the arguments of a call against a signature.
func (w *walker) apply(c call, s *signature, recv val) val {
	bound, ok := w.bindSignature(c, s)
	if !ok {
		return val{set: w.build(s.result, recv, c.node, nil)}
	}
	for i, arg := range bound {
		if i >= len(s.params) {
			i = len(s.params) - 1
		}
		if arg == nil {
			continue
		}
		p := s.params[i]
		x := w.eval(arg)
		if !p.typ.takesBlend() {
			w.check(arg, x)
		}
		w.match(c, p, arg, x, recv)
	}
	slot := w.elementOf(s.result, recv)
	out := val{set: w.build(s.result, recv, c.node, nil)}
	out.src = slot
	return out
}

// bindSignature gives the argument of each parameter; arguments of a rest
// parameter follow the others.
func (w *walker) bindSignature(c call, s *signature) ([]syntax.Expr, bool) {
	bound := make([]syntax.Expr, len(s.params))
	ok := true
	for i, arg := range c.node.Args {
		if _, star := arg.(*syntax.Starred); star {
			w.value(arg)
			ok = false
			continue
		}
		if n := len(s.params); i >= n || s.params[i].kwOnly || s.params[i].rest {
			if n > 0 && s.params[n-1].rest {
				bound = append(bound, arg)
				continue
			}
			w.value(arg)
			w.refuse("PT404", arg, "%s takes no argument here", c.name)
			ok = false
			continue
		}
		bound[i] = arg
	}
	for _, k := range c.node.Keywords {
		found := false
		for i, p := range s.params {
			if p.name == k.Name && !p.posOnly && !p.rest {
				bound[i], found = k.Value, true
			}
		}
		if !found {
			w.value(k.Value)
			w.refuseKeyword(c, k)
			ok = false
		}
	}
	for i, p := range s.params {
		if bound[i] == nil && !p.optional && ok {
			w.refuse("PT404", c.node, "%s needs the argument %s", c.name, p.name)
			ok = false
		}
	}
	return bound, ok
}

func (w *walker) refuseKeyword(c call, k *syntax.Keyword) {
	if k.Name == "" {
		w.refuse("PT509", k, "** in a call is not translated")
		return
	}
	w.refuse("PT404", k, "%s with %s= is not translated", c.name, k.Name)
}

// takesBlend reports whether a parameter is used as a float in any case.
func (p pattern) takesBlend() bool {
	for _, a := range p {
		if a.name == "float" {
			return true
		}
	}
	return false
}

// match checks an argument against a parameter's pattern and lets it flow where
// the pattern says.
func (w *walker) match(c call, p sigParam, arg syntax.Expr, x, recv val) {
	if x.unknown() {
		w.hintPattern(x, p.typ)
		if s := w.elementOf(p.typ, recv); s != nil {
			w.flow(s, x)
		}
	}
	for a := range x.all {
		if w.matchAtom(p.typ, a, x, recv, arg) {
			continue
		}
		if _, ok := w.converts(c, a, arg); ok {
			continue
		}
		switch {
		case a.has(bNone):
			w.optional(arg, x, "the argument "+p.name+" of "+c.name)
		case a.only(bBool) && p.typ.has("int"):
			w.refuse("PT523", arg, "a bool as the argument %s of %s is not translated: write int(…)", p.name, c.name)
		case a.isNumber():
			w.refuse("PT501", arg, "what Python makes a number by __index__ or __float__ is not translated: write int(…) or float(…)")
		default:
			w.refuse("PT206", arg, "the argument %s of %s cannot be %s", p.name, c.name, w.typeOf(a))
		}
		return
	}
}

func (p pattern) has(name string) bool {
	for _, a := range p {
		if a.name == name {
			return true
		}
	}
	return false
}

func (w *walker) matchAtom(p pattern, a set, x, recv val, at syntax.Expr) bool {
	for _, alt := range p {
		switch alt.name {
		case "any":
			return true
		case "int":
			if a.has(bInts) {
				return true
			}
		case "float":
			if a.has(bInts | bFloat) {
				return true
			}
		case "str":
			if a.has(bStr) {
				return true
			}
		case "bool":
			if a.has(bBool) {
				return true
			}
		case "bytes":
			if a.has(bBytes) {
				return true
			}
		case "None":
			if a.has(bNone) {
				return true
			}
		case "iter":
			if a.has(bStr|bBytes) || a.composed() && a.fn == nil && a.exc == "" {
				elem := w.elements(val{set: a}, at)
				return w.matchElements(alt.args[0], elem, recv, at)
			}
		case "E", "K", "V":
			s := receiverSlot(alt.name, recv)
			if s == nil {
				return true
			}
			w.store(s, val{set: a, src: x.src}, at)
			return true
		case "=E", "=K":
			s := receiverSlot(alt.name[1:], recv)
			if s == nil {
				return true
			}
			held := w.get(s)
			w.hintSame(x, val{set: held, src: s}, medium)
			for h := range held.all {
				if w.equatable(a, h) != fine {
					w.refuse("PT523", at, "%s is never among values of type %s", w.typeOf(a), w.slotType(s))
					break
				}
			}
			return true
		case "self":
			merged, _ := w.merge(recv.set, a)
			return merged == recv.set
		case "strs":
			if a.tuple != nil {
				return w.elements(val{set: a}, at).set.without(bStr).empty()
			}
		}
	}
	return false
}

func (w *walker) matchElements(p pattern, elem, recv val, at syntax.Expr) bool {
	if elem.unknown() {
		w.hintPattern(elem, p)
	}
	for a := range elem.all {
		if !w.matchAtom(p, a, elem, recv, at) {
			return false
		}
	}
	return true
}

func receiverSlot(name string, recv val) *slot {
	switch {
	case name == "E" && recv.list != nil:
		return recv.list.elem
	case name == "E" && recv.sets != nil:
		return recv.sets.elem
	case name == "E" && recv.frozen != nil:
		return recv.frozen.elem
	case name == "E" && recv.varying != nil:
		return recv.varying.elem
	case name == "E" && recv.object != nil && len(recv.object.args) > 0:
		return recv.object.args[0]
	case name == "K" && recv.dict != nil:
		return recv.dict.key
	case name == "V" && recv.dict != nil:
		return recv.dict.val
	}
	return nil
}

// elementOf is the slot that the result is read from, if it is an element.
func (w *walker) elementOf(p pattern, recv val) *slot {
	if len(p) == 0 {
		return nil
	}
	return receiverSlot(p[0].name, recv)
}

// build makes the set a result pattern describes; what it allocates belongs to
// the node.
func (w *walker) build(p pattern, recv val, n syntax.Node, path []int) set {
	part := 1000
	for _, i := range path {
		part = part*10 + i + 1
	}
	var out set
	for _, alt := range p {
		switch alt.name {
		case "int":
			out.bits |= bInt
		case "float":
			out.bits |= bFloat
		case "str":
			out.bits |= bStr
		case "bool":
			out.bits |= bBool
		case "bytes":
			out.bits |= bBytes
		case "complex":
			out.bits |= bComplex
		case "None":
			out.bits |= bNone
		case "E", "K", "V":
			if s := receiverSlot(alt.name, recv); s != nil {
				out, _ = w.merge(out, w.get(s))
			}
		case "self":
			out = set{bits: recv.bits & (bStr | bBytes), list: recv.list, dict: recv.dict, tuple: recv.tuple, varying: recv.varying, sets: recv.sets, frozen: recv.frozen, object: recv.object}
		case "list":
			l := w.newList(n, part)
			w.fill(l.elem, alt.args[0], recv, n, append(path, 0))
			out.list = l
		case "tuple":
			t := w.newTuple(n, part, len(alt.args))
			for i, arg := range alt.args {
				w.fill(t.elems[i], arg, recv, n, append(path, i))
			}
			out.tuple = t
		case "dict_keys", "dict_values", "dict_items", "chain":
			it := w.newIter(n, alt.name, nil)
			w.fill(it.elem, alt.args[0], recv, n, append(path, 0))
			out.iter = it
		default:
			panic("types: unknown type " + alt.name + " in a signature")
		}
	}
	return out
}

// fill makes an element slot hold what a pattern describes; the receiver's own
// elements are shared.
func (w *walker) fill(s *slot, p pattern, recv val, n syntax.Node, path []int) {
	if from := w.elementOf(p, recv); from != nil {
		w.unify(s, from)
		return
	}
	w.put(s, w.build(p, recv, n, path))
}

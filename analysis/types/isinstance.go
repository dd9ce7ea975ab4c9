package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// The classes that isinstance tells apart.
var instanceClasses = map[string]bool{
	"int": true, "float": true, "bool": true, "str": true, "bytes": true, "complex": true,
	"list": true, "dict": true, "tuple": true, "set": true, "frozenset": true,
}

// A tested is a class that isinstance tests for: a builtin one, one of exceptions,
// or one of the module.
type tested struct {
	name  string
	exc   string
	class *class
}

// instanceTest reads isinstance(x, C) or isinstance(x, (C, D)).
func (w *walker) instanceTest(e *syntax.Call) (x syntax.Expr, classes []tested, ok bool) {
	f, isName := e.Func.(*syntax.Name)
	if !isName || f.ID != testInstance && (f.ID != "isinstance" || !w.free(f.ID)) || len(e.Args) != 2 || len(e.Keywords) > 0 {
		return nil, nil, false
	}
	classes, ok = w.classNames(e.Args[1])
	return e.Args[0], classes, ok
}

// classNames are the classes that a test is for.
func (w *walker) classNames(e syntax.Expr) ([]tested, bool) {
	if b, ok := e.(*syntax.BinOp); ok && b.Op == "|" {
		left, ok1 := w.classNames(b.Left)
		right, ok2 := w.classNames(b.Right)
		return append(left, right...), ok1 && ok2
	}
	elts := []syntax.Expr{e}
	if t, ok := e.(*syntax.Tuple); ok {
		elts = t.Elts
	}
	var classes []tested
	for _, elt := range elts {
		if c := w.classNamed(elt); c != nil {
			classes = append(classes, tested{class: c})
			continue
		}
		if name := w.exceptionName(elt); name != "" {
			classes = append(classes, tested{exc: name})
			continue
		}
		n, ok := elt.(*syntax.Name)
		if !ok || !instanceClasses[n.ID] || !w.free(n.ID) {
			return nil, false
		}
		classes = append(classes, tested{name: n.ID})
	}
	return classes, true
}

// isinstance is isinstance(x, classes). What the test shows of x is narrowed
// where it is a condition (narrow.go).
func (w *walker) isinstance(c call) val {
	out := val{set: basic(bBool)}
	x, classes, ok := w.instanceTest(c.node)
	if !ok {
		w.arguments(c.node)
		w.refuse("PT402", c.node, "isinstance is translated only for builtin classes that are written out, such as int or (list, tuple)")
		return out
	}
	w.check(x, w.eval(x))
	if w.record {
		w.info.tests[c.node] = exceptionClasses(classes)
	}
	return out
}

// exceptionClasses are the classes of exceptions among those that are tested for.
func exceptionClasses(classes []tested) (out []CaughtClass) {
	for _, t := range classes {
		switch {
		case t.exc != "":
			out = append(out, CaughtClass{Builtin: t.exc})
		case t.class != nil && t.class.c.Kind == ExceptionClass:
			out = append(out, CaughtClass{Class: t.class.c})
		}
	}
	return out
}

// ofClasses is s where the value was found to be an instance of one of classes.
func (w *walker) ofClasses(s set, classes []tested) set {
	var out set
	for _, class := range classes {
		if class.class != nil {
			out.inst = w.mergeInstances(out.inst, w.below(s.inst, class.class))
		}
		out, _ = w.merge(out, w.ofException(s, class))
		switch class.name {
		case "int":
			out.bits |= s.bits & (bInts | bBool) // a bool is an int
		case "float":
			out.bits |= s.bits & bFloat
		case "bool":
			out.bits |= s.bits & bBool
		case "str":
			out.bits |= s.bits & bStr
		case "bytes":
			out.bits |= s.bits & bBytes
		case "complex":
			out.bits |= s.bits & bComplex
		case "list":
			out.list = s.list
		case "dict":
			out.dict = s.dict
		case "tuple":
			out.tuple, out.varying = s.tuple, s.varying
		case "set":
			out.sets = s.sets
		case "frozenset":
			out.frozen = s.frozen
		}
	}
	out.bits |= s.bits & bUnbound
	return out
}

// ofException is the part of s that are exceptions of a class.
func (w *walker) ofException(s set, class tested) (out set) {
	switch {
	case class.class != nil:
		if s.exc != "" && class.class.c.Kind == ExceptionClass && IsSubclass(class.class.c.Builtin, s.exc) {
			out.inst = class.class.inst
		}
		return out
	case class.exc == "":
		return out
	case IsSubclass(s.exc, class.exc):
		out.exc = s.exc
	case IsSubclass(class.exc, s.exc):
		out.exc = class.exc
	}
	if s.inst != nil && s.inst.classes[0].c.Kind == ExceptionClass && IsSubclass(s.inst.classes[0].c.Builtin, class.exc) {
		out.inst = s.inst
	}
	return out
}

// notOfClasses is s where the value was found to be no instance of classes.
func (w *walker) notOfClasses(s set, classes []tested) set {
	is := w.ofClasses(s, classes)
	s.bits &^= is.bits &^ bUnbound
	s.inst = w.notBelow(s.inst, classes)
	if is.list != nil {
		s.list = nil
	}
	if is.dict != nil {
		s.dict = nil
	}
	if is.tuple != nil || is.varying != nil {
		s.tuple, s.varying = nil, nil
	}
	if is.sets != nil {
		s.sets = nil
	}
	if is.frozen != nil {
		s.frozen = nil
	}
	return s
}

// below are the instances among t that are of a class.
func (w *walker) below(t *instT, c *class) *instT {
	if t == nil {
		return nil
	}
	var kept []*class
	for _, one := range t.classes {
		switch {
		case one.descends(c):
			kept = append(kept, one)
		case c.inherits(one):
			kept = append(kept, c)
		}
	}
	return w.instancesOf(kept)
}

// notBelow are the instances among t that are of none of the classes.
func (w *walker) notBelow(t *instT, classes []tested) *instT {
	if t == nil {
		return nil
	}
	var kept []*class
next:
	for _, one := range t.classes {
		for _, c := range classes {
			if c.class != nil && one.descends(c.class) {
				continue next
			}
		}
		kept = append(kept, one)
	}
	return w.instancesOf(kept)
}

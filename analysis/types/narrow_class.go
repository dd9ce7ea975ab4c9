package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// narrowClass narrows x in type(x) is C: to what is of that class itself, which a
// bool is not of int.
func (w *walker) narrowClass(e *syntax.Compare, yes, no *env) {
	if len(e.Ops) != 1 {
		return
	}
	call, ok := e.Left.(*syntax.Call)
	if !ok || !isName(call.Func, "type") || !w.free("type") || len(call.Args) != 1 || len(call.Keywords) > 0 {
		return
	}
	classes, ok := w.classNames(e.Rights[0])
	if !ok || len(classes) != 1 {
		return
	}
	switch e.Ops[0] {
	case "is", "==":
	case "is not", "!=":
		yes, no = no, yes
	default:
		return
	}
	exact := func(s set) set {
		s = w.ofClasses(s, classes)
		if classes[0].name == "int" {
			s.bits &^= bBool
		}
		return s
	}
	w.narrow(call.Args[0], yes, exact)
	w.narrow(call.Args[0], no, func(s set) set {
		is := exact(s)
		if c := classes[0].class; c != nil {
			if len(c.subs) == 0 {
				s.inst = w.notBelow(s.inst, classes)
			}
			return s
		}
		bools := s.bits & bBool &^ is.bits
		s = w.notOfClasses(s, classes)
		s.bits |= bools
		return s
	})
	w.exclude(e, call.Args[0], yes, no)
}

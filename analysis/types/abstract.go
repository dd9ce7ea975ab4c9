package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// annotateAbstract reads an annotation that names what an object can do and not
// what it is, such as Iterable[int]: a list may be passed there, or a set. The
// calls tell; without any, it is likely the container that is most used.
func (in *solver) annotateAbstract(name string, args []syntax.Expr) (annotation, bool) {
	var slots []*slot
	out := annotation{open: true}
	part := func(e syntax.Expr) {
		s, a := in.declared(e)
		if a.wrong != "" && out.wrong == "" {
			out.wrong, out.at, out.open = a.wrong, a.at, false
		}
		slots = append(slots, s)
	}
	wanted := map[string]int{"Sequence": 1, "Mapping": 2, "AbstractSet": 1}[name]
	switch name {
	case "Sequence", "Mapping", "AbstractSet":
		if len(args) != wanted && len(args) != 0 {
			return annotation{}, false
		}
	case "Iterator":
		for _, e := range args {
			part(e)
		}
		if out.wrong == "" && len(args) > 0 {
			out.likely.iter = &iterT{of: GeneratorIterator, elem: slots[0], returned: &slot{}}
		}
		return out, true
	case "Callable":
		return in.annotateCallable(args)
	default:
		return annotation{}, false
	}
	for _, e := range args {
		part(e)
	}
	if out.wrong != "" {
		return out, true
	}
	if len(args) == 0 {
		slots = freshSlots(wanted)
	}
	switch name {
	case "Sequence":
		out.likely.list = &listT{elem: slots[0]}
	case "Mapping":
		out.likely.dict = &dictT{key: slots[0], val: slots[1]}
	case "AbstractSet":
		out.likely.sets = &setT{elem: slots[0]}
	}
	return out, true
}

// annotateCallable reads Callable[[A, B], R]. What is called comes from the calls.
func (in *solver) annotateCallable(args []syntax.Expr) (annotation, bool) {
	if len(args) != 2 {
		return annotation{}, false
	}
	fn := &fnT{}
	params, listed := args[0].(*syntax.List)
	parts := args[1:]
	if listed {
		parts = append(params.Elts[:len(params.Elts):len(params.Elts)], args[1])
	}
	for _, e := range parts {
		s, a := in.declared(e)
		if a.wrong != "" {
			return a, true
		}
		fn.params = append(fn.params, s)
	}
	last := len(fn.params) - 1
	fn.params, fn.result = fn.params[:last], fn.params[last]
	if !listed { // Callable[..., R]
		return annotation{open: true}, true
	}
	return annotation{open: true, likely: set{fn: fn}}, true
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// dataclassSpecials has the functions of module dataclasses, each of which means an
// expression over the fields of a variable.
func dataclassSpecials() map[string]special {
	return map[string]special{
		"dataclasses.replace": (*walker).replaceData,
		"dataclasses.asdict":  (*walker).fieldsAsDict,
		"dataclasses.astuple": (*walker).fieldsAsTuple,
	}
}

// dataOf is the variable whose fields a function is applied to, and its class.
func (w *walker) dataOf(c call) (*syntax.Name, *class) {
	args := c.node.Args
	if len(args) != 1 || isStarred(args[0]) {
		w.arguments(c.node)
		w.refuse("PT404", c.node, "%s is translated for one object and nothing else by position", c.name)
		return nil, nil
	}
	x := w.value(args[0])
	name, isName := args[0].(*syntax.Name)
	switch {
	case x.unknown() || x.empty() || x.other != "":
	case x.inst == nil || x.set != (set{inst: x.inst}) || len(x.inst.classes) != 1 || x.inst.classes[0].c.Kind != DataClass:
		w.refuse("PT404", args[0], "%s is translated for objects of one dataclass", c.name)
	case !isName:
		w.refuse("PT404", args[0], "%s is translated for a variable: give the object a name first", c.name)
	default:
		return name, x.inst.classes[0]
	}
	return nil, nil
}

// fieldAt is the field of a variable, as an expression that stands at a place.
func fieldAt(at syntax.Range, of *syntax.Name, f *Field) *syntax.Attribute {
	value := &syntax.Name{Range: at, ID: of.ID}
	return &syntax.Attribute{Range: at, Value: value, Attr: f.Attr.Name, AttrRange: at}
}

// replaceData is replace(p, x=1), which means C(x=1, y=p.y).
func (w *walker) replaceData(c call) val {
	of, class := w.dataOf(c)
	if of == nil {
		return notKnown()
	}
	named := &syntax.Name{Range: c.node.Func.Span(), ID: class.c.Name}
	if w.classNamed(named) != class {
		w.refuse("PT404", c.node, "replace is translated where the name %s means the class", class.c.Name)
		return notKnown()
	}
	if class.method("__init__") != nil || class.method("__post_init__") != nil {
		w.refuse("PT404", c.node, "replace is not translated for %s, which runs code of its own when it is made", class.c.Name)
		return notKnown()
	}
	given := map[string]*syntax.Keyword{}
	for _, k := range c.node.Keywords {
		given[k.Name] = k
		if !w.looksOnly(k.Value, of) {
			w.value(k.Value)
			w.refuse("PT404", k.Value, "replace looks at the other fields when this is evaluated, which might change them: give it a name first")
			return notKnown()
		}
	}
	meant := site(w, c.node, 3, func() *syntax.Call {
		made := &syntax.Call{Range: c.node.Range, Func: named}
		at := syntax.Range{Start: c.node.Start, End: c.node.Start} // behind the field before
		for _, f := range class.c.Fields {
			k := given[f.Attr.Name]
			if k == nil && !f.NoInit {
				k = &syntax.Keyword{Range: at, Name: f.Attr.Name, NameRange: at, Value: fieldAt(at, of, f)}
			}
			if k != nil {
				made.Keywords = append(made.Keywords, k)
				at = syntax.Range{Start: k.Value.Span().End, End: k.Value.Span().End}
			}
			delete(given, f.Attr.Name)
		}
		for _, k := range c.node.Keywords {
			if given[k.Name] != nil { // which is no field
				made.Keywords = append(made.Keywords, k)
			}
		}
		return made
	})
	return w.means(c.node, meant)
}

// looksOnly reports whether e computes with numbers, texts and fields of a variable
// alone, so that nothing changes when it is evaluated.
func (w *walker) looksOnly(e syntax.Expr, of *syntax.Name) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bool, *syntax.None:
		return true
	case *syntax.Name:
		return w.value(e).without(bBasic).empty()
	case *syntax.Attribute:
		name, ok := e.Value.(*syntax.Name)
		return ok && name.ID == of.ID && w.value(e).without(bBasic).empty()
	case *syntax.BinOp:
		return w.looksOnly(e.Left, of) && w.looksOnly(e.Right, of)
	case *syntax.UnaryOp:
		return w.looksOnly(e.Operand, of)
	}
	return false
}

// plainFields reports whether all fields hold what cannot be changed: asdict and
// astuple copy all else, and take other dataclasses apart too.
func (w *walker) plainFields(c call, class *class) bool {
	for _, f := range class.c.Fields {
		x := w.get(class.find(f.Attr.Name).slot)
		if !x.without(bBasic).empty() {
			w.refuse("PT404", c.node, "%s copies what the field %s holds, which is not translated: write it out", c.name, f.Attr.Name)
			return false
		}
	}
	return true
}

func (w *walker) fieldsAsDict(c call) val {
	of, class := w.dataOf(c)
	if of == nil || !w.noOptions(c) || !w.plainFields(c, class) {
		return notKnown()
	}
	return w.means(c.node, w.dictOfFields(c.node, of, class))
}

// dictOfFields is {"x": p.x, …}.
func (w *walker) dictOfFields(e *syntax.Call, of *syntax.Name, class *class) *syntax.Dict {
	return site(w, e, 3, func() *syntax.Dict {
		made := &syntax.Dict{Range: e.Range}
		for _, f := range class.c.Fields {
			made.Keys = append(made.Keys, &syntax.Str{Range: e.Range, Value: f.Attr.Name})
			made.Values = append(made.Values, fieldAt(e.Range, of, f))
		}
		return made
	})
}

func (w *walker) fieldsAsTuple(c call) val {
	of, class := w.dataOf(c)
	if of == nil || !w.noOptions(c) || !w.plainFields(c, class) {
		return notKnown()
	}
	return w.means(c.node, site(w, c.node, 3, func() *syntax.Tuple {
		made := &syntax.Tuple{Range: c.node.Range}
		for _, f := range class.c.Fields {
			made.Elts = append(made.Elts, fieldAt(c.node.Range, of, f))
		}
		return made
	}))
}

// noOptions refuses dict_factory= and tuple_factory=.
func (w *walker) noOptions(c call) bool {
	for _, k := range c.node.Keywords {
		w.argument(k.Value)
		w.refuseKeyword(c, k)
	}
	return len(c.node.Keywords) == 0
}

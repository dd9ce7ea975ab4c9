package types

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An annotation is what an annotation expression says.
type annotation struct {
	set   set
	open  bool   // it says nothing: Any, a type variable
	wrong string // why it is not understood
	at    syntax.Node

	part     bool     // a part of it is open
	variable *typeVar // that it is
	likely   set      // of an open one: what it is if nothing else tells
}

// genericNames maps the names of annotations to the type they stand for.
var genericNames = map[string]string{
	"int": "int", "float": "float", "str": "str", "bool": "bool", "None": "None",
	"list": "list", "List": "list", "dict": "dict", "Dict": "dict", "tuple": "tuple", "Tuple": "tuple",
	"Sequence": "Sequence", "MutableSequence": "Sequence", "Iterable": "Sequence", "Collection": "Sequence",
	"Reversible": "Sequence", "Container": "Sequence",
	"Mapping": "Mapping", "MutableMapping": "Mapping",
	"Iterator": "Iterator", "Generator": "Iterator", "Callable": "Callable",
	"AbstractSet": "AbstractSet", "MutableSet": "AbstractSet",
	"set": "set", "Set": "set", "type": "Any", "Type": "Any", "Hashable": "Any", "Sized": "Any", "Self": "Self",
	"SupportsInt": "Any", "SupportsFloat": "Any",
	"TypeAlias": "Any", "ClassVar": "Final", "Annotated": "Annotated",
	"frozenset": "frozenset", "FrozenSet": "frozenset", "bytes": "bytes", "complex": "complex", "range": "range",
	"Optional": "Optional", "Union": "Union", "Final": "Final", "Literal": "Literal",
	"Any": "Any", "object": "Any", "AnyStr": "str", "Text": "str", "LiteralString": "str",
	"NoReturn": "Never", "Never": "Never",
}

// classNames has the classes of collections that annotations may name.
var classNames = map[string]string{
	"collections.deque": dequeClass, "typing.Deque": dequeClass,
	"collections.Counter": counterClass, "typing.Counter": counterClass,
	"collections.defaultdict": defaultClass, "typing.DefaultDict": defaultClass,
	"collections.OrderedDict": orderedClass, "typing.OrderedDict": orderedClass,
}

// annotate reads an annotation.
func (in *solver) annotate(e syntax.Expr) annotation {
	if class := in.regexClass(e); class != "" {
		return annotation{set: set{object: in.regexObject(regexKey{class: class, open: true}, nil)}}
	}
	switch e := e.(type) {
	case *syntax.None:
		return annotation{set: basic(bNone)}
	case *syntax.Str:
		return in.annotateText(e)
	case *syntax.BinOp:
		if e.Op == "|" {
			return in.annotateUnion(e, e.Left, e.Right)
		}
	case *syntax.Subscript:
		if name := in.annotationName(e.Value); name != "" {
			return in.annotateGeneric(e, name)
		}
		if n, ok := e.Value.(*syntax.Name); ok {
			if a, ok := in.annotateAlias(n, bracketed(e)); ok {
				return a
			}
			if in.scope.classes[n.ID] != nil { // a generic class: its parameters stand open
				return in.annotate(n)
			}
		}
	case *syntax.Name, *syntax.Attribute:
		if n, ok := e.(*syntax.Name); ok {
			if v := in.typeVar(n.ID); v != nil {
				return in.annotateVariable(v)
			}
		}
		if name := in.annotationName(e); name != "" {
			return in.annotateName(e, name)
		}
		if n, ok := e.(*syntax.Name); ok && in.scope.classes[n.ID] != nil && (in.scope.classes[n.ID].protocol || in.scope.classes[n.ID].c.Opaque == "") {
			return in.annotateClass(in.scope.classes[n.ID])
		}
		if n, ok := e.(*syntax.Name); ok && exceptions[n.ID] != "" && in.scope.bindings[n.ID] == 0 {
			return annotation{set: set{exc: n.ID}}
		}
		if n, ok := e.(*syntax.Name); ok {
			if a, ok := in.annotateAlias(n, nil); ok {
				return a
			}
		}
	}
	return annotation{wrong: "this annotation is not understood: use int, float, str, bool, None, list[T], dict[K, V], tuple[…] or T | None", at: e}
}

// annotationName is what a name in an annotation stands for, "" when nothing known.
func (in *solver) annotationName(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		if in.scope.classes[e.ID] != nil || in.scope.globals[e.ID] != nil {
			return ""
		}
		if class := classNames[in.scope.imports[e.ID].name]; class != "" {
			return class
		}
		return genericNames[e.ID]
	case *syntax.Attribute:
		if n, ok := e.Value.(*syntax.Name); ok {
			switch in.scope.imports[n.ID].name {
			case "typing", "collections.abc", "collections":
				if class := classNames[in.scope.imports[n.ID].name+"."+e.Attr]; class != "" {
					return class
				}
				return genericNames[e.Attr]
			}
		}
	}
	return ""
}

func (in *solver) annotateText(e *syntax.Str) annotation {
	m := syntax.Parse([]byte(e.Value))
	if len(m.Errors) == 0 && len(m.Body) == 1 {
		if s, ok := m.Body[0].(*syntax.ExprStmt); ok {
			a := in.annotate(s.Value)
			a.at = e
			return a
		}
	}
	return annotation{wrong: "the text of this annotation is no type", at: e}
}

func (in *solver) annotateName(e syntax.Expr, name string) annotation {
	switch name {
	case "int":
		return annotation{set: basic(bInt)}
	case "float":
		return annotation{set: basic(bFloat)}
	case "str":
		return annotation{set: basic(bStr)}
	case "bool":
		return annotation{set: basic(bBool)}
	case "None":
		return annotation{set: basic(bNone)}
	case "list":
		return annotation{set: set{list: &listT{elem: &slot{}}}}
	case "dict":
		return annotation{set: set{dict: &dictT{key: &slot{}, val: &slot{}}}}
	case "set":
		return annotation{set: set{sets: &setT{elem: &slot{}}}}
	case "frozenset":
		return annotation{set: set{frozen: &setT{elem: &slot{}}}}
	case "bytes":
		return annotation{set: basic(bBytes)}
	case "complex":
		return annotation{set: basic(bComplex)}
	case "range":
		return annotatedRange()
	case counterClass:
		val := &slot{}
		val.declare(annotation{set: basic(bInt)})
		return annotation{set: set{dict: &dictT{key: &slot{}, val: val, class: name}}}
	case dequeClass:
		return annotation{set: set{object: &objectT{class: name, args: freshSlots(1)}}}
	case defaultClass, orderedClass:
		return annotation{set: set{dict: &dictT{key: &slot{}, val: &slot{}, class: name}}}
	case "Self":
		if in.self != nil {
			return annotation{set: set{inst: in.self.inst}}
		}
		return annotation{open: true}
	case "tuple", "Final", "Any", "Never", "Iterator", "Callable":
		return annotation{open: true}
	case "Sequence", "Mapping", "AbstractSet":
		a, _ := in.annotateAbstract(name, nil)
		return a
	}
	return annotation{wrong: "this annotation needs a type in brackets", at: e}
}

func (in *solver) annotateUnion(at syntax.Node, parts ...syntax.Expr) annotation {
	var all annotation
	for _, p := range parts {
		a := in.annotate(p)
		if a.wrong != "" || a.open {
			return a
		}
		all.set, _ = in.merge(all.set, a.set)
	}
	if d, bad := FindDynamic(in.typeOf(all.set)); bad && !all.set.unknown() {
		return annotation{wrong: "this union has more members than are told apart: " + d.Reason, at: at}
	}
	return all
}

func (in *solver) annotateGeneric(e *syntax.Subscript, name string) annotation {
	args := bracketed(e)
	if a, ok := in.annotateAbstract(name, args); ok {
		return a
	}
	switch {
	case name == "list" && len(args) == 1:
		elem, a := in.declared(args[0])
		a.set = set{list: &listT{elem: elem}}
		return a
	case name == "dict" && len(args) == 2:
		key, a := in.declared(args[0])
		val, b := in.declared(args[1])
		if a.wrong == "" {
			b.part = a.part || b.part
			a = b
		}
		a.set = set{dict: &dictT{key: key, val: val}}
		return a
	case name == counterClass && len(args) == 1:
		key, a := in.declared(args[0])
		val := &slot{}
		val.declare(annotation{set: basic(bInt)})
		a.set = set{dict: &dictT{key: key, val: val, class: name}}
		return a
	case name == dequeClass && len(args) == 1:
		elem, a := in.declared(args[0])
		a.set = set{object: &objectT{class: name, args: []*slot{elem}}}
		return a
	case name == "Annotated" && len(args) > 1:
		return in.annotate(args[0])
	case (name == defaultClass || name == orderedClass) && len(args) == 2:
		key, a := in.declared(args[0])
		val, b := in.declared(args[1])
		if a.wrong == "" {
			b.part = a.part || b.part
			a = b
		}
		a.set = set{dict: &dictT{key: key, val: val, class: name}}
		return a
	case name == "tuple":
		return in.annotateTuple(e, args)
	case (name == "set" || name == "frozenset") && len(args) == 1:
		elem, a := in.declared(args[0])
		a.set = set{sets: &setT{elem: elem}}
		if name == "frozenset" {
			a.set = set{frozen: a.set.sets}
		}
		return a
	case name == "Optional" && len(args) == 1:
		a := in.annotate(args[0])
		a.set.bits |= bNone
		return a
	case name == "Union":
		return in.annotateUnion(e, args...)
	case name == "Final" && len(args) == 1:
		return in.annotate(args[0])
	case name == "Literal":
		return in.annotateLiteral(e, args)
	}
	return annotation{wrong: "this annotation is not understood", at: e}
}

// bracketed are the types in the brackets of an annotation.
func bracketed(e *syntax.Subscript) []syntax.Expr {
	if t, ok := e.Index.(*syntax.Tuple); ok {
		return t.Elts
	}
	return []syntax.Expr{e.Index}
}

func (in *solver) annotateTuple(e *syntax.Subscript, args []syntax.Expr) annotation {
	if len(args) == 2 {
		if _, ok := args[1].(*syntax.Ellipsis); ok {
			elem, a := in.declared(args[0])
			a.set = set{varying: &varyingT{elem: elem}}
			return a
		}
	}
	if len(args) == 1 {
		if t, ok := args[0].(*syntax.Tuple); ok && len(t.Elts) == 0 {
			args = nil
		}
	}
	t := &tupleT{}
	out := annotation{}
	for _, arg := range args {
		elem, a := in.declared(arg)
		if a.wrong != "" {
			out = a
		}
		out.part = out.part || a.part
		t.elems = append(t.elems, elem)
	}
	out.set = set{tuple: t}
	return out
}

func (in *solver) annotateLiteral(e *syntax.Subscript, args []syntax.Expr) annotation {
	var all bits
	for _, arg := range args {
		switch arg.(type) {
		case *syntax.Str:
			all |= bStr
		case *syntax.Int, *syntax.UnaryOp:
			all |= bInt
		case *syntax.Bool:
			all |= bBool
		case *syntax.None:
			all |= bNone
		}
	}
	if all == 0 {
		return annotation{wrong: "the values of this Literal have no type that is known", at: e}
	}
	return annotation{set: basic(all)}
}

// declared is a slot for what an annotation inside another says.
func (in *solver) declared(e syntax.Expr) (*slot, annotation) {
	a := in.annotate(e)
	s := &slot{}
	switch {
	case a.wrong != "":
	case a.open:
		in.leave(s, a)
		a.part = true
	default:
		s.declare(a)
	}
	a.open, a.variable, a.likely = false, nil, set{}
	return s, a
}

// declare fixes what may enter a slot.
func (s *slot) declare(a annotation) {
	s.set = a.set
	s.mask = a.set.bits
	s.declared = true
}

// claim notes that what s and its parts are declared to hold is said of a parameter.
func (s *slot) claim() {
	if s = s.root(); s.claimed {
		return
	}
	s.claimed = true
	for _, part := range parts(s.set) {
		part.claim()
	}
}

// annotateParam gives a parameter the type that its annotation says.
func (in *solver) annotateParam(fn *function, i int) {
	p := fn.params[i]
	if variadic(p.v.Param) {
		in.pack(p)
		return
	}
	if p.v.Param.Annotation == nil || fn.class != nil && fn.f.Name == "__exit__" && len(fn.params) == 4 && i > 0 {
		return // what with passes is known
	}
	defer in.within(fn)()
	a := in.annotate(p.v.Param.Annotation)
	switch {
	case a.wrong != "":
		in.refuseAnnotation(p, a)
	case a.open:
		in.leave(p.slot, a)
	default:
		if _, none := fn.f.Defaults[i].(*syntax.None); none {
			a.set.bits |= bNone // def f(x: int = None) means int | None
		}
		p.slot.declare(a)
		p.slot.claim()
		p.v.Declared = true
		if p.part = a.part; !a.part {
			p.claim = in.slotType(p.slot)
		}
	}
}

// refuseAnnotation reports an annotation of a parameter that is not understood.
func (in *solver) refuseAnnotation(p *variable, a annotation) {
	in.report(compat.New("PT205", a.at.Span(), "%s", a.wrong))
	in.put(p.slot, set{other: "what the annotation says"})
}

func (in *solver) annotateResult(fn *function) {
	if fn.f.Def.Returns == nil {
		return
	}
	defer in.within(fn)()
	a := in.annotate(fn.f.Def.Returns)
	if fn.yields != nil && a.wrong == "" {
		in.annotateGenerator(fn, a)
		return
	}
	switch {
	case a.wrong != "":
		in.report(compat.New("PT205", a.at.Span(), "%s", a.wrong))
	case a.open:
	default:
		fn.result.declare(a)
		fn.declared = true
		if !a.part {
			fn.claim = in.slotType(fn.result)
		}
	}
}

// annotateVar gives a local or module variable the type that its annotation says.
func (w *walker) annotateVar(v *variable, e syntax.Expr) {
	if v.annotated != nil {
		if v.annotated != e {
			w.refuse("PT205", e, "%s is annotated twice", v.v.Name)
		}
		if v.wrong != "" {
			w.refuse("PT205", v.annotated, "%s", v.wrong)
		}
		return
	}
	v.annotated = e
	defer w.within(w.u.fn)()
	a := w.annotate(e)
	switch {
	case a.wrong != "":
		v.wrong = a.wrong
	case a.open, v.v.Kind == Parameter:
	default:
		old := v.slot.root()
		if old.set != (set{}) {
			a.set, _ = w.merge(a.set, old.admit(set{list: old.set.list, dict: old.set.dict, tuple: old.set.tuple, varying: old.set.varying, sets: old.set.sets, frozen: old.set.frozen, object: old.set.object, inst: old.set.inst}))
		}
		v.v.Declared = true
		if !a.part {
			v.claim = w.typeOf(a.set)
		}
		old.declare(a)
		w.wake(old)
	}
}

package lower

import (
	"slices"
	"strings"
	"sync"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Values whose type only the run tells (rt::Value).

func isDynamic(t ir.Type) bool {
	_, ok := t.(ir.Dynamic)
	return ok
}

// anyOf is the IR's form of a union: a value that the run tells apart.
func (m *module) anyOf(t types.Union) (ir.Type, bool) {
	deep := false
	for _, member := range t.Members {
		inner, ok := m.convert(member)
		if !ok {
			return nil, false
		}
		deep = deep || ir.IsMutable(inner)
	}
	return ir.Dynamic{Deep: deep}, true
}

// canBeDynamic reports whether a value of type t can be kept as an rt::Value.
func canBeDynamic(t ir.Type) bool {
	switch t := t.(type) {
	case ir.Basic:
		return t != ir.Error && t != ir.Big && t != ir.Range
	case ir.List:
		return canBeDynamic(t.Elem)
	case ir.Option:
		return canBeDynamic(t.Elem)
	case ir.Dict:
		return t.Kind == ir.PlainDict && canBeDynamic(t.Key) && canBeDynamic(t.Value)
	case ir.Tuple:
		for _, e := range t.Elems {
			if !canBeDynamic(e) {
				return false
			}
		}
		return true
	}
	return isDynamic(t)
}

// fitDynamic fits a value to rt::Value, or an rt::Value to a float.
func (f *function) fitDynamic(x ir.Expr, want ir.Type) ir.Expr {
	at := ir.Base{T: want, Range: x.Span()}
	have := x.Type()
	switch {
	case isDynamic(want) && isNarrowed(x):
		return x.(*ir.Convert).X
	case isDynamic(want) && (have == ir.Usize || have == ir.Char):
		return &ir.Convert{Base: at, X: f.as(x, wider[have])}
	case isDynamic(want) && have == ir.Big: // it stops where it needs more than 64 bits
		return &ir.Convert{Base: at, X: f.as(x, ir.Int)}
	case isDynamic(want) && canBeDynamic(have):
		return &ir.Convert{Base: at, X: x}
	case want == ir.Float:
		return f.averaged(x)
	}
	return nil
}

// averaged is an average of ints as a float, whether it is whole or not; nil for
// anything else.
func (f *function) averaged(x ir.Expr) ir.Expr {
	op, ok := x.(*ir.Op)
	if !ok {
		return nil
	}
	name, ok := strings.CutSuffix(op.Op.Name, ":ints")
	if !ok || !strings.HasPrefix(name, "statistics.") {
		return nil
	}
	return f.must("PT404", x, name, op.Args...)
}

// isNarrowed reports whether x is an rt::Value taken as one type.
func isNarrowed(x ir.Expr) bool {
	c, ok := x.(*ir.Convert)
	return ok && isDynamic(c.X.Type())
}

// narrowed takes a value as the type that inference knows it to have at e.
func (f *function) narrowed(x ir.Expr, e syntax.Expr) ir.Expr {
	if !isDynamic(x.Type()) {
		return x
	}
	t, ok := f.m.convert(f.m.info.TypeOf(e))
	if !ok || isDynamic(t) || t == ir.Never {
		return x
	}
	return &ir.Convert{Base: base(storable(t), e), X: x}
}

// averages is args with averages of ints as floats; nil where there are none.
func (f *function) averages(args []ir.Expr) []ir.Expr {
	var out []ir.Expr
	for i, x := range args {
		if x = f.averaged(x); x != nil {
			if out == nil {
				out = slices.Clone(args)
			}
			out[i] = x
		}
	}
	return out
}

// dynamicArithmetic applies an operator where an operand is dynamic.
func (f *function) dynamicArithmetic(at syntax.Node, op syntax.Op, left, right ir.Expr, inferred types.Type) ir.Expr {
	if l, r := f.averaged(left), f.averaged(right); l != nil && right.Type() == ir.Float {
		return f.arithmetic(at, op, l, right, inferred)
	} else if r != nil && left.Type() == ir.Float {
		return f.arithmetic(at, op, left, r, inferred)
	}
	name := operators[op]
	if op == "%" && f.mayBeStr(left) {
		f.refuse("PT523", at, "%% of what may be a str is not translated: use an f-string")
	}
	x := f.must("PT523", at, "dynamic."+name, f.as(left, ir.Dynamic{}), f.as(right, ir.Dynamic{}))
	t, ok := f.m.convert(inferred)
	if !ok || isDynamic(t) || t == ir.Never {
		return x
	}
	return &ir.Convert{Base: base(t, at), X: x}
}

// dynamicSum is sum(xs) where the sum of no floats, which is the int 0, shows.
func (f *function) dynamicSum(e *syntax.Call, start syntax.Expr) ir.Expr {
	if start != nil {
		f.refuse("PT404", e, "sum with a start is not translated where the result may be an int or a float")
	}
	o := f.items(e.Args[0], func(x ir.Expr) ir.Expr { return f.as(x, ir.Dynamic{}) })
	return f.sumOf(e, "sum", o)
}

// mayBeStr reports whether a lowered operand may be a str.
func (f *function) mayBeStr(x ir.Expr) bool {
	if !isDynamic(x.Type()) {
		return isText(x.Type())
	}
	found := true
	syntax.Walk(f.src.Def.Body, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok && e.Span() == x.Span() {
			if t := f.m.info.TypeOf(e); t != nil {
				found = holdsStr(t)
			}
		}
		return true
	})
	return found
}

func holdsStr(t types.Type) bool {
	if t == types.Type(types.Str) {
		return true
	}
	for _, part := range types.Parts(t) {
		if holdsStr(part) {
			return true
		}
	}
	_, unknown := t.(types.Dynamic)
	return unknown
}

// isinstance lowers isinstance(x, classes) for builtin classes.
func (f *function) isinstance(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 2, 2)
	classes := classNames(e.Args[1])
	x := f.expr(e.Args[0])
	if name, ok := e.Args[0].(*syntax.Name); ok {
		x = f.narrowed(f.rawName(name), name)
	}
	if out := f.testException(e, x); out != nil {
		return out
	}
	if option, ok := x.Type().(ir.Option); ok {
		if f.instanceOf(e, option.Elem, classes) {
			return f.must("PT523", e, "is_some", x)
		}
		return f.known(e, x, false)
	}
	if !isDynamic(x.Type()) {
		return f.known(e, x, f.instanceOf(e, x.Type(), classes))
	}
	if !simple(x) {
		lets := []ir.Stmt{f.bindTemp("value", &x)}
		return within(lets, f.tests(e, x, classes))
	}
	return f.tests(e, x, classes)
}

// known is an answer that does not depend on the value of x.
func (f *function) known(e *syntax.Call, x ir.Expr, answer bool) ir.Expr {
	lit := boolLit(answer, e)
	if inert(x) || types.IsPatternTest(e) {
		return lit
	}
	return within([]ir.Stmt{&ir.ExprStmt{Place: place(x), X: x}}, lit)
}

func (f *function) tests(e *syntax.Call, x ir.Expr, classes []string) ir.Expr {
	var out ir.Expr
	for _, class := range classes {
		local := x
		if l, ok := x.(*ir.Local); ok {
			local = localOf(l.Var, e.Range)
		}
		test := f.must("PT402", e, "dynamic.is_"+class, local)
		if out == nil {
			out = test
		} else {
			out = &ir.Logic{Base: base(ir.Bool, e), Or: true, L: out, R: test}
		}
	}
	return out
}

// classNames are the classes that isinstance is asked for; inference has made
// sure that they are builtin ones.
func classNames(e syntax.Expr) []string {
	switch e := e.(type) {
	case *syntax.Name:
		return []string{e.ID}
	case *syntax.Tuple:
		var out []string
		for _, elt := range e.Elts {
			out = append(out, classNames(elt)...)
		}
		return out
	case *syntax.BinOp:
		return append(classNames(e.Left), classNames(e.Right)...)
	}
	return nil
}

// instanceOf reports whether values of type t are instances of one of classes,
// those of the module among them.
func (f *function) instanceOf(e *syntax.Call, t ir.Type, classes []string) bool {
	builtin := slices.DeleteFunc(slices.Clone(classes), func(name string) bool {
		return slices.ContainsFunc(f.m.info.Classes, func(c *types.Class) bool { return c.Name == name })
	})
	s, ok := t.(ir.Struct)
	if !ok {
		return instanceOf(t, builtin)
	}
	for c := s.Class; c != nil; c = c.Up() {
		if slices.Contains(classes, c.Name) {
			return true
		}
	}
	if len(s.Class.Subs) > 0 {
		f.refuse("PT402", e, "whether an object of class %s is of one that derives from it, only the run tells", s.Class.Name)
	}
	return false
}

// instanceOf reports whether values of type t are instances of one of some builtin
// classes.
func instanceOf(t ir.Type, classes []string) bool {
	own := map[ir.Type]string{ir.Int: "int", ir.Usize: "int", ir.Float: "float", ir.Str: "str", ir.Char: "str", ir.Bytes: "bytes", ir.Big: "int"}
	for _, class := range classes {
		switch t := t.(type) {
		case ir.Struct:
			for c := t.Class; c != nil; c = c.Up() {
				if c.Name == class {
					return true
				}
			}
		case ir.Basic:
			if own[t] == class || t == ir.Bool && (class == "bool" || class == "int") {
				return true
			}
		case ir.List:
			if class == "list" {
				return true
			}
		case ir.Dict:
			if class == "dict" {
				return true
			}
		case ir.Tuple:
			if class == "tuple" {
				return true
			}
		case ir.Set:
			if class == map[bool]string{false: "set", true: "frozenset"}[t.Frozen] {
				return true
			}
		}
	}
	return false
}

// refuseDeepChanges refuses the functions that take a container out of a dynamic
// value when the module changes containers of that type: what is taken out is a
// copy.
func (m *module) refuseDeepChanges() {
	changed := sync.OnceValue(m.changedTypes)
	for _, fn := range m.info.Funcs {
		if len(m.refused[fn]) > 0 || m.same[fn] != nil { // which takes nothing out
			continue
		}
		var found *ir.Convert
		for _, c := range m.takesOut(fn) {
			if overlaps(c.T, changed()) {
				found = c
			}
		}
		if found != nil {
			m.refuse(fn, compat.New("PT604", found.Range,
				"a %s is taken out of a value of several types, and the module changes such containers: in Rust it would be a copy that is changed", pythonType(found.T)))
		}
	}
}

// takesOut has what a function takes out of dynamic values.
func (m *module) takesOut(fn *types.Function) []*ir.Convert {
	var out []*ir.Convert
	ir.Walk(m.funcs[fn].Body, nil, func(x ir.Expr) bool {
		if c, ok := x.(*ir.Convert); ok && isDynamic(c.X.Type()) && !isDynamic(c.T) {
			out = append(out, c)
		}
		return true
	})
	return out
}

// changedTypes are the types of the containers that the functions change.
func (m *module) changedTypes() []ir.Type {
	var out []ir.Type
	add := func(t ir.Type) { out = append(out, t) }
	for _, fn := range m.info.Funcs {
		if len(m.refused[fn]) > 0 {
			continue
		}
		ir.Walk(m.funcs[fn].Body, func(s ir.Stmt) bool {
			for _, target := range targets(s) {
				switch target := target.(type) {
				case *ir.Index:
					add(target.List.Type())
				case *ir.Item:
					add(target.Dict.Type())
				}
			}
			if aug, ok := s.(*ir.AugAssign); ok && ir.IsMutable(aug.Target.Type()) {
				add(aug.Target.Type())
			}
			return true
		}, func(x ir.Expr) bool {
			if op, ok := x.(*ir.Op); ok {
				for i, p := range op.Op.Params {
					if p.Mode == ir.RecvMut || p.Mode == ir.RefMut {
						add(op.Args[i].Type())
					}
				}
			}
			return true
		})
	}
	return out
}

func targets(s ir.Stmt) []ir.Expr {
	switch s := s.(type) {
	case *ir.Assign:
		return []ir.Expr{s.Target}
	case *ir.AugAssign:
		return []ir.Expr{s.Target}
	case *ir.AssignTuple:
		return s.Targets
	}
	return nil
}

// overlaps reports whether t, or a type inside it, is one of types.
func overlaps(t ir.Type, types []ir.Type) bool {
	if !ir.IsMutable(t) {
		return false
	}
	for _, other := range types {
		if ir.Same(t, other) {
			return true
		}
	}
	switch t := t.(type) {
	case ir.List:
		return overlaps(t.Elem, types)
	case ir.Dict:
		return overlaps(t.Value, types)
	case ir.Option:
		return overlaps(t.Elem, types)
	case ir.Tuple:
		for _, e := range t.Elems {
			if overlaps(e, types) {
				return true
			}
		}
	}
	return isDynamic(t) && len(types) > 0
}

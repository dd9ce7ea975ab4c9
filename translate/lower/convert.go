package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// convert gives the IR's form of a type, and whether there is one.
func (m *module) convert(t types.Type) (ir.Type, bool) {
	switch t := t.(type) {
	case types.Basic:
		return basics[t], true
	case types.List:
		elem, ok := m.convert(t.Elem)
		return ir.List{Elem: elem}, ok
	case types.Dict:
		key, ok1 := m.convert(t.Key)
		value, ok2 := m.convert(t.Value)
		return ir.Dict{Key: key, Value: value, Kind: dictKinds[t.Class]}, ok1 && ok2 && !ir.HasCallable(key)
	case types.VarTuple:
		elem, ok := m.convert(t.Elem)
		return ir.VarTuple{Elem: elem}, ok
	case types.Set:
		elem, ok := m.convert(t.Elem)
		return ir.Set{Elem: elem, Frozen: t.Frozen}, ok && !ir.HasCallable(elem)
	case types.Object:
		if t.Class == "re.Pattern" || t.Class == "re.Match" {
			return ir.Object{Class: t.Class}, true
		}
		if t.Class == "collections.deque" {
			elem, ok := m.convert(t.Args[0])
			return ir.Deque{Elem: elem}, ok
		}
	case types.Tuple:
		if len(t.Elems) == 0 {
			return ir.VarTuple{Elem: ir.Int}, true // Rust's () is None
		}
		elems, ok := m.convertAll(t.Elems)
		return ir.Tuple{Elems: elems}, ok
	case types.Union:
		return m.anyOf(t)
	case types.Optional:
		elem, ok := m.convert(t.Elem)
		if isDynamic(elem) {
			return elem, ok // None is one of the values
		}
		return ir.Option{Elem: elem}, ok
	case types.Iterator:
		if t.Of == types.GroupIterator { // which is walked once, where it is made
			elem, ok := m.convert(t.Elem)
			return ir.List{Elem: elem}, ok
		}
		elem, ok := m.convert(t.Elem)
		switch t.Of {
		case types.GeneratorIterator:
			return ir.Generator{Elem: elem}, ok
		case "range":
			return ir.Range, ok
		}
		return ir.Iter{Elem: elem}, ok
	case types.Func:
		return m.callable(t)
	case types.Exception:
		return ir.Error, true
	case types.Instance:
		if isException(t.Class) {
			return ir.Error, true
		}
		return m.instanceType(t.Class), true
	}
	return nil, false
}

var basics = map[types.Basic]ir.Basic{
	types.Int: ir.Int, types.Float: ir.Float, types.Bool: ir.Bool, types.Str: ir.Str, types.Bytes: ir.Bytes,
	types.NoneType: ir.Unit, types.Never: ir.Never, types.BigInt: ir.Big,
}

// instanceType is the type of the instances of a class.
func (m *module) instanceType(c *types.Class) ir.Type {
	if isEnum(c) {
		return ir.Struct{Class: c, Form: ir.EnumForm}
	}
	if m.shared[c] {
		return ir.Struct{Class: c, Form: ir.SharedForm}
	}
	return ir.Struct{Class: c}
}

func (m *module) convertAll(ts []types.Type) ([]ir.Type, bool) {
	out := make([]ir.Type, len(ts))
	for i, t := range ts {
		elem, ok := m.convert(t)
		if !ok {
			return nil, false
		}
		out[i] = elem
	}
	return out, true
}

// storable replaces Never inside a container, which no variable can have: the
// container stays empty, so that any type of element will do.
func storable(t ir.Type) ir.Type {
	switch t := t.(type) {
	case ir.Basic:
		if t == ir.Never {
			return ir.Int
		}
	case ir.List:
		return ir.List{Elem: storable(t.Elem)}
	case ir.Dict:
		return ir.Dict{Key: storable(t.Key), Value: storable(t.Value), Kind: t.Kind}
	case ir.Deque:
		return ir.Deque{Elem: storable(t.Elem)}
	case ir.VarTuple:
		return ir.VarTuple{Elem: storable(t.Elem)}
	case ir.Generator:
		return ir.Generator{Elem: storable(t.Elem)}
	case ir.Set:
		return ir.Set{Elem: storable(t.Elem), Frozen: t.Frozen}
	case ir.Option:
		return ir.Option{Elem: storable(t.Elem)}
	case ir.Tuple:
		elems := make([]ir.Type, len(t.Elems))
		for i, e := range t.Elems {
			elems[i] = storable(e)
		}
		return ir.Tuple{Elems: elems}
	}
	return t
}

// typeOf is the type of a Python expression; it refuses one that is not known.
func (f *function) typeOf(e syntax.Expr) ir.Type {
	t := f.m.info.TypeOf(e)
	out, ok := f.m.convert(t)
	if !ok {
		f.refuse("PT201", e, "the type of this expression is not known%s", reason(t))
	}
	return out
}

// as makes x fit where a value of type want is expected, by conversions that
// Python would not notice, and int to float where Python converts. It refuses
// what does not fit.
func (f *function) as(x ir.Expr, want ir.Type) ir.Expr {
	out := f.fit(x, want)
	if out == nil {
		f.refuse("PT203", x.Span(), "a value of type %s where %s is expected", pythonType(x.Type()), pythonType(want))
	}
	return out
}

// fit is as, giving nil for what does not fit.
func (f *function) fit(x ir.Expr, want ir.Type) ir.Expr {
	have := x.Type()
	if ir.Same(have, want) || have == ir.Never {
		return x
	}
	at := ir.Base{T: want, Range: x.Span()}
	switch x.(type) {
	case *ir.If, *ir.Block:
	default:
		if isDynamic(want) || isDynamic(have) {
			return f.fitDynamic(x, want)
		}
	}
	if have == ir.Big || want == ir.Big {
		if out := f.fitBig(x, want, at); out != nil {
			return out
		}
	}
	if option, ok := want.(ir.Option); ok {
		if _, none := x.(*ir.NoneLit); none || have == ir.Unit && inert(x) {
			return &ir.NoneLit{Base: at}
		}
		if _, already := have.(ir.Option); already {
			return nil
		}
		if inner := f.fit(x, option.Elem); inner != nil {
			return &ir.Convert{Base: at, X: inner}
		}
		return nil
	}
	if option, ok := have.(ir.Option); ok && !isDynamic(want) { // inference has narrowed it
		return f.fit(&ir.Unwrap{Base: ir.Base{T: option.Elem, Range: x.Span()}, X: x}, want)
	}
	if varying, ok := want.(ir.VarTuple); ok {
		if out := f.fitVarying(x, varying); out != nil {
			return out
		}
	}
	switch x := x.(type) {
	case *ir.If:
		return f.fitBranches(x, at)
	case *ir.Block:
		if value := f.fit(x.Value, want); value != nil {
			return &ir.Block{Base: at, Stmts: x.Stmts, Value: value}
		}
		return nil
	}
	return f.fitBasic(x, have, want, at)
}

// float is a number as the float that Python itself makes of it to compute with: an
// int is rounded.
func (f *function) float(x ir.Expr) ir.Expr {
	if lit, ok := x.(*ir.IntLit); ok {
		return &ir.FloatLit{Base: ir.Base{T: ir.Float, Range: x.Span()}, Value: float64(lit.Value)}
	}
	switch have := x.Type(); {
	case have == ir.Int:
		return &ir.Convert{Base: ir.Base{T: ir.Float, Range: x.Span()}, X: x}
	case have == ir.Big:
		return f.must("PT523", x, "float", x)
	}
	return f.as(x, ir.Float)
}

func (f *function) fitBranches(x *ir.If, at ir.Base) ir.Expr {
	then, other := f.fit(x.Then, at.T), f.fit(x.Else, at.T)
	if then == nil || other == nil {
		return nil
	}
	return &ir.If{Base: at, Cond: x.Cond, Then: then, Else: other}
}

// exactFloat is the greatest int up to which every int is a float.
const exactFloat = 1 << 53

func (f *function) fitBasic(x ir.Expr, have, want ir.Type, at ir.Base) ir.Expr {
	switch {
	case want == ir.Float && have == ir.Int:
		if lit, ok := x.(*ir.IntLit); ok && -exactFloat <= lit.Value && lit.Value <= exactFloat {
			return &ir.FloatLit{Base: at, Value: float64(lit.Value)}
		}
		// Python keeps the int: it must not become another number.
		return f.must("PT203", x, "float:exact", x)
	case want == ir.Float && (have == ir.Bool || have == ir.Usize):
		return &ir.Convert{Base: at, X: x}
	case want == ir.Int && (have == ir.Bool || have == ir.Usize):
		if lit, ok := x.(*ir.IntLit); ok {
			return &ir.IntLit{Base: at, Value: lit.Value}
		}
		return &ir.Convert{Base: at, X: x}
	case want == ir.Str && have == ir.Char:
		if lit, ok := x.(*ir.CharLit); ok {
			return &ir.StrLit{Base: at, Value: string(lit.Value)}
		}
		return &ir.Convert{Base: at, X: x}
	case want == ir.Char && have == ir.Str:
		if lit, ok := charLit(x); ok {
			return lit
		}
	}
	if lit, ok := x.(*ir.TupleLit); ok {
		return f.fitTuple(lit, want, at)
	}
	return nil
}

// fitTuple fits the elements of a tuple display.
func (f *function) fitTuple(x *ir.TupleLit, want ir.Type, at ir.Base) ir.Expr {
	tuple, ok := want.(ir.Tuple)
	if !ok || len(tuple.Elems) != len(x.Elems) {
		return nil
	}
	out := &ir.TupleLit{Base: at}
	for i, e := range x.Elems {
		fitted := e
		if !ir.Same(e.Type(), tuple.Elems[i]) {
			fitted = f.fitBasic(e, e.Type(), tuple.Elems[i], ir.Base{T: tuple.Elems[i], Range: e.Span()})
		}
		if fitted == nil {
			return nil
		}
		out.Elems = append(out.Elems, fitted)
	}
	return out
}

// charLit makes a character of a string literal of one code point.
func charLit(x ir.Expr) (*ir.CharLit, bool) {
	lit, ok := x.(*ir.StrLit)
	if !ok {
		return nil, false
	}
	runes := []rune(lit.Value)
	if len(runes) != 1 {
		return nil, false
	}
	return &ir.CharLit{Base: ir.Base{T: ir.Char, Range: lit.Range}, Value: runes[0]}, true
}

// pythonType names a type as Python does, for messages.
func pythonType(t ir.Type) string {
	switch t := t.(type) {
	case ir.Basic:
		return [...]string{"int", "int", "float", "bool", "str", "str", "None", "Never", "Exception", "bytes", "int", "range"}[t]
	case ir.List:
		return "list[" + pythonType(t.Elem) + "]"
	case ir.Dict:
		return "dict[" + pythonType(t.Key) + ", " + pythonType(t.Value) + "]"
	case ir.Deque:
		return "deque[" + pythonType(t.Elem) + "]"
	case ir.VarTuple:
		return "tuple[" + pythonType(t.Elem) + ", ...]"
	case ir.Set:
		if t.Frozen {
			return "frozenset[" + pythonType(t.Elem) + "]"
		}
		return "set[" + pythonType(t.Elem) + "]"
	case ir.Option:
		return pythonType(t.Elem) + " | None"
	case ir.Struct:
		return t.Class.Name
	case ir.Dynamic:
		return "one of several types"
	case ir.Tuple:
		text := "tuple["
		for i, e := range t.Elems {
			if i > 0 {
				text += ", "
			}
			text += pythonType(e)
		}
		return text + "]"
	case ir.Object:
		return t.Class
	case ir.Iter:
		return "Iterator[" + pythonType(t.Elem) + "]"
	case ir.Generator:
		return "Iterator[" + pythonType(t.Elem) + "]"
	}
	return "a function"
}

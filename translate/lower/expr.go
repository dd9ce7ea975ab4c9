package lower

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// expr lowers an expression to the type that is natural for it.
func (f *function) expr(e syntax.Expr) ir.Expr {
	if v := f.made[e]; v != nil {
		return localOf(v, e.Span())
	}
	if x := f.ready[e]; x != nil {
		return x
	}
	if x := f.functionValue(e); x != nil {
		return x
	}
	switch e := e.(type) {
	case *syntax.Name:
		return f.name(e)
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None:
		return f.literal(e)
	case *syntax.JoinedStr:
		return f.joined(e)
	case *syntax.BinOp:
		return f.binary(e)
	case *syntax.UnaryOp:
		return f.unary(e)
	case *syntax.BoolOp:
		return f.boolOp(e, nil)
	case *syntax.Compare:
		return f.compare(e)
	case *syntax.IfExp:
		return f.ifExp(e, nil)
	case *syntax.Call:
		return f.call(e)
	case *syntax.Attribute:
		if meant := f.m.info.Means[e]; meant != nil {
			return f.expr(meant)
		}
		return f.attribute(e)
	case *syntax.Subscript:
		return f.subscript(e)
	case *syntax.List, *syntax.Tuple, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp:
		return f.display(e, storable(f.typeOf(e)))
	case *syntax.GeneratorExp:
		return f.generatorExp(e)
	case *syntax.Lambda:
		f.refuse("PT510", e, "a lambda can only be a key= argument")
	case *syntax.NamedExpr:
		return f.walrus(e)
	}
	f.refuse("PT521", e, "this expression is not translated")
	return nil
}

// exprAs lowers an expression where a value of type want is expected. Displays,
// and what chooses between values, are built in that type.
func (f *function) exprAs(e syntax.Expr, want ir.Type) ir.Expr {
	inner := want
	option, optional := want.(ir.Option)
	if optional {
		inner = option.Elem
	}
	switch e := e.(type) {
	case *syntax.List, *syntax.Tuple, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp:
		return f.as(f.display(e, inner), want)
	case *syntax.IfExp:
		return f.ifExp(e, want)
	case *syntax.BoolOp:
		if want != ir.Bool {
			return f.boolOp(e, want)
		}
	case *syntax.BinOp:
		if list, ok := inner.(ir.List); ok && (e.Op == "+" || e.Op == "*") {
			return f.as(f.listBinary(e, list), want)
		}
		if tuple, ok := inner.(ir.VarTuple); ok && (e.Op == "+" || e.Op == "*") {
			return f.as(f.tupleBinary(e, tuple), want)
		}
	case *syntax.Call:
		if x := f.functionValue(e); x != nil { // itemgetter(1), partial(f, 1)
			return f.as(x, want)
		}
		if x := f.callAs(e, inner); x != nil {
			return f.as(x, want)
		}
	}
	return f.as(f.expr(e), want)
}

// literal lowers a literal.
func (f *function) literal(e syntax.Expr) ir.Expr {
	switch e := e.(type) {
	case *syntax.Int:
		if e.Big != "" {
			if f.m.big[f.src] {
				return f.must("PT303", e, "big.literal", strLit(e.Big, e))
			}
			f.refuse("PT303", e, "%s does not fit in 64 bits", e.Big)
		}
		return intLit(e.Value, e)
	case *syntax.Float:
		return f.floatLit(e.Value, e)
	case *syntax.Bytes:
		return bytesLit(e.Value, e)
	case *syntax.Str:
		if e.Surrogate {
			f.refuse("PT105", e, "a lone surrogate cannot be part of a Rust string")
		}
		return strLit(e.Value, e)
	case *syntax.Bool:
		return boolLit(e.Value, e)
	}
	return &ir.UnitLit{Base: base(ir.Unit, e)}
}

func intLit(v int64, at syntax.Node) *ir.IntLit {
	return &ir.IntLit{Base: base(ir.Int, at), Value: v}
}

func strLit(s string, at syntax.Node) *ir.StrLit {
	return &ir.StrLit{Base: base(ir.Str, at), Value: s}
}

func boolLit(b bool, at syntax.Node) *ir.BoolLit {
	return &ir.BoolLit{Base: base(ir.Bool, at), Value: b}
}

// floatLit lowers a float literal; one too large is infinity, as in Python.
func (f *function) floatLit(v float64, at syntax.Node) ir.Expr {
	if v-v != 0 {
		return f.must("PT521", at, "math.inf")
	}
	return &ir.FloatLit{Base: base(ir.Float, at), Value: v}
}

func localOf(v *ir.Var, at syntax.Range) *ir.Local {
	return &ir.Local{Base: ir.Base{T: v.T, Range: at}, Var: v}
}

// name lowers a variable that is read, in the type that inference has narrowed
// it to.
func (f *function) name(e *syntax.Name) ir.Expr {
	if v := f.m.info.VarOf(e); f.unset[v] && v != nil {
		return f.setValue(e)
	}
	return f.notNone(e, f.narrowed(f.rawName(e), e))
}

// notNone unwraps the value of a name or an attribute that is known not to be
// None here.
func (f *function) notNone(e syntax.Expr, x ir.Expr) ir.Expr {
	option, ok := x.Type().(ir.Option)
	if !ok {
		return x
	}
	switch t := f.m.info.TypeOf(e).(type) {
	case nil, types.Optional:
		return x
	case types.Basic:
		if t == types.NoneType || t == types.Never {
			return x
		}
	}
	return &ir.Unwrap{Base: base(option.Elem, e), X: x}
}

// rawName lowers a variable in the type it is declared with.
func (f *function) rawName(e *syntax.Name) ir.Expr {
	if f.m.info.IsUnset(e) {
		f.refuse("PT302", e, "%s may have no value here: give it one before the branch or loop that sets it", e.ID)
	}
	inner := f.m.info.VarOf(e) // of a comprehension or lambda, which hides the exception
	for i := len(f.errors) - 1; i >= 0; i-- {
		if f.errors[i].name == e.ID && (inner == nil || inner.Kind != types.CompVar) {
			f.errors[i].used = true
			return localOf(f.errors[i].v, e.Range)
		}
	}
	if f.selfOf(e) {
		f.refuse("PT519", e, "self of an exception is translated only where an attribute of it is read or a method called")
	}
	v := f.m.info.VarOf(e)
	if ref := f.m.info.RefOf(e); v == nil && ref != nil && ref.Kind == types.Library {
		return f.libraryConstant(e, ref.Name) // that was imported by name
	}
	if c := f.enumNamed(e); c != nil {
		return f.allMembers(e, c)
	}
	if v == nil {
		f.refuse("PT521", e, "%s is not a variable here, and cannot be used as a value", e.ID)
	}
	if v.Kind == types.Global {
		return f.constRef(v, e)
	}
	return localOf(f.local(v, e), e.Range)
}

func (f *function) constRef(v *types.Var, at syntax.Node) ir.Expr {
	if call, ok := v.Value.(*syntax.Call); ok && f.m.info.CalleeOf(call) != nil && f.m.info.CalleeOf(call).Name == "re.compile" {
		return f.expr(call) // which remembers what it has compiled
	}
	if f.m.isState(v) {
		return getState(f.stateOf(v, at), at)
	}
	c := f.m.consts[v]
	if c == nil {
		f.refuse("PT507", at, "%s is a variable of the module that is not a constant", v.Name)
	}
	return &ir.ConstRef{Base: base(c.T, at), Const: c}
}

func (f *function) attribute(e *syntax.Attribute) ir.Expr {
	if x := f.memberValue(e); x != nil {
		return x
	}
	name := f.m.info.AttrOf(e)
	if name == "type.__name__" {
		return f.className(e)
	}
	if name == "" {
		f.refuse("PT521", e, "attribute %s is not translated", e.Attr)
	}
	if strings.HasPrefix(name, "range.") {
		return f.must("PT403", e, name, f.unwrapped(f.expr(e.Value)))
	}
	if strings.HasPrefix(name, "re.") {
		return f.must("PT401", e, name, f.matchOf(e.Value, e.Attr))
	}
	return f.libraryConstant(e, name)
}

// display lowers a list, tuple or dict display or comprehension to type want.
func (f *function) display(e syntax.Expr, want ir.Type) ir.Expr {
	switch e := e.(type) {
	case *syntax.List:
		if list, ok := want.(ir.List); ok {
			if hasStar(e.Elts) {
				return f.starredList(e, list)
			}
			return &ir.ListLit{Base: base(list, e), Elems: f.elements(e.Elts, list.Elem)}
		}
	case *syntax.Tuple:
		switch t := want.(type) {
		case ir.Tuple:
			return f.tuple(e, t)
		case ir.VarTuple:
			if hasStar(e.Elts) {
				return f.starredTuple(e, t)
			}
			return f.tupleLit(e, t, f.elements(e.Elts, t.Elem))
		}
	case *syntax.Dict:
		if dict, ok := want.(ir.Dict); ok {
			return f.dict(e, dict)
		}
	case *syntax.Set:
		if set, ok := want.(ir.Set); ok && !set.Frozen {
			return f.setDisplay(e, set)
		}
	case *syntax.SetComp:
		if set, ok := want.(ir.Set); ok && !set.Frozen {
			return f.setComp(e, set)
		}
	case *syntax.ListComp:
		if list, ok := want.(ir.List); ok {
			return f.listComp(e, e.Generators, e.Elt, list)
		}
	case *syntax.DictComp:
		if dict, ok := want.(ir.Dict); ok {
			return f.dictComp(e, dict)
		}
	}
	f.refuse("PT203", e, "%s is expected here", pythonType(want))
	return nil
}

func (f *function) elements(elts []syntax.Expr, want ir.Type) []ir.Expr {
	out := make([]ir.Expr, len(elts))
	for i, e := range elts {
		if star, ok := e.(*syntax.Starred); ok {
			f.refuse("PT509", star, "unpacking with * is not translated here")
		}
		out[i] = f.exprAs(e, want)
	}
	return out
}

func (f *function) tuple(e *syntax.Tuple, want ir.Tuple) ir.Expr {
	if len(e.Elts) != len(want.Elems) {
		f.refuse("PT203", e, "a tuple of %d elements where %d are expected", len(e.Elts), len(want.Elems))
	}
	out := &ir.TupleLit{Base: base(want, e)}
	for i, elt := range e.Elts {
		out.Elems = append(out.Elems, f.elements([]syntax.Expr{elt}, want.Elems[i])...)
	}
	return out
}

func (f *function) dict(e *syntax.Dict, want ir.Dict) ir.Expr {
	if slices.Contains(e.Keys, nil) {
		return f.starDict(e, want)
	}
	out := &ir.DictLit{Base: base(want, e)}
	for i, key := range e.Keys {
		out.Keys = append(out.Keys, f.exprAs(key, want.Key))
		out.Values = append(out.Values, f.exprAs(e.Values[i], want.Value))
	}
	return out
}

// ifExp lowers a conditional expression, to type want or, when that is nil, to
// the type that inference gives it.
func (f *function) ifExp(e *syntax.IfExp, want ir.Type) ir.Expr {
	if want == nil {
		if want = f.typeOf(e); want != ir.Never {
			want = storable(want)
		}
	}
	cond := f.cond(e.Test)
	var before []ir.Stmt
	if block, ok := cond.(*ir.Block); ok {
		before, cond = block.Stmts, block.Value
		if truth, known := knownTruth(cond); known {
			return within(before, f.exprAs(map[bool]syntax.Expr{true: e.Body, false: e.Orelse}[truth], want))
		}
	}
	return within(before, &ir.If{
		Base: base(want, e),
		Cond: cond,
		Then: f.exprAs(e.Body, want),
		Else: f.exprAs(e.Orelse, want),
	})
}

package lower

import (
	"math"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// operators has the names of the binary operators in operation names.
var operators = map[syntax.Op]string{
	"+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow",
	"<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
}

// binary lowers Left Op Right.
func (f *function) binary(e *syntax.BinOp) ir.Expr {
	if x := f.sumQuotient(e); x != nil {
		return x
	}
	if text, ok := e.Left.(*syntax.Str); ok && e.Op == "%" {
		return f.percent(e, text)
	}
	if f.isView(e.Left) || f.isView(e.Right) {
		return f.viewBinary(e)
	}
	switch t := f.m.storableOf(f.m.info.TypeOf(e)).(type) {
	case ir.VarTuple:
		return f.tupleBinary(e, t)
	case ir.Tuple:
		if x := f.repeatTuple(e, t); x != nil {
			return x
		}
	}
	left, right := f.asInt(f.expr(e.Left)), f.asInt(f.expr(e.Right))
	if x := f.binaryInstances(e, e.Op, left, right); x != nil {
		return x
	}
	return f.arithmetic(e, e.Op, left, right, f.m.info.TypeOf(e))
}

// storableOf is the type of a value as variables hold it; nil when it has none.
func (m *module) storableOf(t types.Type) ir.Type {
	out, ok := m.convert(t)
	if !ok {
		return nil
	}
	return storable(out)
}

// listBinary lowers + and * where a list is expected, so that displays among
// the operands take its type.
func (f *function) listBinary(e *syntax.BinOp, want ir.List) ir.Expr {
	if e.Op == "+" {
		return f.must("PT523", e, "list.add", f.exprAs(e.Left, want), f.exprAs(e.Right, want))
	}
	if f.typeOf(e.Left) == ir.Int || f.typeOf(e.Left) == ir.Bool {
		count, list := f.exprAs(e.Left, ir.Int), f.exprAs(e.Right, want)
		return f.repeat(e, "list.mul", []int{1, 0}, list, count)
	}
	return f.repeat(e, "list.mul", []int{0, 1}, f.exprAs(e.Left, want), f.exprAs(e.Right, ir.Int))
}

// repeat lowers a sequence times a count, which Python evaluates in the given
// order.
func (f *function) repeat(at syntax.Node, name string, order []int, seq, count ir.Expr) ir.Expr {
	x := f.applyIn(at, name, order, []ir.Expr{seq, f.as(count, ir.Int)})
	if x == nil {
		f.refuse("PT523", at, "* is not translated for %s", pythonType(seq.Type()))
	}
	return x
}

// arithmetic applies a binary operator to lowered operands. inferred is the
// type that inference gives the result; it decides what int ** int is.
func (f *function) arithmetic(at syntax.Node, op syntax.Op, left, right ir.Expr, inferred types.Type) ir.Expr {
	left, right = f.unwrapped(left), f.unwrapped(right)
	lt, rt := left.Type(), right.Type()
	if isDynamic(lt) || isDynamic(rt) {
		return f.dynamicArithmetic(at, op, left, right, inferred)
	}
	switch {
	case isText(lt) && op == "%":
		f.refuse("PT523", at, "%% formatting is not translated; use an f-string")
	case isText(lt) && isText(rt) && op == "+":
		return f.textSum(at, left, right)
	case lt == ir.Bytes && rt == ir.Bytes && op == "+":
		return f.must("PT523", at, "bytes.add", left, right)
	case op == "*" && isSequence(lt) && isNumber(rt):
		return f.repeat(at, sequenceName(lt)+".mul", []int{0, 1}, left, right)
	case op == "*" && isNumber(lt) && isSequence(rt):
		return f.repeat(at, sequenceName(rt)+".mul", []int{1, 0}, right, left)
	case isNumber(lt) && isNumber(rt):
		return f.numeric(at, op, left, right, inferred)
	}
	switch lt.(type) {
	case ir.List:
		if op == "+" {
			return f.must("PT523", at, "list.add", left, right)
		}
	case ir.Dict:
		if x := f.dictBinary(at, op, left, right); x != nil {
			return x
		}
	case ir.Set:
		if x := f.setBinary(at, op, left, right); x != nil {
			return x
		}
	case ir.VarTuple:
		if _, ok := right.Type().(ir.Tuple); ok {
			right = f.as(right, lt)
		}
		if op == "+" {
			return f.must("PT523", at, "tuple.add", left, right)
		}
	case ir.Tuple:
		if varying, ok := rt.(ir.VarTuple); ok && op == "+" {
			return f.must("PT523", at, "tuple.add", f.as(left, varying), right)
		}
		if x := f.joinTuples(at, op, left, right); x != nil {
			return x
		}
	}
	f.refuse("PT523", at, "%s is not translated for %s and %s", op, pythonType(lt), pythonType(rt))
	return nil
}

// joinTuples is a + b for tuples that can be taken apart.
func (f *function) joinTuples(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	lt, rt := left.Type(), right.Type()
	r, ok := rt.(ir.Tuple)
	if !ok || op != "+" {
		return nil
	}
	t := ir.Tuple{Elems: append(append([]ir.Type(nil), lt.(ir.Tuple).Elems...), r.Elems...)}
	l, ok1 := fields(left)
	more, ok2 := fields(right)
	if !ok1 || !ok2 {
		return nil
	}
	return &ir.TupleLit{Base: base(t, at), Elems: append(l, more...)}
}

// fields are the elements of a tuple that is a display or a variable.
func fields(x ir.Expr) ([]ir.Expr, bool) {
	switch x := x.(type) {
	case *ir.TupleLit:
		return append([]ir.Expr(nil), x.Elems...), true
	case *ir.Local:
		var out []ir.Expr
		for i, t := range x.T.(ir.Tuple).Elems {
			out = append(out, &ir.Field{Base: ir.Base{T: t, Range: x.Range}, Tuple: localOf(x.Var, x.Range), N: i})
		}
		return out, true
	}
	return nil, false
}

func (f *function) unwrapped(x ir.Expr) ir.Expr {
	if option, ok := x.Type().(ir.Option); ok {
		return &ir.Unwrap{Base: ir.Base{T: option.Elem, Range: x.Span()}, X: x}
	}
	return x
}

func isText(t ir.Type) bool { return t == ir.Str || t == ir.Char }

func isNumber(t ir.Type) bool {
	return t == ir.Int || t == ir.Float || t == ir.Bool || t == ir.Usize || t == ir.Big
}

func isSequence(t ir.Type) bool {
	_, list := t.(ir.List)
	return list || isText(t) || t == ir.Bytes
}

func sequenceName(t ir.Type) string {
	if isText(t) {
		return "str"
	}
	if t == ir.Bytes {
		return "bytes"
	}
	return "list"
}

// numeric applies an operator to numbers: bools count as ints, and an int with
// a float becomes a float first, as in Python.
func (f *function) numeric(at syntax.Node, op syntax.Op, left, right ir.Expr, inferred types.Type) ir.Expr {
	name := operators[op]
	if left.Type() == ir.Bool && right.Type() == ir.Bool && (op == "&" || op == "|" || op == "^") {
		return f.must("PT523", at, "bool."+name, left, right)
	}
	if x := f.bigNumeric(at, op, left, right, inferred); x != nil {
		return x
	}
	kind := ir.Int
	switch {
	case left.Type() == ir.Float || right.Type() == ir.Float || op == "**" && isFloatType(inferred):
		kind = ir.Float
		left, right = f.float(left), f.float(right)
	case left.Type() != ir.Usize || right.Type() != ir.Usize:
		left, right = f.as(left, kind), f.as(right, kind)
	}
	prefix := "int."
	if kind == ir.Float {
		prefix = "float."
	}
	if literal(op, right) {
		if x := f.apply(at, prefix+name+":lit", left, right); x != nil {
			return x
		}
	}
	return f.must("PT523", at, prefix+name, left, right)
}

// literal reports whether a right operand is one that the ":lit" row of an
// operator takes.
func literal(op syntax.Op, x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.IntLit:
		switch op {
		case "//", "%":
			return x.Value > 0
		case "**":
			return 0 <= x.Value && x.Value <= 62
		case ">>":
			return 0 <= x.Value && x.Value <= 63
		}
	case *ir.FloatLit:
		return op == "/" && x.Value != 0
	}
	return false
}

var unaries = map[syntax.Op]string{"-": "neg", "+": "pos", "~": "invert"}

// unary lowers Op Operand.
func (f *function) unary(e *syntax.UnaryOp) ir.Expr {
	if e.Op == "not" {
		return f.not(f.condOperand(e.Operand))
	}
	if lit, ok := e.Operand.(*syntax.Int); ok && e.Op == "-" {
		if lit.Big == "9223372036854775808" {
			return intLit(math.MinInt64, e)
		}
		if lit.Big == "" {
			return intLit(-lit.Value, e)
		}
		if f.m.big[f.src] {
			return f.must("PT303", e, "big.literal", strLit("-"+lit.Big, e))
		}
	}
	x := f.unwrapped(f.expr(e.Operand))
	if out := f.special(e, unaryMethods[e.Op], x); out != nil {
		return out
	}
	if isDynamic(x.Type()) && e.Op != "~" {
		return f.must("PT523", e, "dynamic."+unaries[e.Op], x)
	}
	if lit, ok := x.(*ir.FloatLit); ok && e.Op == "-" {
		return &ir.FloatLit{Base: base(ir.Float, e), Value: -lit.Value}
	}
	if x.Type() == ir.Float {
		return f.must("PT523", e, "float."+unaries[e.Op], x)
	}
	if !isNumber(x.Type()) {
		f.refuse("PT523", e, "%s is not translated for %s", e.Op, pythonType(x.Type()))
	}
	if x.Type() == ir.Big {
		return f.must("PT523", e, "int."+unaries[e.Op], x)
	}
	return f.must("PT523", e, "int."+unaries[e.Op], f.as(x, ir.Int))
}

func isFloatType(t types.Type) bool {
	basic, ok := t.(types.Basic)
	return ok && basic == types.Float
}

// sumQuotient lowers sum(xs) / n over floats and an int, or returns nil.
func (f *function) sumQuotient(e *syntax.BinOp) ir.Expr {
	if e.Op != "/" || !types.SumQuotient(e.Left, e.Right) || f.typeOf(e.Left) != ir.Float || f.typeOf(e.Right) != ir.Int {
		return nil
	}
	sum := e.Left.(*syntax.Call)
	if callee := f.m.info.CalleeOf(sum); callee == nil || callee.Kind != types.Builtin {
		return nil
	}
	o := f.items(sum.Args[0], nil)
	return f.aggregate(e, "sum:truediv", o, f.expr(e.Right))
}

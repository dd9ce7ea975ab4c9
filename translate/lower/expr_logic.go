package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// cond lowers an expression of which only the truth counts.
func (f *function) cond(e syntax.Expr) ir.Expr {
	switch e := e.(type) {
	case *syntax.BoolOp:
		out := f.cond(e.Values[0])
		for _, value := range e.Values[1:] {
			out = f.logic(e, e.Op == "or", out, f.cond(value))
		}
		return out
	case *syntax.UnaryOp:
		if e.Op == "not" {
			return f.not(f.condOperand(e.Operand))
		}
	}
	return f.truth(f.expr(e))
}

// condOperand lowers the operand of not, of which only the truth counts.
func (f *function) condOperand(e syntax.Expr) ir.Expr {
	switch e.(type) {
	case *syntax.BoolOp, *syntax.UnaryOp:
		return f.cond(e)
	}
	return f.expr(e)
}

// logic is l && r or l || r; a test against two literal bounds becomes one of
// a range.
func (f *function) logic(at syntax.Node, or bool, l, r ir.Expr) ir.Expr {
	if lit, ok := l.(*ir.BoolLit); ok { // a test that the types decide, such as isinstance
		if lit.Value == or {
			return l
		}
		return r
	}
	if lit, ok := r.(*ir.BoolLit); ok && (lit.Value != or || inert(l)) {
		if lit.Value == or {
			return r
		}
		return l
	}
	if block, ok := l.(*ir.Block); ok { // what is done before is known to hold or not
		if _, known := knownTruth(block.Value); known {
			return within(block.Stmts, f.logic(at, or, block.Value, r))
		}
	}
	if within := f.between(at, or, l, r); within != nil {
		return within
	}
	if left, ok := l.(*ir.Logic); ok && left.Or == or {
		if within := f.between(at, or, left.R, r); within != nil {
			return &ir.Logic{Base: base(ir.Bool, at), Or: or, L: left.L, R: within}
		}
	}
	return &ir.Logic{Base: base(ir.Bool, at), Or: or, L: l, R: r}
}

// boolOp lowers and/or for its value: Python gives the operand that decided.
func (f *function) boolOp(e *syntax.BoolOp, want ir.Type) ir.Expr {
	if want == nil {
		want = f.typeOf(e)
	}
	if want == ir.Bool && f.allBool(e.Values) {
		return f.cond(e)
	}
	return f.choose(e, e.Values, want)
}

func (f *function) allBool(values []syntax.Expr) bool {
	for _, v := range values {
		if f.typeOf(v) != ir.Bool {
			return false
		}
	}
	return true
}

// choose gives the first of values whose truth decides e.
func (f *function) choose(e *syntax.BoolOp, values []syntax.Expr, want ir.Type) ir.Expr {
	if len(values) == 1 {
		return f.exprAs(values[0], want)
	}
	first := f.expr(values[0])
	if truth, known := knownTruth(first); known {
		switch {
		case truth != (e.Op == "or"):
			return within(done(first), f.choose(e, values[1:], want))
		case first.Type() == ir.Unit:
			return within(done(first), f.as(&ir.UnitLit{Base: base(ir.Unit, first)}, want))
		}
		return f.as(first, want)
	}
	var lets []ir.Stmt
	again := first
	if simple(first) {
		again = f.expr(values[0])
	} else {
		lets = append(lets, f.bindTemp("value", &first))
		again = localOf(first.(*ir.Local).Var, first.Span())
	}
	rest := f.choose(e, values[1:], want)
	out := &ir.If{Base: base(want, e), Cond: f.truth(first)}
	decided := f.as(again, want)
	if e.Op == "or" {
		out.Then, out.Else = decided, rest
	} else {
		out.Then, out.Else = rest, decided
	}
	return within(lets, out)
}

// compare lowers a comparison; in a chain the operands in the middle are
// evaluated once, and those after a comparison that is false not at all.
func (f *function) compare(e *syntax.Compare) ir.Expr {
	return f.chain(e, f.comparand(e.Left), e.Left, 0)
}

func (f *function) chain(e *syntax.Compare, left ir.Expr, leftSource syntax.Expr, i int) ir.Expr {
	op, source := e.Ops[i], e.Rights[i]
	if i == len(e.Ops)-1 {
		return f.pair(e, op, left, leftSource, source)
	}
	var lets []ir.Stmt
	right := f.comparand(source)
	if !simple(right) {
		if weigh(left) > steady {
			lets = append(lets, f.bindTemp("left", &left))
		}
		lets = append(lets, f.bindTemp("middle", &right))
	}
	again := f.comparand(source)
	if local, ok := right.(*ir.Local); ok {
		again = localOf(local.Var, right.Span())
	}
	first := f.relate(e, op, left, right)
	return within(lets, f.logic(e, false, first, f.chain(e, again, source, i+1)))
}

// pair lowers one comparison whose right side is still to be lowered.
func (f *function) pair(e *syntax.Compare, op syntax.Op, left ir.Expr, leftSource, source syntax.Expr) ir.Expr {
	switch op {
	case "in", "not in":
		x := f.contains(e, left, source)
		if op == "not in" {
			return f.not(x)
		}
		return x
	case "is", "is not":
		return f.identity(e, op, left, leftSource, source)
	case "==", "!=":
		if isNone(source) {
			return f.identity(e, map[syntax.Op]syntax.Op{"==": "is", "!=": "is not"}[op], left, leftSource, source)
		}
	}
	return f.relate(e, op, left, f.rightOf(left, source))
}

// rightOf lowers the right side of a comparison; a display takes the type of
// the left side.
func (f *function) rightOf(left ir.Expr, source syntax.Expr) ir.Expr {
	switch source.(type) {
	case *syntax.List, *syntax.Dict, *syntax.Tuple, *syntax.Set, *syntax.SetComp:
		if t := f.typeOf(source); !ir.Same(t, left.Type()) && isContainer(left.Type()) {
			return f.exprAs(source, left.Type())
		}
	}
	return f.comparand(source)
}

func isContainer(t ir.Type) bool {
	switch t.(type) {
	case ir.List, ir.Dict, ir.Tuple, ir.VarTuple, ir.Set:
		return true
	}
	return false
}

func isNone(e syntax.Expr) bool {
	_, ok := e.(*syntax.None)
	return ok
}

var relations = map[syntax.Op]string{"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}

// relate compares two values.
func (f *function) relate(at syntax.Node, op syntax.Op, left, right ir.Expr) ir.Expr {
	name, ok := relations[op]
	if !ok {
		f.refuse("PT523", at, "%s in the middle of a chain of comparisons is not translated", op)
	}
	if x := f.boolEquality(name, left, right); x != nil {
		return x
	}
	left, right = f.asInt(left), f.asInt(right)
	if x := f.relateInstances(at, op, left, right); x != nil {
		return x
	}
	if isDynamic(left.Type()) || isDynamic(right.Type()) {
		left, right = f.as(left, ir.Dynamic{}), f.as(right, ir.Dynamic{})
	}
	left, right = f.alike(left, right)
	if x := f.apply(at, name, left, right); x != nil {
		return x
	}
	f.refuse("PT523", at, "comparing %s with %s is not translated", pythonType(left.Type()), pythonType(right.Type()))
	return nil
}

// boolEquality is x == True and the like.
func (f *function) boolEquality(name string, left, right ir.Expr) ir.Expr {
	lit, ok := right.(*ir.BoolLit)
	if !ok || left.Type() != ir.Bool || name != "eq" && name != "ne" {
		return nil
	}
	if lit.Value == (name == "eq") {
		return left
	}
	return f.not(left)
}

// alike brings two operands of a comparison to types that can be compared.
// Ints and floats stay as they are: rt compares them exactly.
func (f *function) alike(left, right ir.Expr) (ir.Expr, ir.Expr) {
	lt, rt := left.Type(), right.Type()
	switch {
	case lt == ir.Bool && rt == ir.Bool:
		return left, right
	case lt == ir.Bool && (rt == ir.Int || rt == ir.Float):
		left = f.as(left, ir.Int)
	case rt == ir.Bool && (lt == ir.Int || lt == ir.Float):
		right = f.as(right, ir.Int)
	case lt == ir.Char && rt == ir.Str:
		if lit, ok := charLit(right); ok {
			right = lit
		}
	case rt == ir.Char && lt == ir.Str:
		if lit, ok := charLit(left); ok {
			left = lit
		}
	}
	if varying, ok := lt.(ir.VarTuple); ok && !ir.Same(lt, rt) && !isEmptyTuple(left) {
		right = f.as(right, varying)
	} else if varying, ok := rt.(ir.VarTuple); ok && !ir.Same(lt, rt) {
		left = f.as(left, varying)
	}
	left, right = literalFloat(f, left, right), literalFloat(f, right, left)
	if l, ok := left.Type().(ir.Option); ok && ir.Same(right.Type(), ir.Int) && ir.Same(l.Elem, ir.Float) {
		right = f.as(right, ir.Float)
	}
	if r, ok := right.Type().(ir.Option); ok {
		if x := f.fit(left, r); x != nil {
			left = x
		}
	} else if l, ok := left.Type().(ir.Option); ok && ir.Lookup("eq", []ir.Type{l, right.Type()}) == nil {
		if x := f.fit(right, l); x != nil {
			right = x
		}
	}
	return left, right
}

// literalFloat makes an int literal that is compared with a float a float.
func literalFloat(f *function, x, other ir.Expr) ir.Expr {
	if lit, ok := x.(*ir.IntLit); ok && other.Type() == ir.Float && -exactFloat <= lit.Value && lit.Value <= exactFloat {
		return f.as(x, ir.Float)
	}
	return x
}

// identity lowers "is" and "is not": only None has an identity that Rust knows.
func (f *function) identity(e *syntax.Compare, op syntax.Op, left ir.Expr, leftSource, source syntax.Expr) ir.Expr {
	is := op == "is"
	if lit, ok := source.(*syntax.Bool); ok && left.Type() == ir.Bool {
		if lit.Value == is {
			return left
		}
		return f.not(left)
	}
	if isNone(leftSource) && !isNone(source) {
		left, leftSource, source = f.expr(source), source, leftSource
	}
	if !isNone(source) {
		if out := f.sameMember(e, op, left, f.expr(source)); out != nil {
			return out
		}
		f.refuse("PT305", e, "`%s` compares identity; use %s to compare values", op, map[bool]string{true: "==", false: "!="}[is])
	}
	switch source := leftSource.(type) {
	case *syntax.Name:
		left = f.rawName(source)
	case *syntax.Attribute:
		if unwrap, ok := left.(*ir.Unwrap); ok {
			left = unwrap.X
		}
	}
	if _, ok := left.Type().(ir.Option); ok || isDynamic(left.Type()) {
		return f.must("PT523", e, map[bool]string{true: "is_none", false: "is_some"}[is], left)
	}
	answer := boolLit((left.Type() == ir.Unit) == is, e)
	if inert(left) {
		return answer
	}
	return within([]ir.Stmt{&ir.ExprStmt{Place: place(left), X: left}}, answer)
}

// between is a test whether a value lies between two literal bounds, as
// (lo..=hi).contains(&x), or nil.
func (f *function) between(at syntax.Node, or bool, l, r ir.Expr) ir.Expr {
	low, ok1 := bound(l)
	high, ok2 := bound(r)
	if !ok1 || !ok2 || !sameLocal(low.x, high.x) {
		return nil
	}
	if low.upper {
		low, high = high, low
	}
	if low.upper || !high.upper || or && low.limit.Type() == ir.Float { // NaN lies on no side
		return nil
	}
	// "x < lo or x > hi" holds outside of lo..=hi, whose ends are then the
	// other way round: strict means that the end belongs to the range.
	inside := !or
	if or {
		low, high = high.outside(), low.outside()
	}
	if !low.includes {
		return nil
	}
	if lo, ok := low.limit.(*ir.IntLit); ok {
		if hi, ok := high.limit.(*ir.IntLit); ok && (lo.Value > hi.Value || lo.Value == hi.Value && !high.includes) {
			return nil // nothing lies between
		}
	}
	x := &ir.Op{Base: base(ir.Bool, at), Op: rangeOps[high.includes], Args: []ir.Expr{low.limit, high.limit, low.x}}
	if op := asciiTest(low.limit, high); op != nil {
		x.Op, x.Args = op, []ir.Expr{low.x}
	}
	if inside {
		return x
	}
	return &ir.Not{Base: base(ir.Bool, at), X: x}
}

// rangeOps are the tests of a range, by whether its end belongs to it.
var rangeOps = map[bool]*ir.Operation{
	false: rangeTest("({0}..{1}).contains({2})"),
	true:  rangeTest("({0}..={1}).contains({2})"),
}

// asciiTests are the ranges of characters for which Rust has names.
var asciiTests = map[[2]rune]*ir.Operation{
	{'a', 'z'}: asciiOp("is_ascii_lowercase"), {'A', 'Z'}: asciiOp("is_ascii_uppercase"), {'0', '9'}: asciiOp("is_ascii_digit"),
}

func asciiOp(name string) *ir.Operation {
	return &ir.Operation{
		Name: name, Result: ir.Bool, Rust: "{0}." + name + "()", Prec: ir.PrecCall,
		Params:      []ir.Operand{{Type: ir.Char, Mode: ir.Recv}},
		OperandPrec: []ir.Prec{ir.PrecCall},
	}
}

func asciiTest(low ir.Expr, high limit) *ir.Operation {
	first, ok1 := low.(*ir.CharLit)
	last, ok2 := high.limit.(*ir.CharLit)
	if !ok1 || !ok2 || !high.includes {
		return nil
	}
	return asciiTests[[2]rune{first.Value, last.Value}]
}

func rangeTest(template string) *ir.Operation {
	t := ir.Param("Copy")
	return &ir.Operation{
		Name: "between", Result: ir.Bool, Rust: template, Prec: ir.PrecCall,
		Params:      []ir.Operand{{Type: t, Mode: ir.Value}, {Type: t, Mode: ir.Value}, {Type: t, Mode: ir.Ref}},
		OperandPrec: []ir.Prec{ir.PrecOr, ir.PrecOr, ir.PrecLowest},
	}
}

// A limit is one comparison of a variable with a literal.
type limit struct {
	x, limit ir.Expr
	upper    bool // x < limit, x <= limit
	includes bool // with the limit itself
}

// outside turns "x < limit" into the other end of the range that it excludes.
func (l limit) outside() limit {
	return limit{x: l.x, limit: l.limit, upper: !l.upper, includes: !l.includes}
}

// bound reads a comparison of a variable with a literal.
func bound(e ir.Expr) (limit, bool) {
	op, ok := e.(*ir.Op)
	if !ok || len(op.Args) != 2 {
		return limit{}, false
	}
	name := op.Op.Name
	if _, order := oppositeOrder[name]; !order {
		return limit{}, false
	}
	x, lit := op.Args[0], op.Args[1]
	upper := name == "lt" || name == "le"
	if isLiteral(x) {
		x, lit, upper = lit, x, !upper
	}
	if _, local := x.(*ir.Local); !local || !isLiteral(lit) || !ir.Same(x.Type(), lit.Type()) {
		return limit{}, false
	}
	return limit{x: x, limit: lit, upper: upper, includes: name == "le" || name == "ge"}, true
}

func isLiteral(x ir.Expr) bool {
	switch x.(type) {
	case *ir.IntLit, *ir.FloatLit, *ir.CharLit:
		return true
	}
	return false
}

func sameLocal(a, b ir.Expr) bool {
	x, ok1 := a.(*ir.Local)
	y, ok2 := b.(*ir.Local)
	return ok1 && ok2 && x.Var == y.Var
}

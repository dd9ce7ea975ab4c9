package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// apply applies the operation called name to args, which Python evaluates in
// this order. Characters become strs, and usizes ints, where no row takes them
// as they are. It returns nil when no row fits.
func (f *function) apply(at syntax.Node, name string, args ...ir.Expr) ir.Expr {
	order := make([]int, len(args))
	for i := range order {
		order[i] = i
	}
	return f.applyIn(at, name, order, args)
}

// applyIn is apply for operands that Python evaluates in another order.
func (f *function) applyIn(at syntax.Node, name string, order []int, args []ir.Expr) ir.Expr {
	switch name {
	case "str.startswith", "str.endswith", "contains.str":
		if c, ok := charLit(args[1]); ok && len(args) == 2 {
			args = []ir.Expr{args[0], c}
		}
	}
	op, args := f.find(name, args)
	if op == nil {
		return nil
	}
	return f.operation(at, op, order, args)
}

// operation makes the IR of op applied to args that fit it.
func (f *function) operation(at syntax.Node, op *ir.Operation, order []int, args []ir.Expr) ir.Expr {
	f.refuseOrder(at, op.Name, args)
	if ir.Orders(op, typesOf(args)) && f.fail(set("TypeError")) != ir.Stop {
		f.refuse("PT519", at, "values of several types are put into order here, and a TypeError of that may be caught: that is not translated")
	}
	lets := f.inSequence(args, order, rustOrder(op.Rust, len(args)))
	for i := range args {
		if repeats(op.Rust, i) && !simple(args[i]) {
			lets = append(lets, f.bindTemp("value", &args[i]))
		}
	}
	x := &ir.Op{Base: base(ir.ResultType(op, typesOf(args)), at), Op: op, Args: args}
	x.OnFail = f.opFails(op, args)
	return within(lets, x)
}

// opFails decides how an operation fails; a literal operand may show that it
// cannot.
func (f *function) opFails(op *ir.Operation, args []ir.Expr) ir.Failure {
	if op.Try == "" {
		return ir.Stop
	}
	if never, ok := cannotFail[op.Name]; ok && never(args) {
		return ir.Stop
	}
	return f.fail(set(op.Raises...))
}

// cannotFail tells for which operands an operation does not raise after all.
var cannotFail = map[string]func([]ir.Expr) bool{
	"int.truediv":        literalSecond,
	"int.floordiv":       literalSecond,
	"int.mod":            literalSecond,
	"float.truediv":      literalSecond,
	"float.floordiv":     literalSecond,
	"float.mod":          literalSecond,
	"divmod":             literalSecond,
	"str.split":          literalSecond,
	"str.partition":      literalSecond,
	"str.rpartition":     literalSecond,
	"int.lshift":         literalSecond,
	"int.rshift":         literalSecond,
	"str.slice:step":     literalStep,
	"list.slice:step":    literalStep,
	"range:step":         literalLast,
	"range.slice":        literalStep,
	"bytes.slice:step":   literalStep,
	"bytes.split":        literalSecond,
	"list.delslice:step": literalStep,
	"format":             literalSecond,
	"math.sqrt":          literalFirst,
	"chr":                literalFirst,
	"str.ljust":          oneCharFill,
	"str.rjust":          oneCharFill,
	"str.center":         oneCharFill,
	"list.sort:key":      never,
	"str.split:iter":     literalSecond,
	"math.isclose":       never,
	"str.startswith:any": never,

	"generator.advance": never, "generator.gather": never, "generator.next:default": never, // see asked
}

func never([]ir.Expr) bool { return true }

// literalSecond holds for a second operand that is a literal other than zero,
// not negative, and not empty.
func literalSecond(args []ir.Expr) bool { return len(args) > 1 && positive(args[1]) }
func literalFirst(args []ir.Expr) bool  { return positive(args[0]) }
func literalStep(args []ir.Expr) bool {
	lit, ok := args[3].(*ir.IntLit)
	return ok && lit.Value != 0
}

func literalLast(args []ir.Expr) bool {
	lit, ok := args[len(args)-1].(*ir.IntLit)
	return ok && lit.Value != 0
}

func oneCharFill(args []ir.Expr) bool {
	if len(args) < 3 {
		return true
	}
	_, ok := charLit(args[2])
	return ok
}

func positive(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.IntLit:
		return x.Value > 0 && x.Value < 0xD800
	case *ir.FloatLit:
		return x.Value > 0
	case *ir.StrLit:
		return x.Value != ""
	case *ir.CharLit:
		return true
	}
	return false
}

func typesOf(xs []ir.Expr) []ir.Type {
	out := make([]ir.Type, len(xs))
	for i, x := range xs {
		out[i] = x.Type()
	}
	return out
}

// find looks an operation up for args as they are, then with characters made
// strs, usizes ints, and at last bools ints.
func (f *function) find(name string, args []ir.Expr) (*ir.Operation, []ir.Expr) {
	f.checkInstances(name, args)
	f.checkGenerators(name, args)
	f.checkCallables(name, args)
	if op := ir.Lookup(name, typesOf(args)); op != nil {
		return op, args
	}
	for _, from := range [][]ir.Type{{ir.Usize}, {ir.Char}, {ir.Char, ir.Usize}} {
		widened := f.widen(args, from)
		if widened == nil {
			continue
		}
		if op := ir.Lookup(name, typesOf(widened)); op != nil {
			return op, widened
		}
	}
	if floats := f.averages(args); floats != nil {
		return f.find(name, floats)
	}
	return f.findBig(name, args)
}

var wider = map[ir.Type]ir.Type{ir.Char: ir.Str, ir.Usize: ir.Int}

// widen converts the args whose type is in from; nil when there are none.
func (f *function) widen(args []ir.Expr, from []ir.Type) []ir.Expr {
	out := append([]ir.Expr(nil), args...)
	found := false
	for i, a := range args {
		for _, t := range from {
			if ir.Same(a.Type(), t) {
				out[i] = f.as(a, wider[t])
				found = true
			}
		}
	}
	if !found {
		return nil
	}
	return out
}

// must applies an operation that has to be there, or refuses with code.
func (f *function) must(code string, at syntax.Node, name string, args ...ir.Expr) ir.Expr {
	x := f.apply(at, name, args...)
	if x == nil {
		f.refuse(code, at, "%s is not translated for %s", name, operandTypes(args))
	}
	return x
}

func operandTypes(args []ir.Expr) string {
	if len(args) == 0 {
		return "no operands"
	}
	text := ""
	for i, a := range args {
		if i > 0 {
			text += ", "
		}
		text += pythonType(a.Type())
	}
	return text
}

// truth is the truth value of x.
func (f *function) truth(x ir.Expr) ir.Expr {
	if x.Type() == ir.Bool {
		return x
	}
	if truth, known := knownTruth(x); known {
		return within(done(x), boolLit(truth, x))
	}
	if option, ok := x.Type().(ir.Option); ok {
		if _, object := option.Elem.(ir.Object); object { // which is always true
			return f.must("PT523", x, "is_some", x)
		}
	}
	if _, object := x.Type().(ir.Object); object && inert(x) {
		return boolLit(true, x)
	}
	if out := f.truthOfInstance(x); out != nil {
		return out
	}
	return f.must("PT523", x, "bool", x)
}

// knownTruth is the truth of an expression that its type or a literal tells.
func knownTruth(x ir.Expr) (truth, known bool) {
	switch x := x.(type) {
	case *ir.BoolLit:
		return x.Value, true
	case *ir.IntLit:
		return x.Value != 0, true
	case *ir.FloatLit:
		return x.Value != 0, true
	case *ir.StrLit:
		return x.Value != "", true
	}
	if x.Type() == ir.Unit {
		return false, true
	}
	tuple, ok := x.Type().(ir.Tuple)
	return len(tuple.Elems) > 0, ok
}

// done is what remains of an expression whose value is not used.
func done(x ir.Expr) []ir.Stmt {
	if inert(x) {
		return nil
	}
	return []ir.Stmt{&ir.ExprStmt{Place: place(x), X: x}}
}

// not is the negation of the truth value of x.
func (f *function) not(x ir.Expr) ir.Expr {
	if truth, known := knownTruth(x); known {
		return within(done(x), boolLit(!truth, x))
	}
	if block, ok := x.(*ir.Block); ok {
		if truth, known := knownTruth(block.Value); known {
			return within(block.Stmts, boolLit(!truth, x))
		}
	}
	if flipped := f.flip(x); flipped != nil {
		return flipped
	}
	if option, ok := x.Type().(ir.Option); ok {
		if _, object := option.Elem.(ir.Object); object {
			return f.must("PT523", x, "is_none", x)
		}
	}
	if truth := f.truthOfInstance(x); truth != nil {
		return f.not(truth)
	}
	if x.Type() != ir.Bool {
		if op := f.apply(x, "not", x); op != nil {
			return op
		}
	}
	return &ir.Not{Base: base(ir.Bool, x), X: f.truth(x)}
}

// opposite has the comparisons that say the contrary. An order is turned round
// only where Rust knows it for total.
var opposite = map[string]string{"eq": "ne", "ne": "eq", "is_none": "is_some", "is_some": "is_none"}

var oppositeOrder = map[string]string{"lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}

// flip is the negation of x where there is a plain form for it, or nil.
func (f *function) flip(x ir.Expr) ir.Expr {
	switch x := x.(type) {
	case *ir.BoolLit:
		return boolLit(!x.Value, x)
	case *ir.Not:
		return x.X
	case *ir.Logic:
		return f.flipLogic(x)
	case *ir.Op:
		name, ok := opposite[x.Op.Name]
		if !ok && len(x.Args) == 2 && isTotal(x.Args[0].Type()) && isTotal(x.Args[1].Type()) {
			name, ok = oppositeOrder[x.Op.Name]
		}
		if ok {
			return f.apply(x, name, x.Args...)
		}
		if x.Op.Name == "bool" {
			return f.apply(x, "not", x.Args...)
		}
		if x.Op.Name == "not" {
			return f.truth(x.Args[0])
		}
	}
	return nil
}

// flipLogic negates both sides when that needs no "!".
func (f *function) flipLogic(x *ir.Logic) ir.Expr {
	l := f.flip(x.L)
	if l == nil {
		return nil
	}
	r := f.flip(x.R)
	if r == nil {
		return nil
	}
	return f.logic(x, !x.Or, l, r)
}

func isTotal(t ir.Type) bool {
	return t == ir.Int || t == ir.Str || t == ir.Char || t == ir.Usize || t == ir.Big
}

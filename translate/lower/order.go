package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A weight tells what evaluating an expression can be noticed by, so that two
// expressions may change places.
type weight int

const (
	steady weight = iota // always the same value, never fails: literals, variables
	reads                // depends on what a container holds
	fails                // may stop or raise
	acts                 // may do anything: change a container, print
)

// weigh finds the weight of x.
func weigh(x ir.Expr) weight {
	w := steady
	switch x := x.(type) {
	case *ir.Index, *ir.Item:
		w = fails
	case *ir.Field:
		if _, changes := x.Tuple.Type().(ir.Struct); changes {
			w = reads
		}
	case *ir.Call, *ir.CallValue:
		w = acts
	case *ir.Op:
		w = weighOp(x)
	case *ir.Comp, *ir.Format, *ir.DictIter, *ir.ListIter, *ir.CharIter:
		w = reads
	case *ir.RangeIter:
		if x.Step != nil {
			w = fails
		}
	case *ir.Block:
		w = acts
	case *ir.Lambda:
		return steady
	}
	ir.Slots(x, func(e *ir.Expr) { w = max(w, weigh(*e)) })
	if c, ok := x.(*ir.Comp); ok && c.Op != nil && len(c.Op.Raises) > 0 {
		w = max(w, fails)
	}
	return w
}

func weighOp(x *ir.Op) weight {
	w := steady
	if strings.HasPrefix(x.Op.Name, "random.") {
		return acts // each number changes the generator
	}
	switch x.Op.Name {
	case "state.get":
		return reads
	case "state.set":
		return acts
	}
	if ir.WalksGenerator(x.Op) {
		return acts
	}
	for i, p := range x.Op.Params {
		if i < len(x.Args) {
			w = max(w, weighCalled(x.Args[i]))
		}
		switch {
		case p.Mode == ir.RefMut || p.Mode == ir.RecvMut:
			return acts
		case i < len(x.Args) && ir.IsMutable(x.Args[i].Type()):
			w = max(w, reads)
		}
	}
	if len(x.Op.Raises) > 0 {
		w = max(w, fails)
	}
	return w
}

// weighCalled is the weight of what an operation does by calling x, where that is a
// function: the key by which it sorts, say.
func weighCalled(x ir.Expr) weight {
	if lambda, ok := x.(*ir.Lambda); ok {
		return weigh(lambda.Body)
	}
	if _, ok := x.Type().(ir.Fn); ok {
		return acts
	}
	return steady
}

// inert reports whether x can be left out when its value is not used. It may
// hold an operation that overflows: Python would go on there, so leaving it out
// is right.
func inert(x ir.Expr) bool { return weigh(x) <= reads }

// simple reports whether x may be written twice: it is short, and evaluating it
// again gives the same.
func simple(x ir.Expr) bool {
	switch x := x.(type) {
	case *ir.Local, *ir.ConstRef, *ir.IntLit, *ir.FloatLit, *ir.BoolLit, *ir.CharLit, *ir.NoneLit, *ir.UnitLit:
		return true
	case *ir.StrLit, *ir.BytesLit:
		return true
	case *ir.Convert:
		return simple(x.X)
	case *ir.Unwrap:
		return simple(x.X)
	case *ir.Op:
		if x.Op.Name == "int.neg" {
			return simple(x.Args[0])
		}
	}
	return false
}

// commute reports whether two expressions may be evaluated in either order.
func commute(a, b ir.Expr) bool {
	if disturbs(a, b) || disturbs(b, a) {
		return false
	}
	wa, wb := weigh(a), weigh(b)
	return wa == steady || wb == steady || wa+wb <= reads+fails
}

// rustOrder is the order in which a template evaluates its operands.
func rustOrder(template string, n int) []int {
	var order []int
	seen := make([]bool, n)
	for i := 0; i+2 < len(template); i++ {
		if template[i] != '{' || template[i+2] != '}' {
			continue
		}
		if d := int(template[i+1] - '0'); d >= 0 && d < n && !seen[d] {
			seen[d] = true
			order = append(order, d)
		}
	}
	return order
}

// repeats reports whether a template mentions operand i more than once.
func repeats(template string, i int) bool {
	return strings.Count(template, "{"+string(rune('0'+i))+"}") > 1
}

// inSequence makes sure that operands which Python evaluates in the order
// python are evaluated so though Rust evaluates them in the order rust: where
// the difference could be seen, the earlier ones are put into variables. It
// returns those declarations; args is changed in place.
func (f *function) inSequence(args []ir.Expr, python, rust []int) []ir.Stmt {
	rank := make([]int, len(args))
	for i := range rank {
		rank[i] = -1
	}
	for i, a := range rust {
		rank[a] = i
	}
	last := -1 // operands of python[:last+1] need variables
	for i, a := range python {
		for _, b := range python[i+1:] {
			if rank[b] < rank[a] && !commute(args[a], args[b]) {
				last = max(last, i)
			}
		}
	}
	var lets []ir.Stmt
	for _, a := range python[:last+1] {
		if weigh(args[a]) > steady || disturbed(args[a], args) {
			lets = append(lets, f.bindTemp("value", &args[a]))
		}
	}
	return lets
}

// bindTemp puts *x into a variable of its own and *x becomes that variable.
func (f *function) bindTemp(name string, x *ir.Expr) *ir.Let {
	v := f.temp(name, (*x).Type(), (*x).Span())
	let := &ir.Let{Place: ir.Place{Range: (*x).Span()}, Var: v, Value: *x}
	*x = localOf(v, (*x).Span())
	return let
}

// within wraps x in a block after lets, if there are any.
func within(lets []ir.Stmt, x ir.Expr) ir.Expr {
	if len(lets) == 0 {
		return x
	}
	return &ir.Block{Base: ir.Base{T: x.Type(), Range: x.Span()}, Stmts: lets, Value: x}
}

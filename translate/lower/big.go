package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Big integers. In a function that computes with them every int is an rt::BigInt,
// but for variables that only count: loops over range, positions, lengths and what
// goes up and down by a literal stay i64. Where such an int meets a big one it is
// converted; a big one that is an index, a length or a bound becomes an i64, which
// stops if it does not fit, as any overflow does. So a wrong guess about what
// counts is never a wrong result.

// widen changes the types that inference found, in what computes with big integers.
func (m *module) widen() {
	if len(m.big) == 0 {
		return
	}
	m.info, m.small = m.info.Retyped(), map[*types.Var]bool{}
	for _, fn := range m.info.Funcs {
		if m.big[fn] {
			m.findSmall(fn)
			m.widenBody(fn)
		}
	}
}

// widenBody widens the expressions of a function.
func (m *module) widenBody(fn *types.Function) {
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok && m.info.TypeOf(e) != nil && !m.isSmall(e) {
			m.info.SetType(e, widened(m.info.TypeOf(e)))
		}
		return true
	})
}

// widened is a type with big integers for ints. The counts of a Counter, and what a
// value of several types may be, stay as they are; what functions take and give hangs
// on the functions (callable).
func widened(t types.Type) types.Type {
	switch t := t.(type) {
	case types.Basic:
		if t == types.Int {
			return types.BigInt
		}
	case types.List:
		return types.List{Elem: widened(t.Elem)}
	case types.Dict:
		if t.Class == "collections.Counter" {
			return types.Dict{Key: widened(t.Key), Value: t.Value, Class: t.Class}
		}
		return types.Dict{Key: widened(t.Key), Value: widened(t.Value), Class: t.Class}
	case types.Tuple:
		return types.Tuple{Elems: allWidened(t.Elems)}
	case types.VarTuple:
		return types.VarTuple{Elem: widened(t.Elem)}
	case types.Set:
		return types.Set{Elem: widened(t.Elem), Frozen: t.Frozen}
	case types.Object:
		return types.Object{Class: t.Class, Args: allWidened(t.Args)}
	case types.Optional:
		return types.Optional{Elem: widened(t.Elem)}
	case types.Iterator:
		if t.Of != types.GeneratorIterator && t.Of != "range" { // those of functions give what the functions do
			return types.Iterator{Elem: widened(t.Elem), Of: t.Of}
		}
	}
	return t
}

func allWidened(ts []types.Type) []types.Type {
	out := make([]types.Type, len(ts))
	for i, t := range ts {
		out[i] = widened(t)
	}
	return out
}

// typeOfVar is the type of a variable, as the function that it belongs to has it.
func (m *module) typeOfVar(v *types.Var) types.Type {
	if v.Func == nil || !m.big[v.Func] || m.small[v] {
		return v.Type
	}
	return widened(v.Type)
}

// resultOf is the type of what a function returns.
func (m *module) resultOf(fn *types.Function) types.Type {
	if !m.big[fn] {
		return fn.Result
	}
	return widened(fn.Result)
}

// stopped is what analysis has refused in a function. Where integers are big a large
// literal is nothing special, nor is a call of a function that holds one.
func (m *module) stopped(fn *types.Function) []compat.Finding {
	stops := m.res.Stopped(fn)
	if !m.big[fn] {
		return stops
	}
	return slices.DeleteFunc(slices.Clone(stops), func(f compat.Finding) bool {
		return f.Code == "PT303" || f.Code == "PT517" && m.callsLarge(fn, f.Range)
	})
}

// callsLarge reports whether the function that is called at a place was refused
// because of large literals alone.
func (m *module) callsLarge(fn *types.Function, at syntax.Range) bool {
	found := false
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok && call.Range == at {
			callee := m.info.CalleeOf(call)
			found = callee != nil && callee.Func != nil && callee.Func != fn && len(m.stopped(callee.Func)) == 0
		}
		return !found
	})
	return found
}

// findSmall finds the variables of fn that only count. All ints are taken for such
// until something else is bound to them.
func (m *module) findSmall(fn *types.Function) {
	for _, v := range fn.Locals {
		if types.Equal(v.Type, types.Int) {
			m.small[v] = true
		}
	}
	bindings := bindingsOf(fn.Body)
	for changed := true; changed; {
		changed = false
		for _, b := range bindings {
			if v := m.info.VarOf(b.name); v != nil && m.small[v] && (b.value == nil || !m.isSmall(b.value)) && !b.counts {
				delete(m.small, v)
				changed = true
			}
		}
	}
}

// A binding gives a name a value: nil for one that is not seen. Counts says that it
// is one of a range, a position, or the one before plus or minus a literal.
type binding struct {
	name   *syntax.Name
	value  syntax.Expr
	counts bool
}

func bindingsOf(body []syntax.Stmt) []binding {
	var out []binding
	unseen := func(target syntax.Node) {
		syntax.Inspect(target, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Name:
				out = append(out, binding{name: n})
			case *syntax.Subscript, *syntax.Attribute:
				return false // which bind no name
			}
			return true
		})
	}
	bind := func(target, value syntax.Expr) {
		if name, ok := target.(*syntax.Name); ok {
			out = append(out, binding{name: name, value: value})
			return
		}
		targets, ok1 := target.(*syntax.Tuple)
		values, ok2 := value.(*syntax.Tuple)
		if !ok1 || !ok2 || len(targets.Elts) != len(values.Elts) {
			unseen(target)
			return
		}
		for i, t := range targets.Elts {
			if name, ok := t.(*syntax.Name); ok {
				out = append(out, binding{name: name, value: values.Elts[i]})
			} else {
				unseen(t)
			}
		}
	}
	walk := func(target, iter syntax.Expr) {
		counting := ""
		if call, ok := iter.(*syntax.Call); ok {
			if name, ok := call.Func.(*syntax.Name); ok {
				counting = name.ID
			}
		}
		name, single := target.(*syntax.Name)
		pair, several := target.(*syntax.Tuple)
		switch {
		case counting == "range" && single:
			out = append(out, binding{name: name, counts: true})
		case counting == "enumerate" && several && len(pair.Elts) == 2:
			if name, ok := pair.Elts[0].(*syntax.Name); ok {
				out = append(out, binding{name: name, counts: true})
			}
			unseen(pair.Elts[1])
		default:
			unseen(target)
		}
	}
	syntax.Walk(body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			for _, t := range n.Targets {
				bind(t, n.Value)
			}
		case *syntax.AnnAssign:
			if n.Value != nil {
				bind(n.Target, n.Value)
			}
		case *syntax.AugAssign:
			if name, ok := n.Target.(*syntax.Name); ok {
				out = append(out, binding{name: name, counts: (n.Op == "+" || n.Op == "-") && isStep(n.Value)})
			}
		case *syntax.NamedExpr:
			bind(n.Target, n.Value)
		case *syntax.For:
			walk(n.Target, n.Iter)
		case *syntax.Comprehension:
			walk(n.Target, n.Iter)
		case *syntax.With:
			for _, item := range n.Items {
				if item.Vars != nil {
					unseen(item.Vars)
				}
			}
		case *syntax.MatchCase:
			unseen(n)
		}
		return true
	})
	return out
}

// mostStep is the largest literal by which a variable that counts goes up.
const mostStep = 1 << 20

func isStep(e syntax.Expr) bool {
	n, ok := e.(*syntax.Int)
	return ok && n.Big == "" && n.Value <= mostStep
}

// lengths are the builtins and methods whose ints are lengths and positions.
var lengths = map[string]bool{
	"len": true, "ord": true, "str.find": true, "str.rfind": true, "str.index": true, "str.rindex": true, "str.count": true,
	"list.index": true, "list.count": true, "tuple.index": true, "tuple.count": true, "int.bit_length": true, "int.bit_count": true,
}

// isSmall reports whether an int has 64 bits for all that is known: a literal, a
// length, a variable that counts, and such a one plus or minus a literal.
func (m *module) isSmall(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int:
		return e.Big == ""
	case *syntax.Name:
		v := m.info.VarOf(e)
		return v != nil && (m.small[v] || v.Kind == types.Global)
	case *syntax.Call:
		callee := m.info.CalleeOf(e)
		return callee != nil && (callee.Kind == types.Builtin || callee.Kind == types.Method) && lengths[callee.Name]
	case *syntax.BinOp:
		return m.isSmall(e.Left) && isStep(e.Right) && (e.Op == "+" || e.Op == "-")
	case *syntax.UnaryOp:
		_, literal := e.Operand.(*syntax.Int)
		return literal && m.isSmall(e.Operand)
	}
	return false
}

// fitBig makes a big integer of another number, or the other way round; nil when
// there is no way.
func (f *function) fitBig(x ir.Expr, want ir.Type, at ir.Base) ir.Expr {
	have := x.Type()
	switch {
	case want == ir.Big && have == ir.Int:
		if lit, ok := x.(*ir.IntLit); ok {
			return &ir.IntLit{Base: at, Value: lit.Value}
		}
		return f.must("PT523", x, "big", x)
	case want == ir.Big && (have == ir.Bool || have == ir.Usize):
		return f.must("PT523", x, "big", x)
	case have == ir.Big && want == ir.Int:
		return f.must("PT523", x, "big.small", x)
	case have == ir.Big && want == ir.Float:
		return f.must("PT523", x, "float:exact", x)
	}
	return nil
}

// bigNumeric applies an operator to numbers of which one is a big integer, or whose
// result is one; nil where there is none.
func (f *function) bigNumeric(at syntax.Node, op syntax.Op, left, right ir.Expr, inferred types.Type) ir.Expr {
	lt, rt := left.Type(), right.Type()
	if lt != ir.Big && rt != ir.Big && inferred != types.Type(types.BigInt) {
		return nil
	}
	name := "int." + operators[op]
	if lt == ir.Float || rt == ir.Float || op == "**" && isFloatType(inferred) {
		name = "float." + operators[op]
		return f.must("PT523", at, name, f.float(left), f.float(right))
	}
	left = f.as(left, ir.Big)
	if right.Type() != ir.Int || ir.Lookup(name, []ir.Type{ir.Big, ir.Int}) == nil {
		right = f.as(right, ir.Big)
	}
	return f.must("PT523", at, name, left, right)
}

// findBig finds an operation for args of which some are big integers: as for big
// integers all, or as for ints of 64 bits.
func (f *function) findBig(name string, args []ir.Expr) (*ir.Operation, []ir.Expr) {
	if mirrored, ok := mirror[name]; ok && args[0].Type() == ir.Int && args[1].Type() == ir.Big && simple(args[0]) && simple(args[1]) {
		return f.find(mirrored, []ir.Expr{args[1], args[0]})
	}
	for _, to := range []ir.Type{ir.Big, ir.Int} {
		fitted, found := make([]ir.Expr, len(args)), false
		for i, a := range args {
			fitted[i] = a
			switch t := a.Type(); {
			case t == ir.Big:
				fitted[i], found = f.as(a, to), true
			case t == ir.Int && to == ir.Big:
				fitted[i] = f.as(a, to)
			}
		}
		if !found {
			return nil, nil
		}
		if op := ir.Lookup(name, typesOf(fitted)); op != nil {
			return op, fitted
		}
	}
	return nil, nil
}

// mirror has the comparisons that say the same of their operands the other way round.
var mirror = map[string]string{"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}

// bigCall calls a function that gives a big integer, such as math.factorial; nil
// where there is none.
func (f *function) bigCall(at syntax.Node, name string, args []ir.Expr) ir.Expr {
	call, ok := at.(*syntax.Call)
	if !ok || f.m.info.TypeOf(call) != types.Type(types.BigInt) {
		return nil
	}
	if ir.Lookup(name+":big", typesOf(args)) != nil {
		return f.apply(at, name+":big", args...)
	}
	fitted := make([]ir.Expr, len(args))
	for i, a := range args {
		fitted[i] = a
		if t := a.Type(); t == ir.Int || t == ir.Bool {
			fitted[i] = f.as(a, ir.Big)
		}
	}
	if ir.Lookup(name, typesOf(fitted)) == nil {
		return nil
	}
	return f.apply(at, name, fitted...)
}

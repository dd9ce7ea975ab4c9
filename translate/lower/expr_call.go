package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// call lowers a call that is used as a value.
func (f *function) call(e *syntax.Call) ir.Expr {
	if x := f.callAs(e, nil); x != nil {
		return x
	}
	f.refuse("PT521", e, "this call is not translated")
	return nil
}

// callAs lowers a call whose result is built in type want, nil for its own. It
// returns nil for a call that cannot make use of want.
func (f *function) callAs(e *syntax.Call, want ir.Type) ir.Expr {
	switch meant := f.m.info.Means[e].(type) {
	case nil:
	case *syntax.JoinedStr:
		return f.strFormat(e, meant)
	default:
		return f.expr(meant)
	}
	callee := f.m.info.CalleeOf(e)
	if callee == nil {
		f.refuse("PT521", e, "what is called here is not known")
	}
	if callee.Kind == types.User {
		return f.callUser(e, callee)
	}
	if hasStar(e.Args) && !starred[callee.Name] && callee.Func == nil { // whose arguments are bound to its parameters
		if callee.Kind == types.Builtin && (callee.Name == "max" || callee.Name == "min") {
			return f.extremeStarred(e, callee.Name)
		}
		f.refuse("PT509", e, "unpacking with * is not translated here")
	}
	if x := f.drained(e, callee, want); x != nil {
		return x
	}
	switch callee.Kind {
	case types.Builtin:
		return f.builtin(e, callee.Name, want)
	case types.Method:
		return f.method(e, callee.Name)
	case types.Library:
		return f.library(e, callee.Name, want)
	case types.Raise:
		return f.newError(e, callee.Name, e.Args)
	case types.New:
		return f.newInstance(e, callee)
	case types.Bound:
		return f.callMethod(e, callee)
	case types.Static:
		return f.callStatic(e, callee)
	case types.Value:
		return f.callValue(e)
	}
	f.refuse("PT510", e, "what is called here is not known")
	return nil
}

// starred are the library functions that take what a star unpacks.
var starred = map[string]bool{"itertools.product": true, "math.gcd": true, "math.lcm": true, "print": true}

// callUser lowers a call of a function of the module. The arguments are
// evaluated as they stand in the source, though Rust wants the order of the
// parameters.
func (f *function) callUser(e *syntax.Call, callee *types.Callee) ir.Expr {
	return f.callWith(e, callee, nil)
}

// callWith is callUser with the first argument lowered already, if it is not nil.
func (f *function) callWith(e *syntax.Call, callee *types.Callee, recv ir.Expr) ir.Expr {
	fn := callee.Func
	params := fn.Params
	given, defaults := callee.Args, 0
	if hidden(fn) {
		params, given, defaults = params[1:], given[1:], 1
	}
	args := make([]ir.Expr, len(params))
	apart := f.starParts(e, recv)
	var sources []int
	for i, p := range params {
		t, ok := f.m.paramType(fn, p)
		if !ok {
			f.refuse("PT517", e, "%s is not translated", fn.Name)
		}
		if i == 0 && recv != nil {
			args[i] = recv
		} else if i < len(given) && given[i] != nil {
			f.checkKeyed(given[i], fn, p)
			f.passing[given[i]] = f.walksOnly(fn, i)
			args[i] = f.exprAs(given[i], storable(t))
			sources = append(sources, i)
		} else {
			args[i] = f.defaultValue(e, fn, i+defaults, storable(t))
		}
	}
	f.capture(fn, args)
	inSourceOrder(sources, given)
	rust := make([]int, len(args))
	for i := range rust {
		rust[i] = i
	}
	lets := append(apart, f.inSequence(args, sources, rust)...)
	return within(lets, f.userCall(e, fn, args))
}

// inSourceOrder sorts the indexes of arguments by where they stand.
func inSourceOrder(indexes []int, args []syntax.Expr) {
	for i := 1; i < len(indexes); i++ {
		for j := i; j > 0 && args[indexes[j]].Span().Start < args[indexes[j-1]].Span().Start; j-- {
			indexes[j], indexes[j-1] = indexes[j-1], indexes[j]
		}
	}
}

// defaultValue is the default of a parameter, filled in at a call.
func (f *function) defaultValue(at syntax.Node, fn *types.Function, i int, t ir.Type) ir.Expr {
	value := fn.Defaults[i]
	if value == nil {
		f.refuse("PT206", at, "the argument %s of %s is missing", fn.Params[i].Name, fn.Name)
	}
	if !isConstant(value) {
		f.refuse("PT518", at, "the default of %s is not a constant, so it cannot be filled in here; pass the argument", fn.Params[i].Name)
	}
	return f.exprAs(value, t)
}

// isConstant reports whether an expression has the same value whenever it is
// evaluated.
func isConstant(e syntax.Expr) bool {
	ok := true
	syntax.Inspect(e, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None, *syntax.UnaryOp,
			*syntax.List, *syntax.Tuple, *syntax.Dict, *syntax.BinOp, *syntax.Name, *syntax.Attribute:
		case nil:
			_ = n
		default:
			ok = false
		}
		return ok
	})
	return ok
}

// userCall is a call of fn with lowered arguments.
func (f *function) userCall(at syntax.Node, fn *types.Function, args []ir.Expr) ir.Expr {
	if len(f.m.refused[fn]) > 0 {
		if fn.Made {
			f.refuse("PT517", at, "what this decorates is not translated")
		}
		f.refuse("PT517", at, "%s is not translated, so neither is this call", fn.Name)
	}
	params, defaults := fn.Params, 0
	if hidden(fn) {
		params, defaults = params[1:], 1
	}
	for i := range args {
		if isPostInit(fn) {
			break // they were made for the fields
		}
		if t, ok := f.m.paramType(fn, params[i]); ok {

			args[i] = f.as(args[i], storable(t))
		}
	}
	for i := len(args); i < len(params); i++ {
		t, _ := f.m.convert(f.m.typeOfVar(params[i]))
		args = append(args, f.defaultValue(at, fn, i+defaults, storable(t)))
	}
	result := f.m.results[fn]
	if result == nil {
		f.refuse("PT517", at, "%s is not translated", fn.Name)
	}
	out := &ir.Call{Base: base(result, at), Func: f.m.funcs[fn], Args: args}
	if !fn.Yields { // making a generator runs nothing of it
		out.OnFail = f.callFails(f.m.facts[fn])
	}
	return f.assignGiven(out, fn, result)
}

// library lowers a call of a function of a module.
func (f *function) library(e *syntax.Call, name string, want ir.Type) ir.Expr {
	if special := libraryCalls[name]; special != nil {
		return special(f, e, want)
	}
	if libraryIterators[name] != nil {
		f.refuse("PT521", e, "%s is translated where it is walked at once, not as a value; make it a list", name)
	}
	switch {
	case name == "math.isclose":
		return f.isClose(e)
	case strings.HasPrefix(name, "re."):
		return f.regexFunction(e, name)
	}
	if walkedFunctions[name] {
		return f.fold(e, name)
	}
	if len(e.Keywords) > 0 {
		f.refuse("PT404", e.Keywords[0], "the argument %s of %s is not translated", e.Keywords[0].Name, name)
	}
	if hasStar(e.Args) && (name == "math.gcd" || name == "math.lcm") {
		return f.foldStarred(e, name)
	}
	args := make([]ir.Expr, len(e.Args))
	for i, a := range e.Args {
		if name == "math.dist" {
			args[i] = f.floatDisplay(a)
		}
		if args[i] == nil {
			args[i] = f.unwrapped(f.expr(a))
		}
	}
	if strings.HasPrefix(name, "random.") {
		return f.randomCall(e, name, args)
	}
	if name == "math.gcd" || name == "math.lcm" {
		return f.foldPairs(e, name, args)
	}
	return f.numericCall("PT404", e, name, args)
}

// foldPairs folds an operation of two operands over more.
func (f *function) foldPairs(at syntax.Node, name string, args []ir.Expr) ir.Expr {
	if len(args) < 2 {
		f.refuse("PT404", at, "%s with %d argument(s) is not translated", name, len(args))
	}
	out := args[0]
	for _, a := range args[1:] {
		out = f.numericCall("PT404", at, name, []ir.Expr{out, a})
	}
	return out
}

// foldStarred lowers gcd(*xs) and gcd(a, *xs), over all that they are called with.
func (f *function) foldStarred(e *syntax.Call, name string) ir.Expr {
	t := storable(f.typeOf(e))
	var o operand
	if star, ok := e.Args[0].(*syntax.Starred); ok && len(e.Args) == 1 {
		o = f.items(star.Value, func(x ir.Expr) ir.Expr { return f.as(x, t) })
	} else {
		display := &syntax.List{Range: e.Range, Elts: e.Args}
		o = operand{x: f.over(f.starredList(display, ir.List{Elem: t}))}
	}
	if x := f.aggregate(e, name, o); x != nil {
		return x
	}
	f.refuse("PT404", e, "%s is not translated for items of type %s", name, pythonType(o.item()))
	return nil
}

func (f *function) isClose(e *syntax.Call) ir.Expr {
	named := f.keywords(e, "rel_tol", "abs_tol")
	args := f.elements(e.Args, ir.Float)
	if named[0] == nil && named[1] == nil {
		return f.must("PT404", e, "math.isclose", args...)
	}
	for i, missing := range []float64{1e-9, 0} {
		if named[i] == nil {
			args = append(args, &ir.FloatLit{Base: base(ir.Float, e), Value: missing})
		} else {
			args = append(args, f.exprAs(named[i], ir.Float))
		}
	}
	return f.must("PT404", e, "math.isclose", args...)
}

// numericCall applies an operation to args as they are or, when there is no row
// for them, with bools made ints and ints made floats.
func (f *function) numericCall(code string, at syntax.Node, name string, args []ir.Expr) ir.Expr {
	if method := types.ConversionMethod(name); method != "" && len(args) > 0 {
		if x := f.special(at, method, args...); x != nil {
			return x
		}
	}
	if x := f.bigCall(at, name, args); x != nil {
		return x
	}
	if x := f.apply(at, name, args...); x != nil {
		return x
	}
	ints := make([]ir.Expr, len(args))
	var numbers []int
	for i, a := range args {
		ints[i] = a
		if a.Type() == ir.Bool {
			ints[i] = f.as(a, ir.Int)
		}
		if a.Type() == ir.Big && strings.HasPrefix(name, "math.log") {
			ints[i] = f.as(a, ir.Int) // Python takes the logarithm of what no float can hold
		}
		if t := ints[i].Type(); t == ir.Int || t == ir.Big {
			numbers = append(numbers, i)
		}
	}
	for mask := 0; mask < 1<<min(len(numbers), 4); mask++ {
		converted := append([]ir.Expr(nil), ints...)
		for bit, i := range numbers {
			if mask&(1<<bit) != 0 {
				converted[i] = f.float(ints[i])
			}
		}
		if x := f.apply(at, name, converted...); x != nil {
			return x
		}
	}
	f.refuse(code, at, "%s is not translated for %s", strings.TrimPrefix(name, "builtin."), operandTypes(args))
	return nil
}

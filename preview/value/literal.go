package value

import (
	"math"
	"math/big"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// maxRepeat bounds what a literal such as "a" * 1000 or 2 ** 100 may grow to.
const maxRepeat = 100_000

// ParseLiteral returns the value of an expression that is constant as it
// stands: a literal, a display of constants, arithmetic on them such as -1,
// 10**6 or [0] * 3, float("inf"), or list(range(9)).
func ParseLiteral(e syntax.Expr) (Value, bool) { return Constant(e, nil) }

// Constant is ParseLiteral with names: those in env stand for their values.
func Constant(e syntax.Expr, env map[string]Value) (Value, bool) {
	switch e := e.(type) {
	case *syntax.None:
		return OfNone(), true
	case *syntax.Bool:
		return OfBool(e.Value), true
	case *syntax.Int:
		if e.Big != "" {
			return Value{Kind: BigInt, Text: e.Big}, isDecimal(e.Big)
		}
		return OfInt(e.Value), true
	case *syntax.Float:
		return OfFloat(e.Value), true
	case *syntax.Str:
		return OfStr(e.Value), !e.Surrogate
	case *syntax.Name:
		v, ok := env[e.ID]
		return v, ok
	case *syntax.List:
		return display(List, e.Elts, env)
	case *syntax.Tuple:
		return display(Tuple, e.Elts, env)
	case *syntax.Set:
		return set(e.Elts, env)
	case *syntax.Bytes:
		return OfBytes(string(e.Value)), true
	case *syntax.Dict:
		return dict(e, env)
	case *syntax.UnaryOp:
		return unaryOp(e, env)
	case *syntax.BinOp:
		left, ok1 := Constant(e.Left, env)
		right, ok2 := Constant(e.Right, env)
		if !ok1 || !ok2 {
			return Value{}, false
		}
		return binOp(e.Op, left, right)
	case *syntax.Call:
		return call(e, env)
	}
	return Value{}, false
}

func display(kind Kind, elts []syntax.Expr, env map[string]Value) (Value, bool) {
	v := Value{Kind: kind}
	for _, elt := range elts {
		e, ok := Constant(elt, env)
		if !ok {
			return Value{}, false
		}
		v.Elems = append(v.Elems, e)
	}
	return v, true
}

func set(elts []syntax.Expr, env map[string]Value) (Value, bool) {
	all, ok := display(List, elts, env)
	if !ok {
		return Value{}, false
	}
	return setOf(Set, all.Elems)
}

// setOf makes a set of some kind: of equal elements the first stays.
func setOf(kind Kind, elems []Value) (Value, bool) {
	v := Value{Kind: kind}
	for _, e := range elems {
		if !hashable(e) {
			return Value{}, false
		}
		if index(v.Elems, 1, e) < 0 {
			v.Elems = append(v.Elems, e)
		}
	}
	return v, true
}

// dict builds a dict as Python does: of equal keys the first stays, with the
// last value.
func dict(e *syntax.Dict, env map[string]Value) (Value, bool) {
	v := Value{Kind: Dict}
	for i, key := range e.Keys {
		if key == nil {
			return Value{}, false
		}
		k, ok1 := Constant(key, env)
		val, ok2 := Constant(e.Values[i], env)
		if !ok1 || !ok2 || !hashable(k) {
			return Value{}, false
		}
		if at := index(v.Elems, 2, k); at >= 0 {
			v.Elems[at+1] = val
		} else {
			v.Elems = append(v.Elems, k, val)
		}
	}
	return v, true
}

func hashable(v Value) bool {
	switch v.Kind {
	case List, Dict, Set, Opaque:
		return false
	case Tuple:
		for _, e := range v.Elems {
			if !hashable(e) {
				return false
			}
		}
	}
	return true
}

// index returns where among every step-th of elems one equals key as Python's
// == has it, or -1.
func index(elems []Value, step int, key Value) int {
	for i := 0; i < len(elems); i += step {
		if equalKeys(elems[i], key) {
			return i
		}
	}
	return -1
}

// equalKeys is == of hashable values: 1, 1.0 and True are one key.
func equalKeys(a, b Value) bool {
	x, y := rational(a), rational(b)
	if x != nil && y != nil {
		return x.Cmp(y) == 0
	}
	if (a.Kind == Set || a.Kind == Frozenset) && (b.Kind == Set || b.Kind == Frozenset) {
		a.Kind, b.Kind = Set, Set
	}
	if a.Kind == Tuple && b.Kind == Tuple && len(a.Elems) == len(b.Elems) {
		for i := range a.Elems {
			if !equalKeys(a.Elems[i], b.Elems[i]) {
				return false
			}
		}
		return true
	}
	return Equal(a, b) && !(a.Kind == Float && math.IsNaN(a.Float))
}

// rational returns a finite number as a fraction, and nil for anything else.
func rational(v Value) *big.Rat {
	switch v.Kind {
	case Bool:
		if v.Bool {
			return big.NewRat(1, 1)
		}
		return new(big.Rat)
	case Int, BigInt:
		return new(big.Rat).SetInt(v.big())
	case Float:
		return new(big.Rat).SetFloat64(v.Float)
	}
	return nil
}

func unaryOp(e *syntax.UnaryOp, env map[string]Value) (Value, bool) {
	v, ok := Constant(e.Operand, env)
	if !ok {
		return Value{}, false
	}
	isInt := v.Kind == Int || v.Kind == BigInt
	switch {
	case e.Op == "-" && isInt:
		return OfBig(new(big.Int).Neg(v.big())), true
	case e.Op == "-" && v.Kind == Float:
		return OfFloat(-v.Float), true
	case e.Op == "+" && (isInt || v.Kind == Float):
		return v, true
	case e.Op == "not" && v.Kind == Bool:
		return OfBool(!v.Bool), true
	}
	return Value{}, false
}

func binOp(op syntax.Op, l, r Value) (Value, bool) {
	isInt := func(v Value) bool { return v.Kind == Int || v.Kind == BigInt }
	switch {
	case isInt(l) && isInt(r):
		return intOp(op, l, r)
	case l.Kind == Float && r.Kind == Float:
		return floatOp(op, l.Float, r.Float)
	case op == "*" && r.Kind == Int && (l.Kind == Str || l.Kind == List || l.Kind == Tuple):
		return repeat(l, r.Int)
	case op == "+" && l.Kind == Str && r.Kind == Str:
		return OfStr(l.Text + r.Text), true
	case op == "+" && l.Kind == r.Kind && (l.Kind == List || l.Kind == Tuple):
		elems := append(append([]Value(nil), l.Elems...), r.Elems...)
		return Value{Kind: l.Kind, Elems: elems}, true
	}
	return Value{}, false
}

func intOp(op syntax.Op, l, r Value) (Value, bool) {
	x, y := l.big(), r.big()
	switch op {
	case "+":
		return OfBig(x.Add(x, y)), true
	case "-":
		return OfBig(x.Sub(x, y)), true
	case "*":
		return OfBig(x.Mul(x, y)), x.BitLen() < maxRepeat
	case "**":
		if y.Sign() < 0 || y.BitLen() > 16 || int64(x.BitLen())*y.Int64() > maxRepeat {
			return Value{}, false
		}
		return OfBig(x.Exp(x, y, nil)), true
	}
	return Value{}, false
}

func floatOp(op syntax.Op, x, y float64) (Value, bool) {
	switch op {
	case "+":
		return OfFloat(x + y), true
	case "-":
		return OfFloat(x - y), true
	case "*":
		return OfFloat(x * y), true
	case "/":
		return OfFloat(x / y), y != 0
	}
	return Value{}, false
}

func repeat(v Value, times int64) (Value, bool) {
	times = max(times, 0)
	if times > maxRepeat || int64(len(v.Text)+len(v.Elems))*times > maxRepeat {
		return Value{}, false
	}
	out := Value{Kind: v.Kind, Text: strings.Repeat(v.Text, int(times))}
	for range times {
		out.Elems = append(out.Elems, v.Elems...)
	}
	return out, true
}

// call evaluates float("inf") and its like, list(range(…)), set() and
// frozenset() of a container.
func call(e *syntax.Call, env map[string]Value) (Value, bool) {
	f, ok := e.Func.(*syntax.Name)
	if ok && (f.ID == "set" || f.ID == "frozenset") && len(e.Args) == 0 && len(e.Keywords) == 0 {
		return setOf(setKinds[f.ID], nil)
	}
	if !ok || len(e.Args) != 1 || len(e.Keywords) > 0 {
		return Value{}, false
	}
	if f.ID == "list" {
		return listOfRange(e.Args[0], env)
	}
	if kind, ok := setKinds[f.ID]; ok {
		v, ok := Constant(e.Args[0], env)
		switch v.Kind {
		case List, Tuple, Set, Frozenset:
			if ok {
				return setOf(kind, v.Elems)
			}
		}
		return Value{}, false
	}
	text, ok := e.Args[0].(*syntax.Str)
	if f.ID != "float" || !ok {
		return Value{}, false
	}
	switch strings.ToLower(strings.TrimPrefix(text.Value, "+")) {
	case "inf", "infinity":
		return OfFloat(math.Inf(1)), true
	case "-inf", "-infinity":
		return OfFloat(math.Inf(-1)), true
	case "nan":
		return OfFloat(math.NaN()), true
	}
	return Value{}, false
}

var setKinds = map[string]Kind{"set": Set, "frozenset": Frozenset}

func listOfRange(arg syntax.Expr, env map[string]Value) (Value, bool) {
	r, ok := arg.(*syntax.Call)
	if !ok || len(r.Keywords) > 0 || len(r.Args) == 0 || len(r.Args) > 3 {
		return Value{}, false
	}
	if f, ok := r.Func.(*syntax.Name); !ok || f.ID != "range" {
		return Value{}, false
	}
	bounds, ok := display(List, r.Args, env)
	if !ok {
		return Value{}, false
	}
	for _, b := range bounds.Elems {
		if b.Kind != Int || max(b.Int, -b.Int) > maxRepeat {
			return Value{}, false
		}
	}
	start, stop, step := int64(0), bounds.Elems[0].Int, int64(1)
	if len(bounds.Elems) > 1 {
		start, stop = stop, bounds.Elems[1].Int
	}
	if len(bounds.Elems) > 2 {
		step = bounds.Elems[2].Int
	}
	v := OfList()
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		v.Elems = append(v.Elems, OfInt(i))
	}
	return v, step != 0
}

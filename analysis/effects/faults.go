package effects

import (
	"slices"

	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// typeOf is the type of an expression, a possible None left out.
func (c *collector) typeOf(e syntax.Expr) types.Type {
	t := c.info.TypeOf(e)
	if o, ok := t.(types.Optional); ok {
		return o.Elem
	}
	return t
}

func isType(t types.Type, want types.Type) bool { return t != nil && types.Equal(t, want) }

// operator adds what an arithmetic operator may raise.
func (c *collector) operator(op syntax.Op, left, right syntax.Expr, out escape) {
	float := isType(c.typeOf(left), types.Float) || isType(c.typeOf(right), types.Float)
	switch op {
	case "/", "//", "%":
		if !nonZero(right) {
			out.faults["ZeroDivisionError"] = true
		}
		if op == "/" && !float {
			out.faults["OverflowError"] = true // the quotient of two huge ints
		}
	case "**":
		if value, ok := literal(right); ok && value >= 0 && !float {
			return
		}
		out.faults["ZeroDivisionError"] = true
		if float {
			out.faults["OverflowError"] = true
		}
	case "<<", ">>":
		if value, ok := literal(right); !ok || value < 0 {
			out.faults["ValueError"] = true
		}
	}
}

// literal is the value of an int literal.
func literal(e syntax.Expr) (int64, bool) {
	switch e := e.(type) {
	case *syntax.Int:
		return e.Value, e.Big == ""
	case *syntax.UnaryOp:
		if n, ok := e.Operand.(*syntax.Int); ok && e.Op == "-" {
			return -n.Value, n.Big == ""
		}
	}
	return 0, false
}

func nonZero(e syntax.Expr) bool {
	if f, ok := e.(*syntax.Float); ok {
		return f.Value != 0
	}
	value, ok := literal(e)
	return ok && value != 0
}

func (c *collector) subscript(e *syntax.Subscript, out escape) {
	if s, ok := e.Index.(*syntax.Slice); ok {
		if s.Step != nil && !nonZero(s.Step) {
			out.faults["ValueError"] = true
		}
		return
	}
	t := c.typeOf(e.Value)
	if isType(t, types.Never) {
		t = nil
	}
	switch t.(type) {
	case nil, types.Dynamic:
		switch c.builtinKind(e.Value, 0) {
		case "dict":
			out.faults["KeyError"] = true
		case "":
			out.faults["IndexError"], out.faults["KeyError"] = true, true
		default:
			out.faults["IndexError"] = true
		}
	case types.Dict:
		out.faults["KeyError"] = true
	case types.Tuple:
		if _, ok := literal(e.Index); !ok {
			out.faults["IndexError"] = true
		}
	default:
		out.faults["IndexError"] = true
	}
}

// unpacking adds what taking a value apart may raise: nothing for a tuple, whose
// length is known.
func (c *collector) unpacking(target, value syntax.Expr, out escape) {
	switch target.(type) {
	case *syntax.Tuple, *syntax.List:
	default:
		return
	}
	if _, ok := value.(*syntax.Tuple); ok {
		return
	}
	if _, ok := c.typeOf(target).(types.Tuple); ok {
		return
	}
	out.faults["ValueError"] = true
}

// builtin adds what a builtin may raise; e is nil where it is passed by name.
func (c *collector) builtin(name string, e *syntax.Call, out escape) {
	arg := func(i int) syntax.Expr {
		if e != nil && i < len(e.Args) {
			return e.Args[i]
		}
		return nil
	}
	fault := func(classes ...string) {
		for _, class := range classes {
			out.faults[class] = true
		}
	}
	switch name {
	case "int":
		switch t := c.argType(arg(0)); {
		case e == nil || isType(t, types.Str):
			fault("ValueError")
		case isType(t, types.Float):
			fault("OverflowError", "ValueError")
		}
	case "float":
		switch t := c.argType(arg(0)); {
		case e == nil || isType(t, types.Str):
			fault("ValueError")
		case isType(t, types.Int):
			fault("OverflowError")
		}
	case "round":
		if isType(c.argType(arg(0)), types.Float) {
			fault("OverflowError", "ValueError")
		}
	case "chr":
		fault("OverflowError", "ValueError")
	case "ord":
		if s, ok := arg(0).(*syntax.Str); !ok || len([]rune(s.Value)) != 1 {
			fault("TypeError")
		}
	case "divmod":
		if e == nil || !nonZero(arg(1)) {
			fault("ZeroDivisionError")
		}
	case "pow":
		fault("OverflowError", "ValueError", "ZeroDivisionError")
	case "min", "max":
		if e != nil && slices.ContainsFunc(e.Args, func(a syntax.Expr) bool { _, star := a.(*syntax.Starred); return star }) {
			fault("TypeError")
		} else if e != nil && len(e.Args) == 1 && !hasKeyword(e, "default") {
			fault("ValueError")
		}
	case "range":
		if step := arg(2); step != nil && !nonZero(step) {
			fault("ValueError")
		}
	}
}

func (c *collector) argType(e syntax.Expr) types.Type {
	if e == nil {
		return nil
	}
	return c.typeOf(e)
}

func hasKeyword(e *syntax.Call, name string) bool {
	for _, k := range e.Keywords {
		if k.Name == name {
			return true
		}
	}
	return false
}

// method adds what a method may raise.
func (c *collector) method(name string, e *syntax.Call, out escape) {
	if strings.HasPrefix(name, "re.") {
		c.regex(name, e, out)
		return
	}
	switch name {
	case "list.pop":
		out.faults["IndexError"] = true
	case "list.remove", "list.index", "tuple.index", "str.index", "str.rindex":
		out.faults["ValueError"] = true
	case "dict.pop":
		if e == nil || len(e.Args) < 2 {
			out.faults["KeyError"] = true
		}
	case "dict.popitem", "set.pop", "set.remove":
		out.faults["KeyError"] = true
	case "str.split", "str.rsplit", "str.partition", "str.rpartition":
		if e != nil && len(e.Args)+len(e.Keywords) > 0 && !nonEmpty(e) {
			out.faults["ValueError"] = true
		}
	case "str.center", "str.ljust", "str.rjust":
		if e != nil && len(e.Args) > 1 {
			if s, ok := e.Args[1].(*syntax.Str); !ok || len([]rune(s.Value)) != 1 {
				out.faults["TypeError"] = true
			}
		}
	}
}

// nonEmpty reports whether the separator a call passes is a literal that is not
// the empty string.
func nonEmpty(e *syntax.Call) bool {
	sep := syntax.Expr(nil)
	if len(e.Args) > 0 {
		sep = e.Args[0]
	}
	for _, k := range e.Keywords {
		if k.Name == "sep" {
			sep = k.Value
		}
	}
	switch sep := sep.(type) {
	case nil, *syntax.None:
		return true
	case *syntax.Str:
		return sep.Value != ""
	}
	return false
}

// randomFaults has what a function of random may raise.
func randomFaults(name string) []string {
	switch strings.TrimPrefix(name, "random.") {
	case "seed", "random", "uniform", "gauss", "normalvariate", "shuffle":
		return nil
	case "choice", "choices":
		return []string{"IndexError", "ValueError"}
	case "expovariate":
		return []string{"ZeroDivisionError"}
	}
	return []string{"ValueError"}
}

// libraryFaults has what a library function may raise.
func libraryFaults(name string) []string {
	switch module, _, _ := strings.Cut(name, "."); module {
	case "heapq":
		return []string{"IndexError"}
	case "functools":
		return []string{"TypeError"}
	case "bisect", "itertools":
		return []string{"ValueError"}
	case "collections", "copy":
		return nil
	case "operator": // what the operators that its functions stand for may raise
		return []string{"IndexError", "KeyError", "OverflowError", "ValueError", "ZeroDivisionError"}
	case "random":
		return randomFaults(name)
	}
	switch strings.TrimPrefix(name, "math.") {
	case "copysign", "fabs", "gcd", "lcm", "isfinite", "isinf", "isnan", "degrees", "radians", "atan", "atan2",
		"erf", "erfc", "tanh", "asinh", "hypot", "cbrt", "frexp", "modf", "nextafter", "ulp", "prod":
		return nil
	case "ceil", "floor", "trunc", "fsum", "ldexp":
		return []string{"OverflowError", "ValueError"}
	case "isqrt", "comb", "perm", "isclose", "dist":
		return []string{"ValueError"}
	}
	return []string{"OverflowError", "ValueError"}
}

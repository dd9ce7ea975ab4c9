package value

import (
	"math"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// Expr returns a Python expression that gives v, which ParseLiteral reads back:
// its repr, but for floats that have no literal. It fails for values that no such
// expression gives.
func Expr(v Value) (string, bool) {
	var b strings.Builder
	writeExpr(&b, v)
	read, ok := ParseExpr(b.String())
	return b.String(), ok && Equal(v, read)
}

// ParseExpr is ParseLiteral of a text.
func ParseExpr(text string) (Value, bool) {
	m := syntax.Parse([]byte("_ = " + text)) // a string alone would be a docstring
	if len(m.Errors) > 0 || len(m.Body) != 1 {
		return Value{}, false
	}
	stmt, ok := m.Body[0].(*syntax.Assign)
	if !ok || len(stmt.Targets) != 1 {
		return Value{}, false
	}
	return ParseLiteral(stmt.Value)
}

func writeExpr(b *strings.Builder, v Value) {
	switch {
	case v.Kind == Float && (math.IsNaN(v.Float) || math.IsInf(v.Float, 0)):
		b.WriteString(`float("` + FloatRepr(v.Float) + `")`)
	case len(v.Elems) == 0:
		writeRepr(b, v)
	case v.Kind == List:
		writeExprs(b, "[", v.Elems, "]")
	case v.Kind == Tuple && len(v.Elems) == 1:
		writeExprs(b, "(", v.Elems, ",)")
	case v.Kind == Tuple:
		writeExprs(b, "(", v.Elems, ")")
	case v.Kind == Set:
		writeExprs(b, "{", v.Elems, "}")
	case v.Kind == Frozenset:
		writeExprs(b, "frozenset({", v.Elems, "})")
	case v.Kind == Dict:
		b.WriteString("{")
		for i := 0; i+1 < len(v.Elems); i += 2 {
			if i > 0 {
				b.WriteString(", ")
			}
			writeExprs(b, "", v.Elems[i:i+1], ": ")
			writeExpr(b, v.Elems[i+1])
		}
		b.WriteString("}")
	default:
		writeRepr(b, v)
	}
}

func writeExprs(b *strings.Builder, open string, elems []Value, end string) {
	b.WriteString(open)
	for i, e := range elems {
		if i > 0 {
			b.WriteString(", ")
		}
		writeExpr(b, e)
	}
	b.WriteString(end)
}

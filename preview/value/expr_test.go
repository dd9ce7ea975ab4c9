package value

import (
	"math"
	"testing"
)

func TestExprIsReadBack(t *testing.T) {
	for _, v := range []Value{
		OfNone(), OfBool(true), OfInt(-7), OfInt(math.MinInt64), OfFloat(1e300), OfFloat(math.Inf(-1)), OfFloat(math.Inf(1)),
		OfFloat(math.NaN()), OfFloat(math.Copysign(0, -1)), OfStr("\"'\n\u00e9\x00\U0001f600"), OfStr("\\"), OfBytes("\xff\\'"),
		OfTuple(), OfTuple(OfInt(1)), OfTuple(OfInt(1), OfList(OfFloat(math.Inf(1)))), OfList(),
		OfDict(), OfDict(OfStr("a"), OfNone(), OfFloat(math.Inf(1)), OfDict()),
		{Kind: Set}, {Kind: Set, Elems: []Value{OfInt(1)}}, {Kind: Frozenset}, {Kind: Frozenset, Elems: []Value{OfBool(true)}},
		{Kind: BigInt, Text: "100000000000000000000"}, {Kind: BigInt, Text: "-100000000000000000000"},
	} {
		text, ok := Expr(v)
		if !ok {
			t.Errorf("%s: %s is not read back", Repr(v), text)
		}
	}
}

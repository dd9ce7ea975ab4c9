package value

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

var (
	nan    = math.NaN()
	inf    = math.Inf(1)
	bigInt = Value{Kind: BigInt, Text: "170141183460469231731687303715884105728"}
	opaque = Value{Kind: Opaque, Text: "<object>"}
)

func TestReprIsPythons(t *testing.T) {
	for _, test := range []struct {
		v    Value
		want string
	}{
		{OfNone(), "None"}, {OfBool(true), "True"}, {OfBool(false), "False"},
		{OfInt(math.MinInt64), "-9223372036854775808"}, {bigInt, bigInt.Text},
		{OfFloat(1), "1.0"}, {OfFloat(math.Copysign(0, -1)), "-0.0"}, {OfFloat(0.1), "0.1"},
		{OfFloat(1e16), "1e+16"}, {OfFloat(9999999999999998), "9999999999999998.0"},
		{OfFloat(1e-4), "0.0001"}, {OfFloat(1e-5), "1e-05"}, {OfFloat(1e100), "1e+100"},
		{OfFloat(5e-324), "5e-324"}, {OfFloat(1.7976931348623157e308), "1.7976931348623157e+308"},
		{OfFloat(nan), "nan"}, {OfFloat(inf), "inf"}, {OfFloat(-inf), "-inf"},
		{OfFloat(123456789.125), "123456789.125"}, {OfFloat(2.5e-7), "2.5e-07"},
		{OfStr(""), "''"}, {OfStr("it's"), `"it's"`}, {OfStr(`it's "it"`), `'it\'s "it"'`},
		{OfStr("a\\b\n\r\t\x00\x1f\x7f"), `'a\\b\n\r\t\x00\x1f\x7f'`},
		{OfStr("é\u00a0\u00ad"), `'é\xa0\xad'`}, {OfStr("\u200b\u2028\ufeff"), `'\u200b\u2028\ufeff'`},
		{OfStr("e\u0301日本🎉"), "'e\u0301日本🎉'"}, {OfStr("\U000e0001\U0001fae8"), `'\U000e0001\U0001fae8'`},
		{OfList(), "[]"}, {OfList(OfInt(1), OfStr("a")), "[1, 'a']"},
		{OfTuple(), "()"}, {OfTuple(OfInt(1)), "(1,)"}, {OfTuple(OfInt(1), OfNone()), "(1, None)"},
		{OfDict(), "{}"}, {OfDict(OfStr("k"), OfList(), OfInt(2), OfFloat(2)), "{'k': [], 2: 2.0}"},
		{Value{Kind: Set}, "set()"}, {Value{Kind: Set, Elems: []Value{OfInt(1)}}, "{1}"},
		{opaque, "<object>"},
	} {
		if got := Repr(test.v); got != test.want {
			t.Errorf("Repr(%+v) = %s, want %s", test.v, got, test.want)
		}
	}
}

func TestEncodingRoundTrips(t *testing.T) {
	values := []Value{
		OfNone(), OfBool(true), OfBool(false), OfInt(-1), OfInt(math.MaxInt64), bigInt, OfFloat(nan),
		OfFloat(math.Copysign(0, -1)), OfStr("日本\x00"), OfList(), OfList(OfList(), OfTuple()),
		OfDict(OfTuple(OfInt(1), OfStr("")), OfList(OfNone())), {Kind: Set, Elems: []Value{OfInt(3)}}, opaque,
	}
	values = append(values, OfList(values...))
	for _, v := range values {
		data := Encode(v)
		got, err := Decode(data)
		if err != nil {
			t.Errorf("Decode of %s: %v", Repr(v), err)
		} else if diff := cmp.Diff(v, got, cmp.Comparer(func(a, b float64) bool {
			return math.Float64bits(a) == math.Float64bits(b)
		})); diff != "" {
			t.Errorf("%s came back different:\n%s", Repr(v), diff)
		}
		for n := range data { // every cut is noticed
			if _, err := Decode(data[:n]); err == nil {
				t.Errorf("%s cut to %d of %d bytes was read", Repr(v), n, len(data))
			}
		}
		if _, err := Decode(append(data, 'N')); err == nil {
			t.Errorf("%s with a byte after it was read", Repr(v))
		}
	}
}

func TestDecodeRefusesNonsense(t *testing.T) {
	for name, data := range map[string]string{
		"no tag":          "x",
		"bad int":         "I\x02\x00\x00\x00ab",
		"bad utf-8":       "s\x01\x00\x00\x00\xff",
		"false count":     "l\xff\xff\xff\xffN",
		"odd dict":        "d\x01\x00\x00\x00N",
		"nests for ever":  strings.Repeat("l\x01\x00\x00\x00", 1000) + "N",
		"count overflows": "d\xff\xff\xff\x7fNN",
	} {
		if v, err := Decode([]byte(data)); err == nil {
			t.Errorf("%s: got %s, want an error", name, Repr(v))
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("l\x02\x00\x00\x00Ns\x01\x00\x00\x00a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if v, err := Decode(data); err == nil && string(Encode(v)) != string(data) {
			t.Errorf("%q was read as %s, which is written as %q", data, Repr(v), Encode(v))
		}
	})
}

func TestCompare(t *testing.T) {
	setOf := func(vs ...Value) Value { return Value{Kind: Set, Elems: vs} }
	one, a := OfInt(1), OfStr("a")
	for _, test := range []struct {
		python, translation Value
		want                Match
	}{
		{one, one, Same}, {one, OfInt(2), Different},
		{one, OfFloat(1), SameNumber}, {OfFloat(1), one, Different}, {one, OfFloat(1.5), Different},
		{OfList(one, OfFloat(2)), OfList(OfFloat(1), OfFloat(2)), SameNumber},
		{OfList(one, one), OfList(OfFloat(1), OfInt(2)), Different},
		{OfInt(1<<53 + 1), OfFloat(1 << 53), Different}, {bigInt, OfFloat(math.Ldexp(1, 127)), SameNumber},
		{OfInt(0), OfFloat(math.Copysign(0, -1)), Different}, {OfInt(0), OfFloat(nan), Different},
		{OfFloat(0), OfFloat(math.Copysign(0, -1)), Different}, {OfFloat(nan), OfFloat(-nan), Same},
		{OfFloat(inf), OfFloat(inf), Same}, {OfFloat(0.1), OfFloat(0.1 + 1e-17), Same}, {OfFloat(0.1), OfFloat(0.10000000000000002), Different},
		{OfBool(true), one, Different}, {one, OfBool(true), Different}, {OfBool(true), OfFloat(1), Different},
		{OfBool(true), OfBool(true), Same}, {OfBool(true), OfBool(false), Different},
		{OfNone(), OfNone(), Same}, {OfNone(), OfBool(false), Different}, {OfNone(), OfTuple(), Different},
		{a, a, Same}, {OfStr("e\u0301"), OfStr("é"), Different},
		{OfList(one), OfTuple(one), Different}, {OfList(one), OfList(one, one), Different},
		{OfDict(one, a, a, one), OfDict(one, a, a, one), Same}, {OfDict(one, a, a, one), OfDict(a, one, one, a), Different},
		{setOf(one, a), setOf(a, one), Same}, {setOf(one, a), setOf(a, a), Different},
		{bigInt, bigInt, Same}, {opaque, opaque, Different},
	} {
		if got := Compare(test.python, test.translation); got != test.want {
			t.Errorf("Compare(%s, %s) = %d, want %d", Repr(test.python), Repr(test.translation), got, test.want)
		}
	}
}

func TestConstant(t *testing.T) {
	num := func(i int64) syntax.Expr { return &syntax.Int{Value: i} }
	str := func(s string) syntax.Expr { return &syntax.Str{Value: s} }
	op := func(l syntax.Expr, op syntax.Op, r syntax.Expr) syntax.Expr {
		return &syntax.BinOp{Left: l, Op: op, Right: r}
	}
	name := func(n string) syntax.Expr { return &syntax.Name{ID: n} }
	calling := func(f string, args ...syntax.Expr) syntax.Expr {
		return &syntax.Call{Func: name(f), Args: args}
	}
	neg := func(e syntax.Expr) syntax.Expr { return &syntax.UnaryOp{Op: "-", Operand: e} }
	dict := func(kvs ...syntax.Expr) syntax.Expr {
		d := &syntax.Dict{}
		for i := 0; i < len(kvs); i += 2 {
			d.Keys, d.Values = append(d.Keys, kvs[i]), append(d.Values, kvs[i+1])
		}
		return d
	}
	env := map[string]Value{"data": OfList(OfInt(3))}
	for _, test := range []struct {
		name string
		e    syntax.Expr
		want string // "" when it is no constant
	}{
		{"int", num(7), "7"}, {"negative", neg(num(7)), "-7"},
		{"least int", neg(&syntax.Int{Big: "9223372036854775808"}), "-9223372036854775808"},
		{"big", op(num(2), "**", num(100)), "1267650600228229401496703205376"},
		{"too big", op(num(2), "**", num(1<<40)), ""}, {"negative power", op(num(2), "**", neg(num(1))), ""},
		{"power minus one", op(op(num(2), "**", num(31)), "-", num(1)), "2147483647"},
		{"minus float", neg(&syntax.Float{Value: 0}), "-0.0"}, {"minus str", neg(str("a")), ""},
		{"repeat", op(&syntax.List{Elts: []syntax.Expr{num(0)}}, "*", num(3)), "[0, 0, 0]"},
		{"repeat less than once", op(str("ab"), "*", neg(num(1))), "''"}, {"repeat for ever", op(str("ab"), "*", num(1<<40)), ""},
		{"join", op(str("a"), "+", str("b")), "'ab'"}, {"mixed", op(str("a"), "+", num(1)), ""},
		{"surrogate", &syntax.Str{Value: "\ufffd", Surrogate: true}, ""},
		{"inf", calling("float", str("-Infinity")), "-inf"}, {"nan", calling("float", str("nan")), "nan"}, {"float", calling("float", str("x")), ""},
		{"range", calling("list", calling("range", num(5), num(0), neg(num(2)))), "[5, 3, 1]"},
		{"no step", calling("list", calling("range", num(5), num(0), num(0))), ""},
		{"long range", calling("list", calling("range", num(1<<60))), ""},
		{"name", name("data"), "[3]"}, {"no name", name("other"), ""}, {"call", calling("f", num(1)), ""},
		{"dict", dict(str("a"), num(1), str("b"), num(2), str("a"), num(3)), "{'a': 3, 'b': 2}"},
		{"equal keys", dict(num(1), str("a"), &syntax.Float{Value: 1}, str("b"), &syntax.Bool{Value: true}, str("c")), "{1: 'c'}"},
		{"list key", dict(&syntax.List{}, num(1)), ""}, {"spread", &syntax.Dict{Keys: []syntax.Expr{nil}, Values: []syntax.Expr{name("data")}}, ""},
		{"set", &syntax.Set{Elts: []syntax.Expr{num(1), num(1)}}, "{1}"},
		{"starred", &syntax.List{Elts: []syntax.Expr{&syntax.Starred{Value: name("data")}}}, ""},
	} {
		v, ok := Constant(test.e, env)
		got := ""
		if ok {
			got = Repr(v)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWithin(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, test := range []struct {
		a, b, tolerance float64
		want            Match
	}{
		{1, 1, 0, Same},
		{1, 1 + 1e-15, 0, Different},
		{1, 1 + 1e-15, 1e-12, SameNumber},
		{-1e300, -1e300 - 1e287, 1e-12, SameNumber},
		{1, 1 + 1e-9, 1e-12, Different},
		{0, 1e-300, 1e-12, Different},
		{0, math.Copysign(0, -1), 1e-12, SameNumber},
		{1, -1, 0.5, Different},
		{nan, nan, 1e-12, Same},
		{nan, 1, 1e-12, Different},
		{inf, inf, 1e-12, Same},
		{inf, -inf, 0.9, Different},
		{inf, 1e308, 0.9, Different},
	} {
		if got := Within(OfList(OfFloat(test.a)), OfList(OfFloat(test.b)), test.tolerance); got != test.want {
			t.Errorf("%v and %v within %v: %v, want %v", test.a, test.b, test.tolerance, got, test.want)
		}
	}
	if Within(OfInt(1), OfInt(2), 0.9) != Different {
		t.Error("ints have no tolerance")
	}
}

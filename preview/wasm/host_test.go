package wasm

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/preview/build"
	"github.com/portalis-dev/portalis/preview/build/buildtest"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// A function per way in which a call can end.
var functions = []*translate.Function{
	{RustName: "double", Rust: "pub fn double(n: i64) -> i64 { n * 2 }", Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "half", Rust: "pub fn half(x: f64) -> f64 { x / 2.0 }", Params: []translate.Param{{Name: "x", Owned: "f64"}}},
	{RustName: "grow", Rust: "pub fn grow(by: &str, xs: &mut Vec<String>) { print!(\"é{by}\"); xs.push(by.to_owned()); }",
		Params: []translate.Param{
			{Name: "by", Owned: "String", Mode: translate.ByRef},
			{Name: "xs", Owned: "Vec<String>", Mode: translate.ByMut}}},
	{RustName: "fails", Rust: "pub fn fails(xs: &mut Vec<i64>) -> Result<i64, rt::Error> { xs.clear(); Err(rt::Error::value_error(\"bad\")) }",
		Params: []translate.Param{{Name: "xs", Owned: "Vec<i64>", Mode: translate.ByMut}}, Fallible: true},
	{RustName: "stops", Rust: "pub fn stops() -> i64 { print!(\"before\"); rt::Error::index_error(\"list index out of range\").raise() }"},
	{RustName: "panics", Rust: "pub fn panics(n: i64) -> i64 { assert!(n > 0, \"n is {n}\"); n }", Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "spins", Rust: "pub fn spins(mut n: i64) -> i64 { loop { n = n % 1000 + 1; if n < 0 { return n; } } }", Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "deepens", Rust: "pub fn deepens(n: i64) -> i64 { if n == i64::MAX { 0 } else { std::hint::black_box(deepens(n + 1)) + n } }",
		Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "hoards", Rust: "pub fn hoards(n: i64) -> Vec<i64> { let mut xs = vec![n]; loop { xs.extend_from_within(..); } }",
		Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "asks", Rust: "pub fn asks(n: i64) -> Vec<i64> { Vec::with_capacity(usize::MAX - n as usize) }", Params: []translate.Param{{Name: "n", Owned: "i64"}}},
	{RustName: "chatters", Rust: "pub fn chatters() { loop { println!(\"{}\", \"x\".repeat(99)); } }"},
	{RustName: "counts", Rust: "pub fn counts() -> i64 { use std::sync::atomic::*; static N: AtomicI64 = AtomicI64::new(0); N.fetch_add(1, Ordering::Relaxed) }"},
	{RustName: "none", Rust: "pub fn none() -> Option<f64> { None }"},
}

var limits = Limits{Call: 2 * time.Second, Memory: 64 << 20, Output: 10_000}

func load(t *testing.T, p build.Profile) (*Host, *Module) {
	t.Helper()
	ctx := t.Context()
	m := buildtest.Module(functions...)
	binary, err := buildtest.Builder(t).Module(ctx, m, p)
	if err != nil {
		t.Fatal(err)
	}
	host, err := NewHost(ctx, limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { host.Close(context.Background()) })
	loading := host.Load
	if p == build.Release {
		loading = host.LoadTimed
	}
	module, err := loading(ctx, binary)
	if err != nil {
		t.Fatal(err)
	}
	return host, module
}

func index(name string) int {
	for i, f := range functions {
		if f.RustName == name {
			return i
		}
	}
	return len(functions)
}

func say(o value.Outcome) string {
	out := value.Repr(o.Value)
	switch {
	case o.Stop != "":
		out = "stops: " + o.Stop
	case o.Raised != nil:
		out = "raises " + o.Raised.String()
	}
	if o.Stdout != "" {
		out += " prints " + o.Stdout
	}
	for _, a := range o.Args {
		out += " | " + value.Repr(a)
	}
	return out
}

func TestCall(t *testing.T) {
	_, module := load(t, build.Quick)
	number := value.OfInt
	for _, test := range []struct {
		function string
		args     []value.Value
		want     string
	}{
		{"double", []value.Value{number(21)}, "42 | 21"},
		{"double", []value.Value{number(1 << 62)}, "stops: integer overflow"},
		{"double", []value.Value{value.OfStr("x")}, "stops: the argument for n does not fit its type in Rust"},
		{"double", []value.Value{{Kind: value.BigInt, Text: "9223372036854775808"}}, "stops: the argument for n does not fit its type in Rust"},
		{"double", nil, "stops: the argument for n does not fit its type in Rust"},
		{"half", []value.Value{value.OfFloat(-0.5)}, "-0.25 | -0.5"},
		{"grow", []value.Value{value.OfStr("日本"), value.OfList(value.OfStr("a"))}, "None prints é日本 | '日本' | ['a', '日本']"},
		{"fails", []value.Value{value.OfList(number(1))}, "raises ValueError: bad | []"},
		{"stops", nil, "raises IndexError: list index out of range prints before"},
		{"panics", []value.Value{number(-1)}, "stops: n is -1"},
		{"panics", []value.Value{number(1)}, "1 | 1"},
		{"deepens", []value.Value{number(0)}, "stops: stack overflow"},
		{"hoards", []value.Value{number(1)}, "stops: out of memory"},
		{"asks", []value.Value{number(1)}, "stops: out of memory"},
		{"none", nil, "None"},
	} {
		outcome, err := module.Call(t.Context(), index(test.function), test.args)
		if err != nil {
			t.Errorf("%s: %v", test.function, err)
		} else if got := say(outcome); got != test.want {
			t.Errorf("%s: got %s, want %s", test.function, got, test.want)
		}
	}
}

func TestLimits(t *testing.T) {
	host, module := load(t, build.Quick)
	outcome, err := module.Call(t.Context(), index("chatters"), nil)
	if err != nil || outcome.Stop != value.TooMuchText || int64(len(outcome.Stdout)) > limits.Output {
		t.Errorf("too much output: got %q with %d bytes, %v", outcome.Stop, len(outcome.Stdout), err)
	}
	host.limits.Call = 50 * time.Millisecond
	spin := []value.Value{value.OfInt(1)}
	outcome, err = module.Call(t.Context(), index("spins"), spin)
	if err != nil || outcome.Stop != value.OutOfTime {
		t.Errorf("a loop without end: got %q, %v", outcome.Stop, err)
	}
	host.limits.Call = time.Hour
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err = module.Call(ctx, index("spins"), spin); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a cancelled call: got %v, want the error of the context", err)
	}
	if outcome, err = module.Call(t.Context(), index("double"), spin); err != nil || say(outcome) != "2 | 1" {
		t.Errorf("the call after it: got %s, %v", say(outcome), err)
	}
}

func TestStateLastsUntilReset(t *testing.T) {
	_, module := load(t, build.Quick)
	call := func(want string) {
		t.Helper()
		if outcome, err := module.Call(t.Context(), index("counts"), nil); err != nil || say(outcome) != want {
			t.Errorf("got %s, %v, want %s", say(outcome), err, want)
		}
	}
	call("0")
	call("1")
	if err := module.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	call("0")
}

func TestTime(t *testing.T) {
	_, module := load(t, build.Release)
	calls := [][]value.Value{{value.OfInt(1)}, {value.OfInt(2)}}
	times, err := module.Time(t.Context(), index("double"), calls, 100, 3)
	if err != nil || len(times) != 3 || times[0] <= 0 {
		t.Errorf("got %v, %v", times, err)
	}
	many := [][]value.Value{{value.OfStr("x"), value.OfList()}}
	if _, err := module.Time(t.Context(), index("grow"), many, 50_000, 1); err != nil {
		t.Errorf("a function that prints much: %v", err)
	}
	if _, err := module.Time(t.Context(), index("double"), many, 1, 1); err == nil {
		t.Error("a call that does not fit was timed")
	}
	if _, err := module.Time(t.Context(), index("panics"), [][]value.Value{{value.OfInt(0)}}, 1, 1); err == nil || !strings.Contains(err.Error(), "stopped") {
		t.Errorf("a call that stops: got %v", err)
	}
}

func TestLoadRefusesNonsense(t *testing.T) {
	host, _ := load(t, build.Quick)
	if _, err := host.Load(t.Context(), []byte("\x00asm nonsense")); err == nil {
		t.Error("nonsense was loaded")
	}
}

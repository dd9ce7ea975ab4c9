package ir

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
)

// rows has all operations in a fixed order.
func rows() []*Operation {
	var names []string
	for name := range table {
		names = append(names, name)
	}
	sort.Strings(names)
	var out []*Operation
	for _, name := range names {
		out = append(out, table[name]...)
	}
	return out
}

var placeholder = regexp.MustCompile(`\{(\d)\}`)

func TestTemplates(t *testing.T) {
	for _, op := range rows() {
		for _, template := range []string{op.Rust, op.Try} {
			if template == "" {
				continue
			}
			used := map[string]bool{}
			for _, m := range placeholder.FindAllStringSubmatch(template, -1) {
				used[m[1]] = true
			}
			// An operand that is left out would not be evaluated.
			if len(used) != len(op.Params) {
				t.Errorf("%s: %q uses %d of %d operands", op.Name, template, len(used), len(op.Params))
			}
			if rest := placeholder.ReplaceAllString(template, ""); strings.ContainsAny(rest, "{}") {
				t.Errorf("%s: stray brace in %q", op.Name, template)
			}
		}
		if (op.Try == "") != (len(op.Raises) == 0) {
			t.Errorf("%s: Try is %q, Raises %v", op.Name, op.Try, op.Raises)
		}
		if len(op.OperandPrec) > len(op.Params) {
			t.Errorf("%s: %d operand precedences", op.Name, len(op.OperandPrec))
		}
		if strings.HasPrefix(op.Rust, "{0}.") && (len(op.OperandPrec) == 0 || op.OperandPrec[0] != PrecCall) {
			t.Errorf("%s: the receiver of %q must have the precedence of a call", op.Name, op.Rust)
		}
	}
}

func TestLookup(t *testing.T) {
	pair := Tuple{[]Type{Int, Int}}
	point := Tuple{[]Type{Float, Float}}
	tests := []struct {
		name string
		args []Type
		rust string // "" when there is no such operation
	}{
		{"int.add", []Type{Int, Int}, "{0} + {1}"},
		{"int.add", []Type{Int, Float}, ""},
		{"int.add", []Type{Int}, ""},
		{"no.such", []Type{Int}, ""},
		{"eq", []Type{pair, pair}, "{0} == {1}"},
		{"eq", []Type{point, point}, "rt::eq({0}, {1})"},
		{"eq", []Type{pair, point}, ""},
		{"eq", []Type{List{Float}, List{Float}}, "rt::list::eq({0}, {1})"},
		{"eq", []Type{List{Int}, List{Never}}, "{0} == {1}"},
		{"eq", []Type{List{Never}, List{Int}}, "{0} == {1}"},
		{"eq", []Type{Option{Str}, Str}, "rt::text::is_some({0}, {1})"},
		{"ne", []Type{List{Float}, List{Float}}, "!rt::list::eq({0}, {1})"},
		{"lt", []Type{Float, Int}, "rt::int::gt_float({1}, {0})"},
		{"lt", []Type{Bool, Dict{Key: Str, Value: Int}}, ""},
		{"lt", []Type{Dict{Key: Str, Value: Int}, Dict{Key: Str, Value: Int}}, ""},
		{"contains.list", []Type{List{pair}, pair}, "{0}.contains({1})"},
		{"contains.list", []Type{List{Str}, Str}, "rt::list::contains({0}, {1})"},
		{"contains.list", []Type{List{Float}, Float}, "rt::list::contains({0}, {1})"},
		{"contains.list", []Type{List{Str}, Int}, ""},
		{"list.sort", []Type{List{Str}}, "{0}.sort()"},
		{"list.sort", []Type{List{Float}}, "rt::list::sort({0})"},
		{"list.sort", []Type{List{Option{Int}}}, ""},
		{"dict.get", []Type{Dict{Key: Str, Value: Int}, Str, Int}, "{0}.get_or({1}, {2})"},
		{"dict.get", []Type{Dict{Key: Str, Value: Int}, Int}, ""},
		{"dict.update", []Type{Dict{Str, Int, CounterDict}, Dict{Key: Str, Value: Int}}, "{0}.add_counts({1})"},
		{"dict.update", []Type{Dict{Str, Int, OrderedDict}, Dict{Key: Str, Value: Int}}, "{0}.update({1})"},
		{"eq", []Type{Dict{Str, Int, CounterDict}, Dict{Str, Int, CounterDict}}, "{0} == {1}"},
		{"eq", []Type{Dict{Str, Int, CounterDict}, Dict{Key: Str, Value: Int}}, "rt::collections::eq_dicts({0}, {1})"},
		{"set.or", []Type{Set{Int, true}, Set{Int, false}}, "{0}.union({1})"},
		{"lt", []Type{Set{Int, false}, Set{Str, false}}, ""},
		{"max", []Type{Int, Int}, "rt::max({0}, {1})"},
		{"max", []Type{Iter{point}}, "rt::iter::max({0})"},
		{"sum", []Type{Iter{Str}}, ""},
		{"str.isdigit", []Type{Char}, "rt::chars::isdigit({0})"},
		{"math.pi", nil, "std::f64::consts::PI"},
	}
	for _, test := range tests {
		got := ""
		if op := Lookup(test.name, test.args); op != nil {
			got = op.Rust
		}
		if got != test.rust {
			t.Errorf("Lookup(%s, %v) is %q, want %q", test.name, test.args, got, test.rust)
		}
	}
}

func TestResultType(t *testing.T) {
	d := Dict{Key: Str, Value: List{Int}}
	tests := []struct {
		name string
		args []Type
		want Type
	}{
		{"dict.popitem", []Type{d}, Tuple{[]Type{Str, List{Int}}}},
		{"dict.get", []Type{d, Str}, Option{List{Int}}},
		{"list.add", []Type{List{Never}, List{Str}}, List{Str}},
		{"sorted:key", []Type{Iter{Str}, Fn{[]Type{Str}, Int}}, List{Str}},
		{"dict", []Type{Iter{Tuple{[]Type{Str, Int}}}}, Dict{Key: Str, Value: Int}},
	}
	for _, test := range tests {
		op := Lookup(test.name, test.args)
		if op == nil {
			t.Errorf("no %s over %v", test.name, test.args)
		} else if got := ResultType(op, test.args); !Same(got, test.want) {
			t.Errorf("ResultType(%s, %v) is %s, want %s", test.name, test.args, got.Rust(), test.want.Rust())
		}
	}
}

// instances are what type parameters stand for in the generated Rust.
var instances = []map[Param]Type{
	{anyT: Str, anyU: Int, anyV: Str, anyW: Float, keyT: Str, exact: List{Str}, copyExact: Tuple{[]Type{Int, Char}}, copyT: Float, ordered: Str, copyOrder: Tuple{[]Type{Int, Bool}}, orderT: Tuple{[]Type{Float, Str}}},
	{anyT: Float, anyU: Str, anyV: Float, anyW: Int, keyT: Tuple{[]Type{Int, Str}}, exact: Dict{Key: Str, Value: Int}, copyExact: Int, copyT: Int, ordered: Tuple{[]Type{Int, Str}}, copyOrder: Tuple{[]Type{Int, Int}}, orderT: Float},
	{anyT: List{Float}, anyU: Str, anyV: Float, anyW: Int, keyT: Float, exact: Option{Int}, copyExact: Char, copyT: Bool, ordered: List{Int}, copyOrder: Char, orderT: List{Str}},
}

// TestRowsCompile writes a Rust function for each row, in its stopping and its
// Result form, with operands that are owned and operands that are borrowed,
// and compiles all of them against the runtime.
func TestRowsCompile(t *testing.T) {
	var b strings.Builder
	b.WriteString("#![allow(unused)]\nuse portalis_rt as rt;\n")
	for i, op := range rows() {
		for j, bound := range instances {
			if j > 0 && !slices.ContainsFunc(op.Params, func(p Operand) bool { return !Same(p.Type, Substitute(p.Type, bound)) }) {
				continue
			}
			for _, owned := range []bool{true, false} {
				if owned && op.View {
					continue
				}
				for _, template := range []string{op.Rust, op.Try} {
					if template != "" {
						name := fmt.Sprintf("op_%d_%d_%t_%t", i, j, owned, template == op.Try)
						b.WriteString(rustFunc(op, template, name, owned, bound))
					}
				}
			}
		}
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "rows.rs")
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	cargo := exec.Command("cargo", "check", "--quiet", "--offline", "--all-features", "--manifest-path", "../rt/portalis-rt/Cargo.toml")
	cargo.Env = append(os.Environ(), "CARGO_TARGET_DIR="+dir)
	if out, err := cargo.CombinedOutput(); err != nil {
		t.Fatalf("cargo check of portalis-rt: %v\n%s", err, out)
	}
	deps := filepath.Join(dir, "debug", "deps")
	found, err := filepath.Glob(filepath.Join(deps, "libportalis_rt-*.rmeta"))
	if err != nil || len(found) != 1 {
		t.Fatalf("portalis-rt is in %v (%v)", found, err)
	}
	rustc(t, "--crate-type=lib", "--emit=metadata", "-Dwarnings", "-Ldependency="+deps, "--extern=portalis_rt="+found[0], "-o", filepath.Join(dir, "rows.rmeta"), file)
}

func rustc(t *testing.T, args ...string) {
	t.Helper()
	out, err := exec.Command("rustc", append([]string{"--edition=2024"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("rustc %v: %v\n%s", args, err, out)
	}
}

// rustFunc is a Rust function that applies op to its parameters.
func rustFunc(op *Operation, template, name string, owned bool, bound map[Param]Type) string {
	var params []string
	for i, p := range op.Params {
		param, arg := rustOperand(p, i, owned, bound)
		if strings.HasSuffix(op.Name, ":lit") && i == len(op.Params)-1 {
			arg = map[bool]string{true: "2.0", false: "2"}[Same(p.Type, Float)]
			param = "_" + param
		}
		if i == 0 && Same(p.Type, Big) && strings.Contains(param, ": &") && follows(op) {
			arg = "*" + arg
		}
		params = append(params, param)
		template = strings.ReplaceAll(template, fmt.Sprintf("{%d}", i), arg)
	}
	result := Substitute(op.Result, bound)
	text := result.Rust()
	if op.View {
		text = viewed(op, result)
	}
	if strings.HasPrefix(op.Name, "display") {
		text = "String"
		template = "format!(\"{}\", " + template + ")"
	}
	if op.Try != "" && strings.Contains(template, "try_") {
		text = "Result<" + text + ", rt::Error>"
	}
	return fmt.Sprintf("// %s\npub fn %s<'a>(%s) -> %s {\n    %s\n}\n", op.Name, name, strings.Join(params, ", "), text, template)
}

// follows reports whether the printer follows a reference that is the first operand:
// beside an i64 it compares a big integer itself, and that is what it changes.
func follows(op *Operation) bool {
	return op.Params[0].Mode == RecvMut || op.Params[0].Mode == Recv && len(op.Params) == 2 && Same(op.Params[1].Type, Int)
}

// viewed is the result of an operation that borrows from operand 0. What stands
// in a container there is borrowed as it is: a &String, not a &str.
func viewed(op *Operation, result Type) string {
	mode := op.Params[0].Mode
	mut := mode == RecvMut || mode == RefMut
	if _, ok := op.Result.(Param); ok && !mut {
		return "&'a " + result.Rust()
	}
	if iter, ok := op.Result.(Iter); ok {
		if _, ok := iter.Elem.(Param); ok {
			return "impl Iterator<Item = &'a " + result.(Iter).Elem.Rust() + ">"
		}
		if IsCopy(iter.Elem) {
			return result.Rust()
		}
	}
	return borrowed(result, mut)
}

// rustOperand is the parameter for operand i and how it is written as an operand.
func rustOperand(p Operand, i int, owned bool, bound map[Param]Type) (param, arg string) {
	typ := Substitute(p.Type, bound)
	arg = fmt.Sprintf("a%d", i)
	switch t := typ.(type) {
	case Iter:
		return arg + ": impl Iterator<Item = " + t.Elem.Rust() + ">", arg
	case Fn:
		if len(t.Params) == 0 { // a default_factory, which is kept
			return arg + ": impl Fn() -> " + t.Result.Rust() + " + 'static", arg
		}
		if len(t.Params) == 2 && t.Result == Bool { // a comparison, which is lent both
			return arg + ": impl Fn(&" + t.Params[0].Rust() + ", &" + t.Params[1].Rust() + ") -> bool", arg
		}
		if len(t.Params) == 2 {
			return arg + ": impl Fn(" + rustList(t.Params) + ") -> " + t.Result.Rust(), arg
		}
		return arg + ": impl Fn(&" + t.Params[0].Rust() + ") -> " + t.Result.Rust(), arg
	}
	switch {
	case p.Mode == RefMut && owned:
		return "mut " + arg + ": " + typ.Rust(), "&mut " + arg
	case p.Mode == RecvMut && (owned || IsCopy(typ)):
		return "mut " + arg + ": " + typ.Rust(), arg
	case p.Mode == RefMut, p.Mode == RecvMut:
		return arg + ": &'a mut " + typ.Rust(), arg
	case p.Mode == Ref && (owned || IsCopy(typ)):
		return arg + ": " + typ.Rust(), "&" + arg
	case p.Mode == Value, owned, IsCopy(typ):
		return arg + ": " + typ.Rust(), arg
	}
	param = arg + ": " + borrowed(typ, false)
	if _, ok := typ.(Option); ok && p.Mode == Ref {
		arg = "&" + arg
	}
	return param, arg
}

// borrowed is a type as a reference.
func borrowed(t Type, mut bool) string {
	ref := "&'a "
	if mut {
		ref = "&'a mut "
	}
	switch t := t.(type) {
	case Basic:
		if t == Str && !mut {
			return ref + "str"
		}
		if t == Bytes && !mut {
			return ref + "[u8]"
		}
	case List:
		if !mut {
			return ref + "[" + t.Elem.Rust() + "]"
		}
	case Option:
		return "Option<" + ref + t.Elem.Rust() + ">"
	case Iter:
		return "impl Iterator<Item = " + borrowed(t.Elem, false) + ">"
	}
	return ref + t.Rust()
}

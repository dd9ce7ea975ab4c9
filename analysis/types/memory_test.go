package types_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// TestInferAfterEdits wants of random edits, one after the other, what inference
// without a memory gives.
func TestInferAfterEdits(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	carried, edits := 0, 0
	for _, src := range programs(t) {
		var memory *types.Memory
		good := src
		for range 6 {
			fresh, _ := infer(t, src, nil)
			after, next := infer(t, src, memory)
			if random.IntN(3) > 0 { // of the others nobody asks anything, so that it is carried further
				if got, want := dump(after), dump(fresh); got != want {
					t.Fatalf("after an edit that gave\n%s\n%s", src, firstDifference(got, want))
				}
			}
			edits++
			if next.Walked() < len(functions(fresh.Module)) {
				carried++
			}
			memory = next
			if len(fresh.Module.Errors) == 0 {
				good = src
			}
			src = edited(random, good)
		}
	}
	if carried < edits/20 {
		t.Errorf("something was carried over in %d of %d edits: the test shows little", carried, edits)
	}
}

// TestInferAfterWork counts the functions that are inferred anew.
func TestInferAfterWork(t *testing.T) {
	var b strings.Builder
	b.WriteString("LIMIT = 10\n\n")
	for i := range 60 {
		call := "n"
		if i > 0 {
			call = fmt.Sprintf("step_%d(n)", (i-1)/2)
		}
		fmt.Fprintf(&b, "def step_%d(n: int) -> int:\n    if n > LIMIT:\n        return 0\n    return %s + %d\n\n", i, call, i)
	}
	src := b.String()
	for _, test := range []struct {
		name, old, new string
		want           int
	}{
		{"nothing", "", "", 0},
		{"a body", "return step_9(n) + 20\n", "return step_9(n) * 2 + 20\n", 1},
		{"the place of what follows", "return n + 0\n", "m = n\n    return m + 0\n", 1},
		{"a signature with two users", "def step_20(n: int) -> int:", "def step_20(n: int) -> float:", 3},
		{"a signature without users", "def step_59(n: int) -> int:", "def step_59(n: int) -> float:", 1},
		{"a constant", "LIMIT = 10", "LIMIT = 11", 60},
		{"a constant no more", "return n + 0\n", "global LIMIT\n    LIMIT = n\n    return n + 0\n", 60},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, memory := infer(t, []byte(src), nil)
			next := []byte(strings.Replace(src, test.old, test.new, 1))
			after, memory := infer(t, next, memory)
			if got := memory.Walked(); got != test.want {
				t.Errorf("%d functions were inferred anew, want %d", got, test.want)
			}
			fresh, _ := infer(t, next, nil)
			if got, want := dump(after), dump(fresh); got != want {
				t.Error(firstDifference(got, want))
			}
		})
	}
}

func infer(t *testing.T, src []byte, before *types.Memory) (*types.Info, *types.Memory) {
	t.Helper()
	info, memory, err := types.InferAfter(t.Context(), syntax.Parse(src), source.NewLines(src), before, types.Surroundings{})
	if err != nil {
		t.Fatal(err)
	}
	return info, memory
}

func functions(m *syntax.Module) (defs []*syntax.FunctionDef) {
	for _, s := range m.Body {
		if def, ok := s.(*syntax.FunctionDef); ok {
			defs = append(defs, def)
		}
	}
	return defs
}

// programs are programs and cases of inference, with and without annotations,
// some of them put together.
func programs(t *testing.T) (sources [][]byte) {
	files, err := filepath.Glob("../../testdata/programs/*.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, src)
	}
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../../testdata/inference/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(cases, more...) {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var together []byte
		for i, f := range archive.Files {
			if !strings.HasSuffix(f.Name, ".py") {
				continue
			}
			// Those of one file have functions of the same names.
			together = append(together, bytes.ReplaceAll(f.Data, []byte("f("), fmt.Appendf(nil, "f%d(", i))...)
			if i%7 == 6 || i == len(archive.Files)-1 {
				sources = append(sources, together)
				together = nil
			}
		}
	}
	if len(sources) < 30 {
		t.Fatalf("only %d programs", len(sources))
	}
	return sources
}

// edited is src with one of its lines changed, as an editor might leave it.
func edited(random *rand.Rand, src []byte) []byte {
	lines := bytes.SplitAfter(src, []byte("\n"))
	words := bytes.FieldsFunc(src, func(r rune) bool { return strings.ContainsRune(" \n()[]{}:,.=", r) })
	i := random.IntN(len(lines))
	if len(words) == 0 {
		return src
	}
	word := words[random.IntN(len(words))]
	line := lines[i]
	indent := line[:len(line)-len(bytes.TrimLeft(line, " "))]
	var made []byte
	switch random.IntN(7) {
	case 0: // nothing but another place
		made = append([]byte("\n"), line...)
	case 1: // away with it
	case 2: // another word
		own := bytes.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \n()[]{}:,.=", r) })
		if len(own) > 0 {
			made = bytes.Replace(line, own[random.IntN(len(own))], word, 1)
		}
	case 3: // a line of another place
		made = append(append(bytes.Clone(line), indent...), bytes.TrimLeft(lines[random.IntN(len(lines))], " ")...)
	case 4:
		made = append(fmt.Appendf(nil, "%sextra = %s\n", indent, word), line...)
	case 5:
		made = append(fmt.Appendf(nil, "%sprint(%s)\n", indent, word), line...)
	case 6:
		values := []string{"1", "2.5", `"text"`, "None", "[]", "[1, 2]", "{}", "(1, \"a\")", "True"}
		own := bytes.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \n()[]{}:,.=", r) })
		if len(own) > 0 {
			made = bytes.Replace(line, own[random.IntN(len(own))], []byte(values[random.IntN(len(values))]), 1)
		}
	}
	return bytes.Join([][]byte{bytes.Join(lines[:i], nil), made, bytes.Join(lines[i+1:], nil)}, nil)
}

// dump writes down all that is in an Info, each function and variable by a
// number: so it shows too which are the same.
func dump(info *types.Info) string {
	d := &dumper{info: info, vars: map[*types.Var]int{}, funcs: map[*types.Function]int{}}
	for i, f := range info.Funcs {
		d.funcs[f] = i + 1
	}
	for _, f := range info.Funcs {
		d.function(f)
	}
	for _, v := range info.Globals {
		fmt.Fprintf(&d.out, "global %s\n", d.variable(v))
	}
	syntax.Inspect(info.Module, func(n syntax.Node) bool { d.node(n); return true })
	for _, f := range info.Findings {
		fmt.Fprintf(&d.out, "%v\n", f)
	}
	return d.out.String()
}

type dumper struct {
	info  *types.Info
	out   strings.Builder
	vars  map[*types.Var]int
	funcs map[*types.Function]int
}

func (d *dumper) function(f *types.Function) {
	fmt.Fprintf(&d.out, "def %s %d %d/%d %v %s %v outer %d captures %v\n", f.Name, d.funcs[f], f.Instance, f.Instances, f.Def.Range, f.Result, f.Seeds, d.funcs[f.Outer], f.Captures)
	for i, p := range f.Params {
		fmt.Fprintf(&d.out, "  param %s default %s\n", d.variable(p), span(f.Defaults[i]))
	}
	for _, v := range f.Locals {
		fmt.Fprintf(&d.out, "  local %s\n", d.variable(v))
	}
	for _, g := range f.Calls {
		fmt.Fprintf(&d.out, "  calls %s %d\n", g.Name, d.funcs[g])
	}
	for _, s := range f.Body {
		fmt.Fprintf(&d.out, "  %T %v\n", s, s.Span())
	}
	if f.Instance > 0 { // its nodes are no part of the module
		syntax.Inspect(f.Def, func(n syntax.Node) bool { d.node(n); return true })
	}
}

func (d *dumper) variable(v *types.Var) string {
	if v == nil {
		return "none"
	}
	n, known := d.vars[v]
	if known {
		return fmt.Sprint(n)
	}
	d.vars[v] = len(d.vars)
	param := ""
	if v.Param != nil {
		param = fmt.Sprint(v.Param.Range)
	}
	return fmt.Sprintf("%d %s %d %s %v func %d %s %t %s", d.vars[v], v.Name, v.Kind, v.Type, v.Def, d.funcs[v.Func], param, v.Declared, span(v.Value))
}

func (d *dumper) node(n syntax.Node) {
	if h, ok := n.(*syntax.ExceptHandler); ok {
		fmt.Fprintf(&d.out, "handler %v of %v\n", h.Range, d.info.CaughtBy(h))
	}
	e, ok := n.(syntax.Expr)
	if !ok {
		return
	}
	at := fmt.Sprintf("%T %s", e, span(e))
	if t := d.info.TypeOf(e); t != nil {
		fmt.Fprintf(&d.out, "%s is %T %[2]s\n", at, t)
	}
	if c := d.info.RefOf(e); c != nil {
		fmt.Fprintf(&d.out, "%s means %s\n", at, d.callee(c))
	}
	switch e := e.(type) {
	case *syntax.Name:
		if d.info.IsUnset(e) {
			fmt.Fprintf(&d.out, "%s unset\n", at)
		}
		if v := d.info.VarOf(e); v != nil {
			fmt.Fprintf(&d.out, "%s var %s\n", at, d.variable(v))
		}
	case *syntax.Call:
		if tests := d.info.TestedBy(e); tests != nil {
			fmt.Fprintf(&d.out, "%s tests for %v\n", at, tests)
		}
		if c := d.info.CalleeOf(e); c != nil {
			fmt.Fprintf(&d.out, "%s calls %s\n", at, d.callee(c))
		}
	case *syntax.Attribute:
		if name := d.info.AttrOf(e); name != "" {
			fmt.Fprintf(&d.out, "%s attr %s\n", at, name)
		}
	}
}

func (d *dumper) callee(c *types.Callee) string {
	text := fmt.Sprintf("%d %s %d", c.Kind, c.Name, d.funcs[c.Func])
	for _, a := range c.Args {
		text += " " + span(a)
	}
	return text
}

func span(e syntax.Expr) string {
	if e == nil {
		return "-"
	}
	return fmt.Sprint(e.Span())
}

// firstDifference shows where two dumps begin to differ.
func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("got   %s\nfresh %s", a[i], b[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

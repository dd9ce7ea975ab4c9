package flow_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/flow"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// text writes a graph, a block to a line: its steps as the source has them, then
// where it leads. The last two blocks are called exit and raised.
func text(source string, g *flow.Graph) string {
	name := func(b *flow.Block) string {
		switch b {
		case g.Exit():
			return "exit"
		case g.Raised():
			return "raised"
		}
		return fmt.Sprint(b.Index)
	}
	var out []string
	for _, b := range g.Blocks {
		if b == g.Exit() || b == g.Raised() {
			if !b.Reachable {
				out = append(out, "no "+name(b))
			}
			continue
		}
		line := name(b) + ":"
		if !b.Reachable {
			line = name(b) + " dead:"
		}
		for i, s := range b.Steps {
			if i > 0 {
				line += ";"
			}
			word := strings.Join(strings.Fields(source[s.Start:s.End]), " ")
			if s.Stmt == nil {
				word = s.Kind + "(" + word + ")"
			}
			line += " " + word
		}
		for _, e := range b.Edges {
			line += " " + string(e.Kind) + "->" + name(e.To)
		}
		out = append(out, strings.ReplaceAll(line, "normal->", "->"))
	}
	return strings.Join(out, "\n")
}

func TestGraphs(t *testing.T) {
	archive, err := os.ReadFile("testdata/graphs.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(archive), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		source, want, ok := strings.Cut(rest, "\n---\n")
		if !ok {
			t.Fatalf("%s has no graph", name)
		}
		t.Run(name, func(t *testing.T) {
			source += "\n"
			m := syntax.Parse([]byte("def f():\n" + indent(source)))
			if len(m.Errors) > 0 {
				t.Fatal(m.Errors)
			}
			got := text(string(m.Source), flow.Of(m.Source, m.Body[0].(*syntax.FunctionDef)))
			if want := strings.TrimSpace(want); got != want {
				t.Errorf("%s\ngot:\n%s\nwant:\n%s", source, got, want)
			}
		})
	}
}

func indent(source string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(source, "\n"), "\n", "\n    ") + "\n"
}

// check tests what holds of every graph.
func check(t *testing.T, source []byte, body []syntax.Stmt) {
	t.Helper()
	g := flow.OfBody(source, body)
	seen := map[syntax.Stmt]int{}
	reached := map[*flow.Block]bool{}
	var reach func(b *flow.Block)
	reach = func(b *flow.Block) {
		if reached[b] {
			return
		}
		reached[b] = true
		for _, e := range b.Edges {
			reach(e.To)
		}
	}
	reach(g.Blocks[0])
	for i, b := range g.Blocks {
		if b.Index != i {
			t.Errorf("block %d calls itself %d", i, b.Index)
		}
		if b.Reachable != reached[b] {
			t.Errorf("block %d: reachable is %v", i, b.Reachable)
		}
		last := i >= len(g.Blocks)-2
		if last != (len(b.Edges) == 0) {
			t.Errorf("block %d of %d has %d ways out\n%s", i, len(g.Blocks), len(b.Edges), text(string(source), g))
		}
		for _, e := range b.Edges {
			if to := e.To.Index; to >= len(g.Blocks) || g.Blocks[to] != e.To {
				t.Errorf("block %d leads out of the graph", i)
			}
		}
		for _, s := range b.Steps {
			if s.Start > s.End || s.Start < 0 || s.End > len(source) {
				t.Errorf("block %d has a step at %v", i, s.Range)
			}
			if s.Stmt != nil {
				seen[s.Stmt]++
			}
		}
	}
	functions := 0
	syntax.Walk(body, func(n syntax.Node) bool {
		s, ok := n.(syntax.Stmt)
		if ok && seen[s] != 1 {
			t.Errorf("%s at %v stands in %d blocks", flow.KindOf(s), s.Span(), seen[s])
		}
		if def, ok := n.(*syntax.FunctionDef); ok {
			functions++
			check(t, source, def.Body)
			return false
		}
		return true
	})
}

func checkModule(t *testing.T, source []byte) {
	t.Helper()
	m := syntax.Parse(source)
	check(t, m.Source, m.Body)
}

func TestPrograms(t *testing.T) {
	files, _ := filepath.Glob("../../testdata/programs/*.py")
	if len(files) == 0 {
		t.Fatal("no programs")
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkModule(t, source)
	}
}

func FuzzGraph(f *testing.F) {
	f.Add([]byte("def f():\n    while 1:\n        try:\n            break\n        finally:\n            continue\n"))
	f.Add([]byte("for x in y: pass\nelse:\n  with a, b: return\nmatch x:\n  case 1 if z: pass\n  case _: pass\n"))
	f.Fuzz(func(t *testing.T, source []byte) { checkModule(t, source) })
}

func TestMcCabe(t *testing.T) {
	for _, test := range []struct {
		body                 string
		mccabe, score, depth int
	}{
		{"pass", 1, 1, 0},
		{"if a:\n    pass", 2, 2, 1},
		{"if a and b or c:\n    pass\nelse:\n    pass", 2, 4, 1},
		{"if a:\n    pass\nelif b:\n    pass\nelif c:\n    if d:\n        pass\nelse:\n    pass", 5, 5, 2},
		{"if a:\n    pass\nelse:\n    if b:\n        pass", 3, 3, 2},
		{"for x in y:\n    if x:\n        break\nelse:\n    pass", 3, 3, 2},
		{"while a:\n    with b:\n        pass", 2, 2, 2},
		{"try:\n    pass\nexcept A:\n    pass\nexcept B:\n    pass\nelse:\n    pass\nfinally:\n    if a:\n        pass", 4, 4, 2},
		{"try:\n    pass\nfinally:\n    pass", 2, 1, 1},
		{"def g():\n    if a:\n        pass\nreturn g", 3, 2, 2},
		{"class C:\n    def m(self):\n        pass\nreturn C", 2, 1, 2},
		{"match a:\n    case 1:\n        if b:\n            pass\n    case _:\n        pass", 1, 4, 2},
		{"return [x if x else y for x in z if x and y]", 1, 5, 0},
	} {
		m := syntax.Parse([]byte("def f():\n" + indent(test.body)))
		def := m.Body[0].(*syntax.FunctionDef)
		got := [3]int{flow.McCabe(def), flow.Score(def), flow.Depth(def)}
		if want := [3]int{test.mccabe, test.score, test.depth}; got != want {
			t.Errorf("%s\ngot %v, want %v", test.body, got, want)
		}
	}
}

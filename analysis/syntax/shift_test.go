package syntax

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestShift moves all kinds of statements, and wants what is read where they then stand.
func TestShift(t *testing.T) {
	sources := slices.Concat(snippets, moreSnippets, runOnSnippets, []string{borders, "type A[T: int, *U, **P] = dict[T, B]\n"})
	for _, name := range []string{"dump.py", "constructs.py"} {
		src, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, string(src))
	}
	moved := map[string]bool{}
	for _, src := range sources {
		src = strings.TrimLeft(src, "\ufeff")
		at := Parse([]byte(src))
		there := Parse([]byte("\n\n\n" + src))
		if at.Docstring != nil { // and so not a statement of the body
			at.Body, there.Body = append([]Stmt{&ExprStmt{at.Docstring.Range, at.Docstring}}, at.Body...), append([]Stmt{&ExprStmt{there.Docstring.Range, there.Docstring}}, there.Body...)
		}
		old := map[Node]bool{}
		Walk(at.Body, func(n Node) bool { old[n] = true; return true })
		got := shift(3).stmts(at.Body)
		if !reflect.DeepEqual(got, there.Body) {
			t.Errorf("%q moved is\n%s\nwant\n%s", src, DumpRanges(&Module{Body: got}), DumpRanges(&Module{Body: there.Body}))
		}
		Walk(got, func(n Node) bool {
			if old[n] && reflect.TypeOf(n).Elem().Size() > 0 {
				t.Errorf("%q: %T at %v is in both", src, n, n.Span())
			}
			moved[strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax.")] = true
			return true
		})
	}
	for _, name := range []string{"ast.go", "pattern.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range regexp.MustCompile(`(?m)^func \(\*(\w+)\) (?:expr|stmt|pattern)\(\)`).FindAllSubmatch(text, -1) {
			if !moved[string(kind[1])] {
				t.Errorf("no %s was moved", kind[1])
			}
		}
	}
}

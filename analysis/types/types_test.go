package types_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// TestCases infers each file of testdata/*.txtar and compares with what stands
// beside the code:
//
//	x = f(3)           #: int             the type of the value of the statement
//	x = f(3)           #: x: int | None   the type of the variable x
//	def f(a, b=1):     #: (str, int) -> bool
//	def f(a):          #: (int) -> int; (str) -> str   inferred once for each
//	y = x + 1          #! PT204           the findings that start on this line
//
// Every finding must be expected.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, f := range archive.Files {
			t.Run(group+"/"+strings.TrimSuffix(f.Name, ".py"), func(t *testing.T) { checkCase(t, f.Data) })
		}
	}
}

var (
	typeMark    = regexp.MustCompile(`#:\s*(.+?)\s*(?:#!|$)`)
	findingMark = regexp.MustCompile(`#!((?:\s+PT\d{3})+)`)
	namedType   = regexp.MustCompile(`^([A-Za-z_]\w*): (.+)$`)
)

func checkCase(t *testing.T, src []byte) {
	m := syntax.Parse(src)
	for _, e := range m.Errors {
		t.Fatalf("the case is not valid Python: %v", e)
	}
	lines := source.NewLines(src)
	info, _ := types.Infer(t.Context(), m, lines)
	got := map[int][]string{}
	for _, f := range info.Findings {
		n, _ := lines.Position(f.Range.Start)
		got[n] = append(got[n], f.Code)
		defer func() {
			if t.Failed() {
				t.Logf("line %d: %s %s", n+1, f.Code, f.Message)
			}
		}()
	}
	marks := 0
	for n := range lines.Count() {
		text := string(lines.Line(n))
		var want []string
		if mark := findingMark.FindStringSubmatch(text); mark != nil {
			want = strings.Fields(mark[1])
			marks++
		}
		slices.Sort(want)
		slices.Sort(got[n])
		if !slices.Equal(want, got[n]) {
			t.Errorf("line %d: findings %v, want %v: %s", n+1, got[n], want, text)
		}
		if mark := typeMark.FindStringSubmatch(text); mark != nil {
			marks++
			if typ := typeAt(info, lines, n, mark[1]); typ != mark[1] {
				t.Errorf("line %d: type %s, want %s: %s", n+1, typ, mark[1], text)
			}
		}
	}
	if marks == 0 {
		t.Error("the case expects nothing")
	}
}

// typeAt is the type of the statement on a line, in the form that want has.
func typeAt(info *types.Info, lines *source.Lines, line int, want string) string {
	var signatures []string
	for _, fn := range info.Funcs {
		if n, _ := lines.Position(fn.Def.Start); n == line {
			signatures = append(signatures, types.Signature(fn))
		}
	}
	if len(signatures) > 0 {
		return strings.Join(signatures, "; ")
	}
	stmt := stmtAt(info.Module.Body, lines, line)
	if stmt == nil {
		return "no statement"
	}
	if named := namedType.FindStringSubmatch(want); named != nil {
		for _, e := range types.StmtExprs(stmt) {
			found := ""
			types.Inspect(e, func(e syntax.Expr) bool {
				if n, ok := e.(*syntax.Name); ok && n.ID == named[1] && info.VarOf(n) != nil {
					found = named[1] + ": " + info.VarOf(n).Type.String()
				}
				return true
			})
			if found != "" {
				return found
			}
		}
		return "no variable " + named[1]
	}
	exprs := types.StmtExprs(stmt)
	if len(exprs) == 0 {
		return "no expression"
	}
	e := exprs[len(exprs)-1]
	if f, ok := stmt.(*syntax.For); ok {
		e = f.Target
	}
	if typ := info.TypeOf(e); typ != nil {
		return typ.String()
	}
	return fmt.Sprintf("no type for %T", e)
}

func stmtAt(body []syntax.Stmt, lines *source.Lines, line int) syntax.Stmt {
	for _, s := range body {
		if n, _ := lines.Position(s.Span().Start); n == line {
			return s
		}
		blocks := types.Blocks(s)
		if def, ok := s.(*syntax.FunctionDef); ok {
			blocks = append(blocks, def.Body)
		}
		for _, b := range blocks {
			if found := stmtAt(b, lines, line); found != nil {
				return found
			}
		}
	}
	return nil
}

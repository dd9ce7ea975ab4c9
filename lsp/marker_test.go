package lsp

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"golang.org/x/tools/txtar"
)

// TestMarkers runs the files of testdata. Each is an archive with one Python
// file, whose comments say what the server must show. A marker speaks of its own
// line, or of the line above when it stands alone:
//
//	#@ diag("text", "PT501", "regexp")  a diagnostic at that text, with that code and message
//	#@ hover("text", "regexp")          what hovering over the text shows
//	#@ action("text", "regexp")         a code action there: its title, command, or why it is disabled
//	#@ lens("regexp")                   the lenses above the line, titles joined by " | "
//	#@ hint("regexp")                   the hints in the line, labels joined by " | "
//
// Diagnostics and markers must match one to one. Lines without a lens or hint
// marker must have no lens or hint if the archive's comment has the word
// "lenses" or "hints". With the word "save" the file is saved first and all
// verdicts are awaited, which compiles and runs for real.
func TestMarkers(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			runMarkers(t, archive)
		})
	}
}

type marker struct {
	kind string
	line int // from zero
	args []string
}

func runMarkers(t *testing.T, archive *txtar.Archive) {
	flags := strings.Fields(string(archive.Comment))
	has := func(flag string) bool {
		for _, f := range flags {
			if f == flag {
				return true
			}
		}
		return false
	}
	e := startEditor(t, editorSetup{engine: realEngine()})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
	for _, f := range archive.Files {
		src := string(f.Data)
		m := &markerRun{e: e, u: fileURI(f.Name), lines: strings.Split(src, "\n"), markers: parseMarkers(t, src)}
		e.open(m.u, src)
		p := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return p.URI == m.u })
		if has("save") {
			e.save(m.u)
			progressEnds(e)
		}
		m.diagnostics(p.Diagnostics)
		m.lenses(has("lenses"))
		m.hints(has("hints"))
		m.places()
	}
}

type markerRun struct {
	e       *editor
	u       uri.URI
	lines   []string
	markers []marker
}

// parseMarkers reads the markers of a source. They are written as Go calls with
// strings for arguments, separated by semicolons.
func parseMarkers(t *testing.T, src string) []marker {
	t.Helper()
	var all []marker
	last := 0
	for n, line := range strings.Split(src, "\n") {
		code, calls, ok := strings.Cut(line, "#@")
		if strings.TrimSpace(code) != "" {
			last = n
		}
		if !ok {
			continue
		}
		for call := range strings.SplitSeq(calls, ";") {
			expr, err := goparser.ParseExpr(strings.TrimSpace(call))
			parsed, isCall := expr.(*ast.CallExpr)
			if err != nil || !isCall {
				t.Fatalf("line %d: %q is not a marker (%v)", n+1, call, err)
			}
			m := marker{kind: fmt.Sprint(parsed.Fun), line: last}
			for _, arg := range parsed.Args {
				literal, ok := arg.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					t.Fatalf("line %d: the arguments of a marker are strings", n+1)
				}
				text, _ := strconv.Unquote(literal.Value)
				m.args = append(m.args, text)
			}
			all = append(all, m)
		}
	}
	return all
}

func (m *markerRun) matches(pattern, text string, k marker) {
	m.e.t.Helper()
	if ok, err := regexp.MatchString(pattern, text); err != nil || !ok {
		m.e.t.Errorf("line %d: %s wants %q, got %q (%v)", k.line+1, k.kind, pattern, text, err)
	}
}

// column finds the text of a marker in its line, counted in UTF-16.
func (m *markerRun) column(k marker) protocol.Position {
	m.e.t.Helper()
	line := m.lines[k.line]
	at := strings.Index(line, k.args[0])
	if at < 0 || strings.Contains(line[:at], "#@") {
		m.e.t.Fatalf("line %d: there is no %q", k.line+1, k.args[0])
	}
	units := 0
	for _, r := range line[:at] {
		units++
		if r > 0xFFFF {
			units++
		}
	}
	return protocol.Position{Line: uint32(k.line), Character: uint32(units)}
}

func (m *markerRun) diagnostics(list []protocol.Diagnostic) {
	matched := make([]bool, len(list))
	for _, k := range m.markers {
		if k.kind != "diag" {
			continue
		}
		at, found := m.column(k), false
		for i, d := range list {
			if !matched[i] && d.Range.Start == at && d.Code == protocol.String(k.args[1]) {
				m.matches(k.args[2], fmt.Sprint(d.Message), k)
				matched[i], found = true, true
				break
			}
		}
		if !found {
			m.e.t.Errorf("line %d: no diagnostic %s at %q", k.line+1, k.args[1], k.args[0])
		}
	}
	for i, d := range list {
		if !matched[i] {
			m.e.t.Errorf("line %d: nobody expected %s: %s", d.Range.Start.Line+1, d.Code, d.Message)
		}
	}
}

func (m *markerRun) lenses(all bool) {
	m.perLine("lens", m.e.lenses(m.u), all)
}

func (m *markerRun) hints(all bool) {
	var hints []string
	for _, h := range m.e.hints(m.u) {
		place, label, _ := strings.Cut(h, " ")
		line, _, _ := strings.Cut(place, ":")
		hints = append(hints, line+" "+label)
	}
	m.perLine("hint", hints, all)
}

// perLine compares what stands on each line, given as "line text", with the
// markers of a kind.
func (m *markerRun) perLine(kind string, list []string, all bool) {
	byLine := map[int]string{}
	for _, item := range list {
		number, title, _ := strings.Cut(item, " ")
		n, _ := strconv.Atoi(number)
		if byLine[n] != "" {
			byLine[n] += " | "
		}
		byLine[n] += strings.TrimSpace(title)
	}
	for _, k := range m.markers {
		if k.kind == kind {
			m.matches(k.args[0], byLine[k.line], k)
			delete(byLine, k.line)
		}
	}
	for n, text := range byLine {
		if all {
			m.e.t.Errorf("line %d: nobody expected the %s %q", n+1, kind, text)
		}
	}
}

// places checks hovers and code actions.
func (m *markerRun) places() {
	for _, k := range m.markers {
		switch k.kind {
		case "hover":
			m.matches(k.args[1], m.e.hoverAt(m.u, m.column(k)), k)
		case "action":
			var all []string
			for _, a := range m.e.actionsAt(m.u, m.column(k)) {
				all = append(all, a.Title+" "+a.Command.Command+a.Disabled.Reason)
			}
			m.matches(k.args[1], strings.Join(all, "\n"), k)
		case "diag", "lens", "hint":
		default:
			m.e.t.Errorf("line %d: there is no marker %s", k.line+1, k.kind)
		}
	}
}

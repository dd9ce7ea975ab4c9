package lsp

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/lsp/text"
	"github.com/portalis-dev/portalis/preview/cache"
)

var update = flag.Bool("update", false, "rewrite the sections that the marker tests compare with")

// TestMarkers runs the files of testdata, each of which is a small project and what
// an editor must be shown of it.
//
// The files of an archive are written to a folder of their own. A section "script"
// has what the editor does, a step to a line (steps_test.go); without one it opens
// all Python files and checks them. What a document must show stands in its
// comments after "#@", as calls separated by semicolons (markers_test.go). A marker
// speaks of its own line, or of the line above when it stands alone.
//
// Diagnostics and markers must match one to one whenever a document is checked.
// With the flag "lenses" or "hints" in a line "flags: …" at the top, lines without a
// marker for one must have none.
//
// Some sections are not files of the project: "script"; "capabilities.json" and
// "options.json" for initialize; "configuration.json", which the editor answers
// when it is asked; "parity.json" with what parity says of functions; and those that
// begin with "@", which steps and markers compare with. -update rewrites these.
//
// Whatever the server sends and no step takes is a failure at the end.
func TestMarkers(t *testing.T) {
	t.Setenv(cache.EnvDir, t.TempDir()) // previews go there
	runArchives(t, "testdata/*/*.txtar", "testdata/build/", func(r *markerRun) *engine { return r.parity.engine() })
}

// TestBuiltMarkers runs those that compile and run for real.
func TestBuiltMarkers(t *testing.T) {
	runArchives(t, "testdata/build/*.txtar", "-", func(*markerRun) *engine { return realEngine() })
}

func runArchives(t *testing.T, pattern, except string, engine func(*markerRun) *engine) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no test files (%v)", err)
	}
	for _, file := range files {
		if strings.HasPrefix(file, except) {
			continue
		}
		name := filepath.Base(filepath.Dir(file)) + "/" + strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r := newMarkerRun(t, archive)
			r.start(engine(r))
			r.play()
			r.finish(file)
		})
	}
}

// markerRun is one archive while it is played.
type markerRun struct {
	t          *testing.T
	e          *editor
	root       string // of the project
	archive    *txtar.Archive
	flags      []string
	configured string // what the editor answers when it is asked for the configuration; guarded by e.mu
	parity     *scriptedParity
	shown      map[uri.URI][]protocol.Diagnostic // the last that were published
	compared   map[string]bool                   // the sections that something was compared with
	results    map[uri.URI]string                // the ids of the last pulled
	showing    uri.URI                           // what the server last had shown
}

func newMarkerRun(t *testing.T, archive *txtar.Archive) *markerRun {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := &markerRun{
		t: t, root: root, archive: archive,
		shown: map[uri.URI][]protocol.Diagnostic{}, compared: map[string]bool{}, results: map[uri.URI]string{},
	}
	for line := range strings.Lines(string(archive.Comment)) {
		if flags, ok := strings.CutPrefix(line, "flags:"); ok {
			r.flags = strings.Fields(flags)
		}
	}
	for _, f := range archive.Files {
		if isProjectFile(f.Name) {
			r.write(f.Name, f.Data)
		}
	}
	r.configured = r.section("configuration.json")
	r.parity = newScriptedParity(t, r.section("parity.json"))
	return r
}

var specialSections = []string{"script", "capabilities.json", "options.json", "configuration.json", "parity.json"}

func isProjectFile(name string) bool {
	return !strings.HasPrefix(name, "@") && !slices.Contains(specialSections, name)
}

// section is the text of a section; "" when there is none.
func (r *markerRun) section(name string) string {
	for _, f := range r.archive.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func (r *markerRun) write(name string, content []byte) {
	r.t.Helper()
	path := filepath.Join(r.root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// start connects an editor, which says hello unless the flag "raw" is there.
func (r *markerRun) start(engine *engine) {
	r.e = rawEditor(r.t, editorSetup{engine: engine})
	r.e.answers[protocol.MethodWorkspaceConfiguration] = r.configuration
	if slices.Contains(r.flags, "raw") {
		return
	}
	r.e.call(protocol.MethodInitialize, r.hello(), &r.e.result)
	r.e.enc = map[string]text.Encoding{"utf-8": text.UTF8, "utf-16": text.UTF16, "utf-32": text.UTF32}[string(r.e.result.Capabilities.PositionEncoding)]
	r.e.notify(protocol.MethodInitialized, struct{}{})
}

// hello is what the editor says of itself.
func (r *markerRun) hello() json.RawMessage {
	capabilities, options := r.section("capabilities.json"), r.section("options.json")
	if capabilities == "" {
		capabilities = modern
	}
	if options == "" {
		options = "null"
	}
	return json.RawMessage(r.expand(fmt.Sprintf(`{"processId": %d, "rootUri": "file://ROOT",
		"workspaceFolders": [{"uri": "file://ROOT", "name": "root"}],
		"capabilities": %s, "initializationOptions": %s}`, os.Getpid(), capabilities, options)))
}

// expand puts the folder of the project in place of ROOT.
func (r *markerRun) expand(s string) string { return strings.ReplaceAll(s, "ROOT", r.root) }

// uri is the address of a file of the project, or of what has an address already.
func (r *markerRun) uri(name string) uri.URI {
	if strings.Contains(name, ":") {
		return uri.URI(r.expand(name))
	}
	return uri.File(filepath.Join(r.root, name))
}

func (r *markerRun) play() {
	script := r.section("script")
	if script == "" {
		for _, f := range r.archive.Files {
			if isProjectFile(f.Name) && strings.HasSuffix(f.Name, ".py") {
				script += fmt.Sprintf("open(%q)\ncheck(%[1]q)\n", f.Name)
			}
		}
	}
	for line := range strings.Lines(script) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		calls, err := parseCalls(line)
		if err != nil {
			r.t.Fatal(err)
		}
		for _, c := range calls {
			r.take(c)
			if r.t.Failed() {
				r.t.Fatalf("in the script: %s", line)
			}
		}
	}
}

// take takes one step.
func (r *markerRun) take(c call) {
	step, ok := steps[c.name]
	if !ok || len(c.args) < step.least || len(c.args) > step.most {
		r.t.Fatalf("there is no step %s with %d arguments", c.name, len(c.args))
	}
	r.e.note("== %s %q", c.name, c.args)
	step.run(r, c.args)
}

// finish looks whether all that stands in the archive was used, and rewrites it.
func (r *markerRun) finish(file string) {
	for _, f := range r.archive.Files {
		if strings.HasPrefix(f.Name, "@") && !r.compared[f.Name] {
			r.t.Errorf("nothing used the section %s", f.Name)
		}
	}
	if *update && !r.t.Failed() {
		if err := os.WriteFile(file, txtar.Format(r.archive), 0o666); err != nil {
			r.t.Fatal(err)
		}
	}
}

// golden compares a text with a section.
func (r *markerRun) golden(section, got string) {
	r.t.Helper()
	got = strings.ReplaceAll(got, r.root, "ROOT")
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	r.compared[section] = true
	for i, f := range r.archive.Files {
		if f.Name != section {
			continue
		}
		if *update {
			r.archive.Files[i].Data = []byte(got)
		} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
			r.t.Errorf("%s: %s", section, diff)
		}
		return
	}
	if !*update {
		r.t.Errorf("there is no section %s to compare with\n%s", section, got)
		return
	}
	r.archive.Files = append(r.archive.Files, txtar.File{Name: section, Data: []byte(got)})
}

// A call is a step or a marker as it is written.
type call struct {
	name string
	args []string
}

// parseCalls reads calls whose arguments are strings, written as in Go.
func parseCalls(s string) ([]call, error) {
	expr, err := goparser.ParseExpr("func() {" + s + "}")
	if err != nil {
		return nil, fmt.Errorf("%q: %w", s, err)
	}
	var calls []call
	for _, statement := range expr.(*ast.FuncLit).Body.List {
		e, _ := statement.(*ast.ExprStmt)
		if e == nil {
			return nil, fmt.Errorf("%q is not a call", s)
		}
		parsed, ok := e.X.(*ast.CallExpr)
		if !ok {
			return nil, fmt.Errorf("%q is not a call", s)
		}
		c := call{name: fmt.Sprint(parsed.Fun)}
		for _, arg := range parsed.Args {
			literal, ok := arg.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return nil, fmt.Errorf("%q: the arguments must be strings", s)
			}
			value, err := strconv.Unquote(literal.Value)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", s, err)
			}
			c.args = append(c.args, value)
		}
		calls = append(calls, c)
	}
	return calls, nil
}

// matches checks a text against a pattern. In the pattern ROOT is the project.
func (r *markerRun) matches(pattern, got, what string) {
	r.t.Helper()
	re, err := regexp.Compile(strings.ReplaceAll(pattern, "ROOT", regexp.QuoteMeta(r.root)))
	if err != nil || !re.MatchString(got) {
		r.t.Errorf("%s wants %q, got %q (%v)", what, pattern, got, err)
	}
}

// diagnostics are those of a document as it now is. What was published must become
// the same, if the editor does not ask for them itself.
func (r *markerRun) diagnostics(u uri.URI) []protocol.Diagnostic {
	r.t.Helper()
	var report protocol.RelatedFullDocumentDiagnosticReport
	r.e.call(protocol.MethodTextDocumentDiagnostic, map[string]any{"textDocument": map[string]any{"uri": u}}, &report)
	if r.e.result.Capabilities.DiagnosticProvider == nil {
		want := encode(r.t, report.Items)
		for {
			if shown, ok := r.shown[u]; ok && bytes.Equal(encode(r.t, shown), want) {
				break
			}
			r.awaitPublished()
		}
	}
	return report.Items
}

// awaitPublished takes the next diagnostics that are published, of any file.
func (r *markerRun) awaitPublished() {
	r.t.Helper()
	p := await(r.e, protocol.MethodTextDocumentPublishDiagnostics, any1[protocol.PublishDiagnosticsParams])
	r.shown[p.URI] = p.Diagnostics
}

package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/portalis-dev/portalis/lsp/text"
	"github.com/portalis-dev/portalis/preview/cache"
	"github.com/portalis-dev/portalis/preview/parity"
)

func TestLifecycle(t *testing.T) {
	e := rawEditor(t, editorSetup{engine: newFakeEngine().engine()})
	wantCode(t, e.tryCall(protocol.MethodTextDocumentHover, map[string]any{}, nil), jsonrpc2.ServerNotInitialized)
	e.notify("$/unknown", map[string]any{})
	e.notify(protocol.MethodTextDocumentDidChange, json.RawMessage(`[1,2`+`]`))
	e.call(protocol.MethodInitialize, json.RawMessage(`{"processId":null,"rootUri":null,"trace":null,"capabilities":{"workspace":null}}`), &e.result)
	if got := e.result.Capabilities.PositionEncoding; got != "utf-16" {
		t.Errorf("position encoding is %q", got)
	}
	e.notify(protocol.MethodInitialized, struct{}{})
	wantCode(t, e.tryCall(protocol.MethodInitialize, json.RawMessage(`{"processId":null,"rootUri":null,"capabilities":{}}`), nil), jsonrpc2.InvalidRequest)
	wantCode(t, e.tryCall("no/such", map[string]any{}, nil), jsonrpc2.MethodNotFound)
	wantCode(t, e.tryCall(protocol.MethodTextDocumentHover, json.RawMessage(`"?"`), nil), jsonrpc2.InvalidParams)
	e.call(protocol.MethodShutdown, nil, nil)
	wantCode(t, e.tryCall(protocol.MethodTextDocumentHover, map[string]any{}, nil), jsonrpc2.InvalidRequest)
}

func TestExitWithoutShutdown(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine()})
	e.notify(protocol.MethodExit, nil)
	if code := <-e.code; code != 1 {
		t.Errorf("exit code is %d, want 1", code)
	}
	e.code <- 1
}

func TestClientThatJustLeaves(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine()})
	e.conn.Close()
	if code := <-e.code; code != 1 {
		t.Errorf("exit code is %d, want 1", code)
	}
	e.code <- 1
}

func TestEncodings(t *testing.T) {
	for _, test := range []struct{ offered, want string }{
		{`["utf-16", "utf-8", "utf-32"]`, "utf-8"},
		{`["utf-32", "utf-16"]`, "utf-16"},
		{`["utf-32"]`, "utf-32"},
		{`["utf-7"]`, "utf-16"},
		{`[]`, "utf-16"},
	} {
		e := startEditor(t, editorSetup{
			engine:       newFakeEngine().engine(),
			capabilities: `{"general": {"positionEncodings": ` + test.offered + `}}`,
		})
		if got := string(e.result.Capabilities.PositionEncoding); got != test.want {
			t.Errorf("of %s the server took %s, want %s", test.offered, got, test.want)
		}
	}
}

// The server must have the very text of the editor after any number of edits, in
// the order they were made, whatever the positions count in.
func TestThousandEditsStayInSync(t *testing.T) {
	for kind, enc := range map[string]text.Encoding{"utf-8": text.UTF8, "utf-16": text.UTF16, "utf-32": text.UTF32} {
		t.Run(kind, func(t *testing.T) {
			fake := newFakeEngine()
			e := startEditor(t, editorSetup{
				engine: fake.engine(), encoding: enc,
				capabilities: `{"general": {"positionEncodings": ["` + kind + `"]}}`,
			})
			e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
			u := fileURI("sync.py")
			e.open(u, "def f():\n    return 'é𝒳'\n")
			rng := rand.New(rand.NewPCG(1, 2))
			pieces := []string{"", "x", "\n", "é", "𝒳😀", "漢 = 1\n", "def g(): pass\n", "'''"}
			for range 1000 {
				doc := e.documents[u].text
				from := boundary(doc, rng.IntN(len(doc)+1))
				to := boundary(doc, min(len(doc), from+rng.IntN(8)))
				e.edit(u, min(from, to), max(from, to), pieces[rng.IntN(len(pieces))])
			}
			e.hover(u, "") // is answered for the text after the last edit
			fake.mu.Lock()
			defer fake.mu.Unlock()
			if got := fake.analysed[len(fake.analysed)-1]; !slices.Contains(fake.analysed, e.documents[u].text) {
				t.Errorf("the server has\n%q\nthe editor has\n%q", got, e.documents[u].text)
			}
		})
	}
}

// boundary moves an offset back to the start of a character.
func boundary(s string, offset int) int {
	for offset > 0 && offset < len(s) && s[offset]&0xC0 == 0x80 {
		offset--
	}
	return offset
}

func TestDiagnosticsFollowEdits(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine()})
	u := fileURI("a.py")
	e.open(u, "def f():\n    yield 1\n")
	want := func(version int32, diagnostics ...string) {
		t.Helper()
		if diff := cmp.Diff(diagnostics, e.diagnostics(u, version)); diff != "" {
			t.Error(diff)
		}
	}
	want(1, `1:4 PT501`)
	e.replace(u, "def f", "\ndef f")
	want(2, `2:4 PT501`)
	e.replace(u, "yield 1", "return 1")
	want(3, []string{}...)
	e.replace(u, "return 1", "return 2") // nothing to say: the list is the same
	e.replace(u, "return 2", "yield 2")
	want(5, `2:4 PT501`)
	e.close(u)
	await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool {
		return p.URI == u && len(p.Diagnostics) == 0
	})
	wantCode(t, e.tryCall(protocol.MethodTextDocumentHover, map[string]any{
		"textDocument": map[string]any{"uri": u}, "position": protocol.Position{},
	}, nil), jsonrpc2.InvalidParams)
}

func TestPullDiagnostics(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), capabilities: `{
		"workspace": {"diagnostics": {"refreshSupport": true}}, "textDocument": {"diagnostic": {}}}`})
	if e.result.Capabilities.DiagnosticProvider == nil {
		t.Fatal("the server offers no diagnostics to pull")
	}
	u := fileURI("a.py")
	e.open(u, "def f():\n    yield 1\n")
	pull := func(previous string) map[string]any {
		var raw jsonrpc2.RawMessage
		params := map[string]any{"textDocument": map[string]any{"uri": u}}
		if previous != "" {
			params["previousResultId"] = previous
		}
		e.call(protocol.MethodTextDocumentDiagnostic, params, &raw)
		var report map[string]any
		if err := json.Unmarshal(raw, &report); err != nil {
			t.Fatal(err)
		}
		return report
	}
	first := pull("")
	if items := first["items"].([]any); len(items) != 1 {
		t.Errorf("pulled %v", items)
	}
	id := first["resultId"].(string)
	if again := pull(id); again["kind"] != "unchanged" {
		t.Errorf("pulled again: %v", again)
	}
	e.replace(u, "yield", "return")
	if changed := pull(id); changed["kind"] != "full" || len(changed["items"].([]any)) != 0 {
		t.Errorf("pulled after the edit: %v", changed)
	}
}

func TestVerdictAfterSave(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine()})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n\ndef g():\n    return 2\n")
	e.diagnostics(u, 1)
	if diff := cmp.Diff([]string{"0 Convert to Rust", "3 Convert to Rust"}, e.lenses(u)); diff != "" {
		t.Error(diff)
	}
	e.save(u)
	run := <-fake.runs
	if run.request.consent != parity.Unasked {
		t.Error("a save must not run functions with effects")
	}
	run.say(parity.Identical)
	progressEnds(e)
	want := []string{"0 Convert to Rust", "0 parity 24/24 identical · 12x", "3 Convert to Rust", "3 parity 24/24 identical · 12x"}
	if diff := cmp.Diff(want, e.lenses(u)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"0:8 ✓ 24/24 identical · 12x", "3:8 ✓ 24/24 identical · 12x"}, e.hints(u)); diff != "" {
		t.Error(diff)
	}
	if hover := e.hover(u, "f()"); !strings.Contains(hover, "24/24 identical") {
		t.Errorf("hover says %s", hover)
	}

	// An edit hides the verdict on what it touches, and only that.
	e.replace(u, "return 2", "return 3")
	want = []string{"0 Convert to Rust", "0 parity 24/24 identical · 12x", "3 Convert to Rust"}
	if diff := cmp.Diff(want, e.lenses(u)); diff != "" {
		t.Error(diff)
	}
	// The next save runs what has no verdict, and a mismatch is a diagnostic.
	e.save(u)
	run = <-fake.runs
	if diff := cmp.Diff([]string{"g"}, run.request.functions); diff != "" {
		t.Error(diff)
	}
	run.say(parity.Wrong, parity.Call{
		Args: []string{"-7", "2"}, Verdict: parity.Wrong, Python: parity.Outcome{Value: "-4"}, Wasm: parity.Outcome{Value: "-3"},
	})
	progressEnds(e)
	p := await(e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
	d := p.Diagnostics[0]
	if d.Code != protocol.String("PT701") || d.Message != protocol.String("g(-7, 2): Python -4, Rust -3") || d.Range.Start.Line != 3 {
		t.Errorf("diagnostic is %+v", d)
	}
}

// progressEnds waits for the end of the work that is shown.
func progressEnds(e *editor) {
	e.t.Helper()
	await(e, protocol.MethodProgress, func(p protocol.ProgressParams) bool { return strings.Contains(string(p.Value), `"end"`) })
	await(e, protocol.MethodWindowWorkDoneProgressCreate, any1[map[string]any])
}

func TestNewerSaveWins(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.save(u)
	first := <-fake.runs
	for n := range 3 {
		e.replace(u, fmt.Sprintf("return %d", n+1), fmt.Sprintf("return %d", n+2))
		e.save(u)
	}
	<-first.ctx.Done() // the run that was overtaken is cancelled, and then:
	for {
		run := <-fake.runs
		if strings.Contains(string(run.request.analysis.Module.Source), "return 4") {
			run.say(parity.Identical)
			break
		}
		<-run.ctx.Done() // one that was overtaken in its turn
	}
}

func TestNothingRunsUntrusted(t *testing.T) {
	for _, test := range []struct {
		name, options, problem, lens string
	}{
		{"untrusted", `{"trusted": false}`, "", "parity is off: the workspace is not trusted"},
		{"no toolchain", `null`, "no rustc; run: rustup target add wasm32-wasip1", "no rustc; run: rustup target add wasm32-wasip1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fake := newFakeEngine()
			fake.problem = test.problem
			e := startEditor(t, editorSetup{engine: fake.engine(), options: test.options})
			e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
			status := await(e, methodStatus, any1[statusParams])
			if status.Health != "warning" || status.Message != test.lens {
				t.Errorf("status is %+v", status)
			}
			u := fileURI("a.py")
			e.open(u, "def f():\n    return 1\n")
			e.diagnostics(u, 1)
			e.save(u)
			err := e.execute(commandRunParity, nil, u)
			if test.problem == "" && err == nil {
				t.Error("the command ran untrusted code")
			}
			if test.problem != "" {
				await(e, protocol.MethodWindowShowMessage, func(p protocol.ShowMessageParams) bool { return p.Message == test.problem })
			}
			if diff := cmp.Diff([]string{"0 Convert to Rust", "0 " + test.lens}, e.lenses(u)); diff != "" {
				t.Error(diff)
			}
			if len(fake.runs) > 0 {
				t.Error("something ran")
			}
		})
	}
}

func TestRunParityCommand(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n\ndef g():\n    return 2\n")
	go func() {
		run := <-fake.runs
		if run.request.consent != parity.AskedForEffects || !slices.Equal(run.request.functions, []string{"g"}) {
			t.Errorf("the run is for %v, consent %v", run.request.functions, run.request.consent)
		}
		run.say(parity.Identical)
	}()
	var raw jsonrpc2.RawMessage
	if err := e.execute(commandRunParity, &raw, u, "g"); err != nil {
		t.Fatal(err)
	}
	var report parity.Report
	if err := json.Unmarshal(raw, &report); err != nil || len(report.Functions) != 1 || report.Functions[0].Name != "g" {
		t.Errorf("the report is %s (%v)", raw, err)
	}
	for _, wrong := range [][]any{{}, {42}, {"file:///not/open.py"}, {u, "missing"}} {
		wantCode(t, e.execute(commandRunParity, nil, wrong...), jsonrpc2.InvalidParams)
	}
	wantCode(t, e.execute("portalis.nothing", nil, u), jsonrpc2.InvalidParams)
}

func TestCancelCommand(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	done := make(chan error, 1)
	params := json.RawMessage(fmt.Sprintf(`{"command": %q, "arguments": [%q]}`, commandRunParity, u))
	// The client's own calls count from 1; this is how its next id is known.
	id := int32(2)
	go func() {
		done <- e.callWith(context.Background(), protocol.MethodWorkspaceExecuteCommand, params, nil)
	}()
	run := <-fake.runs
	e.notify(protocol.MethodCancelRequest, &protocol.CancelParams{ID: protocol.Integer(id)})
	<-run.ctx.Done()
	wantCode(t, <-done, protocol.CodeRequestCancelled)
}

func TestCancelButton(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine()})
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.diagnostics(u, 1)
	e.save(u)
	run := <-fake.runs
	begin := await(e, protocol.MethodProgress, any1[protocol.ProgressParams])
	e.notify(protocol.MethodWindowWorkDoneProgressCancel, &protocol.WorkDoneProgressCancelParams{Token: begin.Token})
	<-run.ctx.Done()
	progressEnds(e)
}

func TestPanicEndsOnlyItsRequest(t *testing.T) {
	fake := newFakeEngine()
	engine := fake.engine()
	translateAll := engine.translate
	engine.translate = nil // calling it panics
	e := startEditor(t, editorSetup{engine: engine, capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	wantCode(t, e.tryCall(protocol.MethodTextDocumentCodeLens, map[string]any{"textDocument": map[string]any{"uri": u}}, nil), jsonrpc2.InternalError)
	engine.translate = translateAll
	e.replace(u, "1", "2")
	if got := e.lenses(u); len(got) != 1 {
		t.Errorf("after the panic the lenses are %v", got)
	}
}

func TestCodeActions(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine()})
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n\ndef g():\n    yield 2\n\nx = 3\n")
	e.diagnostics(u, 1)
	describe := func(what string) []string {
		var all []string
		for _, a := range e.actions(u, what) {
			line := fmt.Sprintf("%s [%s] %s", a.Title, *a.Kind, a.Command.Command)
			if a.Disabled.Reason != "" {
				line += "disabled: " + a.Disabled.Reason
			}
			all = append(all, line)
		}
		return all
	}
	module := "Convert this file to Rust [refactor.rewrite.portalis.module] portalis.convertModule"
	crate := "Convert this file to a crate in a-rs [refactor.rewrite.portalis.crate] portalis.writeCrate"
	for what, want := range map[string][]string{
		"return 1": {"Convert f to Rust [refactor.rewrite.portalis.function] portalis.convertFunction", module, crate},
		"yield":    {"Convert g to Rust [refactor.rewrite.portalis.function] disabled: PT501: no generators", module, crate},
		"x = 3":    {module, crate},
	} {
		if diff := cmp.Diff(want, describe(what)); diff != "" {
			t.Errorf("at %q: %s", what, diff)
		}
	}
	var none []protocol.CommandOrCodeAction
	e.call(protocol.MethodTextDocumentCodeAction, map[string]any{
		"textDocument": map[string]any{"uri": u}, "range": protocol.Range{},
		"context": map[string]any{"diagnostics": []any{}, "only": []string{"quickfix"}, "triggerKind": nil},
	}, &none)
	if len(none) != 0 {
		t.Errorf("asked for quick fixes, the server offers %v", none)
	}
}

func TestShowRustInTheClient(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), options: `{"clientCommands": ["portalis.showRust"]}`})
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.diagnostics(u, 1)
	action := e.actions(u, "return")[0]
	if action.Command.Command != commandShowRust || fmt.Sprintf("%s", action.Command.Arguments) != fmt.Sprintf("[%q %q]", u, "f") {
		t.Errorf("command is %+v", action.Command)
	}
	var got previewResult
	e.call(methodPreview, map[string]any{"uri": u, "function": "f", "version": 1}, &got)
	if got.Text != "pub fn f() {}\n" || got.Version != 1 || len(got.Map) != 1 || got.Map[0].Rust.Start != (protocol.Position{}) {
		t.Errorf("preview is %+v", got)
	}
	// Once it looks at the Rust, the client is told when that is another.
	e.replace(u, "def f", "def fg")
	await(e, methodPreviewChanged, func(p map[string]string) bool { return p["uri"] == string(u) })
	e.call(methodPreview, map[string]any{"uri": u, "version": 2}, &got)
	if got.Text != "pub fn fg() {}\n" {
		t.Errorf("preview is %+v", got)
	}
	wantCode(t, e.tryCall(methodPreview, map[string]any{"uri": u, "function": "f"}, nil), jsonrpc2.InvalidParams)
}

func TestPreviewWaitsForItsVersion(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine()})
	e.tolerate(methodPreviewChanged) // it comes if the edit was not faster than the request
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.diagnostics(u, 1)
	answer := make(chan previewResult, 1)
	go func() {
		var got previewResult
		if err := e.tryCall(methodPreview, map[string]any{"uri": u, "version": 2}, &got); err != nil {
			t.Error(err)
		}
		answer <- got
	}()
	e.replace(u, "def f", "def g")
	if got := <-answer; got.Version != 2 || got.Text != "pub fn g() {}\n" {
		t.Errorf("preview is %+v", got)
	}
}

func TestVirtualDocument(t *testing.T) {
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine()})
	u := fileURI("dir with space/a é.py")
	e.open(u, "def f():\n    return 1\n\ndef g():\n    yield 1\n")
	e.diagnostics(u, 1)
	var where shown
	if err := e.execute(commandConvertModule, &where, u); err != nil {
		t.Fatal(err)
	}
	p := await(e, protocol.MethodWindowShowDocument, any1[protocol.ShowDocumentParams])
	if p.URI != where.URI || p.URI.Scheme() != previewScheme {
		t.Errorf("shown is %s, answered %s", p.URI, where.URI)
	}
	var content protocol.TextDocumentContentResult
	e.call(protocol.MethodWorkspaceTextDocumentContent, &protocol.TextDocumentContentParams{URI: p.URI}, &content)
	if want := "pub fn f() {}\n\n// g stays Python:\n//   line 5: PT501 no generators\n"; content.Text != want {
		t.Errorf("content is %q, want %q", content.Text, want)
	}
	e.replace(u, "def f", "def ff")
	await(e, protocol.MethodWorkspaceTextDocumentContentRefresh, func(r protocol.TextDocumentContentRefreshParams) bool { return r.URI == p.URI })
}

func TestPreviewAsFile(t *testing.T) {
	t.Setenv(cache.EnvDir, t.TempDir())
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), capabilities: `{"window": {"showDocument": {"support": true}}}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	var where shown
	if err := e.execute(commandConvertFunction, &where, u, "f"); err != nil {
		t.Fatal(err)
	}
	p := await(e, protocol.MethodWindowShowDocument, any1[protocol.ShowDocumentParams])
	if p.URI != where.URI || !strings.HasSuffix(where.Path, "a.f.rs") {
		t.Errorf("shown is %s, answered %+v", p.URI, where)
	}
	if got := readFile(t, where.Path); got != "pub fn f() {}\n" {
		t.Errorf("the file has %q", got)
	}
}

func TestPreviewWithoutShowDocument(t *testing.T) {
	t.Setenv(cache.EnvDir, t.TempDir())
	e := startEditor(t, editorSetup{engine: newFakeEngine().engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	var where shown
	if err := e.execute(commandConvertModule, &where, u); err != nil {
		t.Fatal(err)
	}
	await(e, protocol.MethodWindowShowMessage, func(p protocol.ShowMessageParams) bool { return strings.Contains(p.Message, where.Path) })
	if got := readFile(t, where.Path); got != "pub fn f() {}\n" {
		t.Errorf("the file has %q", got)
	}
}

func TestConfiguration(t *testing.T) {
	fake := newFakeEngine()
	e := rawEditor(t, editorSetup{engine: fake.engine()})
	configured := make(chan string, 1)
	configured <- `[{"parity": {"onSave": false}, "inlayHints": null, "trusted": 3}]`
	last := ""
	e.answers[protocol.MethodWorkspaceConfiguration] = func(json.RawMessage) (any, error) {
		select {
		case last = <-configured:
		default:
		}
		return json.RawMessage(last), nil
	}
	e.call(protocol.MethodInitialize, json.RawMessage(`{"processId":null,"rootUri":null,"capabilities":{"workspace":
		{"configuration":true, "didChangeConfiguration": {"dynamicRegistration": true}}}}`), &e.result)
	e.notify(protocol.MethodInitialized, struct{}{})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	await(e, protocol.MethodClientRegisterCapability, any1[protocol.RegistrationParams])
	await(e, protocol.MethodWorkspaceConfiguration, any1[protocol.ConfigurationParams])
	await(e, methodStatus, any1[statusParams]) // comes after the configuration was taken in
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	e.save(u)
	e.lenses(u) // what the save sets off, it has set off by now
	if len(fake.runs) > 0 {
		t.Error("parity ran on a save though it is turned off")
	}
	configured <- `[{"trusted": false}]`
	e.notify(protocol.MethodWorkspaceDidChangeConfiguration, json.RawMessage(`{"settings": null}`))
	await(e, protocol.MethodWorkspaceConfiguration, any1[protocol.ConfigurationParams])
	if status := await(e, methodStatus, any1[statusParams]); status.Health != "warning" {
		t.Errorf("status is %+v", status)
	}
}

// While one version is analysed the user types on: of the versions that wait only
// the last is analysed, and questions about the others are to be asked again.
func TestVersionsInBetweenAreSkipped(t *testing.T) {
	fake := newFakeEngine()
	fake.gate, fake.entered = make(chan struct{}), make(chan struct{}, 100)
	e := startEditor(t, editorSetup{engine: fake.engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n")
	<-fake.entered
	e.replace(u, "1", "2")
	stale := make(chan error, 1)
	go func() {
		stale <- e.tryCall(protocol.MethodTextDocumentCodeLens, map[string]any{"textDocument": map[string]any{"uri": u}}, nil)
	}()
	for n := 2; n < 10; n++ {
		e.replace(u, fmt.Sprint(n), fmt.Sprint(n+1))
	}
	close(fake.gate)
	e.lenses(u)
	if err := <-stale; err != nil { // it may still have been in time, but never wrong
		wantCode(t, err, protocol.CodeContentModified)
	}
	fake.mu.Lock()
	defer fake.mu.Unlock()
	if got := len(fake.analysed); got > 3 || !strings.Contains(fake.analysed[got-1], "return 10") {
		t.Errorf("analysed are %q", fake.analysed)
	}
}

// An analysis that nobody waits for any more gives up, so that the next one can
// begin, and what it knows by then is shown nowhere.
func TestSupersededAnalysisGivesUp(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine(), capabilities: `{}`})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1 "+endless+"\n")
	stale := make(chan error, 1)
	go func() {
		stale <- e.tryCall(protocol.MethodTextDocumentCodeLens, map[string]any{"textDocument": map[string]any{"uri": u}}, nil)
	}()
	e.replace(u, endless, "")
	e.lenses(u)
	if err := <-stale; err != nil {
		wantCode(t, err, protocol.CodeContentModified)
	}
	e.replace(u, "return 1", "return 2 "+endless)
}

// Rust that does not compile is our mistake: it is not offered any more.
func TestRustThatDoesNotCompileIsWithdrawn(t *testing.T) {
	fake := newFakeEngine()
	e := startEditor(t, editorSetup{engine: fake.engine()})
	e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh)
	u := fileURI("a.py")
	e.open(u, "def f():\n    return 1\n\ndef g():\n    return 2\n")
	e.diagnostics(u, 1)
	e.save(u)
	run := <-fake.runs
	run.request.each(parity.Function{Name: "f", Verdict: parity.Refused, Reason: "PT901: the Rust does not compile"})
	if diff := cmp.Diff([]string{"0:4 PT901"}, e.diagnostics(u, 1)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"0 stays Python: PT901: the Rust does not compile", "3 Convert to Rust"}, e.lenses(u)); diff != "" {
		t.Error(diff)
	}
	run.answer <- &parity.Report{}
	progressEnds(e)
	// It is offered again when it is another.
	e.replace(u, "return 1", "return 3")
	if diff := cmp.Diff([]string{}, e.diagnostics(u, 2)); diff != "" {
		t.Error(diff)
	}
}

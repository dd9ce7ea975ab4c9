package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/lsp/text"
)

// A step is what the editor does or waits for. Files are named as in the archive,
// or by an address; in JSON, ROOT is the folder of the project.
type step struct {
	least, most int // arguments
	run         func(*markerRun, []string)
}

var steps map[string]step

func init() { // since some steps play others
	steps = map[string]step{
		// The editor and its documents.
		"initialize": {0, 0, (*markerRun).stepInitialize}, // for the flag "raw"
		"open":       {1, 2, (*markerRun).stepOpen},       // (file, language): as it is in the archive
		"edit":       {3, 3, (*markerRun).stepEdit},       // (file, old, new): the first old becomes new
		"rewrite":    {2, 2, (*markerRun).stepRewrite},    // (file, section): the whole text
		"save":       {1, 1, (*markerRun).stepSave},       // (file)
		"close":      {1, 1, (*markerRun).stepClose},      // (file)
		"rename":     {2, 2, (*markerRun).stepRename},     // (old, new): of a file that is open
		"write":      {2, 2, (*markerRun).stepWrite},      // (file, section): on disk, and tells
		"delete":     {1, 1, (*markerRun).stepDelete},     // (file): from disk, and tells
		"settings":   {1, 1, (*markerRun).stepSettings},   // (JSON): with workspace/didChangeConfiguration
		"configure":  {1, 1, (*markerRun).stepConfigure},  // (JSON): answered from now on; tells
		"folders":    {2, 2, (*markerRun).stepFolders},    // (added, removed)
		"trace":      {1, 1, (*markerRun).stepTrace},      // (value)
		"notify":     {2, 2, (*markerRun).stepNotify},     // (method, JSON)
		"execute":    {2, 3, (*markerRun).stepExecute},    // (command, file, function)
		"exit":       {1, 1, (*markerRun).stepExit},       // (code): shuts down and wants this exit code
		"tolerate":   {1, 1, (*markerRun).stepTolerate},   // (method): may come
		"lacks":      {1, 1, (*markerRun).stepLacks},      // (method): the editor does not know it
		"dismiss":    {1, 1, (*markerRun).stepDismiss},    // (method): the editor answers null or false to it

		// What it must be shown.
		"check":     {1, 1, (*markerRun).stepCheck},     // (file): its markers
		"gone":      {1, 1, (*markerRun).stepGone},      // (file): its diagnostics are taken back
		"problems":  {1, 9, (*markerRun).stepProblems},  // (file, regexps): published about a file that is not open
		"pull":      {2, 3, (*markerRun).stepPull},      // (file, kind, codes): textDocument/diagnostic, with the last result's id
		"workspace": {2, 2, (*markerRun).stepWorkspace}, // (again, reports): workspace/diagnostic, "kind file version codes" joined by "|"
		"verdicts":  {0, 1, (*markerRun).stepVerdicts},  // (regexp): a comparison ends, with that summary
		"ran":       {0, 9, (*markerRun).stepRan},       // (functions): compared since the last such step; none for none
		"message":   {1, 1, (*markerRun).stepMessage},   // (regexp): a message is shown
		"showing":   {1, 1, (*markerRun).stepShowing},   // (regexp): a document is shown, by its address
		"content":   {2, 2, (*markerRun).stepContent},   // (address as of showing, section): of a virtual document
		"file":      {2, 2, (*markerRun).stepFile},      // (file, section): on disk
		"preview":   {2, 3, (*markerRun).stepPreview},   // (file, section, function): portalis/preview
		"topline":   {3, 4, (*markerRun).stepTopline},   // (file, regexp, regexp, function): the verdict of portalis/preview, and what it says stays Python
		"awaits":    {2, 2, (*markerRun).stepAwaits},    // (method, regexp): such a message comes
		"status":    {1, 1, (*markerRun).stepStatus},    // (regexp): portalis/status
		"answers":   {3, 3, (*markerRun).stepAnswers},   // (method, JSON, regexp): the result of a request
		"fails":     {3, 3, (*markerRun).stepFails},     // (method, JSON, code): it is an error
		"refuses":   {3, 4, (*markerRun).stepRefuses},   // (code, command, file, function)
		"hello":     {1, 1, (*markerRun).stepHello},     // (regexp): what the server said to initialize
		"unhello":   {1, 1, (*markerRun).stepUnhello},   // (regexp): what it did not say
	}
}

func (r *markerRun) stepInitialize([]string) {
	r.e.call(protocol.MethodInitialize, r.hello(), &r.e.result)
	r.e.notify(protocol.MethodInitialized, struct{}{})
}

func (r *markerRun) stepOpen(args []string) {
	language := "python"
	if len(args) > 1 {
		language = args[1]
	}
	name := args[0][strings.LastIndex(args[0], ":")+1:] // of "untitled:a.py" the section is a.py
	r.openAs(args[0], language, r.section(filepath.Base(name)))
}

func (r *markerRun) openAs(name, language, content string) {
	if s := r.section(name); s != "" {
		content = s
	}
	u := r.uri(name)
	r.e.documents[u] = &openDocument{1, content}
	r.e.notify(protocol.MethodTextDocumentDidOpen, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: u, LanguageID: protocol.LanguageKind(language), Version: 1, Text: content},
	})
}

func (r *markerRun) stepEdit(args []string) { r.e.replace(r.uri(args[0]), args[1], args[2]) }

func (r *markerRun) stepRewrite(args []string) {
	u := r.uri(args[0])
	r.compared[args[1]] = true
	r.e.edit(u, 0, len(r.e.documents[u].text), r.section(args[1]))
}

func (r *markerRun) stepSave(args []string) {
	r.e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodWorkspaceDiagnosticRefresh)
	r.e.save(r.uri(args[0]))
}

func (r *markerRun) stepClose(args []string) { r.e.close(r.uri(args[0])) }

func (r *markerRun) stepRename(args []string) {
	from, to := r.uri(args[0]), r.uri(args[1])
	content := r.e.documents[from].text
	if err := os.Rename(from.FsPath(), to.FsPath()); err != nil {
		r.t.Fatal(err)
	}
	r.e.close(from)
	r.openAs(args[1], "python", content)
	r.watched(from, protocol.FileChangeTypeDeleted)
	r.watched(to, protocol.FileChangeTypeCreated)
}

func (r *markerRun) watched(u uri.URI, kind protocol.FileChangeType) {
	r.e.notify(protocol.MethodWorkspaceDidChangeWatchedFiles, &protocol.DidChangeWatchedFilesParams{
		Changes: []protocol.FileEvent{{URI: u, Type: kind}},
	})
}

func (r *markerRun) stepWrite(args []string) {
	r.compared[args[1]] = true
	r.write(args[0], []byte(r.section(args[1])))
	r.watched(r.uri(args[0]), protocol.FileChangeTypeChanged)
}

func (r *markerRun) stepDelete(args []string) {
	if err := os.Remove(filepath.Join(r.root, args[0])); err != nil {
		r.t.Fatal(err)
	}
	r.watched(r.uri(args[0]), protocol.FileChangeTypeDeleted)
}

func (r *markerRun) stepSettings(args []string) {
	r.e.notify(protocol.MethodWorkspaceDidChangeConfiguration, json.RawMessage(r.expand(fmt.Sprintf(`{"settings": %s}`, args[0]))))
}

// configuration answers workspace/configuration: with a member for each folder of
// the project that is asked about, if there is one of its name, else with "portalis".
func (r *markerRun) configuration(params json.RawMessage) (any, error) {
	var asked protocol.ConfigurationParams
	if err := protocol.Unmarshal(params, &asked); err != nil {
		return nil, err
	}
	given := map[string]json.RawMessage{}
	r.e.mu.Lock()
	configured := r.configured
	r.e.mu.Unlock()
	if s := configured; s != "" {
		if err := json.Unmarshal([]byte(r.expand(s)), &given); err != nil {
			return nil, err
		}
	}
	var answer []json.RawMessage
	for _, item := range asked.Items {
		section := given["portalis"]
		if item.ScopeURI != nil {
			if of, ok := given[filepath.Base(item.ScopeURI.Path())]; ok {
				section = of
			}
		}
		if section == nil {
			section = json.RawMessage("null")
		}
		answer = append(answer, section)
	}
	encoded, err := json.Marshal(answer)
	return json.RawMessage(encoded), err
}

func (r *markerRun) stepConfigure(args []string) {
	r.e.mu.Lock()
	r.configured = args[0]
	r.e.mu.Unlock()
	r.e.notify(protocol.MethodWorkspaceDidChangeConfiguration, json.RawMessage(`{"settings": null}`))
}

func (r *markerRun) stepFolders(args []string) {
	folders := func(names string) []protocol.WorkspaceFolder {
		list := []protocol.WorkspaceFolder{}
		for _, name := range strings.Fields(names) {
			list = append(list, protocol.WorkspaceFolder{URI: r.uri(name), Name: name})
		}
		return list
	}
	r.e.notify(protocol.MethodWorkspaceDidChangeWorkspaceFolders, &protocol.DidChangeWorkspaceFoldersParams{
		Event: protocol.WorkspaceFoldersChangeEvent{Added: folders(args[0]), Removed: folders(args[1])},
	})
}

func (r *markerRun) stepTrace(args []string) {
	r.e.notify(protocol.MethodSetTrace, &protocol.SetTraceParams{Value: protocol.TraceValue(args[0])})
}

func (r *markerRun) stepNotify(args []string) {
	r.e.notify(args[0], json.RawMessage(r.expand(args[1])))
}

func (r *markerRun) command(args []string) error {
	arguments := []any{r.uri(args[1])}
	if len(args) > 2 {
		arguments = append(arguments, args[2])
	}
	return r.e.execute(args[0], nil, arguments...)
}

func (r *markerRun) stepExecute(args []string) {
	r.e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodWorkspaceDiagnosticRefresh)
	if err := r.command(args); err != nil {
		r.t.Error(err)
	}
}

func (r *markerRun) stepRefuses(args []string) { r.wantError(r.command(args[1:]), args[0]) }

func (r *markerRun) wantError(err error, code string) {
	var coded *jsonrpc2.Error
	if !errors.As(err, &coded) || strconv.Itoa(int(coded.Code)) != code {
		r.t.Errorf("error is %v, want code %s", err, code)
	}
}

func (r *markerRun) stepExit(args []string) {
	if args[0] == "0" {
		r.e.call(protocol.MethodShutdown, nil, nil)
	}
	r.e.notify(protocol.MethodExit, nil)
	code := <-r.e.code
	if strconv.Itoa(code) != args[0] {
		r.t.Errorf("exit code is %d", code)
	}
	r.e.code <- code
}

func (r *markerRun) stepTolerate(args []string) { r.e.tolerate(args[0]) }

func (r *markerRun) stepLacks(args []string) {
	r.e.mu.Lock()
	defer r.e.mu.Unlock()
	delete(r.e.answers, args[0])
	r.e.tolerated[args[0]] = true
}

func (r *markerRun) stepDismiss(args []string) {
	r.e.mu.Lock()
	defer r.e.mu.Unlock()
	r.e.answers[args[0]] = func(json.RawMessage) (any, error) {
		if args[0] == protocol.MethodWindowShowDocument {
			return map[string]bool{"success": false}, nil
		}
		return nil, nil
	}
}

func (r *markerRun) stepCheck(args []string) { r.check(r.uri(args[0])) }

func (r *markerRun) stepGone(args []string) {
	u := r.uri(args[0])
	await(r.e, protocol.MethodTextDocumentPublishDiagnostics, func(p protocol.PublishDiagnosticsParams) bool {
		return p.URI == u && len(p.Diagnostics) == 0
	})
	delete(r.shown, u)
}

func (r *markerRun) stepProblems(args []string) {
	u := r.uri(args[0])
	matching := func() bool {
		list, published := r.shown[u]
		if !published || len(list) != len(args)-1 {
			return false
		}
		for i, d := range list {
			text := fmt.Sprintf("%d:%d %s", d.Range.Start.Line+1, d.Range.Start.Character+1, d.Message)
			if ok, err := regexp.MatchString(args[i+1], text); err != nil || !ok {
				return false
			}
		}
		return true
	}
	for !matching() {
		r.awaitPublished()
	}
}

func (r *markerRun) stepPull(args []string) {
	u := r.uri(args[0])
	params := map[string]any{"textDocument": map[string]any{"uri": u}}
	if id := r.results[u]; id != "" {
		params["previousResultId"] = id
	}
	var raw jsonrpc2.RawMessage
	r.e.call(protocol.MethodTextDocumentDiagnostic, params, &raw)
	var report struct {
		Kind     string
		ResultID string
		Items    []struct{ Code string }
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		r.t.Fatal(err)
	}
	r.results[u] = report.ResultID
	var codes []string
	for _, d := range report.Items {
		codes = append(codes, d.Code)
	}
	got := report.Kind + " " + strings.Join(codes, " ")
	if want := strings.Join(append(slices.Clone(args[1:]), ""), " "); strings.TrimSpace(got) != strings.TrimSpace(want) || report.ResultID == "" {
		r.t.Errorf("pulled %s", raw)
	}
}

func (r *markerRun) stepWorkspace(args []string) {
	previous := []map[string]any{}
	if args[0] != "" {
		for u, id := range r.results {
			previous = append(previous, map[string]any{"uri": u, "value": id})
		}
	}
	var raw jsonrpc2.RawMessage
	r.e.call(protocol.MethodWorkspaceDiagnostic, map[string]any{"previousResultIds": previous}, &raw)
	var report struct {
		Items []struct {
			Kind, ResultID string
			URI            uri.URI
			Version        *int
			Items          []struct{ Code string }
		}
	}
	if err := json.Unmarshal(raw, &report); err != nil {
		r.t.Fatal(err)
	}
	var all []string
	for _, item := range report.Items {
		r.results[item.URI] = item.ResultID
		line, version := item.Kind+" "+strings.TrimPrefix(item.URI.FsPath(), r.root+"/"), "-"
		if item.Version != nil {
			version = strconv.Itoa(*item.Version)
		}
		line += " " + version
		for _, d := range item.Items {
			line += " " + d.Code
		}
		all = append(all, line)
	}
	slices.Sort(all)
	want := strings.Split(args[1], "|")
	slices.Sort(want)
	if !slices.Equal(all, want) {
		r.t.Errorf("the workspace has %q", all)
	}
}

func (r *markerRun) stepVerdicts(args []string) {
	p := await(r.e, protocol.MethodProgress, func(p protocol.ProgressParams) bool { return strings.Contains(string(p.Value), `"end"`) })
	await(r.e, protocol.MethodWindowWorkDoneProgressCreate, any1[map[string]any])
	if len(args) > 0 {
		r.matches(args[0], string(p.Value), "the comparison")
	}
}

func (r *markerRun) stepRan(args []string) {
	var names []string
	for _, run := range r.parity.take() {
		names = append(names, run.functions...)
	}
	if !slices.Equal(names, args) {
		r.t.Errorf("compared were %q", names)
	}
}

func (r *markerRun) stepMessage(args []string) {
	p := await(r.e, protocol.MethodWindowShowMessage, any1[protocol.ShowMessageParams])
	r.matches(args[0], p.Message, "the message")
}

func (r *markerRun) stepShowing(args []string) {
	p := await(r.e, protocol.MethodWindowShowDocument, any1[protocol.ShowDocumentParams])
	r.matches(args[0], string(p.URI), "the document")
	r.showing = p.URI
}

func (r *markerRun) stepContent(args []string) {
	u := r.showing
	if args[0] != "" {
		u = r.uri(args[0])
	}
	var content protocol.TextDocumentContentResult
	r.e.call(protocol.MethodWorkspaceTextDocumentContent, &protocol.TextDocumentContentParams{URI: u}, &content)
	r.golden(args[1], content.Text)
}

func (r *markerRun) stepFile(args []string) {
	path := filepath.Join(r.root, args[0])
	if args[0] == "" {
		path = r.showing.FsPath()
	}
	content, err := os.ReadFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	r.golden(args[1], string(content))
}

func (r *markerRun) stepPreview(args []string) {
	params := map[string]any{"uri": r.uri(args[0])}
	if len(args) > 2 {
		params["function"] = args[2]
	}
	var p previewResult
	r.e.call(methodPreview, params, &p)
	r.golden(args[1], p.Text)
}

// stepTopline looks at the verdict on top of a preview, and at the lines that are said
// to stay Python, as "python > rust" joined by " | ".
func (r *markerRun) stepTopline(args []string) {
	params := map[string]any{"uri": r.uri(args[0])}
	if len(args) > 3 {
		params["function"] = args[3]
	}
	var p previewResult
	r.e.call(methodPreview, params, &p)
	r.matches(args[1], p.Verdict, "the verdict")
	python, rust := text.New([]byte(r.e.documents[r.uri(args[0])].text)), text.New([]byte(p.Text))
	cut := func(t *text.Text, span protocol.Range) string {
		at := func(pos protocol.Position) int {
			return t.Offset(text.Position{Line: int(pos.Line), Character: int(pos.Character)}, r.e.enc)
		}
		return string(t.Bytes()[at(span.Start):at(span.End)])
	}
	var all []string
	for _, l := range p.Refused {
		all = append(all, cut(python, l.Python)+" > "+cut(rust, l.Rust))
	}
	r.matches(args[2], strings.Join(all, " | "), "what stays Python")
}

func (r *markerRun) stepAwaits(args []string) {
	re := regexp.MustCompile(strings.ReplaceAll(args[1], "ROOT", regexp.QuoteMeta(r.root)))
	await(r.e, args[0], func(p json.RawMessage) bool { return re.Match(p) })
}

func (r *markerRun) stepStatus(args []string) {
	re := regexp.MustCompile(args[0])
	await(r.e, methodStatus, func(p json.RawMessage) bool { return re.Match(p) })
}

func (r *markerRun) stepAnswers(args []string) {
	var raw jsonrpc2.RawMessage
	r.e.call(args[0], json.RawMessage(r.expand(args[1])), &raw)
	r.matches(args[2], string(raw), args[0])
}

func (r *markerRun) stepFails(args []string) {
	r.wantError(r.e.tryCall(args[0], json.RawMessage(r.expand(args[1])), nil), args[2])
}

func (r *markerRun) stepHello(args []string) {
	r.matches(args[0], string(encode(r.t, &r.e.result)), "initialize")
}

func (r *markerRun) stepUnhello(args []string) {
	if said := string(encode(r.t, &r.e.result)); regexp.MustCompile(args[0]).MatchString(said) {
		r.t.Errorf("the server said %s", said)
	}
}

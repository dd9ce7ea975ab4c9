package lsp

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/parity"
)

var stress = flag.Int("stress", 600, "how many things the user of TestStress does")

// TestStress has a user edit, save, close and open documents, ask for things and
// cancel them, in any order and faster than the server works, which takes its time
// at random. Whatever the server says must be true of the version that it says it of,
// and in the end it must have said what is true of the last.
func TestStress(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 6))
	e := startEditor(t, editorSetup{engine: slowEngine()})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics, protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh,
		protocol.MethodWindowWorkDoneProgressCreate, protocol.MethodProgress, methodPreviewChanged)
	m := &stressModel{t: t, e: e, texts: map[uri.URI][]string{}, shown: map[uri.URI]stressShown{}}
	for _, name := range []string{"a.py", "b.py", "c.py"} {
		m.open(fileURI(name), "# é𝒳\n"+strings.Repeat("def f():\n    return 1\n", 5))
	}
	files := slices.Sorted(func(yield func(uri.URI) bool) {
		for u := range m.texts {
			if !yield(u) {
				return
			}
		}
	})
	for range *stress {
		u := files[rng.IntN(len(files))]
		switch n := rng.IntN(20); {
		case n < 12:
			m.edit(rng, u)
		case n < 14:
			e.save(u)
		case n < 18:
			m.ask(u, n%4)
		case n < 19:
			e.notify(protocol.MethodCancelRequest, map[string]any{"id": rng.IntN(*stress) + 1})
		default:
			e.close(u)
			m.open(u, m.last(u))
		}
		if rng.IntN(8) == 0 {
			time.Sleep(time.Duration(rng.IntN(1500)) * time.Microsecond)
		}
		m.read()
	}
	m.asked.Wait()
	for _, u := range files {
		for m.shown[u].list != expected(m.last(u)) && !t.Failed() {
			m.published(await(e, protocol.MethodTextDocumentPublishDiagnostics, any1[protocol.PublishDiagnosticsParams]))
		}
	}
	m.read()
}

// slowEngine takes its time, now and then gives up late, and compares with ease.
func slowEngine() *engine {
	fake := newFakeEngine()
	e := fake.engine()
	e.analyze = func(ctx context.Context, s *analysis.Session, path string, m *syntax.Module) (*analysis.Result, error) {
		delay(ctx, 2000)
		r, err := fake.analyze(ctx, s, path, m)
		if rand.IntN(4) == 0 && ctx.Err() != nil {
			return r, ctx.Err()
		}
		return r, err
	}
	e.parity = func(ctx context.Context, request parityRequest) (*parity.Report, error) {
		report := &parity.Report{}
		for _, name := range request.functions {
			delay(ctx, 500)
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			f := parity.Function{Name: name, Verdict: parity.Identical, Calls: 24, Agreeing: 24}
			request.each(f)
			report.Functions = append(report.Functions, f)
		}
		return report, nil
	}
	return e
}

func delay(ctx context.Context, most int) {
	select {
	case <-time.After(time.Duration(rand.IntN(most)) * time.Microsecond):
	case <-ctx.Done():
	}
}

// stressModel is what the user knows.
type stressModel struct {
	t     *testing.T
	e     *editor
	asked sync.WaitGroup

	mu    sync.Mutex
	texts map[uri.URI][]string // by version, from 1
	shown map[uri.URI]stressShown
}

type stressShown struct {
	version int32
	list    string
}

// expected are the diagnostics that a text must have.
func expected(text string) string {
	var all []string
	for n, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "    yield") {
			all = append(all, fmt.Sprintf("%d:4 PT501", n))
		}
	}
	return strings.Join(all, " ")
}

func (m *stressModel) last(u uri.URI) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[u][len(m.texts[u])-1]
}

// open opens a document, with the version after its last.
func (m *stressModel) open(u uri.URI, text string) {
	m.mu.Lock()
	m.texts[u] = append(m.texts[u], text)
	version := int32(len(m.texts[u]))
	m.mu.Unlock()
	m.e.documents[u] = &openDocument{version, text}
	m.e.notify(protocol.MethodTextDocumentDidOpen, &protocol.DidOpenTextDocumentParams{
		TextDocument: protocol.TextDocumentItem{URI: u, LanguageID: "python", Version: version, Text: text},
	})
}

// edit changes a line, puts a function in or takes one out.
func (m *stressModel) edit(rng *rand.Rand, u uri.URI) {
	text := m.last(u)
	lines := strings.SplitAfter(text, "\n")
	n := 1 + 2*rng.IntN(len(lines)/2) // where a def is, or the end
	from := len(strings.Join(lines[:min(n, len(lines))], ""))
	to, replacement := from, ""
	switch {
	case n+1 >= len(lines) || rng.IntN(4) == 0:
		replacement = fmt.Sprintf("def é%d():  # 𝒳\n    return 2\n", rng.IntN(100))
	case rng.IntN(4) == 0:
		to = from + len(lines[n]) + len(lines[n+1])
	default:
		from += len(lines[n])
		to = from + len(lines[n+1])
		replacement = []string{"    yield 1\n", "    return 3\n", "    return '😀'\n"}[rng.IntN(3)]
	}
	m.mu.Lock()
	m.texts[u] = append(m.texts[u], text[:from]+replacement+text[to:])
	m.mu.Unlock()
	m.e.edit(u, from, to, replacement)
}

// ask asks for something. The answer must be true of a version that the document had
// between the question and the answer, or say that the question is out of date.
func (m *stressModel) ask(u uri.URI, what int) {
	m.mu.Lock()
	first := len(m.texts[u])
	m.mu.Unlock()
	method := []string{
		protocol.MethodTextDocumentDiagnostic, protocol.MethodTextDocumentCodeLens,
		protocol.MethodTextDocumentDiagnostic, methodPreview,
	}[what]
	params := map[string]any{"textDocument": map[string]any{"uri": u}, "uri": u}
	m.asked.Go(func() {
		var got string
		var err error
		switch method {
		case protocol.MethodTextDocumentDiagnostic:
			var report protocol.RelatedFullDocumentDiagnosticReport
			err = m.e.tryCall(method, params, &report)
			got = strings.Join(short(report.Items), " ")
		case protocol.MethodTextDocumentCodeLens:
			var lenses []protocol.CodeLens
			err = m.e.tryCall(method, params, &lenses)
			got = linesOf(lenses)
		default:
			var p previewResult
			err = m.e.tryCall(method, params, &p)
			got = fmt.Sprintf("%d %d", p.Version, strings.Count(p.Text, "pub fn"))
		}
		var coded *jsonrpc2.Error
		if errors.As(err, &coded) && (coded.Code == protocol.CodeContentModified || coded.Code == protocol.CodeRequestCancelled || coded.Code == jsonrpc2.InvalidParams) {
			return
		}
		if err != nil {
			m.t.Errorf("%s: %v", method, err)
			return
		}
		m.mu.Lock()
		defer m.mu.Unlock()
		for v := max(first, 1); v <= len(m.texts[u]); v++ {
			if truth(method, v, m.texts[u][v-1]) == got {
				return
			}
		}
		if method == protocol.MethodTextDocumentDiagnostic && got == "" {
			return // it was closed at that moment
		}
		m.t.Errorf("%s of %s, versions %d to %d: %q is true of none", method, u, first, len(m.texts[u]), got)
	})
}

// truth is what an answer must be for a version.
func truth(method string, version int, text string) string {
	switch method {
	case protocol.MethodTextDocumentDiagnostic:
		return expected(text)
	case methodPreview:
		return fmt.Sprintf("%d %d", version, strings.Count(text, "def ")-strings.Count(text, "    yield"))
	}
	var all []string
	for n, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "def ") {
			all = append(all, fmt.Sprint(n))
		}
	}
	return strings.Join(all, " ")
}

// linesOf lists the lines that have lenses, each once.
func linesOf(lenses []protocol.CodeLens) string {
	var all []string
	for _, l := range lenses {
		if line := fmt.Sprint(l.Range.Start.Line); !slices.Contains(all, line) {
			all = append(all, line)
		}
	}
	return strings.Join(all, " ")
}

// read looks at all that was published meanwhile.
func (m *stressModel) read() {
	m.e.mu.Lock()
	inbox := m.e.inbox
	m.e.inbox, m.e.log = nil, nil
	m.e.mu.Unlock()
	for _, msg := range inbox {
		var p protocol.PublishDiagnosticsParams
		if msg.method != protocol.MethodTextDocumentPublishDiagnostics {
			continue
		}
		if err := protocol.Unmarshal(msg.params, &p); err != nil {
			m.t.Fatal(err)
		}
		m.published(p)
	}
}

// published compares what was published with the model.
func (m *stressModel) published(p protocol.PublishDiagnosticsParams) {
	m.mu.Lock()
	defer m.mu.Unlock()
	version, ok := p.Version.Get()
	list := strings.Join(short(p.Diagnostics), " ")
	if !ok { // taken back, since it was closed
		if list != "" {
			m.t.Errorf("%s has %q, of no version", p.URI, list)
		}
		m.shown[p.URI] = stressShown{m.shown[p.URI].version, ""}
		return
	}
	if version < m.shown[p.URI].version {
		m.t.Errorf("%s: version %d comes after %d", p.URI, version, m.shown[p.URI].version)
	}
	if int(version) > len(m.texts[p.URI]) || expected(m.texts[p.URI][version-1]) != list {
		m.t.Errorf("%s: %q is not true of version %d", p.URI, list, version)
	}
	m.shown[p.URI] = stressShown{version, list}
}

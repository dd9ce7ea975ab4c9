package lsp

import (
	"context"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// counting is an engine that counts how often each file is analysed.
type counting struct {
	mu    sync.Mutex
	times map[string]int
}

func (c *counting) engine() *engine {
	e := realEngine()
	real := e.analyze
	e.analyze = func(ctx context.Context, s *analysis.Session, path string, m *syntax.Module) (*analysis.Result, error) {
		r, err := real(ctx, s, path, m)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.times[filepath.Base(path)]++
		return r, err
	}
	return e
}

// take is which files were analysed since it was last asked.
func (c *counting) take() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []string
	for name, n := range c.times {
		for range n {
			all = append(all, name)
		}
	}
	c.times = map[string]int{}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// An edit in one file that changes what it exports has those analysed anew that
// import it, and no others; any other edit has not.
func TestEditReachesUsers(t *testing.T) {
	root := t.TempDir()
	sources := map[string]string{
		"pyproject.toml": "",
		"prices.py":      "def net(n: int):\n    x = n\n    return n\n",
		"middle.py":      "from prices import net\n\n\ndef both():\n    return [net(1)]\n",
		"cart.py":        "from middle import both\n\n\ndef total():\n    x = both()\n    return x\n",
		"alone.py":       "def alone():\n    x = 1\n    return 1\n",
	}
	uris := map[string]uri.URI{}
	for name, src := range sources {
		path := filepath.Join(root, name)
		if err := os.WriteFile(path, []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
		uris[name] = uri.File(path)
	}
	count := &counting{times: map[string]int{}}
	e := startEditor(t, editorSetup{engine: count.engine()})
	e.tolerate(protocol.MethodTextDocumentPublishDiagnostics, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodWorkspaceCodeLensRefresh)
	wait := func(name, want string) {
		t.Helper()
		for !strings.Contains(e.hover(uris[name], "x ="), want) {
			await(e, protocol.MethodWorkspaceInlayHintRefresh, func(json.RawMessage) bool { return true })
		}
	}
	for _, name := range []string{"prices.py", "cart.py", "alone.py"} { // middle.py is not open
		e.open(uris[name], sources[name])
		wait(name, "int")
	}
	count.take()

	e.replace(uris["prices.py"], "return n\n", "return n + 1\n")
	e.hover(uris["prices.py"], "x =")
	if count.take() != "prices.py" {
		t.Error("an edit of a body had others analysed")
	}
	e.replace(uris["prices.py"], "return n + 1\n", "return str(n)\n")
	wait("cart.py", "list[str]")
	if got := count.take(); got != "cart.py prices.py" {
		t.Errorf("after an edit of a result these were analysed: %s", got)
	}
	e.replace(uris["alone.py"], "return 1\n", "return 'x'\n")
	e.hover(uris["alone.py"], "x =")
	if count.take() != "alone.py" {
		t.Error("an edit of a file that nobody imports had others analysed")
	}
	// The file on the disk counts again once the other is closed.
	e.close(uris["prices.py"])
	wait("cart.py", "list[int]")
}

// After edits in files of a project each of them is known as if all were looked at
// for the first time.
func TestProjectEditsAgainstFreshAnalysis(t *testing.T) {
	archive, err := txtar.ParseFile("../testdata/inference/projects/modules.txtar")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string][]byte{}
	for _, f := range archive.Files {
		name, file, _ := strings.Cut(f.Name, "/")
		if all[name] == nil {
			all[name] = map[string][]byte{}
		}
		all[name][file] = f.Data
	}
	random := rand.New(rand.NewPCG(*seed, 7))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		root := t.TempDir()
		texts := map[string][]byte{}
		for file, src := range all[name] {
			path := filepath.Join(root, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, src, 0o666); err != nil {
				t.Fatal(err)
			}
			texts[path] = src
		}
		p := newProjectOf(t, texts)
		paths := slices.Sorted(maps.Keys(texts))
		for range 6 {
			path := paths[random.IntN(len(paths))]
			texts[path] = edited(random, texts[path])
			p.analyze(t, path, texts[path])
			p.settle(t)
			fresh := newProjectOf(t, texts)
			for _, path := range paths {
				if diff := cmp.Diff(told(translated(fresh.results[path])), told(translated(p.results[path]))); diff != "" {
					t.Fatalf("%s, %s:\n%s\n%s", name, path, texts[path], diff)
				}
			}
		}
	}
}

// A projectOf is open files, each analysed as often as it needs to be.
type projectOf struct {
	*neighbours
	texts    map[string][]byte
	sessions map[string]*analysis.Session
	results  map[string]*analysis.Result
	waiting  []string
}

func newProjectOf(t *testing.T, texts map[string][]byte) *projectOf {
	p := &projectOf{newNeighbours(), maps.Clone(texts), map[string]*analysis.Session{}, map[string]*analysis.Result{}, nil}
	p.changed = func(users []string) { p.waiting = append(p.waiting, users...) }
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		p.neighbours.open[path] = &neighbour{src: texts[path]}
	}
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		p.sessions[path] = &analysis.Session{}
		p.analyze(t, path, texts[path])
	}
	p.settle(t)
	return p
}

func (p *projectOf) analyze(t *testing.T, path string, src []byte) {
	r, err := p.neighbours.analyze(t.Context(), p.sessions[path], path, syntax.Parse(src))
	if err != nil {
		t.Fatal(err)
	}
	p.texts[path], p.results[path] = src, r
}

// settle analyses those whose imports mean something else now.
func (p *projectOf) settle(t *testing.T) {
	for len(p.waiting) > 0 {
		path := p.waiting[0]
		p.waiting = p.waiting[1:]
		if p.stale(path) {
			p.analyze(t, path, p.texts[path])
		}
	}
}

package lsp

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/config"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// neighbours is what other files tell about one: those that call its functions, and
// those that it imports. Of open files it is the text in the editor that counts.
type neighbours struct {
	callers project.Callers

	mu      sync.Mutex
	open    map[string]*neighbour      // by absolute path
	linkers map[string]*project.Linker // by the roots of their projects
	roots   map[string]string          // of folders
	files   map[string]diskFile

	// changed is told when what a file exports is not what it was: those of the open
	// files that it is in question for.
	changed func(users []string)
}

// A neighbour is an open file, as it was last analysed.
type neighbour struct {
	src    []byte
	around types.Surroundings
}

// A diskFile is a file as it was when it was last read.
type diskFile struct {
	size    int64
	written time.Time
	src     []byte
}

func newNeighbours() *neighbours {
	return &neighbours{
		open: map[string]*neighbour{}, linkers: map[string]*project.Linker{}, roots: map[string]string{},
		files: map[string]diskFile{}, changed: func([]string) {},
	}
}

// analyze analyses the next version of a module among the files around it.
func (n *neighbours) analyze(ctx context.Context, s *analysis.Session, path string, m *syntax.Module) (*analysis.Result, error) {
	around := types.Surroundings{Samples: n.callers.Samples(path, m, os.ReadFile)}
	linker, root, file := n.linker(path)
	if linker == nil {
		return s.Analyze(ctx, path, m, around)
	}
	n.mu.Lock()
	n.open[path] = &neighbour{src: m.Source}
	n.mu.Unlock()
	links := linker.Around(file, m.Source)
	around.Imports, around.Outside, around.Hidden = links.Imports, links.Outside, links.Hidden
	r, err := s.Analyze(ctx, path, m, around)
	if err != nil {
		return r, err
	}
	n.mu.Lock()
	n.open[path] = &neighbour{m.Source, links}
	n.mu.Unlock()
	if r.Info.Exported != nil {
		n.tell(root, linker.Note(file, m.Source, links, r.Info, n.others(root)))
	}
	return r, nil
}

// others are the open files of a project.
func (n *neighbours) others(root string) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var files []string
	for path := range n.open {
		if n.roots[filepath.Dir(path)] == root {
			files = append(files, relative(root, path))
		}
	}
	return files
}

// tell says to which open files another may mean something else.
func (n *neighbours) tell(root string, users []string) {
	for i, user := range users {
		users[i] = filepath.Join(root, filepath.FromSlash(user))
	}
	if len(users) > 0 {
		n.changed(users)
	}
}

// stale reports whether what an open file imports is no longer what it was when the
// file was last analysed.
func (n *neighbours) stale(path string) bool {
	linker, _, file := n.linker(path)
	n.mu.Lock()
	was := n.open[path]
	n.mu.Unlock()
	return linker != nil && was != nil && was.around.Imports != nil && !was.around.SameLinks(linker.Around(file, was.src))
}

// close goes back to what the disk has of a file.
func (n *neighbours) close(path string) {
	linker, root, file := n.linker(path)
	n.mu.Lock()
	was := n.open[path]
	delete(n.open, path)
	n.mu.Unlock()
	if was != nil && linker != nil {
		linker.Forget(file)
		n.tell(root, n.others(root))
	}
}

// linker is that of the project of a file, nil for one that is nowhere.
func (n *neighbours) linker(path string) (l *project.Linker, root, file string) {
	if !filepath.IsAbs(path) {
		return nil, "", ""
	}
	folder := filepath.Dir(path)
	n.mu.Lock()
	defer n.mu.Unlock()
	root, ok := n.roots[folder]
	if !ok || n.linkers[root] == nil {
		c, _ := config.Find(folder)
		root = c.Root(folder)
		n.roots[folder] = root
		if n.linkers[root] == nil {
			n.linkers[root] = n.newLinker(root, project.Options{Exclude: c.Exclude, Src: c.Src})
		}
	}
	return n.linkers[root], root, relative(root, path)
}

// forget lets go of projects, which may be configured otherwise now.
func (n *neighbours) forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.linkers, n.roots = map[string]*project.Linker{}, map[string]string{}
}

func relative(root, path string) string {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(rel)
}

func (n *neighbours) newLinker(root string, opts project.Options) *project.Linker {
	full := func(file string) string { return filepath.Join(root, filepath.FromSlash(file)) }
	return project.NewLinker(project.New(os.DirFS(root), opts), project.LinkOptions{
		Read: func(file string) ([]byte, error) { return n.read(full(file)) },
		List: n.callers.Lister(root),
		Infer: func(file string, around types.Surroundings) *types.Info {
			src, err := n.read(full(file))
			if err != nil {
				return &types.Info{Module: &syntax.Module{}, Vague: true}
			}
			m := syntax.Parse(src)
			around.Samples = n.callers.Samples(full(file), m, os.ReadFile)
			r, err := analysis.AnalyzeAmong(context.Background(), full(file), m, around) // which does not end
			if err != nil {
				return &types.Info{Module: m, Vague: true}
			}
			return r.Info
		},
	})
}

// read is the text of a file: that in the editor, or else that on the disk.
func (n *neighbours) read(path string) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if open := n.open[path]; open != nil {
		return open.src, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if f, ok := n.files[path]; ok && f.size == info.Size() && f.written.Equal(info.ModTime()) {
		return f.src, nil
	}
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(n.files) > mostFiles {
		n.files = map[string]diskFile{}
	}
	n.files[path] = diskFile{info.Size(), info.ModTime(), src}
	return src, nil
}

// mostFiles is how many files are kept in memory: more than are looked through for what
// they set, which would be read again and again otherwise.
const mostFiles = 6000

// reanalyze looks anew at open files whose imports mean something else now.
func (s *server) reanalyze(paths []string) {
	s.goBackground(func() {
		s.mu.Lock()
		users := map[*document]*snapshot{}
		for _, doc := range s.documents {
			for _, path := range paths {
				if doc.current != nil && doc.current.path == path {
					users[doc] = doc.current
				}
			}
		}
		s.mu.Unlock()
		for doc, snap := range users {
			if !s.engine.stale(snap.path) {
				continue
			}
			next := &snapshot{uri: snap.uri, path: snap.path, version: snap.version, text: snap.text}
			s.use(doc, snap, next)
			if s.ready(s.ctx, doc, next) == nil {
				s.refreshViews() // nobody has edited it, so that nobody asks
			}
		}
	})
}

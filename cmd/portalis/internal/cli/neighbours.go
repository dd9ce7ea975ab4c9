package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/project"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// neighbours is what other files tell about one: those that call its functions, and
// those that it imports.
type neighbours struct {
	callers project.Callers
	linkers map[string]*project.Linker // by the roots of their projects
}

// analyse reads and analyses a file.
func (n *neighbours) analyse(path string) (*analysis.Result, error) {
	src, err := read(path)
	if err != nil {
		return nil, err
	}
	linker, file, err := n.linker(path)
	if err != nil {
		return nil, err
	}
	return analyseAmong(path, src, &n.callers, linker.Around(file, src))
}

// analyseAmong analyses a file of which it is known what it imports.
func analyseAmong(path string, src []byte, callers *project.Callers, around types.Surroundings) (*analysis.Result, error) {
	m := callers.Parse(path, src)
	around.Samples = callers.Samples(path, m, read)
	return analysis.AnalyzeAmong(context.Background(), path, m, around)
}

// linker is that of the project of a file, and what it calls the file.
func (n *neighbours) linker(path string) (*project.Linker, string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, "", fmt.Errorf("finding %s: %w", path, err)
	}
	c, err := configOf(filepath.Dir(abs))
	if err != nil {
		return nil, "", err
	}
	root := c.Root(filepath.Dir(abs))
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return nil, "", fmt.Errorf("finding %s: %w", path, err)
	}
	if n.linkers[root] == nil {
		if n.linkers == nil {
			n.linkers = map[string]*project.Linker{}
		}
		p := project.New(os.DirFS(root), project.Options{Exclude: c.Exclude, Src: c.Src})
		n.linkers[root] = newLinker(p, root, func(path string, src []byte, around types.Surroundings) *types.Info {
			r, err := analyseAmong(path, src, &n.callers, around)
			if err != nil {
				return nothingKnown()
			}
			return r.Info
		})
	}
	return n.linkers[root], filepath.ToSlash(rel), nil
}

// newLinker links the files of a project, which stay as they are while a command
// runs.
func newLinker(p *project.Project, root string, infer func(path string, src []byte, around types.Surroundings) *types.Info) *project.Linker {
	full := func(file string) string { return filepath.Join(root, filepath.FromSlash(file)) }
	return project.NewLinker(p, project.LinkOptions{
		Still: true,
		Read:  func(file string) ([]byte, error) { return read(full(file)) },
		List:  project.Lister(root),
		Infer: func(file string, around types.Surroundings) *types.Info {
			src, err := read(full(file))
			if err != nil {
				return nothingKnown()
			}
			return infer(full(file), src, around)
		},
	})
}

func nothingKnown() *types.Info { return &types.Info{Module: &syntax.Module{}, Vague: true} }

package lsp

import (
	"context"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/toolchain"
	"github.com/portalis-dev/portalis/translate"
)

// engine is what the server shows: the three functions that the command line
// calls too. Tests of the server put functions of their own in their place where
// the real ones would build and run programs.
type engine struct {
	analyze   func(ctx context.Context, s *analysis.Session, path string, m *syntax.Module) (*analysis.Result, error)
	links     *neighbours // of the analysis; nil for one that knows single files only
	translate func(*translate.Session, *analysis.Result, translate.Options) draft
	parity    func(context.Context, parityRequest) (*parity.Report, error)
	tools     func(context.Context, settings) tools
	warm      func(context.Context, settings) error // gets ready for the first comparison
	close     func()
}

// A draft is a version of a document of which it is decided what becomes Rust. That is
// written when it is first asked for.
type draft interface {
	Findings() []compat.Finding // all that there is to say of the version
	Module() *translate.Module
}

func decide(s *translate.Session, r *analysis.Result, opts translate.Options) draft {
	return s.Decide(r, opts)
}

// parityRequest says what to compare with Python, and how.
type parityRequest struct {
	analysis  *analysis.Result
	module    *translate.Module
	functions []string // in Python
	consent   parity.Consent
	settings  settings
	folder    string
	pins      []cases.Pin
	each      func(parity.Function) // told of each verdict as soon as it is known
	stage     func(parity.Stage)    // told of what the run comes to
}

func realEngine() *engine {
	warm, around := new(runners), newNeighbours()
	return &engine{
		analyze:   around.analyze,
		links:     around,
		translate: decide,
		parity:    warm.run,
		tools:     findTools,
		warm:      prepare,
		close:     warm.close,
	}
}

// stale reports whether what a file imports is no longer what it was when the file
// was last analysed.
func (e *engine) stale(path string) bool { return e.links != nil && e.links.stale(path) }

// prepare builds what is the same for all programs, before anybody waits for it.
func prepare(ctx context.Context, set settings) error {
	return parity.Prepare(ctx, parity.Options{
		Toolchain: toolchain.Options{Rustc: set.Rustc}, Python: python.Search{Setting: set.Python},
	})
}

// findTools looks for the compiler and the interpreter.
func findTools(ctx context.Context, set settings) tools {
	var found tools
	compiler, err := toolchain.Find(ctx, toolchain.Options{Rustc: set.Rustc})
	if err != nil {
		found.problem = err.Error()
	}
	found.rustc = compiler.Version
	interpreter, err := python.Find(ctx, python.Search{Setting: set.Python})
	if err != nil && found.problem == "" {
		found.problem = err.Error()
	}
	found.python = interpreter.Version
	return found
}

package lsp

import (
	"context"
	"sync"
	"sync/atomic"

	"go.lsp.dev/uri"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/annotate"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/lsp/text"
	"github.com/portalis-dev/portalis/translate"
)

// A snapshot is one version of a document and what is known about it, found out
// when somebody first asks. It never changes.
type snapshot struct {
	uri     uri.URI
	path    string
	version int32
	text    *text.Text

	analysis     func() *analysis.Result
	draft        func() draft
	module       func() *translate.Module // the draft with its Rust
	done         atomic.Bool              // whether analysis and draft are there
	gaveUp       atomic.Bool              // whether analysis ended before it knew all
	edits        func() []annotate.Edit   // that write the inferred annotations
	fingerprints func() map[*translate.Function]fingerprint
}

// prepare says how the snapshot's results are made. The Rust that broken says
// not to compile, and why, is left out.
// When ctx ends, which it does when the next snapshot is there, a running analysis
// gives up; the results are then empty, and ready does not hand them out.
func (s *snapshot) prepare(ctx context.Context, p *parser, e *engine, broken func() map[fingerprint]string) {
	s.analysis = sync.OnceValue(func() *analysis.Result {
		result, err := p.analyze(ctx, e, s.path, s.text.Bytes())
		s.gaveUp.Store(err != nil)
		return result
	})
	s.draft = sync.OnceValue(func() draft {
		opts := s.options()
		draft := e.translate(&p.translation, s.analysis(), opts)
		known := broken()
		if len(known) == 0 { // nearly always, and the fingerprints cost something
			return draft
		}
		opts.Refuse = map[string]compat.Finding{}
		for f, print := range fingerprints(s.text.Bytes(), draft.Module()) {
			if why, ok := known[print]; ok {
				opts.Refuse[f.Name] = compat.New("PT901", f.NameRange, "%s", why)
			}
		}
		if len(opts.Refuse) > 0 {
			draft = e.translate(&p.translation, s.analysis(), opts)
		}
		return draft
	})
	s.module = func() *translate.Module { return s.draft().Module() }
	s.edits = sync.OnceValue(s.annotations)
	s.fingerprints = sync.OnceValue(func() map[*translate.Function]fingerprint {
		return fingerprints(s.text.Bytes(), s.module())
	})
}

// functionAt returns the def that contains offset, or nil.
func (s *snapshot) functionAt(offset int) translate.Definition {
	for _, d := range s.module().Definitions() {
		if d.Python().Contains(offset) {
			return d
		}
	}
	return nil
}

// function returns the def of a name, or nil. Of two with one name it is the
// last, which is the one Python calls.
func (s *snapshot) function(name string) translate.Definition {
	var found translate.Definition
	for _, d := range s.module().Definitions() {
		if d.Name() == name {
			found = d
		}
	}
	return found
}

package lsp

import (
	"context"
	"sync"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// parser parses, analyses and translates the versions of one document, each reusing
// what it can of the one before.
type parser struct {
	mu       sync.Mutex
	document *syntax.Document

	inferring sync.Mutex
	session   analysis.Session

	translation translate.Session
}

func newParser() *parser { return &parser{document: syntax.NewDocument()} }

// largest is how long a text is analysed while it is edited. The command line
// reads longer ones, but nobody waits for it at every key.
const largest = 2 << 20

// parse reads one version.
func (p *parser) parse(src []byte) *syntax.Module {
	if len(src) > largest {
		return &syntax.Module{Range: syntax.Range{End: len(src)}, Source: src, Errors: []syntax.Error{{
			Code:    "PT106",
			Message: "the file is too large to be analysed while it is edited; \"portalis check\" may still read it",
		}}}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.document.Parse(src)
}

// analyze analyses one version. The versions may come in any order.
func (p *parser) analyze(ctx context.Context, e *engine, path string, src []byte) (*analysis.Result, error) {
	m := p.parse(src)
	p.inferring.Lock()
	defer p.inferring.Unlock()
	return e.analyze(ctx, &p.session, path, m)
}

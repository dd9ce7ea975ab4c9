package lsp

import (
	"sync"

	"github.com/portalis-dev/portalis/analysis"
)

// parser analyses the snapshots of one document.
type parser struct {
	mu     sync.Mutex
	engine *engine
}

func newParser(e *engine) *parser { return &parser{engine: e} }

// note is told of each snapshot, in order.
func (p *parser) note(*snapshot) {}

// analyze analyses a snapshot.
func (p *parser) analyze(s *snapshot) *analysis.Result {
	return p.engine.analyze(s.path, s.text.Bytes())
}

// close frees what the parser holds.
func (p *parser) close() {}

package lsp

import (
	"sync"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// parser parses the versions of one document, each reusing what it can of the one
// before. It holds memory that must be freed.
type parser struct {
	mu       sync.Mutex
	document *syntax.Document // nil once it is closed
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
	if p.document == nil { // somebody still asks about a document that was closed
		return syntax.Parse(src)
	}
	return p.document.Parse(src)
}

// close frees what the parser holds.
func (p *parser) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.document != nil {
		p.document.Close()
		p.document = nil
	}
}

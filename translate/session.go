package translate

import (
	"sync"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/translate/lower"
	"github.com/portalis-dev/portalis/translate/ownership"
	"github.com/portalis-dev/portalis/translate/rust"
)

// A Session translates the versions of one file as it is edited, and takes over what
// an edit says nothing about. What it makes of a version is what Translate makes of it.
// The zero Session knows no version.
type Session struct {
	mu     sync.Mutex
	memory memory
	newest *Draft
}

// A memory is what translating a version leaves for the next: the IR of functions, as
// it was decided about and printed. Whoever goes on from it changes it.
type memory struct {
	lowered *lower.Memory
	decided *ownership.Memory
	printed rust.Memory
}

func (m memory) used() bool { return m.lowered != nil }

// TakenOver is how many functions of the last version were taken over from the one
// before it.
func (s *Session) TakenOver() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.memory.lowered.TakenOver()
}

// Translate is the function Translate for the next version of the file.
func (s *Session) Translate(res *analysis.Result, opts Options) *Module {
	return s.Decide(res, opts).Module()
}

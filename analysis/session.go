package analysis

import (
	"context"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Session analyses the versions of one file as it is edited, and infers anew
// only the functions that an edit says something about. The zero Session knows no
// version. It is not safe for two goroutines at a time; the results it returns are.
type Session struct{ memory memory }

// Analyze is AnalyzeAmong for the next version of the file. When the context ends
// before it does, the version counts for nothing.
func (s *Session) Analyze(ctx context.Context, path string, m *syntax.Module, around types.Surroundings) (*Result, error) {
	r, next, err := analyze(ctx, path, m, s.memory, around)
	if err == nil {
		s.memory = next
	}
	return r, err
}

// Walked is how many functions were inferred for the last version.
func (s *Session) Walked() int {
	if s.memory.types == nil {
		return 0
	}
	return s.memory.types.Walked()
}

package types

import (
	"context"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// InferThorough is Infer, but that it leaves no walk out.
func InferThorough(ctx context.Context, m *syntax.Module, lines *source.Lines) (*Info, error) {
	p := newPlan()
	p.thorough = true
	in, _, err := infer(firstSolver(ctx, m, lines, p, Surroundings{}))
	if err != nil {
		return nil, err
	}
	return in.info, nil
}

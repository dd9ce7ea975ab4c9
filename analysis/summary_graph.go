package analysis

import (
	"github.com/portalis-dev/portalis/analysis/flow"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A BlockSummary is one block of a control-flow graph (package flow). The first
// block is where the function starts, the last but one where it returns, the last
// where exceptions leave it; those two have no steps.
type BlockSummary struct {
	Start       int           `json:"start"` // byte offsets of its steps
	End         int           `json:"end"`
	Line        int           `json:"line"` // of its first step; 0 without steps
	Steps       []string      `json:"steps"`
	Edges       []EdgeSummary `json:"edges"`
	Unreachable bool          `json:"unreachable,omitempty"`
}

// An EdgeSummary leads to the block with the index To.
type EdgeSummary struct {
	To   int       `json:"to"`
	Kind flow.Kind `json:"kind"`
}

func (r *Result) graph(def *syntax.FunctionDef) []BlockSummary {
	graph := flow.Of(r.Module.Source, def)
	blocks := make([]BlockSummary, 0, len(graph.Blocks))
	for _, b := range graph.Blocks {
		span := b.Span()
		s := BlockSummary{
			Start: span.Start, End: span.End, Unreachable: !b.Reachable,
			Steps: make([]string, 0, len(b.Steps)), Edges: make([]EdgeSummary, 0, len(b.Edges)),
		}
		for _, step := range b.Steps {
			s.Steps = append(s.Steps, step.Kind)
		}
		for _, e := range b.Edges {
			s.Edges = append(s.Edges, EdgeSummary{e.To.Index, e.Kind})
		}
		if len(b.Steps) > 0 {
			s.Line, _ = r.Lines.Human(span.Start)
		}
		blocks = append(blocks, s)
	}
	return blocks
}

package parity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate"
)

// severity orders verdicts, from best to worst, where functions are put together.
var severity = map[Verdict]int{
	Identical: 0, Equal: 1, NotCompared: 2, Unstable: 3, Skipped: 4, Refused: 5, Trapped: 6, Wrong: 7,
}

// Severity orders verdicts, from best to worst: the lower, the better.
func Severity(v Verdict) int { return severity[v] }

// Title is the name of the function in Python, with the types of its parameters
// where its def became several: "largest(list[int])".
func (f Function) Title() string { return translate.Title(f.Name, f.Types) }

// Definitions has the outcomes of the report by def, in source order.
func (r *Report) Definitions() []Function {
	var places []syntax.Range
	byPlace := map[syntax.Range][]Function{}
	for _, f := range r.Functions {
		if byPlace[f.Range] == nil {
			places = append(places, f.Range)
		}
		byPlace[f.Range] = append(byPlace[f.Range], f)
	}
	var all []Function
	for _, place := range places {
		all = append(all, Merge(byPlace[place]))
	}
	return all
}

// Merge is the outcome for a def that became the given functions, at least one:
// their calls together, the worst of their verdicts, the median of their speeds.
func Merge(variants []Function) Function {
	if len(variants) == 1 {
		return variants[0]
	}
	out := variants[0]
	out.Types, out.Calls, out.Agreeing, out.Tests, out.Passing, out.Failures, out.Unfit, out.Speed = nil, 0, 0, 0, 0, nil, nil, 0
	var signatures []string
	var speeds []float64
	for _, f := range variants {
		if severity[f.Verdict] > severity[out.Verdict] {
			out.Verdict, out.Reason = f.Verdict, f.Reason
		}
		out.Calls += f.Calls
		out.Agreeing += f.Agreeing
		out.Tests += f.Tests
		out.Passing += f.Passing
		out.Memory = max(out.Memory, f.Memory)
		out.Failures = append(out.Failures, f.Failures...)
		out.Unfit = append(out.Unfit, f.Unfit...)
		if f.Signature != "" {
			signatures = append(signatures, f.Signature)
		}
		if f.Speed > 0 {
			speeds = append(speeds, f.Speed)
		}
	}
	out.Signature = strings.Join(signatures, "\n")
	slices.SortStableFunc(out.Failures, func(a, b Call) int { return cmp.Compare(rank[b.Verdict], rank[a.Verdict]) })
	out.Failures = out.Failures[:min(len(out.Failures), maxFailures)]
	if len(speeds) > 0 {
		slices.Sort(speeds)
		out.Speed = speeds[len(speeds)/2]
	}
	return out
}

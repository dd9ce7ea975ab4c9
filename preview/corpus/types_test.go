package corpus

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCountTypes(t *testing.T) {
	gap := func(code, reason string) []OpenGap { return []OpenGap{{Code: code, Reason: reason}} }
	results := []TypesResult{
		{ID: "a", Static: true},
		{ID: "b", Open: gap("PT504", "async")},
		{ID: "c", Open: append(gap("PT203", "mixed"), gap("PT504", "async")...)},
		{ID: "d", Open: gap("PT203", "mixed")},
		{ID: "e", Open: append(gap("PT203", "other"), gap("", "silent")...)},
	}
	if diff := cmp.Diff(TypesTotals{Problems: 5, Static: 1, Dynamic: 4, Silent: 1}, CountTypes(results)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []Cause{{"PT203 mixed", []string{"c", "d"}}, {"PT504 async", []string{"b"}}, {"PT203 other", []string{"e"}}}
	if diff := cmp.Diff(want, Causes(results)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, want := CountTypes(nil).String(), "0 problems: every type static 0 (0.0 %), dynamic 0, of them without a finding 0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCountTraces(t *testing.T) {
	results := []TraceResult{
		{ID: "a", Checked: 5, Untyped: 1, Promoted: 2},
		{ID: "b", Checked: 3, Claimed: 1, Disagreements: []TraceDisagreement{{What: "x"}}, Stopped: "out of time"},
	}
	want := TraceTotals{Problems: 2, Agreeing: 1, Stopped: 1, Checked: 8, Untyped: 1, Claimed: 1, Promoted: 2}
	if diff := cmp.Diff(want, CountTraces(results)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

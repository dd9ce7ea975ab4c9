package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/parity"
)

// nasty is text that must not break out of any form.
const nasty = "a|b `c` <script>alert(1)</script> & *d* _e_ \"f\" ]]> \n g"

func sample(verdict parity.Verdict, speed float64, size int) *Report {
	f := parity.Function{Name: "f", Range: syntax.Range{Start: 4, End: 5}, Line: 1, Verdict: verdict, Calls: 2, Agreeing: 2, Speed: speed}
	switch verdict {
	case parity.Wrong:
		f.Agreeing = 1
		f.Failures = []parity.Call{{
			Args: []string{nasty}, Origin: "generated", Verdict: parity.Wrong,
			Python: parity.Outcome{Value: "1"}, Wasm: parity.Outcome{Value: "2"},
		}}
	case parity.Refused:
		f.Calls, f.Agreeing, f.Reason = 0, 0, nasty
	}
	r := &parity.Report{
		File: "shop/cart.py", Functions: []parity.Function{f}, WasmSize: size,
		Totals: parity.Totals{Functions: 1, Verdicts: map[parity.Verdict]int{verdict: 1}, Calls: f.Calls, Agreeing: f.Agreeing},
	}
	return New([]File{{Report: r, Sources: []Source{{"def f(): " + nasty, "fn f() {} // " + nasty}}}}, nil)
}

func text(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNothingBreaksOut(t *testing.T) {
	for _, verdict := range []parity.Verdict{parity.Wrong, parity.Refused} {
		r := sample(verdict, 0, 0)
		r.Problems = []Problem{{nasty, nasty}}
		r.Regressions = []Regression{{nasty, nasty, Verdict, nasty, nasty}}
		html := text(t, r.WriteHTML)
		if strings.Contains(html, "<script") {
			t.Errorf("%s: the page runs what is in a report", verdict)
		}
		markdown := text(t, r.WriteMarkdown)
		for _, line := range strings.Split(markdown, "\n") {
			if strings.HasPrefix(line, "| ") && strings.Count(strings.ReplaceAll(line, `\|`, ""), "|") > 6 {
				t.Errorf("%s: a row has too many cells: %s", verdict, line)
			}
		}
		junit := text(t, r.WriteJUnit)
		decoder := xml.NewDecoder(strings.NewReader(junit))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v in\n%s", verdict, err, junit)
			}
		}
	}
}

func TestJUnitCounts(t *testing.T) {
	for verdict, want := range map[parity.Verdict]string{
		parity.Identical:   `tests="1" failures="0" errors="0" skipped="0"`,
		parity.Equal:       `tests="1" failures="0" errors="0" skipped="0"`,
		parity.Wrong:       `tests="1" failures="1" errors="0" skipped="0"`,
		parity.Trapped:     `tests="1" failures="0" errors="0" skipped="1"`,
		parity.Refused:     `tests="1" failures="0" errors="0" skipped="1"`,
		parity.NotCompared: `tests="1" failures="0" errors="0" skipped="1"`,
	} {
		if got := text(t, sample(verdict, 0, 0).WriteJUnit); strings.Count(got, want) != 2 { // of all, and of the suite
			t.Errorf("%s: want %s twice in\n%s", verdict, want, got)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		name     string
		was, is  *Report
		expected []string
	}{
		{"the same", sample(parity.Identical, 10, 1000), sample(parity.Identical, 10, 1000), nil},
		{"better", sample(parity.Wrong, 1, 2000), sample(parity.Identical, 10, 1000), nil},
		{"worse verdict", sample(parity.Identical, 0, 0), sample(parity.Equal, 0, 0),
			[]string{"shop/cart.py: f: the verdict was identical and is equal"}},
		{"wrong", sample(parity.Refused, 0, 0), sample(parity.Wrong, 0, 0),
			[]string{"shop/cart.py: f: the verdict was refused and is wrong"}},
		{"as slow as allowed", sample(parity.Identical, 10, 0), sample(parity.Identical, 5, 0), nil},
		{"slower", sample(parity.Identical, 10, 0), sample(parity.Identical, 4.9, 0),
			[]string{"shop/cart.py: f: the speed was 10x and is 4.9x"}},
		{"speed not measured", sample(parity.Identical, 10, 1000), sample(parity.Identical, 0, 0), nil},
		{"as large as allowed", sample(parity.Identical, 0, 1000), sample(parity.Identical, 0, 1100), nil},
		{"larger", sample(parity.Identical, 0, 1000), sample(parity.Identical, 0, 1101),
			[]string{"shop/cart.py: the size was 1000 bytes and is 1101 bytes"}},
		{"new file", New(nil, nil), sample(parity.Wrong, 0, 0), nil},
	} {
		baseline, err := Read([]byte(text(t, test.was.WriteJSON)))
		if err != nil {
			t.Fatal(err)
		}
		test.is.Compare(baseline, DefaultBounds)
		var got []string
		for _, g := range test.is.Regressions {
			got = append(got, g.String())
		}
		if !slices.Equal(got, test.expected) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.expected)
		}
	}
}

func TestReadRefusesOtherVersions(t *testing.T) {
	for _, text := range []string{`{"version": 2, "files": []}`, `[]`, `{`, ``} {
		if r, err := Read([]byte(text)); err == nil {
			t.Errorf("%q: read as %v", text, r)
		}
	}
}

func TestBars(t *testing.T) {
	for speed, want := range map[float64]int{0: 0, 0.001: 1, 1: 20, 10: 60, 100: 100, 1e6: 100} {
		if got := barOf(speed); got != want {
			t.Errorf("%g: the bar is %d %% wide, want %d", speed, got, want)
		}
	}
}

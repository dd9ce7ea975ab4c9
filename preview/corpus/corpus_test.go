package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/portalis-dev/portalis/preview/parity"
)

// want has the status and the calls of each problem in testdata/problems.jsonl,
// each call as what came back and its verdict.
var want = map[string][]string{
	"own/identical": {"ok", "5 identical", "0 identical", "3 identical"},
	"own/changes":   {"ok", "6 {0: []} identical", "0 identical"},
	"own/equal":     {"ok", "4.0 equal", "2.5 identical"},
	"own/raises":    {"ok", "'é' identical", "raises ValueError: no words identical", "raises ValueError: no words identical"},
	"own/stops":     {"ok", "'a' identical", "raises IndexError: list index out of range identical"},
	"own/wrong":     {"ok", "2 wrong", "2 identical", "2 wrong", "2 wrong", "2 wrong", "2 wrong"},
	"own/trapped":   {"ok big", "9 identical", "18446744073709551616 identical", "stops: the arguments do not fit the types of the parameters trapped"},
	"own/refused":   {"refused PT516"},
	"own/absent":    {"refused PT521"},
	"own/broken":    {"refused PT101"},
	"own/python":    {"ok", "-4 identical", "raises ZeroDivisionError: integer division or modulo by zero identical"},
	"own/silent":    {"ok"},
	"own/setup":     {"ok", "5.0 identical", "inf identical"},
}

func problems(t *testing.T) []Problem {
	t.Helper()
	f, err := os.Open("testdata/problems.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRun(t *testing.T) {
	list := problems(t)
	told := 0
	results, err := Run(t.Context(), list, Options{Jobs: 2, Each: func(_ Result, done int) { told = done }})
	if err != nil {
		t.Fatal(err)
	}
	if told != len(list) {
		t.Errorf("told of %d problems, want %d", told, len(list))
	}
	for i, r := range results {
		if r.ID != list[i].ID {
			t.Errorf("result %d is of %s, want %s", i, r.ID, list[i].ID)
		}
		if diff := cmp.Diff(want[r.ID], say(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", r.ID, diff)
		}
		if (r.RustLines > 0) != (r.Status == OK) {
			t.Errorf("%s is %s with %d lines of Rust", r.ID, r.Status, r.RustLines)
		}
	}
	const totals = "13 problems: identical 6, equal 1, wrong 1, trapped 1, refused 3, not compiled 0"
	if got := Count(results); got.String() != totals || got.Unscored != 1 {
		t.Errorf("got %s, unscored %d; want %s, unscored 1", got, got.Unscored, totals)
	}
}

func say(r Result) []string {
	first := string(r.Status)
	for _, reason := range r.Reasons[:min(1, len(r.Reasons))] {
		first += " " + reason.Code
	}
	if r.Big {
		first += " big"
	}
	out := []string{first}
	for _, a := range r.Calls {
		text := a.Got
		if a.Raises != "" {
			text = "raises " + a.Raises
		}
		if a.Trap != "" {
			text = "stops: " + a.Trap
		}
		for index, after := range a.ArgsAfter {
			text += " {" + index + ": " + after + "}"
		}
		out = append(out, strings.TrimSpace(text+" "+string(a.Verdict)))
	}
	return out
}

func TestGenerate(t *testing.T) {
	list := problems(t)
	list = list[:2]
	results, err := Run(t.Context(), list, Options{Generate: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Generated == nil || r.Generated.Verdict != parity.Identical || r.Generated.Calls < 10 {
			t.Errorf("%s: got %+v, want at least 10 identical calls", r.ID, r.Generated)
		}
	}
}

func TestCount(t *testing.T) {
	calls := func(verdicts ...parity.Verdict) (out []Answer) {
		for _, v := range verdicts {
			out = append(out, Answer{Verdict: v})
		}
		return out
	}
	results := []Result{
		{Status: NotCompiled},
		{Status: OK, Calls: calls(parity.Identical, parity.Equal)},
		{Status: OK, Calls: calls(parity.Wrong, parity.Trapped)},
		{Status: OK, Calls: calls("", parity.Identical)},
		{Status: OK, Calls: calls(parity.Identical), Generated: &parity.Function{Verdict: parity.Wrong, Calls: 9, Agreeing: 8}},
		{Status: OK, Calls: calls(parity.Identical), Generated: &parity.Function{Verdict: parity.Trapped, Calls: 1}},
	}
	want := Totals{Problems: 6, Identical: 2, Equal: 1, Wrong: 2, NotCompiled: 1, Generated: 10, Agreeing: 8}
	if diff := cmp.Diff(want, Count(results)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWrite(t *testing.T) {
	results := []Result{
		{ID: "a", Status: OK, RustLines: 3, Reasons: []Reason{}, Calls: []Answer{{Got: "'<&>'", Verdict: parity.Identical}}},
		{ID: "b", Status: Refused, Reasons: []Reason{{"PT511", "sets"}}, Calls: []Answer{}},
	}
	const want = `{"id":"a","status":"ok","dynamic":false,"rust_lines":3,"reasons":[],"calls":[{"got":"'<&>'","verdict":"identical"}]}
{"id":"b","status":"refused","dynamic":false,"rust_lines":0,"reasons":[{"code":"PT511","message":"sets"}],"calls":[]}
`
	var b bytes.Buffer
	if err := Write(&b, results); err != nil || b.String() != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, &b, want)
	}
}

func TestReadRefuses(t *testing.T) {
	problem := func(change map[string]any) string {
		p := map[string]any{"id": "a", "entry": "f", "source": "def f(x): return x", "calls": []any{}}
		for k, v := range change {
			p[k] = v
		}
		line, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		return string(line)
	}
	args := func(args ...string) any { return []any{map[string]any{"args": args}} }
	for _, test := range []struct{ input, want string }{
		{"\n{\"id\": 1", "line 2: not a problem in JSON"},
		{problem(map[string]any{"id": ""}), `no "id"`},
		{problem(map[string]any{"entry": "f(1)"}), `a: "entry" must name a function`},
		{problem(map[string]any{"source": ""}), `a: there is no "source"`},
		{problem(nil) + "\n" + problem(nil), "line 2: a: line 1 has a problem of the same id"},
		{problem(map[string]any{"calls": args("1", "2,")}), ""}, // a comma after the last argument is fine
		{problem(map[string]any{"calls": args("1", "2, 3")}), "a: call 1: argument 2: not a Python literal"},
		{problem(map[string]any{"calls": args("1); print(2")}), "not a Python literal"},
		{problem(map[string]any{"calls": args("1)(2")}), "not a Python literal"},
		{problem(map[string]any{"calls": args("*[1]")}), "not a Python literal"},
		{problem(map[string]any{"calls": args("[1")}), "not a Python literal"},
		{problem(map[string]any{"calls": args("")}), "not a Python literal"},
		{problem(map[string]any{"calls": args("1 # one")}), "not a Python literal"},
		{problem(map[string]any{"calls": []any{map[string]any{"kwargs": map[string]string{"a b": "1"}}}}), "cannot name an argument"},
		{problem(map[string]any{"calls": []any{map[string]any{"expected": "1", "raises": "ValueError"}}}), `both "expected" and "raises"`},
	} {
		_, err := Read(strings.NewReader(test.input))
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.input, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: got %v, want %s", test.input, err, test.want)
		}
		var input *InputError
		if err != nil && !errors.As(err, &input) {
			t.Errorf("%s: the error has no line: %v", test.input, err)
		}
	}
}

func TestReadLeavesOut(t *testing.T) {
	list, err := Read(strings.NewReader(`{"id": "a", "entry": "f", "source": "def f(x): return x", "calls": [
		{"args": ["1"], "skip": "slow"}, {"args": ["2"], "unstable": true}, {"args": ["nan"]}]}`))
	if err == nil || list != nil {
		t.Fatal("a problem on several lines was read")
	}
	list, err = Read(strings.NewReader(`{"id": "a", "entry": "f", "source": "def f(x): return x", "calls": [` +
		`{"args": ["1"], "skip": "slow"}, {"args": ["2"], "unstable": true}, {"args": ["[nan, -inf]"]}]}`))
	if err != nil || len(list) != 1 || len(list[0].Calls) != 1 {
		t.Fatalf("got %v, %v; want one call", list, err)
	}
	const want = "def f(x): return x\n\nif __name__ == \"__main__\":\n    f([float(\"nan\"), -float(\"inf\")])\n"
	if got := list[0].Program(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

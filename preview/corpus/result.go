package corpus

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/preview/parity"
)

// Status says how far a problem came.
type Status string

// The statuses.
const (
	OK          Status = "ok"           // its calls were made
	Refused     Status = "refused"      // its function is not translated
	NotCompiled Status = "not-compiled" // rustc refused its Rust, or warned of it
)

// A Result is what came of one problem.
type Result struct {
	ID     string `json:"id"`
	Status Status `json:"status"`
	// Dynamic reports whether a value has its type only at run time.
	Dynamic   bool     `json:"dynamic"`
	Big       bool     `json:"big,omitempty"` // integers beyond 64 bits occur, and are big ones
	RustLines int      `json:"rust_lines"`    // those that are not blank
	Reasons   []Reason `json:"reasons"`       // why it is refused or does not compile
	Calls     []Answer `json:"calls"`
	// Generated compares generated calls with CPython, if that was asked for.
	Generated *parity.Function `json:"generated,omitempty"`
}

// A Reason is one finding.
type Reason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// An Answer is what the WASM did in one call. One of Got, Raises and Trap is set.
type Answer struct {
	Got    string `json:"got,omitempty"`    // the repr of what was returned
	Raises string `json:"raises,omitempty"` // "ValueError: message"
	Trap   string `json:"trap,omitempty"`   // why it stopped
	// ArgsAfter has the arguments that the call changed, by index.
	ArgsAfter map[string]string `json:"args_after,omitempty"`
	Verdict   parity.Verdict    `json:"verdict,omitempty"`
}

// Write writes a line for each result.
func Write(w io.Writer, results []Result) error {
	return writeLines(w, results)
}

func writeLines[T any](w io.Writer, results []T) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range results {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// Totals counts problems by the verdict of their worst call.
type Totals struct {
	Problems                                               int
	Identical, Equal, Wrong, Trapped, Refused, NotCompiled int
	// Unscored problems have no call whose outcome is known.
	Unscored int
	// Generated calls are counted one by one.
	Generated, Agreeing int
}

// Count counts results. A problem is wrong too when a generated call is.
func Count(results []Result) Totals {
	t := Totals{Problems: len(results)}
	for _, r := range results {
		if r.Generated != nil {
			t.Generated += r.Generated.Calls
			t.Agreeing += r.Generated.Agreeing
		}
		switch r.Status {
		case Refused:
			t.Refused++
			continue
		case NotCompiled:
			t.NotCompiled++
			continue
		}
		switch r.verdict() {
		case parity.Wrong:
			t.Wrong++
		case parity.Trapped:
			t.Trapped++
		case parity.Equal:
			t.Equal++
		case parity.Identical:
			t.Identical++
		default:
			t.Unscored++
		}
	}
	return t
}

// verdict is that of the worst call, "" when no call has one.
func (r *Result) verdict() parity.Verdict {
	order := []parity.Verdict{"", parity.Identical, parity.Equal, parity.Trapped, parity.Wrong}
	worst := 0
	for _, a := range r.Calls {
		worst = max(worst, slices.Index(order, a.Verdict))
	}
	if r.Generated != nil && r.Generated.Verdict == parity.Wrong {
		return parity.Wrong
	}
	return order[worst]
}

func (t Totals) String() string {
	return fmt.Sprintf("%d problems: identical %d, equal %d, wrong %d, trapped %d, refused %d, not compiled %d",
		t.Problems, t.Identical, t.Equal, t.Wrong, t.Trapped, t.Refused, t.NotCompiled)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

package pretty_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/cmd/portalis/internal/pretty"
)

type place struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type kind string

type finding struct {
	Message string `json:"message"`
	At      place  `json:"at"`
}

type report struct {
	finding
	place
	Kind    kind           `json:"kind"`
	Steps   []string       `json:"steps"`
	Nothing []string       `json:"nothing"`
	Left    []string       `json:"left,omitempty"`
	Counts  map[string]int `json:"counts"`
	None    map[string]int `json:"none"`
	Ok      bool           `json:"ok"`
	Maybe   *place         `json:"maybe"`
	There   *place         `json:"there"`
	Any     any            `json:"any"`
	Share   float64        `json:"share"`
	Bytes   []byte         `json:"bytes"`
	At      time.Time      `json:"when"`
	Hidden  string         `json:"-"`
	Plain   uint8
	own     int
}

type clash struct {
	place
	Line string `json:"line"`
}

// TestAppend compares with encoding/json.
func TestAppend(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	values := map[string]any{
		"a number": -7,
		"texts":    []string{"", "plain", "a\"b\\c", "tab\tline\n\x01\x7f", "<b>&amp;", "é\u2028 \xff 🐍"},
		"full": report{
			finding: finding{"some <message>", place{1, 2}}, place: place{Line: 3}, Kind: "a", Steps: []string{"x", "y"},
			Nothing: []string{}, Counts: map[string]int{"b": 2, "a": 1, "é": 3}, None: map[string]int{}, Ok: true,
			There: &place{4, 5}, Any: []any{1, "x", nil, map[string]any{"k": []int{}}}, Share: 0.25, Bytes: []byte("ab"), At: at, Hidden: "no", own: 1,
		},
		"zero":           report{},
		"nested lists":   [][]int{{1}, nil, {}},
		"by number":      map[int]string{2: "b", 1: "a"},
		"two of a name":  clash{place{1, 2}, "x"},
		"empty":          struct{}{},
		"a list of them": []report{{}, {Ok: true}},
		"nothing":        nil,
	}
	for name, v := range values {
		for _, prefix := range []string{"", "    "} {
			var dense, want bytes.Buffer
			encoder := json.NewEncoder(&dense)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(v); err != nil {
				t.Fatal(err)
			}
			if err := json.Indent(&want, bytes.TrimSuffix(dense.Bytes(), []byte("\n")), prefix, "  "); err != nil {
				t.Fatal(err)
			}
			got, err := pretty.Append([]byte("x"), v, prefix)
			if err != nil || string(got) != "x"+want.String() {
				t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want.String())
			}
		}
	}
	if _, err := pretty.Append(nil, []any{func() {}}, ""); err == nil {
		t.Error("a function is encoded")
	}
}

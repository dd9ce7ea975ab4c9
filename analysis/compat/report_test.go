package compat_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// TestSuppression puts a finding of PT503 at each "yield", one of PT301 at each
// "2.0" and one of PT701 at each "wrong", and compares the report with what the
// archive says: a line for each finding that is shown or suppressed.
func TestSuppression(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "suppression.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, want := archive.Files[i], archive.Files[i+1]
		t.Run(in.Name, func(t *testing.T) {
			if diff := cmp.Diff(string(want.Data), describe(in.Data, nil)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func describe(src []byte, levels compat.Levels) string {
	m, lines := syntax.Parse(src), source.NewLines(src)
	var findings []compat.Finding
	for text, code := range map[string]string{"yield": "PT503", "2.0": "PT301", "wrong": "PT701"} {
		for at := 0; ; at++ {
			i := strings.Index(string(src[at:]), text)
			if i < 0 {
				break
			}
			at += i
			findings = append(findings, compat.New(code, syntax.Range{Start: at, End: at + len(text)}, "%s", text))
		}
	}
	r := compat.NewReport(m, lines, findings, levels)
	var b strings.Builder
	for _, f := range r.Shown {
		line, column := lines.Human(f.Range.Start)
		fmt.Fprintf(&b, "%d:%d %s %s %q\n", line, column, f.Word(), f.Code, src[f.Range.Start:f.Range.End])
	}
	for _, f := range r.Suppressed {
		line, _ := lines.Human(f.Range.Start)
		fmt.Fprintf(&b, "%d suppressed %s\n", line, f.Code)
	}
	if r.Off > 0 {
		fmt.Fprintf(&b, "%d off\n", r.Off)
	}
	return b.String()
}

func TestLevels(t *testing.T) {
	src := []byte("yield 2.0\nyield 1  # portalis: ignore\nx = 1  # portalis: ignore\n")
	got := describe(src, compat.Levels{"PT503": compat.LevelHint, "PT301": compat.Off, "PT801": compat.LevelError})
	want := "1:1 hint PT503 \"yield\"\n3:8 error PT801 \"# portalis: ignore\"\n2 suppressed PT503\n1 off\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, l := range []compat.Level{compat.Off, compat.LevelError, compat.LevelWarning, compat.LevelInformation, compat.LevelHint} {
		if back, ok := compat.ParseLevel(l.String()); !ok || back != l {
			t.Errorf("%v is read as %v", l, back)
		}
	}
	if _, ok := compat.ParseLevel("refused"); ok {
		t.Error("refused is no level")
	}
}

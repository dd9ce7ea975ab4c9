package compat

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

func TestCatalogueIsComplete(t *testing.T) {
	form := regexp.MustCompile(`^PT[1-9]\d\d$`)
	seen := map[string]bool{}
	for _, family := range Families() {
		last := ""
		for _, r := range family.Rules {
			if !form.MatchString(r.Code) || !strings.HasPrefix(r.Code, family.Prefix) {
				t.Errorf("%s does not belong to family %sxx", r.Code, family.Prefix)
			}
			if seen[r.Code] {
				t.Errorf("%s is there twice", r.Code)
			}
			seen[r.Code] = true
			if r.Code <= last {
				t.Errorf("%s stands after %s", r.Code, last)
			}
			last = r.Code
			for what, text := range map[string]string{"title": r.Title, "explanation": r.Explanation, "example": r.Example, "fix": r.Fix} {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s has no %s", r.Code, what)
				}
			}
			if r.Severity < Error || r.Severity > Hint {
				t.Errorf("%s has severity %v", r.Code, r.Severity)
			}
			if !strings.HasSuffix(r.Explanation, ".") || strings.HasSuffix(r.Title, ".") {
				t.Errorf("%s: an explanation is sentences, a title is not", r.Code)
			}
		}
	}
	if len(seen) != len(Catalogue) {
		t.Errorf("families have %d rules, the catalogue %d", len(seen), len(Catalogue))
	}
}

// Every example but those of the syntax family must be valid Python, and theirs
// must show what they claim where a few lines can.
func TestExamplesParse(t *testing.T) {
	want := map[string]string{"PT101": "PT101", "PT102": "PT102", "PT104": "PT104", "PT105": "PT105", "PT107": "PT107"}
	for _, r := range Catalogue {
		m := syntax.Parse([]byte(r.Example))
		got := ""
		if len(m.Errors) > 0 {
			got = m.Errors[0].Code
		}
		if got != want[r.Code] {
			t.Errorf("example of %s: parser says %q %v, want %q", r.Code, got, m.Errors, want[r.Code])
		}
	}
}

func TestFindAndNew(t *testing.T) {
	for _, r := range Catalogue {
		found, ok := Find(r.Code)
		if !ok || found.Title != r.Title {
			t.Errorf("Find(%s) = %q, %v", r.Code, found.Title, ok)
		}
	}
	for _, code := range []string{"", "PT000", "PT999", "PT1011"} {
		if _, ok := Find(code); ok {
			t.Errorf("Find(%q) found something", code)
		}
	}
	rng := syntax.Range{Start: 3, End: 5}
	got := New("PT301", rng, "%s is 100%% int", "x")
	want := Finding{Code: "PT301", Severity: Notice, Range: rng, Message: "x is 100% int"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	defer func() {
		if recover() == nil {
			t.Error("New with an unknown code did not panic")
		}
	}()
	New("PT000", rng, "nothing")
}

func TestSort(t *testing.T) {
	at := func(start, end int, code, message string) Finding {
		return Finding{Code: code, Range: syntax.Range{Start: start, End: end}, Message: message}
	}
	want := []Finding{
		at(1, 2, "PT201", "a"), at(1, 2, "PT201", "b"), at(1, 2, "PT501", "a"),
		at(1, 9, "PT101", "a"), at(4, 5, "PT101", "a"),
	}
	got := []Finding{want[4], want[2], want[0], want[3], want[1], want[0]}
	if diff := cmp.Diff(want, Sort(got)); diff != "" {
		t.Error(diff)
	}
}

func TestMarkdownNamesEveryRule(t *testing.T) {
	text := Markdown()
	var codes []string
	for _, m := range regexp.MustCompile(`(?m)^### (PT\d\d\d) .+$`).FindAllStringSubmatch(text, -1) {
		codes = append(codes, m[1])
	}
	var want []string
	for _, r := range Catalogue {
		want = append(want, r.Code)
	}
	if !slices.Equal(codes, want) {
		t.Errorf("headings %v, want %v", codes, want)
	}
	if n := strings.Count(text, "```"); n != 2*len(want) {
		t.Errorf("%d fences for %d rules", n, len(want))
	}
}

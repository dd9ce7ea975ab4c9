package mutation

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/preview/parity"
)

var (
	mutants = flag.Int("mutants", 10, "how many mistakes to plant")
	corpora = flag.String("corpora", "", "corpora whose problems get as many mistakes as the programs, separated by commas")
	seed    = flag.Uint64("seed", 1, "which of all possible mistakes")
)

// TestMutants plants mistakes into the Rust of the sample programs. Most must be
// found by generated calls alone. "make mutation" plants 300 and lists those that
// were not found.
func TestMutants(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/programs/*.py")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no programs (%v)", err)
	}
	programs, err := Load(paths...)
	if err != nil {
		t.Fatal(err)
	}
	lists := [][]Site{Sites(programs, *seed)}
	for _, path := range strings.FieldsFunc(*corpora, func(r rune) bool { return r == ',' }) {
		problems, err := LoadCorpus(path)
		if err != nil {
			t.Fatal(err)
		}
		lists = append(lists, Sites(problems, *seed))
	}
	r, err := parity.NewRunner(t.Context(), parity.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	counts := map[Outcome]int{}
	err = Run(t.Context(), r, Mixed(lists...), *mutants, func(s Site, o Outcome) {
		counts[o]++
		if tried := counts[Generated] + counts[Recorded] + counts[Survived]; tried%25 == 0 {
			t.Logf("%d tried, %d found by generated calls", tried, counts[Generated])
		}
		if o != Generated && o != NoMutant {
			t.Logf("%s: %s", o, s)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("of %d mistakes generated calls found %d, recorded ones %d more, %d survived", *mutants, counts[Generated], counts[Recorded], counts[Survived])
	if counts[Generated]*10 < *mutants*8 {
		t.Errorf("generated calls found only %d of %d mistakes", counts[Generated], *mutants)
	}
}

func TestMutantsOfText(t *testing.T) {
	const rust = "/// a < b\npub fn f(a: i64, s: &str) -> i64 {\n    // a < b\n    if a < 0 { g(\" < \", ' ') } else { 1 + s.chars().count() as i64 }\n}"
	var got []string
	for _, m := range Mutants(rust) {
		changed := m.Apply(rust)
		got = append(got, m.Operator+": "+strings.Split(changed, "\n")[3])
	}
	want := []string{
		`flipped comparison:     if a <= 0 { g(" < ", ' ') } else { 1 + s.chars().count() as i64 }`,
		`wrong arithmetic:     if a < 0 { g(" < ", ' ') } else { 1 - s.chars().count() as i64 }`,
		`dropped else:     if a < 0 { g(" < ", ' ') } else if false { 1 + s.chars().count() as i64 }`,
		`byte length:     if a < 0 { g(" < ", ' ') } else { 1 + s.len() as i64 }`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

package inference

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/python"
	"github.com/portalis-dev/portalis/preview/truth"
	"github.com/portalis-dev/portalis/test/random"
)

// The random programs: modules, functions in each, and calls of each function.
const (
	modules   = 8
	functions = 25
	callsEach = 4
)

// samples are arguments by annotation.
var samples = map[string][]string{
	"int":                            {"0", "1", "-3", "7", "10**12"},
	"float":                          {"0.0", "-1.5", "2.25", "1e20"},
	"bool":                           {"True", "False"},
	"str":                            {"''", "'a'", "'né,b'", "'12'"},
	"list[int]":                      {"[]", "[1]", "[3, -2, 5]"},
	"list[str]":                      {"[]", "['a']", "['b', '', 'é']"},
	"dict[str, int]":                 {"{}", "{'a': 1}", "{'x': -1, 'y': 4}"},
	"tuple[int, str]":                {"(0, '')", "(3, 'x')"},
	"list[list[int]]":                {"[]", "[[1, 2], []]", "[[5]]"},
	"int | None":                     {"None", "4"},
	"str | None":                     {"None", "'w'"},
	"None":                           {"None"},
	"list[float]":                    {"[]", "[1.5, -0.0]"},
	"list[bool]":                     {"[]", "[True, False]"},
	"set[int]":                       {"set()", "{1, 2}", "{3, -1, 8}"},
	"set[str]":                       {"set()", "{'a'}", "{'b', 'é'}"},
	"frozenset[int]":                 {"frozenset()", "frozenset({1, 4})"},
	"frozenset[str]":                 {"frozenset()", "frozenset({'a'})"},
	"tuple[int, ...]":                {"()", "(1,)", "(3, 4, 5)"},
	"dict[int, list[int]]":           {"{}", "{1: [2], 3: []}"},
	"dict[str, list[int]]":           {"{}", "{'a': [2], 'b': []}"},
	"dict[int, int]":                 {"{}", "{1: 2}"},
	"list[int | float]":              {"[]", "[1, 2.5]"},
	"list[int | str]":                {"[]", "[1, 'a']"},
	"list[int | str | None]":         {"[]", "[1, 'a', None]"},
	"list[int | float | str | None]": {"[]", "[1, 'a', None, 2.5]"},
	"list[tuple[int, str]]":          {"[]", "[(1, 'a')]"},
}

var (
	header = regexp.MustCompile(`(?m)^def (\w+)\((.*)\) -> (.*):$`)
	local  = regexp.MustCompile(`(?m)^( +\w+): [^=\n]+ = `)
)

// TestRandom runs random programs: no value may be outside its inferred type, with
// the annotations that they come with, and without any, when calls are all that
// tells.
func TestRandom(t *testing.T) {
	found, err := python.Find(t.Context(), python.Search{})
	if err != nil {
		t.Fatal(err)
	}
	oracle := python.New(found, python.DefaultLimits)
	defer oracle.Close()
	for seed := range uint64(modules) {
		annotated := random.Module(seed, functions)
		calls := makeCalls(t, seed, annotated)
		for name, source := range map[string]string{"annotated": annotated, "bare": bare(annotated)} {
			t.Run(fmt.Sprint(name, " ", seed), func(t *testing.T) {
				source += "\nif __name__ == \"__main__\":\n    " + strings.Join(calls, "\n    ") + "\n"
				seen, err := oracle.Trace(t.Context(), python.Trace{
					Program: python.Program{Path: "random.py", Module: "random_program", Source: source},
					Calls:   calls, Budget: time.Second,
				})
				if err != nil || seen.Stop != "" || seen.Raised[0] != "" {
					t.Fatal(err, seen)
				}
				r := analysis.Analyze("random.py", []byte(source))
				report := truth.Compare(r, seen)
				if report.Checked-report.Untyped < 500 {
					t.Errorf("only %d types were compared", report.Checked-report.Untyped)
				}
				for _, d := range report.Disagreements {
					line, _ := r.Lines.Human(d.Range.Start)
					t.Errorf("line %d: %s\n\t%s", line, d, r.Lines.Line(line-1))
				}
			})
		}
	}
}

// makeCalls calls each function of a module with samples of its parameters' types.
func makeCalls(t *testing.T, seed uint64, source string) (calls []string) {
	choose := rand.New(rand.NewPCG(seed, 1))
	for _, def := range header.FindAllStringSubmatch(source, -1) {
		for range callsEach {
			var args []string
			for _, p := range split(def[2]) {
				_, kind, _ := strings.Cut(p, ": ")
				from := samples[kind]
				for _, one := range strings.Split(kind, " | ") {
					if len(from) == 0 || one != kind {
						from = append(from[:len(from):len(from)], samples[one]...)
					}
				}
				if len(from) == 0 {
					t.Fatalf("no samples of %q in %s", kind, def[0])
				}
				args = append(args, from[choose.IntN(len(from))])
			}
			calls = append(calls, def[1]+"("+strings.Join(args, ", ")+")")
		}
	}
	return calls
}

// bare takes the annotations out of a module.
func bare(source string) string {
	source = header.ReplaceAllStringFunc(source, func(def string) string {
		parts := header.FindStringSubmatch(def)
		var names []string
		for _, p := range split(parts[2]) {
			name, _, _ := strings.Cut(p, ": ")
			names = append(names, name)
		}
		return "def " + parts[1] + "(" + strings.Join(names, ", ") + "):"
	})
	return local.ReplaceAllString(source, "$1 = ")
}

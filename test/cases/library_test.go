package cases

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/translate"
)

// What the library offers is asked of the translator itself: testdata/library has
// all public names of what is looked at, as CPython lists them (names.py), and a file
// of probes for each module and class, a function of_… for each name that needs more
// than to be mentioned. What is said of a name is what became of its probe.

const libraryDir = "../../testdata/library"

// A libraryName is a public name of a module or class.
type libraryName struct{ owner, name, kind string }

func libraryNames(t *testing.T) []libraryName {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(libraryDir, "names.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []libraryName
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		out = append(out, libraryName{f[0], f[1], f[2]})
	}
	return out
}

// platforms are the modules whose names depend on the system and the build.
var platforms = []string{"sys", "time"}

// TestLibraryNames checks that no public name of CPython is forgotten. Names are those
// of Python 3.11; of another version it is only known that it has most of them.
func TestLibraryNames(t *testing.T) {
	lab := newLab(t)
	cmd := exec.CommandContext(t.Context(), lab.interpreter.Path, "-I", "-S", filepath.Join(libraryDir, "names.py"))
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, n := range libraryNames(t) {
		known[n.owner+" "+n.name+" "+n.kind] = true
	}
	found := 0
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		owner, _, _ := strings.Cut(line, " ")
		if known[line] {
			found++
		} else if lab.interpreter.Minor() == 11 && !slices.Contains(platforms, owner) {
			t.Errorf("CPython has %s, which names.txt lacks", line)
		}
	}
	if found < len(known)*9/10 {
		t.Errorf("CPython has %d of the %d names of names.txt", found, len(known))
	}
}

// A status is what became of the probe of a name.
type status struct {
	libraryName
	word, code string
	probed     bool // by a probe of its own
}

// A probing is what is known of the names of one module or class.
type probing struct {
	owner   string
	subject *subject // of the file of probes
	names   []status
}

// probe translates the probes of all names.
func (l *lab) probe(t *testing.T) []*probing {
	t.Helper()
	var out []*probing
	for _, n := range libraryNames(t) {
		if len(out) == 0 || out[len(out)-1].owner != n.owner {
			path := filepath.Join(libraryDir, "of_"+n.owner+".py")
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, &probing{owner: n.owner, subject: l.translate(path, string(source))})
		}
		p := out[len(out)-1]
		s := p.subject
		own := s.function("probe_"+n.name) != nil
		if !own {
			s = l.translate("mention.py", mention(n))
		}
		got := s.status("probe_" + n.name)
		got.libraryName, got.probed = n, own
		p.names = append(p.names, got)
	}
	return out
}

// mention is the least that a program can do with a name.
func mention(n libraryName) string {
	head := ""
	use := n.name
	if n.owner != "builtins" {
		head, use = "import "+n.owner+"\n\n\n", n.owner+"."+n.name
	}
	if n.kind == "exception" {
		return fmt.Sprintf("%sdef probe_%s(n: int) -> bool:\n    try:\n        if n > 3:\n            raise %s(\"x\")\n    except %s:\n        return True\n    return False\n",
			head, n.name, use, use)
	}
	return fmt.Sprintf("%sdef probe_%s(x: int) -> int:\n    %s\n    return x // 2\n", head, n.name, use)
}

// status tells whether a function is translated, is refused by the analysis, or
// has types and no translation.
func (s *subject) status(name string) status {
	f := s.function(name)
	if f != nil && f.Translated() {
		if s.inexact(f) {
			return status{word: "translated", code: "PT308"}
		}
		return status{word: "translated"}
	}
	refused := s.refusals(name)
	if len(refused) == 0 {
		return status{word: "unknown"}
	}
	word := "typed only"
	for _, finding := range s.result.Findings {
		if finding.Stops() && slices.ContainsFunc(refused, func(r compat.Finding) bool { return r.Code == finding.Code && r.Range == finding.Range }) {
			word = "refused"
		}
	}
	return status{word: word, code: refused[0].Code}
}

// TestLibrary writes docs/library.md, and runs every probe that is translated.
func TestLibrary(t *testing.T) {
	lab := newLab(t)
	all := lab.probe(t)
	for _, p := range all {
		for _, n := range p.names {
			if n.word == "unknown" || n.code == "PT901" || n.code == "PT902" {
				t.Errorf("%s.%s: nobody knows what becomes of it (%s)", n.owner, n.name, n.code)
			}
			if !n.probed && n.word == "translated" && n.kind == "name" {
				t.Errorf("%s.%s is translated where it is mentioned: it needs a probe that uses it", n.owner, n.name)
			}
		}
	}
	t.Run("doc", func(t *testing.T) { upToDate(t, "../../docs/library.md", libraryDoc(all)) })
	var subjects []*subject
	for _, p := range all {
		subjects = append(subjects, p.subject)
	}
	lab.batch(t, subjects)
	for _, p := range all {
		t.Run(p.owner, func(t *testing.T) {
			t.Parallel()
			run := lab.start(t, p.subject)
			for _, f := range p.subject.module.Functions {
				if strings.HasPrefix(f.Name, "probe_") && f.Runs() && !outside(f) && !p.subject.inexact(f) {
					run.generated(t, f, 12)
				}
			}
		})
	}
}

// outside reports whether a function depends on what is outside the program.
func outside(f *translate.Function) bool {
	return f.Effects == nil || f.Effects.IO || f.Effects.Time || f.Effects.Environment
}

// inexact reports whether the last digit of what a function gives may be another one.
func (s *subject) inexact(f *translate.Function) bool {
	return slices.ContainsFunc(s.all(), func(found compat.Finding) bool {
		return found.Code == "PT308" && f.Python.Contains(found.Range.Start)
	})
}

// libraryDoc is the table of the library.
func libraryDoc(all []*probing) string {
	var summary, tables strings.Builder
	for _, p := range all {
		counts := map[string]int{}
		for _, n := range p.names {
			counts[n.word]++
		}
		fmt.Fprintf(&summary, "| [%s](#%s) | %d | %d | %d | %d |\n", p.owner, p.owner, len(p.names), counts["translated"], counts["typed only"], counts["refused"])
		fmt.Fprintf(&tables, "\n## %s\n\n| name | what becomes of it | probe |\n|---|---|---|\n", p.owner)
		for _, n := range p.names {
			word := n.word
			if n.code != "" {
				word += fmt.Sprintf(", [%s](compatibility.md#%s)", n.code, anchor(n.code))
			}
			fmt.Fprintf(&tables, "| `%s` | %s | %s |\n", n.name, word, p.shown(n))
		}
	}
	return "# Library\n\n" +
		"Every public name of CPython 3.11 in the modules and classes below, and what becomes of a\n" +
		"program that uses it: the probe beside it was given to the translator. One that is\n" +
		"translated also runs, with generated inputs, in CPython and in WASM on every test.\n" +
		"*Typed only* means that types are known and the translation is not. Forms of a call that a\n" +
		"probe does not show may be refused all the same, with a finding. `make docs` writes this page.\n\n" +
		"| of | names | translated | typed only | refused |\n|---|---|---|---|---|\n" + summary.String() + tables.String()
}

var defLine = regexp.MustCompile(`(?m)^def probe_(\w+)\(.*\n((?:    .*\n)+)`)

// shown is the body of a probe on one line.
func (p *probing) shown(n status) string {
	if !n.probed {
		if n.kind == "exception" {
			return "raised and caught"
		}
		return "mentioned"
	}
	for _, m := range defLine.FindAllStringSubmatch(p.subject.source, -1) {
		if m[1] == n.name {
			var lines []string
			for line := range strings.Lines(m[2]) {
				lines = append(lines, strings.TrimSpace(line))
			}
			return "`" + strings.ReplaceAll(strings.Join(lines, "; "), "|", "\\|") + "`"
		}
	}
	return ""
}

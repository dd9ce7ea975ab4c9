package mutation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/corpus"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
)

// A Program is a translated file.
type Program struct {
	Analysis *analysis.Result
	Module   *translate.Module
}

// Load translates Python files.
func Load(paths ...string) ([]Program, error) {
	var out []Program
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("reading a program: %w", err)
		}
		out = append(out, translated(filepath.Base(path), src))
	}
	return out, nil
}

// LoadCorpus translates the problems of a corpus, each with its calls.
func LoadCorpus(path string) ([]Program, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading a corpus: %w", err)
	}
	defer f.Close()
	problems, err := corpus.Read(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	var out []Program
	for _, p := range problems {
		out = append(out, translated(p.ID, []byte(p.Program())))
	}
	return out, nil
}

func translated(name string, src []byte) Program {
	a := analysis.Analyze(name, src)
	return Program{a, translate.Translate(a, translate.Options{})}
}

// A Site is a mutant of a function of a program.
type Site struct {
	Program  Program
	Function *translate.Function
	Mutant   Mutant
}

// String says where the mistake is and what it is.
func (s Site) String() string {
	before := s.Function.Rust[s.Mutant.Place.Start:s.Mutant.Place.End]
	line := 1 + strings.Count(s.Function.Rust[:s.Mutant.Place.Start], "\n")
	return fmt.Sprintf("%s %s, line %d: %s: %q for %q", s.Program.Analysis.Path, s.Function.Name, line, s.Mutant.Operator,
		strings.TrimSpace(s.Mutant.Text), strings.TrimSpace(before))
}

// Sites lists all mutants of the functions that can be run, in an order that the
// seed decides.
func Sites(programs []Program, seed uint64) []Site {
	var out []Site
	for _, p := range programs {
		for _, f := range p.Module.Functions {
			if !f.Runs() {
				continue
			}
			for _, m := range Mutants(f.Rust) {
				out = append(out, Site{p, f, m})
			}
		}
	}
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// Mixed takes sites of several lists by turns.
func Mixed(lists ...[]Site) []Site {
	var out []Site
	for i := range slices.MaxFunc(lists, func(a, b []Site) int { return len(a) - len(b) }) {
		for _, list := range lists {
			if i < len(list) {
				out = append(out, list[i])
			}
		}
	}
	return out
}

// Outcome says what became of a mutant.
type Outcome string

// The outcomes.
const (
	NoMutant  Outcome = "does not compile" // and so is no mistake that could be shipped
	Generated Outcome = "caught by generated calls"
	Recorded  Outcome = "caught by recorded calls" // and not by generated ones
	Survived  Outcome = "survived"
)

// Try builds a program with a mutant, and compares the function and all that call
// it with Python: first with generated calls alone, then with those of the file.
func Try(ctx context.Context, r *parity.Runner, s Site) (Outcome, error) {
	module := mutated(s)
	names := callers(module, s.Function.Name)
	for _, only := range []bool{true, false} {
		report, err := r.Run(ctx, parity.Request{
			Analysis: s.Program.Analysis, Module: module, Functions: names, Consent: parity.Asked,
			Cases: cases.Options{Count: cases.DefaultOptions.Count, Seed: cases.DefaultOptions.Seed, GeneratedOnly: only}, NoSpeed: true,
		})
		if err != nil {
			return "", fmt.Errorf("%s: %w", s, err)
		}
		for _, f := range report.Functions {
			switch f.Verdict {
			case parity.Refused:
				if strings.HasPrefix(f.Reason, "PT901") {
					return NoMutant, nil
				}
			case parity.Wrong, parity.Trapped:
				if only {
					return Generated, nil
				}
				return Recorded, nil
			}
		}
	}
	return Survived, nil
}

// mutated is the module of a site with the mistake in it.
func mutated(s Site) *translate.Module {
	m := *s.Program.Module
	rust := s.Mutant.Apply(s.Function.Rust)
	grown := len(rust) - len(s.Function.Rust)
	m.Rust = m.Rust[:s.Function.Place.Start] + rust + m.Rust[s.Function.Place.End:]
	m.Map, m.Functions = nil, slices.Clone(m.Functions)
	for i, f := range m.Functions {
		moved := *f
		if f == s.Function {
			moved.Rust, moved.Place.End, moved.Inner = rust, moved.Place.End+grown, nil
		} else if f.Place.Start > s.Function.Place.Start {
			moved.Place = shifted(f.Place, grown)
			moved.Inner = nil
			for _, inner := range f.Inner {
				moved.Inner = append(moved.Inner, shifted(inner, grown))
			}
		}
		m.Functions[i] = &moved
	}
	return &m
}

func shifted(r syntax.Range, by int) syntax.Range {
	return syntax.Range{Start: r.Start + by, End: r.End + by}
}

// callers are the names of a function and of all that call it, however far away.
func callers(m *translate.Module, name string) []string {
	names := []string{name}
	for grown := true; grown; {
		grown = false
		for _, f := range m.Functions {
			calls := func(callee string) bool { return slices.Contains(f.Calls, callee) }
			if !slices.Contains(names, f.Name) && slices.ContainsFunc(names, calls) {
				names, grown = append(names, f.Name), true
			}
		}
	}
	return names
}

// errFewSites says that the programs have fewer mutants than were asked for.
var errFewSites = errors.New("the programs have too few places for mistakes")

// Run tries mutants of the sites in order until so many were real ones, and tells
// of each.
func Run(ctx context.Context, r *parity.Runner, sites []Site, mutants int, tell func(Site, Outcome)) error {
	for _, s := range sites {
		if mutants == 0 {
			return nil
		}
		outcome, err := Try(ctx, r, s)
		if err != nil {
			return err
		}
		if outcome != NoMutant {
			mutants--
		}
		tell(s, outcome)
	}
	if mutants > 0 {
		return errFewSites
	}
	return nil
}

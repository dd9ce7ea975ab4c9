package random

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/preview/cases"
	"github.com/portalis-dev/portalis/preview/parity"
	"github.com/portalis-dev/portalis/translate"
)

// The modules that TestAgainstCPython writes, and where to set other ones: many,
// from another seed on, for a long hunt.
const (
	functions      = 40 // in a module
	defaultModules = 6
	defaultSeed    = 1
	envModules     = "PORTALIS_RANDOM_MODULES"
	envSeed        = "PORTALIS_RANDOM_SEED"
)

// TestAgainstCPython translates random modules and runs them on both sides. What
// is refused is fine, as long as it is not refused for a mistake of ours, and
// not nearly everything is.
func TestAgainstCPython(t *testing.T) {
	runner, err := parity.NewRunner(t.Context(), parity.Options{DenyWarnings: true})
	if err != nil {
		t.Fatal(err)
	}
	defer runner.Close()
	first := setting(t, envSeed, defaultSeed)
	for seed := first; seed < first+setting(t, envModules, defaultModules); seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { against(t, runner, seed) })
	}
}

func setting(t *testing.T, name string, otherwise uint64) uint64 {
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s must be a number: %v", name, err)
	}
	return n
}

func against(t *testing.T, runner *parity.Runner, seed uint64) {
	result := analysis.Analyze("random.py", []byte(Module(seed, functions)))
	module := translate.Translate(result, translate.Options{})
	report, err := runner.Run(t.Context(), parity.Request{
		Analysis: result, Module: module, Consent: parity.AskedForEffects, NoSpeed: true,
		Cases: cases.Options{Count: 40, Seed: seed},
	})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i, f := range report.Functions {
		switch {
		case f.Verdict == parity.Refused && strings.HasPrefix(f.Reason, "PT9"),
			f.Verdict == parity.Wrong, f.Verdict == parity.Unstable:
			t.Errorf("%s is %s: %s\n%s", f.Name, f.Verdict, explain(f), source(result, module.Functions[i]))
		case f.Calls > 0:
			compared++
		}
	}
	if compared < len(report.Functions)/3 {
		t.Errorf("only %d of %d functions could be compared", compared, len(report.Functions))
	}
}

func explain(f parity.Function) string {
	lines := []string{f.Reason}
	for _, c := range f.Failures {
		lines = append(lines, f.Explain(c))
	}
	return strings.Join(lines, "\n  ")
}

func source(result *analysis.Result, f *translate.Function) string {
	return string(result.Module.Source[f.Python.Start:f.Python.End])
}

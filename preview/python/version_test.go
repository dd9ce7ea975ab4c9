package python

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/preview/value"
)

// TestOldestSyntax reads what runs inside Python as its oldest version would.
func TestOldestSyntax(t *testing.T) {
	found, err := Find(t.Context(), Search{})
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]string{"confine.py": confineSource, "worker.py": workerSource, "cover.py": coverSource, "tracer.py": tracerSource} {
		cmd := exec.Command(found.Path, "-I", "-S", "-c", "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 8))")
		cmd.Stdin = strings.NewReader(source)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s is no Python 3.8: %v: %s", name, err, out)
		}
	}
}

// TestVersions runs calls in each version of Python that this machine has, besides
// the one that it calls python3.
func TestVersions(t *testing.T) {
	found := 0
	for _, name := range []string{"python3", "python3.8", "python3.9", "python3.10", "python3.11", "python3.12", "python3.13", "python3.14"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		interpreter, err := Find(t.Context(), Search{Setting: path})
		if err != nil {
			continue // a shim of a version that is not chosen here
		}
		found++
		const source = "def f(n, s):\n    try:\n        return [n // 2, s.upper()] if n > 3 else {s: n}\n    finally:\n        print(n)\n"
		b := batch(source, "f", args(value.OfInt(-7), value.OfStr("é")), args(value.OfInt(9), value.OfStr("ß")))
		for _, o := range []*Oracle{New(interpreter, limits), NewExplorer(interpreter, limits)} {
			outcomes, err := o.Run(t.Context(), b)
			if err != nil || say(outcomes[0]) != "{'é': -7} prints '-7\\n' | -7 | 'é'" || say(outcomes[1]) != "[4, 'SS'] prints '9\\n' | 9 | 'ß'" {
				t.Errorf("%s: %v, %v", interpreter.Version, outcomes, err)
			}
			trails, err := o.Cover(t.Context(), b)
			if err != nil || len(trails) != 2 || len(trails[0].Ways) == 0 {
				t.Errorf("%s: %v, %v", interpreter.Version, trails, err)
			}
			o.Close()
		}
	}
	if found == 0 {
		t.Error("there is no Python")
	}
}

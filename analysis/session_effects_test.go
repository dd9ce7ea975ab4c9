package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// TestSessionEffects edits functions whose effects hang on each other by calls,
// recursion and variables of the module, one body at a time.
func TestSessionEffects(t *testing.T) {
	const functions = 8
	random := rand.New(rand.NewPCG(5, 6))
	statement := func() string {
		callee := random.IntN(functions)
		return []string{
			"n += 1", "print(n)", "xs.append(n)", "n += len(TABLE)", "n += TABLE[0]", "n += LIMIT", "TABLE.append(n)",
			"global count\n    count += n", "n += count", "raise KeyError(n)", "while True:\n        n += 1",
			"try:\n        n //= 2\n    except ValueError:\n        pass", "open(\"x\")", "yield n", "unknown(n)", "xs.sort()",
			"n += math.floor(random.random())", "assert n", "global LIMIT\n    LIMIT = n", "ys = TABLE\n    ys.append(n)",
			fmt.Sprintf("n += f%d(xs, n)", callee), fmt.Sprintf("n += f%d([], n)", callee), fmt.Sprintf("f%d(TABLE, n)", callee),
			fmt.Sprintf("n += sum(map(f%d, [xs], [n]))", callee),
		}[random.IntN(24)]
	}
	carried, edits := 0, 0
	for range 40 {
		bodies := make([]string, functions)
		for i := range bodies {
			bodies[i] = statement()
		}
		document := syntax.NewDocument()
		var session analysis.Session
		for range 12 {
			src := "import math\nimport random\n\nLIMIT = 3\nTABLE = [1, 2]\ncount = 0\n\n\n"
			for i, body := range bodies {
				src += fmt.Sprintf("def f%d(xs: list[int], n: int) -> int:\n    %s\n    return n\n\n\n", i, body)
			}
			got, err := session.Analyze(t.Context(), "x.py", document.Parse([]byte(src)), types.Surroundings{})
			if err != nil {
				t.Fatal(err)
			}
			want := analysis.Analyze("x.py", []byte(src))
			unseen := cmp.Options{cmpopts.IgnoreFields(effects.Function{}, "Def"), cmpopts.IgnoreUnexported(effects.Effects{}), cmpopts.EquateEmpty()}
			if diff := cmp.Diff(want.Behaviour.All, got.Behaviour.All, unseen); diff != "" {
				t.Fatalf("%s\n%s", src, diff)
			}
			if diff := cmp.Diff(want.Behaviour.Import, got.Behaviour.Import, unseen); diff != "" {
				t.Fatalf("%s\n%s", src, diff)
			}
			if edits++; session.Walked() < functions {
				carried++
			}
			i := random.IntN(functions)
			if bodies[i] = statement(); random.IntN(3) == 0 {
				bodies[i] += "\n    " + statement()
			}
		}
	}
	if carried < edits/5 {
		t.Errorf("something was carried over in %d of %d edits: the test shows little", carried, edits)
	}
}

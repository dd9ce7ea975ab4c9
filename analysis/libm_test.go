package analysis

import (
	"fmt"
	"slices"
	"testing"
)

// TestLastDigits notes the first result of the C library in each function, and
// nothing of what is exact.
func TestLastDigits(t *testing.T) {
	const source = `import math
from math import log as ln

def wave(x: float) -> float:
    return math.sin(x) + math.cos(x)

def exact(x: float) -> float:
    return math.sqrt(x) + math.hypot(x, 1.0) + math.fsum([x]) + x ** 2

def power(x: float, y: float) -> float:
    return x ** y

def whole(n: int) -> int:
    return n ** 3

def digits(n: int) -> float:
    return ln(n)
`
	r := Analyze("m.py", []byte(source))
	var got []string
	for _, f := range r.Findings {
		if f.Code == "PT308" {
			got = append(got, fmt.Sprintf("%s: %s", source[f.Range.Start:f.Range.End], f.Severity))
		}
	}
	want := []string{"math.sin(x): notice", "x ** y: notice", "ln(n): notice"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

package random

import (
	"os/exec"
	"strings"
	"testing"
)

// TestValid has CPython compile what the generator writes.
func TestValid(t *testing.T) {
	for seed := range uint64(20) {
		src := Module(seed, 40)
		cmd := exec.Command("python3", "-c", "import sys; compile(sys.stdin.read(), 'm', 'exec')")
		cmd.Stdin = strings.NewReader(src)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, out)
		}
	}
}

func TestSeed(t *testing.T) {
	first, again := Module(1, 10), Module(1, 10)
	if first != again {
		t.Error("the same seed gave different programs")
	}
	if Module(1, 10) == Module(2, 10) {
		t.Error("different seeds gave the same program")
	}
}

package lsp

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"go.lsp.dev/protocol"
	"go.lsp.dev/uri"
)

// TestUntrustedWorkspaceRunsNothing has an interpreter of the workspace's own that
// leaves a mark when anybody starts it: nobody does where the workspace is not
// trusted, whatever is opened, saved and asked for, and a save does where it is.
func TestUntrustedWorkspaceRunsNothing(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal(err)
	}
	for _, trusted := range []bool{false, true} {
		t.Run(fmt.Sprintf("trusted %v", trusted), func(t *testing.T) {
			root := t.TempDir()
			mark := filepath.Join(root, "mark")
			bin := filepath.Join(root, ".venv", "bin")
			if err := os.MkdirAll(bin, 0o777); err != nil {
				t.Fatal(err)
			}
			script := fmt.Sprintf("#!/bin/sh\ntouch %q\nexec %q \"$@\"\n", mark, python)
			if err := os.WriteFile(filepath.Join(bin, "python"), []byte(script), 0o777); err != nil {
				t.Fatal(err)
			}
			e := startEditor(t, editorSetup{engine: realEngine(), options: fmt.Sprintf(`{"trusted": %v}`, trusted)})
			e.tolerate(protocol.MethodWorkspaceCodeLensRefresh, protocol.MethodWorkspaceInlayHintRefresh, protocol.MethodWindowShowMessage, methodStatus)
			u := uri.File(filepath.Join(root, "a.py"))
			e.open(u, "def f(n: int) -> int:\n    return n // 2\n")
			e.diagnostics(u, 1)
			e.save(u)
			if trusted {
				progressEnds(e)
			} else if e.execute(commandRunParity, nil, u) == nil {
				t.Error("the command ran")
			}
			if _, err := os.Stat(mark); (err == nil) != trusted {
				t.Errorf("the interpreter of the workspace: %v", err)
			}
		})
	}
}

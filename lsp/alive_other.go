//go:build !unix

package lsp

import "os"

// alive reports whether a process exists.
func alive(pid int) bool {
	process, err := os.FindProcess(pid) // fails elsewhere than on Unix when there is none
	if err == nil {
		_ = process.Release()
	}
	return err == nil
}

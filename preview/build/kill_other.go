//go:build !unix

package build

import "os/exec"

// killGroup does nothing: ending the command's context kills the command.
func killGroup(*exec.Cmd) {}

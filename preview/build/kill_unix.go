//go:build unix

package build

import (
	"os/exec"
	"syscall"
)

// killGroup makes the end of the command's context kill its process group, and
// so the linker that rustc may have started.
func killGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

//go:build !linux

package python

import "os/exec"

// start starts the command that prepare makes. Only Linux can contain it.
func start(prepare func() (*exec.Cmd, error), _ bool) (cmd *exec.Cmd, contained bool, err error) {
	if cmd, err = prepare(); err != nil {
		return nil, false, err
	}
	return cmd, false, cmd.Start()
}

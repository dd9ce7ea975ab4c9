package python

import (
	"os"
	"os/exec"
	"syscall"
)

// start starts the command that prepare makes in namespaces of its own, where
// there is no network and where everything ends with the first process, if
// contain asks for that; contained tells whether the system allowed it.
func start(prepare func() (*exec.Cmd, error), contain bool) (cmd *exec.Cmd, contained bool, err error) {
	if cmd, err = prepare(); err != nil {
		return nil, false, err
	}
	if !contain {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		return cmd, false, cmd.Start()
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Setpgid:     true,
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET | syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC,
		UidMappings: identity(os.Getuid()),
		GidMappings: identity(os.Getgid()),
	}
	if err := cmd.Start(); err == nil {
		return cmd, true, nil
	}
	return start(prepare, false) // a command can be started only once
}

// identity maps an id to itself. Root also maps nobody, as whom the user's code
// then runs: root is above the limits.
func identity(id int) []syscall.SysProcIDMap {
	maps := []syscall.SysProcIDMap{{ContainerID: id, HostID: id, Size: 1}}
	if os.Getuid() == 0 {
		const nobody = 65534
		maps = append(maps, syscall.SysProcIDMap{ContainerID: nobody, HostID: nobody, Size: 1})
	}
	return maps
}

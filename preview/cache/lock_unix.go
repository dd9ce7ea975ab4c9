//go:build unix

package cache

import (
	"context"
	"os"
	"syscall"
	"time"
)

// lock waits until this process alone holds the file at path, or ctx is done.
// The kernel lets go of the lock when a process dies. Lock files are empty and
// are left, since removing one that another process waits for would give two
// processes a lock each.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch err {
		case nil:
			return func() { file.Close() }, nil
		case syscall.EWOULDBLOCK, syscall.EINTR:
		default: // no locks on this file system: files appear whole all the same
			return func() { file.Close() }, nil
		}
		select {
		case <-ctx.Done():
			file.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

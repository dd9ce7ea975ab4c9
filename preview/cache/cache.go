// Package cache keeps built files in the user's cache directory: named by the
// hash of all that went into them, shared between processes, bounded in size.
package cache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// EnvDir is the environment variable that names the cache directory.
const EnvDir = "PORTALIS_CACHE"

// Limit is the default bound on the size of a cache, in bytes.
const Limit = 512 << 20

// Dir returns the directory for files that may be built again at any time.
func Dir() (string, error) {
	if dir := os.Getenv(EnvDir); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no cache directory: %w; set %s to a directory", err, EnvDir)
	}
	return filepath.Join(dir, "portalis"), nil
}

// A Cache is a directory of files by key.
type Cache struct {
	dir   string
	limit int64
}

// Open returns the cache in dir, which is made if need be; "" means Dir.
func Open(dir string, limit int64) (*Cache, error) {
	if dir == "" {
		var err error
		if dir, err = Dir(); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the cache directory: %w; set %s to another", err, EnvDir)
	}
	return &Cache{dir: dir, limit: limit}, nil
}

// Key returns the key of what is made from parts; parts that are split
// otherwise give another key.
func Key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// File returns the path of the file called name under key. When there is none,
// make is called to write it to a path that it is given, in a directory of its
// own; of several processes that want the same file one makes it and the others
// wait. An error of make leaves nothing behind.
func (c *Cache) File(ctx context.Context, key, name string, make func(path string) error) (string, error) {
	path := filepath.Join(c.dir, key, name)
	if use(path) {
		return path, nil
	}
	unlock, err := lock(ctx, filepath.Join(c.dir, key+".lock"))
	if err != nil {
		return "", fmt.Errorf("cannot lock the cache: %w", err)
	}
	defer unlock()
	if use(path) {
		return path, nil
	}
	temp, err := os.MkdirTemp(c.dir, "making-")
	if err != nil {
		return "", fmt.Errorf("cannot write to the cache: %w", err)
	}
	defer os.RemoveAll(temp)
	if err := make(filepath.Join(temp, name)); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", fmt.Errorf("cannot write to the cache: %w", err)
	}
	if err := os.Rename(filepath.Join(temp, name), path); err != nil {
		return "", fmt.Errorf("cannot write to the cache: %w", err)
	}
	return path, c.trim(key)
}

// use reports whether path exists, and marks it as used now.
func use(path string) bool {
	now := time.Now()
	return os.Chtimes(path, now, now) == nil
}

// recent is how long a file is safe from being removed: its user may not have
// opened it yet.
const recent = 10 * time.Minute

// trim removes what was unused for longest until the cache is below its limit,
// sparing the entry keep, and remains of processes that were killed.
func (c *Cache) trim(keep string) error {
	type entry struct {
		path string
		size int64
		used time.Time
	}
	var entries []entry
	var total int64
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return ignoreGone(err)
		}
		info, err := d.Info()
		if err != nil {
			return ignoreGone(err)
		}
		total += info.Size()
		entries = append(entries, entry{path, info.Size(), info.ModTime()})
		return nil
	})
	if err != nil {
		return fmt.Errorf("cannot read the cache: %w", err)
	}
	slices.SortFunc(entries, func(a, b entry) int { return a.used.Compare(b.used) })
	for _, e := range entries {
		rel, _ := filepath.Rel(c.dir, e.path)
		top, _, nested := strings.Cut(filepath.ToSlash(rel), "/")
		left := strings.HasPrefix(top, "making-")
		if top == keep || !nested || time.Since(e.used) < recent || total <= c.limit && !left {
			continue
		}
		if err := os.Remove(e.path); err != nil {
			if err := ignoreGone(err); err != nil {
				return fmt.Errorf("cannot trim the cache: %w", err)
			}
		}
		total -= e.size
		os.Remove(filepath.Dir(e.path)) // when it is empty now
	}
	return nil
}

// ignoreGone drops the error that another process removed a file first.
func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

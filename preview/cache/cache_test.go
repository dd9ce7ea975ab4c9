package cache

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func write(size int) func(string) error {
	return func(path string) error { return os.WriteFile(path, make([]byte, size), 0o644) }
}

func open(t *testing.T, limit int64) *Cache {
	t.Helper()
	c, err := Open(t.TempDir(), limit)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFileIsMadeOnce(t *testing.T) {
	dir := t.TempDir()
	var made atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		c, err := Open(dir, Limit) // as in processes of their own
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			path, err := c.File(t.Context(), Key("a"), "lib", func(path string) error {
				made.Add(1)
				return os.WriteFile(path, []byte("made"), 0o644)
			})
			if err != nil {
				t.Error(err)
			} else if got, _ := os.ReadFile(path); string(got) != "made" {
				t.Errorf("the file has %q", got)
			}
		})
	}
	wg.Wait()
	if made.Load() != 1 {
		t.Errorf("the file was made %d times", made.Load())
	}
}

func TestFailureLeavesNothing(t *testing.T) {
	c := open(t, Limit)
	want := errors.New("no rustc")
	_, err := c.File(t.Context(), Key("a"), "lib", func(path string) error {
		os.WriteFile(path, []byte("half"), 0o644)
		return want
	})
	if !errors.Is(err, want) {
		t.Errorf("got %v", err)
	}
	filepath.Walk(c.dir, func(path string, info os.FileInfo, err error) error {
		if !info.IsDir() && !strings.HasSuffix(path, ".lock") {
			t.Errorf("%s was left", path)
		}
		return nil
	})
	if _, err := c.File(t.Context(), Key("a"), "lib", write(1)); err != nil {
		t.Errorf("the next try: %v", err)
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	c := open(t, Limit)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := c.File(t.Context(), Key("a"), "lib", func(string) error {
		cancel()
		_, err := c.File(ctx, Key("a"), "lib", write(1))
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestTrimRemovesTheOldest(t *testing.T) {
	c := open(t, 250)
	var paths []string
	for _, name := range []string{"a", "b", "c"} {
		path, err := c.File(t.Context(), Key(name), "lib", write(100))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	for i, path := range paths {
		used := time.Now().Add(time.Duration(i-5) * time.Hour)
		if err := os.Chtimes(path, used, used); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.File(t.Context(), Key("a"), "lib", write(1)); err != nil { // used again
		t.Fatal(err)
	}
	if _, err := c.File(t.Context(), Key("d"), "lib", write(1)); err != nil {
		t.Fatal(err)
	}
	for i, there := range []bool{true, false, true} {
		if _, err := os.Stat(paths[i]); (err == nil) != there {
			t.Errorf("file %d: %v, want it there: %t", i, err, there)
		}
	}
}

func TestKeyDependsOnTheSplit(t *testing.T) {
	if Key("ab", "c") == Key("a", "bc") || Key("ab") == Key("ab", "") {
		t.Error("different parts have the same key")
	}
}

func TestDirFollowsTheEnvironment(t *testing.T) {
	t.Setenv(EnvDir, "/somewhere/else")
	if dir, err := Dir(); err != nil || dir != "/somewhere/else" {
		t.Errorf("got %s, %v", dir, err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	os.WriteFile(blocked, nil, 0o644)
	if _, err := Open(filepath.Join(blocked, "dir"), Limit); err == nil || !strings.Contains(err.Error(), EnvDir) {
		t.Errorf("got %v, want an error that says what to set", err)
	}
}

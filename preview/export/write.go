package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Foreign is the error of writing over files that are not ours, or that were changed
// since we wrote them. Nothing was written.
type Foreign struct{ Files []string }

func (e *Foreign) Error() string {
	those := "them"
	if len(e.Files) == 1 {
		those = "it"
	}
	return fmt.Sprintf("%s would be overwritten, and portalis did not write %s or it was changed since", strings.Join(e.Files, ", "), those)
}

// NotFolder is the error of writing a crate where a file is.
type NotFolder struct{ Path string }

func (e *NotFolder) Error() string { return e.Path + " is a file" }

// Write writes the files of a crate. It overwrites only what an earlier run
// wrote and nobody changed since, unless it is forced; it looks before it writes
// anything, so that a refusal, which is a *Foreign, leaves all as it was. Files that
// the earlier run wrote and that are no longer part of the crate go.
func Write(dir string, files map[string][]byte, force bool) error {
	before, err := earlier(dir)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return writeNew(dir, names, files)
	}
	if !force {
		if err := refuseForeign(dir, names, files, before); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err := replace(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("cannot write the crate: %w", err)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if _, still := files[name]; !still && unchanged(path, before[name]) {
			if err := os.Remove(path); err != nil {
				return fmt.Errorf("cannot remove what is no longer part of the crate: %w", err)
			}
		}
	}
	return nil
}

// writeNew writes the files of a crate where nothing is: the directory is there as a
// whole or not at all, which takes less than doing so with each of its files.
func writeNew(dir string, names []string, files map[string][]byte) error {
	dir = filepath.Clean(dir)
	failed := func(err error) error { return fmt.Errorf("cannot write the crate: %w", err) }
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return failed(err)
	}
	made, err := os.MkdirTemp(filepath.Dir(dir), ".portalis-*")
	if err != nil {
		return failed(err)
	}
	err = os.Chmod(made, 0o755)
	for last, i := "", 0; err == nil && i < len(names); i++ {
		path := filepath.Join(made, filepath.FromSlash(names[i]))
		if folder := filepath.Dir(path); folder != last {
			err, last = os.MkdirAll(folder, 0o755), folder
		}
		if err == nil {
			err = os.WriteFile(path, files[names[i]], 0o644)
		}
	}
	if err == nil {
		err = os.Rename(made, dir)
	}
	if err != nil {
		_ = os.RemoveAll(made)
		return failed(err)
	}
	return nil
}

// earlier reads which files an earlier run wrote to a directory, with their
// hashes.
func earlier(dir string) (map[string]string, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, &NotFolder{dir}
	}
	content, err := os.ReadFile(filepath.Join(dir, ReportName))
	if err != nil {
		return nil, nil // whatever is there is not ours
	}
	var report struct {
		Generator string            `json:"generator"`
		Files     map[string]string `json:"files"`
	}
	if json.Unmarshal(content, &report) != nil || report.Generator != generator {
		return nil, nil
	}
	for name := range report.Files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return nil, nil // nothing that we wrote
		}
	}
	if report.Files == nil {
		report.Files = map[string]string{}
	}
	report.Files[ReportName] = hashOf(content)
	return report.Files, nil
}

func unchanged(path, hash string) bool {
	content, err := os.ReadFile(path)
	return err == nil && hashOf(content) == hash
}

// refuseForeign fails when a file that is not ours is in the way.
func refuseForeign(dir string, names []string, files map[string][]byte, before map[string]string) error {
	var foreign []string
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		content, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err == nil && (hashOf(content) == before[name] || string(content) == string(files[name])):
		default:
			foreign = append(foreign, path)
		}
	}
	if len(foreign) == 0 {
		return nil
	}
	return &Foreign{foreign}
}

// replace writes a file whole or not at all. One that is as it should be is left alone.
func replace(path string, content []byte) error {
	if now, err := os.ReadFile(path); err == nil && bytes.Equal(now, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".portalis-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
		_ = os.Remove(f.Name())
	}
	return err
}

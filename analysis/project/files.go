package project

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A Problem is something that could not be read.
type Problem struct {
	Path    string
	Message string
}

// Files lists the Python files in a folder of the project, or the one file that
// start names, sorted by path. Left out is what lies in environments, caches and
// build folders, what a .gitignore names, and what the configuration excludes;
// but not start itself, which was asked for.
func (p *Project) Files(start string) ([]Module, []Problem) {
	w := &walk{p: p}
	start = path.Clean(start)
	info, err := fs.Stat(p.fsys, start)
	switch {
	case err != nil:
		return nil, []Problem{{start, reason(err)}}
	case !info.IsDir():
		return []Module{p.Module(start)}, nil
	}
	var ignores []ignoreFile
	for folder := range foldersTo(start) {
		ignores = w.withIgnore(folder, ignores)
	}
	w.folder(start, w.withIgnore(start, ignores))
	slices.SortFunc(w.found, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return w.found, w.problems
}

// foldersTo gives the folders above one, from the root.
func foldersTo(folder string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if folder == "." || !yield(".") {
			return
		}
		for i, c := range folder {
			if c == '/' && !yield(folder[:i]) {
				return
			}
		}
	}
}

// An ignoreFile is a .gitignore, and the folder that it speaks of.
type ignoreFile struct {
	folder string
	rules  rules
}

type walk struct {
	p        *Project
	found    []Module
	problems []Problem
}

// withIgnore adds the .gitignore of a folder to those above it.
func (w *walk) withIgnore(folder string, above []ignoreFile) []ignoreFile {
	if isDir, ok := w.p.dir(folder).entries[".gitignore"]; !ok || isDir {
		return above
	}
	text, err := fs.ReadFile(w.p.fsys, path.Join(folder, ".gitignore"))
	if err != nil {
		w.problem(path.Join(folder, ".gitignore"), err)
		return above
	}
	return append(slices.Clip(above), ignoreFile{folder, parseRules(string(text))})
}

func (w *walk) folder(folder string, ignores []ignoreFile) {
	entries, err := fs.ReadDir(w.p.fsys, folder)
	if err != nil {
		w.problem(folder, err)
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if e.IsDir() {
			if !w.p.generated(name) && !w.ignored(name, true, ignores) {
				w.folder(name, w.withIgnore(name, ignores))
			}
			continue
		}
		if path.Ext(name) != ".py" || w.ignored(name, false, ignores) {
			continue
		}
		// A link to a folder is not followed: it could lead round in circles.
		if info, err := fs.Stat(w.p.fsys, name); err != nil {
			w.problem(name, err)
		} else if info.Mode().IsRegular() {
			w.found = append(w.found, w.p.Module(name))
		}
	}
}

// ignored asks the configuration, then the .gitignore files from the nearest on.
func (w *walk) ignored(name string, isDir bool, ignores []ignoreFile) bool {
	if out, decided := w.p.exclude.decide(name, isDir); decided {
		return out
	}
	for _, f := range slices.Backward(ignores) {
		if out, decided := f.rules.decide(below(f.folder, name), isDir); decided {
			return out
		}
	}
	return false
}

func (w *walk) problem(name string, err error) {
	w.problems = append(w.problems, Problem{name, reason(err)})
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it"
	}
	return err.Error()
}

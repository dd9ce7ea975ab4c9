package project

import (
	"path"
	"slices"
	"strings"
)

// A rule is one line of a .gitignore.
type rule struct {
	parts    []string // of the pattern, between slashes; "**" stands for any folders
	negated  bool     // whether it takes back what an earlier one said
	onlyDirs bool
}

// rules are those of one .gitignore, in its order.
type rules []rule

// parseRules reads a .gitignore.
func parseRules(text string) rules {
	var all rules
	for line := range strings.Lines(text) {
		if r, ok := parseRule(strings.TrimRight(line, " \t\r\n")); ok {
			all = append(all, r)
		}
	}
	return all
}

func parseRule(line string) (r rule, ok bool) {
	if line == "" || line[0] == '#' {
		return r, false
	}
	if line[0] == '!' {
		r.negated, line = true, line[1:]
	}
	line = strings.TrimPrefix(line, "\\")
	if strings.HasSuffix(line, "/") {
		r.onlyDirs, line = true, strings.TrimRight(line, "/")
	}
	if line == "" {
		return r, false
	}
	// A slash at the start or within ties the pattern to the folder of the file.
	if strings.Contains(line, "/") {
		r.parts = strings.Split(strings.TrimPrefix(line, "/"), "/")
	} else {
		r.parts = []string{"**", line}
	}
	for _, part := range r.parts {
		if _, err := path.Match(part, ""); err != nil {
			return r, false // git, too, matches nothing by it
		}
	}
	return r, true
}

// Excluded reports whether patterns as in .gitignore leave out a file or a folder
// around it; its path is relative to where the patterns stand.
func Excluded(patterns []string, file string) bool {
	all := parseRules(strings.Join(patterns, "\n"))
	for i, c := range file {
		if c == '/' {
			if out, decided := all.decide(file[:i], true); decided && out {
				return true
			}
		}
	}
	out, decided := all.decide(file, false)
	return decided && out
}

// decide says what the rules say of a path relative to their folder: whether
// they speak of it, and then whether it is left out.
func (all rules) decide(name string, isDir bool) (ignored, decided bool) {
	parts := strings.Split(name, "/")
	for _, r := range slices.Backward(all) {
		if (isDir || !r.onlyDirs) && matchParts(r.parts, parts) {
			return !r.negated, true
		}
	}
	return false, false
}

func matchParts(pattern, name []string) bool {
	for len(pattern) > 0 {
		if pattern[0] == "**" {
			if len(pattern) == 1 {
				return len(name) > 0
			}
			for i := range name {
				if matchParts(pattern[1:], name[i:]) {
					return true
				}
			}
			return false
		}
		if len(name) == 0 {
			return false
		}
		if ok, _ := path.Match(pattern[0], name[0]); !ok {
			return false
		}
		pattern, name = pattern[1:], name[1:]
	}
	return len(name) == 0
}

// neverSource are the names of folders that hold no source of a project: of
// version control, caches, environments, and what tools installed.
var neverSource = map[string]bool{
	".bzr": true, ".direnv": true, ".eggs": true, ".git": true, ".hg": true, ".idea": true,
	".ipynb_checkpoints": true, ".mypy_cache": true, ".nox": true, ".pytest_cache": true,
	".pytype": true, ".ruff_cache": true, ".svn": true, ".tox": true, ".venv": true,
	".vscode": true, "__pycache__": true, "__pypackages__": true, "node_modules": true,
	"site-packages": true,
}

// builtThere are the names of folders that builds write, unless they are packages.
var builtThere = map[string]bool{"_build": true, "build": true, "buck-out": true, "dist": true, "venv": true}

// generated reports whether a folder holds no source, going by what is in it.
func (p *Project) generated(folder string) bool {
	name := path.Base(folder)
	if neverSource[name] || strings.HasSuffix(name, ".egg-info") {
		return true
	}
	d := p.dir(folder)
	if _, environment := d.entries["pyvenv.cfg"]; environment {
		return true
	}
	return builtThere[name] && !d.fileInit
}

// Package config reads how the user configured a project: the table
// [tool.portalis] of pyproject.toml, or a portalis.toml with the same settings at
// its top.
//
//	[tool.portalis]
//	exclude = ["legacy/"]           # patterns as in .gitignore
//	src = ["lib/python"]            # folders that imports start from
//	int = "big"                     # integers of any size; the default is "checked"
//
//	[tool.portalis.severity]
//	PT207 = "off"                   # or hint, information, warning, error
//	PT6xx = "error"                 # a whole family
package config

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
)

// A Config is what the user configured. The zero Config is the default.
type Config struct {
	Path     string        // of the file that says it; "" if there is none
	Severity compat.Levels // by code, families spelled out
	Exclude  []string
	Src      []string
	BigInts  bool // integers of any size, rather than of 64 bits with checks
	// Python is the oldest version of Python 3 that the project is for, as
	// requires-python of pyproject.toml says: 10 for 3.10; 0 if it is not said.
	Python int
}

// A Problem is something in a configuration file that is not understood. The rest
// of the file counts all the same.
type Problem struct {
	Path         string
	Line, Column int // from 1
	Message      string
}

// Names of the files.
const (
	OwnFile   = "portalis.toml"
	Pyproject = "pyproject.toml"
)

// Find reads the configuration for the files of a folder: that of the nearest
// folder, from it upwards, with a portalis.toml or a pyproject.toml that speaks
// of Portalis. Which Python the project is for, the nearest pyproject.toml says.
func Find(folder string) (Config, []Problem) {
	var found Config
	var problems []Problem
	python := 0
	folder, err := filepath.Abs(folder)
	for err == nil {
		for _, name := range []string{OwnFile, Pyproject} {
			path := filepath.Join(folder, name)
			src, err := os.ReadFile(path)
			if err != nil {
				continue
			}
			c, wrong := Parse(path, src)
			if python == 0 {
				python = c.Python
			}
			if found.Path == "" && (c.Path != "" || len(wrong) > 0) {
				found, problems = c, wrong
				found.Path = path
			}
		}
		above := filepath.Dir(folder)
		if above == folder || found.Path != "" && python != 0 {
			break
		}
		folder = above
	}
	found.Python = python
	return found, problems
}

// Parse reads one file. The Path of the Config stays empty if the file does not
// speak of Portalis.
func Parse(path string, src []byte) (Config, []Problem) {
	r := reader{path: path, src: src, own: filepath.Base(path) != Pyproject}
	r.read()
	if r.own || r.spoken {
		r.config.Path = path
	}
	return r.config, r.problems
}

// codesOf are the rules that a key of the table severity speaks of: a code, or a
// family as "PT6xx".
func codesOf(key string) []string {
	if _, ok := compat.Find(key); ok {
		return []string{key}
	}
	var codes []string
	for _, f := range compat.Families() {
		if f.Prefix+"xx" == key {
			for _, rule := range f.Rules {
				codes = append(codes, rule.Code)
			}
		}
	}
	return codes
}

// oldestPython reads the lower bound of a version specifier such as ">=3.9,<4".
func oldestPython(specifier string) int {
	oldest := 0
	for part := range strings.SplitSeq(specifier, ",") {
		part = strings.TrimSpace(part)
		for _, op := range []string{">=", "~=", "==", ">"} {
			version, ok := strings.CutPrefix(part, op)
			if !ok {
				continue
			}
			oldest = max(oldest, minorOf(strings.TrimSpace(version)))
			break
		}
	}
	return oldest
}

// minorOf is the 9 of "3.9.2" and "3.9.*"; 0 of what is no version of Python 3.
func minorOf(version string) int {
	rest, ok := strings.CutPrefix(version, "3.")
	if !ok {
		return 0
	}
	minor := 0
	for _, c := range rest {
		if c < '0' || c > '9' || minor > 99 {
			break
		}
		minor = minor*10 + int(c-'0')
	}
	return minor
}

package project

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// maxTests bounds the bytes of the tests that are kept parsed.
const maxTests = 16 << 20

// tests are the tests of a Python file, read: what they pass to its functions tells
// the types of parameters. Those that cannot be read, or name no function of the
// file, are left out.
func (c *Callers) tests(file string, functions map[string]bool, read func(path string) ([]byte, error)) []types.Sample {
	var out []types.Sample
	for _, name := range Tests(file) {
		src, err := read(name)
		if err != nil || !hasWord(src, functions) {
			continue
		}
		of := strings.TrimSuffix(filepath.Base(file), ".py")
		out = append(out, types.Sample{Module: c.test(name, src), Of: of})
	}
	return out
}

// test is a test, parsed. It is kept: it may be asked for again, or be looked at
// itself.
func (c *Callers) test(name string, src []byte) *syntax.Module {
	c.mu.Lock()
	m := c.parsed[name]
	c.mu.Unlock()
	if m != nil && bytes.Equal(m.Source, src) {
		return m
	}
	m = syntax.Parse(src)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(name)
	if c.size += len(src); c.parsed == nil || c.size > maxTests {
		c.parsed, c.size = map[string]*syntax.Module{}, len(src)
	}
	c.parsed[name] = m
	return m
}

// forget lets go of a test.
func (c *Callers) forget(name string) {
	if m := c.parsed[name]; m != nil {
		c.size -= len(m.Source)
		delete(c.parsed, name)
	}
}

// Parse is syntax.Parse for a file that is looked at itself. If it was a test of
// another one, it is not parsed again, and not kept any longer.
func (c *Callers) Parse(file string, src []byte) *syntax.Module {
	name := filepath.Clean(file)
	c.mu.Lock()
	m := c.parsed[name]
	c.forget(name)
	c.mu.Unlock()
	if m != nil && bytes.Equal(m.Source, src) {
		return m
	}
	return syntax.Parse(src)
}

// functions are the names of the functions that a module defines outside of classes
// and other functions.
func functions(m *syntax.Module) map[string]bool {
	names := map[string]bool{}
	var visit func(body []syntax.Stmt)
	visit = func(body []syntax.Stmt) {
		for _, s := range body {
			if def, ok := s.(*syntax.FunctionDef); ok {
				names[def.Name] = true
			}
			for _, b := range types.Blocks(s) {
				visit(b)
			}
		}
	}
	visit(m.Body)
	return names
}

// hasWord reports whether one of the words stands in a text, or may stand there: of
// names beyond ASCII Python takes several spellings for the same.
func hasWord(text []byte, words map[string]bool) bool {
	if len(words) == 0 {
		return false
	}
	start := -1
	for i, c := range text {
		inWord := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		switch {
		case c >= utf8.RuneSelf:
			return true
		case inWord && start < 0:
			start = i
		case !inWord && start >= 0:
			if words[string(text[start:i])] {
				return true
			}
			start = -1
		}
	}
	return start >= 0 && words[string(text[start:])]
}

// IsTest reports whether a Python file is a test or a help for tests, by its name.
func IsTest(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, "test_") || strings.HasSuffix(base, "_test.py") || base == "conftest.py"
}

// Tests are the places where the tests of a Python file would be, by the habits
// of pytest and unittest: beside it, or in a folder tests beside it or above.
func Tests(path string) []string {
	dir, base := filepath.Split(path)
	name := strings.TrimSuffix(base, ".py")
	if name == base || strings.HasPrefix(name, "test_") {
		return nil
	}
	file := "test_" + base
	var out []string
	for _, folder := range []string{".", "tests", "test", "../tests", "../test", "../../tests", "../../test"} {
		out = append(out, filepath.Join(dir, folder, file))
	}
	return append(out, filepath.Join(dir, name+"_test.py"))
}

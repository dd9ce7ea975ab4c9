// Package cases runs the files of testdata/cases and testdata/programs through
// every layer: findings, translation, rustc, clippy, and CPython against WASM.
package cases

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/tools/txtar"
)

// A Case is one txtar file. Its sections:
//
//	in.py             the Python
//	calls             calls whose function is translated and whose outcome is
//	                  CPython's; "# equal" or "# trapped" after one says which other
//	                  verdict is right for it
//	refused-or-right  calls whose function may be refused instead
//	refused           "function CODE…": the function is refused, with one of the codes
//	out.rs            the Rust, written by -update
type Case struct {
	Name   string // path below testdata/cases without ".txtar"
	Path   string
	Title  string // the comment at the top
	Source string
	Calls  []Call
	Loose  []Call // of refused-or-right
	// Refused has the accepted codes by function.
	Refused map[string][]string
	Golden  string
	archive *txtar.Archive
}

// A Call is one call expression and the verdict that is right for it.
type Call struct {
	Source  string
	Func    string
	Verdict string // "identical", "equal" or "trapped"
}

// Load reads all cases below dir, sorted by name.
func Load(dir string) ([]*Case, error) {
	var cases []*Case
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".txtar" {
			return err
		}
		c, err := read(dir, path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		cases = append(cases, c)
		return nil
	})
	sort.Slice(cases, func(i, j int) bool { return cases[i].Name < cases[j].Name })
	return cases, err
}

func read(dir, path string) (*Case, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return nil, err
	}
	ar := txtar.Parse(data)
	c := &Case{
		Name: strings.TrimSuffix(filepath.ToSlash(name), ".txtar"), Path: path, archive: ar,
		Title: strings.TrimSpace(string(ar.Comment)), Refused: map[string][]string{},
	}
	for _, f := range ar.Files {
		switch f.Name {
		case "in.py":
			c.Source = string(f.Data)
		case "calls":
			c.Calls, err = calls(f.Data)
		case "refused-or-right":
			c.Loose, err = calls(f.Data)
		case "refused":
			for _, line := range lines(f.Data) {
				fields := strings.Fields(line)
				if len(fields) < 2 {
					return nil, fmt.Errorf("refused: want a function and its codes, got %q", line)
				}
				c.Refused[fields[0]] = fields[1:]
			}
		case "out.rs":
			c.Golden = string(f.Data)
		default:
			return nil, fmt.Errorf("unknown section %q", f.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if c.Source == "" {
		return nil, fmt.Errorf("no in.py")
	}
	return c, nil
}

// SetGolden writes rust into the file as its out.rs section.
func (c *Case) SetGolden(rust string) error {
	files := c.archive.Files[:0]
	for _, f := range c.archive.Files {
		if f.Name != "out.rs" {
			files = append(files, f)
		}
	}
	c.archive.Files = append(files, txtar.File{Name: "out.rs", Data: []byte(rust)})
	return os.WriteFile(c.Path, txtar.Format(c.archive), 0o644)
}

func calls(data []byte) ([]Call, error) {
	var out []Call
	for _, line := range lines(data) {
		source, verdict := line, "identical"
		for _, v := range []string{"equal", "trapped"} {
			if s, ok := strings.CutSuffix(line, "# "+v); ok {
				source, verdict = strings.TrimSpace(s), v
			}
		}
		name, _, ok := strings.Cut(source, "(")
		if !ok {
			return nil, fmt.Errorf("not a call: %q", line)
		}
		out = append(out, Call{Source: source, Func: name, Verdict: verdict})
	}
	return out, nil
}

func lines(data []byte) []string {
	var out []string
	for _, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

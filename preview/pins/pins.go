// Package pins keeps calls as tests: a counterexample that was found once is run
// on every comparison from then on, before generated cases. They lie in the
// project, one TOML file for each Python file, to be read, edited and committed.
package pins

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/portalis-dev/portalis/preview/value"
)

// Folder is where the pinned calls of a project are, from its root.
const Folder = ".portalis/cases"

// A Pin is one call. Args are Python expressions of constants, in the order of
// the parameters; Note says why it is kept.
type Pin struct {
	Function string   `toml:"function"`
	Args     []string `toml:"args"`
	Note     string   `toml:"note,omitempty"`
}

// file is the form of a file.
type file struct {
	Cases []Pin `toml:"case"`
}

// Path is where the pinned calls of a Python file are: those of shop/cart.py in
// .portalis/cases/shop.cart.toml. Both paths are of the system.
func Path(root, python string) (string, error) {
	absRoot, err := filepath.Abs(root)
	if err != nil {
		return "", fmt.Errorf("finding pinned calls: %w", err)
	}
	abs, err := filepath.Abs(python)
	if err != nil {
		return "", fmt.Errorf("finding pinned calls: %w", err)
	}
	rel, err := filepath.Rel(absRoot, abs)
	if err != nil || strings.HasPrefix(rel, "..") {
		return "", fmt.Errorf("%s is not in the project %s", python, root)
	}
	name := strings.ReplaceAll(strings.TrimSuffix(filepath.ToSlash(rel), ".py"), "/", ".")
	return filepath.Join(absRoot, filepath.FromSlash(Folder), name+".toml"), nil
}

// Read reads a file of pinned calls. One that is not there has none.
func Read(path string) ([]Pin, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("reading pinned calls: %w", err)
	}
	var f file
	decoder := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, fmt.Errorf("%s: %w", path, detailed(err))
	}
	for i, pin := range f.Cases {
		for _, arg := range pin.Args {
			if _, ok := value.ParseExpr(arg); !ok {
				return nil, fmt.Errorf("%s: case %d: %s is not a constant of Python", path, i+1, arg)
			}
		}
	}
	return f.Cases, nil
}

// detailed is an error of the TOML library with all that it knows: the line, and
// the names that it did not expect.
func detailed(err error) error {
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var names []string
		for _, e := range strict.Errors {
			line, _ := e.Position()
			names = append(names, fmt.Sprintf("line %d: there is no setting %q; a case has function, args and note", line, strings.Join(e.Key(), ".")))
		}
		return errors.New(strings.Join(names, "; "))
	}
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, _ := e.Position()
		return fmt.Errorf("line %d: %w", line, err)
	}
	return err
}

// Of is a pin for a call with these values. It fails where a value cannot be
// written as a constant.
func Of(function string, args []value.Value, note string) (Pin, bool) {
	pin := Pin{Function: function, Args: []string{}, Note: note}
	for _, arg := range args {
		text, ok := value.Expr(arg)
		if !ok {
			return Pin{}, false
		}
		pin.Args = append(pin.Args, text)
	}
	return pin, true
}

// Values are the arguments of a pin that Read gave.
func (p Pin) Values() []value.Value {
	var out []value.Value
	for _, arg := range p.Args {
		v, _ := value.ParseExpr(arg)
		out = append(out, v)
	}
	return out
}

// String is the call as it would be written.
func (p Pin) String() string { return p.Function + "(" + strings.Join(p.Args, ", ") + ")" }

// Add writes pins into a file, after those that are there; what is in it already
// is not added again. What stands in the file stays as it is, comments included.
// It returns how many it added.
func Add(path string, pins ...Pin) (int, error) {
	known, err := Read(path)
	if err != nil {
		return 0, err
	}
	var b bytes.Buffer
	added := 0
	for _, pin := range pins {
		same := func(p Pin) bool { return p.Function == pin.Function && slices.Equal(p.Args, pin.Args) }
		if slices.ContainsFunc(known, same) {
			continue
		}
		known = append(known, pin)
		added++
		text, err := toml.Marshal(file{[]Pin{pin}})
		if err != nil {
			return 0, fmt.Errorf("writing pinned calls: %w", err)
		}
		b.WriteString("\n")
		b.Write(text)
	}
	if added == 0 {
		return 0, nil
	}
	if err := appendTo(path, b.Bytes()); err != nil {
		return 0, fmt.Errorf("writing pinned calls: %w", err)
	}
	return added, nil
}

// header starts a new file.
const header = "# Calls that portalis compares with Python on every run. Arguments are Python\n# constants, in the order of the parameters.\n"

// appendTo replaces the file as a whole, so that it is never half written.
func appendTo(path string, text []byte) error {
	before, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		before = []byte(header)
	} else if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	if n := len(before); n > 0 && before[n-1] != '\n' {
		before = append(before, '\n')
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // it is gone when it was renamed
	_, err = temporary.Write(append(before, text...))
	if err := errors.Join(err, temporary.Chmod(0o666&^umask(path)), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// umask is what others may not do with the folder of a file.
func umask(path string) fs.FileMode {
	info, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return 0o077
	}
	return ^info.Mode().Perm() & 0o777
}

// Package corpus measures the translation on a set of problems: functions with
// calls whose outcome is known. Each is translated, built and called; what comes
// back is scored against what the corpus expects.
package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/preview/value"
)

// A Problem is one line of a corpus.
type Problem struct {
	ID     string `json:"id"`
	Entry  string `json:"entry"` // the function that is called
	Source string `json:"source"`
	Setup  Lines  `json:"setup"` // statements that run after the source, before the calls
	Calls  []Call `json:"calls"`
}

// A Call is one call and what the corpus says of it. All values are Python
// literals.
type Call struct {
	Args   []string          `json:"args"`
	Kwargs map[string]string `json:"kwargs"`
	// Expected and Raises say what the call does; when both are absent it is
	// compared with CPython.
	Expected *string `json:"expected"`
	Raises   *string `json:"raises"` // "ValueError", or with the start of its message
	// ArgsAfter has the arguments that the call changes, by index.
	ArgsAfter map[string]string `json:"args_after"`
	// Skip and Unstable mark calls that have no outcome to compare with.
	Skip     json.RawMessage `json:"skip"`
	Unstable bool            `json:"unstable"`
}

// Lines is text that may be given as a list of its lines.
type Lines string

// UnmarshalJSON reads a string or a list of strings.
func (l *Lines) UnmarshalJSON(data []byte) error {
	var list []string
	if json.Unmarshal(data, &list) == nil {
		*l = Lines(strings.Join(list, "\n"))
		return nil
	}
	return json.Unmarshal(data, (*string)(l))
}

// An InputError says where a corpus is not what it should be.
type InputError struct {
	Line int // one-based
	Err  error
}

func (e *InputError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *InputError) Unwrap() error { return e.Err }

// Read reads a corpus: a problem on each line. Calls that the corpus marks as
// skipped or unstable are left out.
func Read(r io.Reader) ([]Problem, error) {
	var problems []Problem
	places := map[string]int{}
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, err
		}
		end := err == io.EOF
		if len(bytes.TrimSpace(line)) > 0 {
			p, err := parse(line)
			if err == nil && places[p.ID] > 0 {
				err = fmt.Errorf("%s: line %d has a problem of the same id", p.ID, places[p.ID])
			}
			if err != nil {
				return nil, &InputError{n, err}
			}
			places[p.ID] = n
			problems = append(problems, p)
		}
		if end {
			return problems, nil
		}
	}
}

func parse(line []byte) (Problem, error) {
	var p Problem
	if err := json.Unmarshal(line, &p); err != nil {
		return p, fmt.Errorf("not a problem in JSON: %w", err)
	}
	switch {
	case p.ID == "":
		return p, errors.New(`the problem has no "id"`)
	case !isName(p.Entry):
		return p, fmt.Errorf(`%s: "entry" must name a function, and is %q`, p.ID, p.Entry)
	case p.Source == "":
		return p, fmt.Errorf(`%s: there is no "source"`, p.ID)
	}
	p.Calls = slices.DeleteFunc(p.Calls, func(c Call) bool { return c.Skip != nil || c.Unstable })
	for i := range p.Calls {
		if err := p.Calls[i].check(); err != nil {
			return p, fmt.Errorf("%s: call %d: %w", p.ID, i+1, err)
		}
	}
	return p, nil
}

// check makes sure that the arguments are expressions, so that no text of a
// corpus can become more than an argument of a call.
func (c *Call) check() error {
	if c.Expected != nil && c.Raises != nil {
		return errors.New(`it has both "expected" and "raises"`)
	}
	for i, arg := range c.Args {
		source, err := literal(arg)
		if err != nil {
			return fmt.Errorf("argument %d: %w", i+1, err)
		}
		c.Args[i] = source
	}
	for name, arg := range c.Kwargs {
		source, err := literal(arg)
		if err != nil {
			return fmt.Errorf("argument %s: %w", name, err)
		}
		if !isName(name) {
			return fmt.Errorf("%q cannot name an argument", name)
		}
		c.Kwargs[name] = source
	}
	return nil
}

// literal returns the source of a literal, with inf and nan, which repr writes
// for floats that have no literal, spelt as calls.
func literal(text string) (string, error) {
	e, ok := expression(text)
	if !ok {
		return "", fmt.Errorf("not a Python literal: %s", text)
	}
	var names []*syntax.Name
	syntax.Inspect(e, func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok && (name.ID == "inf" || name.ID == "nan") {
			names = append(names, name)
		}
		return true
	})
	for _, name := range slices.Backward(names) {
		at := name.Span()
		start, end := at.Start-len(opening), at.End-len(opening)
		text = text[:start] + `float("` + name.ID + `")` + text[end:]
	}
	return text, nil
}

const opening = "f("

// expression parses text that can be the argument of a call, and nothing more
// than one.
func expression(text string) (syntax.Expr, bool) {
	m := syntax.Parse([]byte(opening + text + ")"))
	if len(m.Errors) > 0 || len(m.Body) != 1 {
		return nil, false
	}
	stmt, _ := m.Body[0].(*syntax.ExprStmt)
	if stmt == nil {
		return nil, false
	}
	call, _ := stmt.Value.(*syntax.Call)
	if call == nil || len(call.Args) != 1 || len(call.Keywords) > 0 {
		return nil, false
	}
	if name, ok := call.Func.(*syntax.Name); !ok || name.ID != "f" {
		return nil, false
	}
	_, starred := call.Args[0].(*syntax.Starred)
	return call.Args[0], !starred
}

func isName(text string) bool {
	e, ok := expression(text)
	name, isName := e.(*syntax.Name)
	return ok && isName && name.ID == text
}

// parseValue returns the value of a literal as repr writes it.
func parseValue(text string) (value.Value, bool) {
	source, err := literal(text)
	if err != nil {
		return value.Value{}, false
	}
	e, _ := expression(source)
	return value.ParseLiteral(e)
}

// expression returns the source of the call.
func (c *Call) expression(entry string) string {
	args := slices.Clone(c.Args)
	for _, name := range sortedKeys(c.Kwargs) {
		args = append(args, name+"="+c.Kwargs[name])
	}
	return entry + "(" + strings.Join(args, ", ") + ")"
}

// Program is the source with the calls in its main block, where they tell the
// types of arguments as a script would. The lines of the source stay where they
// are, and the block does not run when the module is imported.
func (p *Problem) Program() string {
	var b strings.Builder
	b.WriteString(strings.TrimRight(p.Source, " \t\r\n") + "\n")
	if p.Setup != "" {
		b.WriteString(string(p.Setup) + "\n")
	}
	if len(p.Calls) > 0 {
		b.WriteString("\nif __name__ == \"__main__\":\n")
	}
	for i := range p.Calls {
		b.WriteString("    " + p.Calls[i].expression(p.Entry) + "\n")
	}
	return b.String()
}

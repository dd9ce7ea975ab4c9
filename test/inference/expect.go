// Package inference runs the cases of testdata/inference: Python modules in
// which the types that inference must find are written beside the code. They are
// written by hand, from what Python means, and CPython must agree with them.
//
//	x = f(1)                #: int             the value of the statement
//	x = y = None            #: x: int | None   the variable x, where this line binds or reads it
//	for k, v in d.items():  #: k: str; v: int  several of them
//	def f(a, b=1):          #: (str, int) -> bool
//	def g(a):               #: (int) -> int; (str) -> str   a function of several types
//	class P:                #: x: int; y: str  the attributes of its instances
//	return x + "a"          #! PT206           the findings about types on this line
//
// A module that starts with "# Python 3.12" runs in such a CPython or a newer one.
//
// The value of a statement is what it assigns, returns, tests or walks; of a for
// loop it is the target. Findings of the family PT2 must all be expected, but for
// PT202, PT203 and PT208, which say how a type is translated.
package inference

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"
)

// A Case is one module and what is expected of it.
type Case struct {
	Name   string // "group/name"
	Source string
	Lines  []Expectation // those lines that have one
}

var needs = regexp.MustCompile(`^# Python 3\.(\d+)\n`)

// runs reports whether a CPython of some version, such as "3.11.7", can read the
// case; a comment at its top says so where it needs a newer one.
func (c Case) runs(version string) bool {
	need := needs.FindStringSubmatch(c.Source)
	if need == nil {
		return true
	}
	minor, err1 := strconv.Atoi(need[1])
	fields := strings.Split(version, ".")
	have, err2 := strconv.Atoi(fields[min(1, len(fields)-1)])
	return err1 == nil && err2 == nil && have >= minor
}

// An Expectation is what stands beside one line.
type Expectation struct {
	Line     int    // from 0
	Value    string // type of the value of the statement, or ""
	Names    []Named
	Calls    []Signature // of a def
	Findings []string
}

// A Named is the type of a variable or attribute.
type Named struct{ Name, Type string }

// A Signature is one way to call a function.
type Signature struct {
	Params []string
	Result string
}

func (s Signature) String() string { return "(" + strings.Join(s.Params, ", ") + ") -> " + s.Result }

var (
	typeMark    = regexp.MustCompile(`#:\s*(.+?)\s*(?:#!.*)?$`)
	findingMark = regexp.MustCompile(`#!((?:\s+PT\d{3})+)\s*$`)
	named       = regexp.MustCompile(`^([A-Za-z_]\w*): (.+)$`)
)

// read reads the cases of one file.
func read(group string, archive *txtar.Archive) ([]Case, error) {
	var cases []Case
	for _, f := range archive.Files {
		c := Case{Name: group + "/" + strings.TrimSuffix(f.Name, ".py"), Source: string(f.Data)}
		for n, line := range strings.Split(c.Source, "\n") {
			e, err := expectation(line)
			if err != nil {
				return nil, fmt.Errorf("%s, line %d: %w", c.Name, n+1, err)
			}
			e.Line = n
			if e.Value != "" || len(e.Names)+len(e.Calls)+len(e.Findings) > 0 {
				c.Lines = append(c.Lines, e)
			}
		}
		if len(c.Lines) == 0 {
			return nil, fmt.Errorf("%s expects nothing", c.Name)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func expectation(line string) (Expectation, error) {
	var e Expectation
	if mark := findingMark.FindStringSubmatch(line); mark != nil {
		e.Findings = strings.Fields(mark[1])
		slices.Sort(e.Findings)
	} else if strings.Contains(line, "#!") {
		return e, fmt.Errorf("want codes after #!: %s", line)
	}
	mark := typeMark.FindStringSubmatch(line)
	if mark == nil {
		return e, nil
	}
	code := strings.TrimSpace(line[:strings.Index(line, "#:")])
	isDef := strings.HasPrefix(code, "def ") || strings.HasPrefix(code, "async def ")
	for part := range strings.SplitSeq(mark[1], "; ") {
		name := named.FindStringSubmatch(part)
		switch {
		case isDef:
			s, err := signature(part)
			if err != nil {
				return e, err
			}
			e.Calls = append(e.Calls, s)
		case name != nil:
			e.Names = append(e.Names, Named{name[1], name[2]})
		case e.Value != "":
			return e, fmt.Errorf("a statement has one value: %s", line)
		default:
			e.Value = part
		}
	}
	return e, nil
}

// signature reads "(int, list[str]) -> bool".
func signature(text string) (Signature, error) {
	var s Signature
	depth, end := 0, -1
	for i, r := range text {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth == 0 {
			end = i
			break
		}
	}
	if end < 1 || text[0] != '(' {
		return s, fmt.Errorf("not a signature: %s", text)
	}
	result, ok := strings.CutPrefix(text[end+1:], " -> ")
	if !ok {
		return s, fmt.Errorf("a signature without a result: %s", text)
	}
	s.Params, s.Result = split(text[1:end]), result
	return s, nil
}

// split splits at the commas that are in no brackets.
func split(text string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case r == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(text[start:]); last != "" {
		parts = append(parts, last)
	}
	return parts
}

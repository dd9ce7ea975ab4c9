package types

import (
	"bytes"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// An Example is one ">>>" example of a docstring.
type Example struct {
	Source string       // the code, without prompts
	Want   string       // what follows it, to the next blank line or prompt
	Range  syntax.Range // its first line, prompt included, in the file
}

// Examples returns the doctest examples in a docstring of the module whose
// source is src.
func Examples(src []byte, doc *syntax.Str) []Example {
	if doc == nil {
		return nil
	}
	var out []Example
	lines := strings.Split(doc.Value, "\n")
	cursor := doc.Start
	for i := 0; i < len(lines); i++ {
		line := strings.TrimLeft(lines[i], " \t")
		if !prompted(line, ">>>") {
			continue
		}
		indent := lines[i][:len(lines[i])-len(line)]
		place := doc.Range
		if at := bytes.Index(src[min(cursor, doc.End):doc.End], []byte(">>>")); at >= 0 {
			start := cursor + at
			end := start + max(bytes.IndexByte(src[start:doc.End], '\n'), 0)
			if end == start {
				end = doc.End
			}
			place = syntax.Range{Start: start, End: end}
			cursor = start + 3
		}
		code := strings.TrimPrefix(strings.TrimPrefix(line, ">>>"), " ") + "\n"
		for i+1 < len(lines) {
			next := strings.TrimPrefix(lines[i+1], indent)
			if !prompted(next, "...") {
				break
			}
			code += strings.TrimPrefix(strings.TrimPrefix(next, "..."), " ") + "\n"
			i++
		}
		want := ""
		for i+1 < len(lines) {
			next := strings.TrimPrefix(lines[i+1], indent)
			if strings.TrimSpace(next) == "" || prompted(strings.TrimLeft(next, " \t"), ">>>") {
				break
			}
			want += next + "\n"
			i++
		}
		out = append(out, Example{Source: code, Want: want, Range: place})
	}
	return out
}

// prompted reports whether a line starts with a prompt followed by a space or
// nothing.
func prompted(line, prompt string) bool {
	rest, ok := strings.CutPrefix(line, prompt)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\r')
}

// addDoctests makes a unit of each docstring's examples.
func (in *solver) addDoctests() {
	m := in.info.Module
	in.home = nil
	in.addDoctest(m.Docstring)
	for _, s := range in.info.Top {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			in.home = s
			in.addDoctest(s.Docstring)
		case *syntax.ClassDef:
			in.home = nil
			in.addDoctest(s.Docstring)
		}
	}
}

// A doctest is the examples of one docstring, parsed.
type doctest struct {
	body   []syntax.Stmt
	places map[syntax.Stmt]syntax.Range
}

func (in *solver) addDoctest(doc *syntax.Str) {
	if doc == nil {
		return
	}
	d := in.plan.doctests[doc]
	if d == nil {
		d = parseDoctest(in.info.Module.Source, doc)
		in.plan.doctests[doc] = d
	}
	if len(d.body) == 0 {
		return
	}
	u := in.newUnit(doctestUnit, nil, d.body)
	u.places = d.places
	u.declare(Local, boundIn(u.body))
}

func parseDoctest(src []byte, doc *syntax.Str) *doctest {
	d := &doctest{places: map[syntax.Stmt]syntax.Range{}}
	for _, e := range Examples(src, doc) {
		m := syntax.Parse([]byte(e.Source))
		if len(m.Errors) > 0 {
			continue
		}
		for _, s := range m.Body {
			d.body = append(d.body, s)
			d.places[s] = e.Range
		}
	}
	return d
}

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
	in.addDoctest(m.Docstring)
	for _, s := range m.Body {
		switch s := s.(type) {
		case *syntax.FunctionDef:
			in.addDoctest(s.Docstring)
		case *syntax.ClassDef:
			in.addDoctest(s.Docstring)
		}
	}
}

func (in *solver) addDoctest(doc *syntax.Str) {
	examples := Examples(in.info.Module.Source, doc)
	if len(examples) == 0 {
		return
	}
	var body []syntax.Stmt
	places := map[syntax.Stmt]syntax.Range{}
	for _, e := range examples {
		m := syntax.Parse([]byte(e.Source))
		if len(m.Errors) > 0 {
			continue
		}
		for _, s := range m.Body {
			body = append(body, s)
			places[s] = e.Range
		}
	}
	u := in.newUnit(doctestUnit, nil, body)
	u.places = places
	u.declare(Local)
}

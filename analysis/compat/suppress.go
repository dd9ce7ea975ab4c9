package compat

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A suppression is one "# portalis: ignore" comment.
type suppression struct {
	at          syntax.Range
	first, last int             // the lines it speaks of, from zero
	codes       []suppressedRef // empty for all codes
	used        bool            // whether a comment without codes suppressed something
}

// A suppressedRef is one code in the brackets of a comment.
type suppressedRef struct {
	code string
	at   syntax.Range
	used bool
}

type suppressionList []*suppression

// ignoreComment finds the comment, which may stand after others: "# noqa # portalis: ignore".
var ignoreComment = regexp.MustCompile(`#\s*portalis:\s*ignore(.*)`)

// suppressions reads the comments of a module that suppress findings. What is
// wrong in them comes back as findings.
func suppressions(m *syntax.Module, lines *source.Lines) (suppressionList, []Finding) {
	var list suppressionList
	var wrong []Finding
	heads := sync.OnceValue(func() map[int]int { return headLines(m, lines) })
	for i, c := range m.Comments {
		match := ignoreComment.FindStringSubmatchIndex(c.Text)
		if match == nil {
			continue
		}
		s := &suppression{at: syntax.Range{Start: c.Start + match[0], End: c.End}}
		rest := syntax.Range{Start: c.Start + match[2], End: c.End}
		problems := s.read(string(m.Source[rest.Start:rest.End]), rest.Start)
		wrong = append(wrong, problems...)
		if len(problems) > 0 && len(s.codes) == 0 {
			continue
		}
		s.first, _ = lines.Position(c.Start)
		s.last = s.first
		if c.Own {
			s.first, s.last = below(m, lines, i, heads())
		}
		list = append(list, s)
	}
	return list, wrong
}

// read reads what follows "ignore" in a comment.
func (s *suppression) read(rest string, offset int) (problems []Finding) {
	s.at.End = offset
	switch {
	case rest == "" || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '#':
		return nil
	case rest[0] != '[':
		s.at.End += len(rest)
		return []Finding{New("PT802", s.at, "this comment suppresses nothing: write ignore[PT503], or ignore alone for all codes")}
	}
	inside, _, closed := strings.Cut(rest[1:], "]")
	s.at.End = offset + 1 + len(inside)
	if closed {
		s.at.End++
	}
	if !closed || strings.TrimSpace(inside) == "" {
		return []Finding{New("PT802", s.at, "the brackets want codes, as in ignore[PT503, PT301]")}
	}
	at := offset + 1
	for part := range strings.SplitSeq(inside, ",") {
		code := strings.TrimSpace(part)
		start := at + strings.Index(part, code)
		ref := suppressedRef{code: strings.ToUpper(code), at: syntax.Range{Start: start, End: start + len(code)}}
		at += len(part) + 1
		if _, ok := Find(ref.code); ok {
			s.codes = append(s.codes, ref)
		} else {
			problems = append(problems, New("PT802", ref.at, "there is no code %q; codes look like PT503", code))
		}
	}
	return problems
}

// below is the lines that a comment on a line of its own speaks of: the next line
// that is no comment, and if a statement starts there, all of its lines, or those
// of its head if it has a block. Heads has the last line of each statement's head
// by its first.
func below(m *syntax.Module, lines *source.Lines, comment int, heads map[int]int) (first, last int) {
	line, _ := lines.Position(m.Comments[comment].Start)
	line++
	for _, c := range m.Comments[comment+1:] {
		if next, _ := lines.Position(c.Start); !c.Own || next != line {
			break
		}
		line++
	}
	return line, max(line, heads[line])
}

// headLines finds the last line of the head of each statement by its first.
func headLines(m *syntax.Module, lines *source.Lines) map[int]int {
	heads := map[int]int{}
	syntax.Walk(m.Body, func(n syntax.Node) bool {
		s, ok := n.(syntax.Stmt)
		if !ok {
			_, isExpr := n.(syntax.Expr)
			return !isExpr
		}
		first, _ := lines.Position(s.Span().Start)
		last, _ := lines.Position(s.Span().End)
		if block := blockOf(s); block >= 0 {
			at, _ := lines.Position(block)
			last = max(first, at-1)
		}
		heads[first] = max(heads[first], last)
		return true
	})
	return heads
}

// blockOf is where the block of a statement starts, -1 if it has none.
func blockOf(s syntax.Stmt) int {
	var body []syntax.Stmt
	switch s := s.(type) {
	case *syntax.FunctionDef:
		if s.Docstring != nil {
			return s.Docstring.Start
		}
		body = s.Body
	case *syntax.ClassDef:
		if s.Docstring != nil {
			return s.Docstring.Start
		}
		body = s.Body
	case *syntax.If:
		body = s.Body
	case *syntax.For:
		body = s.Body
	case *syntax.While:
		body = s.Body
	case *syntax.With:
		body = s.Body
	case *syntax.Try:
		body = s.Body
	case *syntax.Match:
		if len(s.Cases) > 0 {
			return s.Cases[0].Start
		}
	}
	if len(body) == 0 {
		return -1
	}
	return body[0].Span().Start
}

// cover reports whether a comment suppresses a finding of a line, and notes that
// the comment is of use. Mistakes of ours are suppressed by their code only.
func (list suppressionList) cover(f Finding, line int) bool {
	covered := false
	for _, s := range list {
		if line < s.first || line > s.last {
			continue
		}
		if len(s.codes) == 0 && ofSource(f.Code) {
			s.used, covered = true, true
		}
		for i := range s.codes {
			if s.codes[i].code == f.Code {
				s.codes[i].used, covered = true, true
			}
		}
	}
	return covered
}

// ofSource reports whether the source alone decides whether a rule applies.
// Others need Rust to be built and run, which is not always done.
func ofSource(code string) bool {
	return !strings.HasPrefix(code, "PT7") && !strings.HasPrefix(code, "PT9")
}

// unused are the findings on comments, and codes in them, that were of no use.
func (list suppressionList) unused() []Finding {
	var found []Finding
	for _, s := range list {
		if len(s.codes) == 0 && !s.used {
			found = append(found, New("PT801", s.at, "this comment suppresses nothing: remove it"))
		}
		idle := slices.DeleteFunc(slices.Clone(s.codes), func(ref suppressedRef) bool { return ref.used || !ofSource(ref.code) })
		for _, ref := range idle {
			at := ref.at
			if len(s.codes) == 1 {
				at = s.at
			}
			found = append(found, New("PT801", at, "there is no %s here to suppress: remove it", ref.code))
		}
	}
	return found
}

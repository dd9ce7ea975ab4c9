package syntax

import "slices"

// A section is a statement at the top of a file with all of its lines, or several that
// share one. Each is read by itself: what its text means does not hang on what stands
// around it, so a mistake stays where it is, and after an edit all others are known.
type section struct {
	Range        // from its first token to its last
	text  []byte // of the section
	clean []byte
	lines []line

	body     []Stmt
	errors   []Error
	warnings []Error
	readable bool // whether all of it could be read

	checked   bool    // whether what follows is known for good
	misplaced []Error // what is wrong beyond the grammar
	global    bool    // whether names are declared global outside of functions

	kept bool // whether text and clean are its own
}

// sections cuts the lines into sections.
func (l *layout) sections() []section {
	var out []section
	from, decorated := 0, false
	for i, n := range l.lines {
		if n.level > 0 {
			continue
		}
		if i > from && !decorated && !continues(l.clean[n.Start:n.End]) {
			out = append(out, l.section(l.lines[from:i]))
			from = i
		}
		decorated = l.clean[n.Start] == '@'
	}
	if from < len(l.lines) {
		out = append(out, l.section(l.lines[from:]))
	}
	return out
}

func (l *layout) section(lines []line) section {
	r := Range{lines[0].Start, lines[len(lines)-1].End}
	return section{Range: r, text: l.text[r.Start:r.End], clean: l.clean[r.Start:r.End], lines: lines}
}

// continues reports whether a line goes on with the statement before it.
func continues(line []byte) bool {
	switch string(firstWord(line)) {
	case "elif", "else", "except", "finally":
		return true
	}
	return false
}

// read reads those sections that are not known.
func (l *layout) read(sections []section, known func(*section) bool) {
	var parts []Range
	var anew []*section
	for i := range sections {
		if p := &sections[i]; !known(p) {
			parts, anew = append(parts, p.Range), append(anew, p)
		}
	}
	parseParts(l.clean, parts, func(i int, t *tree) { l.lower(anew[i], t) })
}

// lower fills in what the tree of a section says.
func (l *layout) lower(s *section, t *tree) {
	var stray []line
	if !t.broken {
		stray = unbegun(s.lines, t.root)
	}
	broken, reported := t.broken || len(stray) > 0, len(l.errors)
	s.readable = !broken && !slices.ContainsFunc(s.lines, func(n line) bool { return n.bad != nil })
	if broken {
		l.removeBroken(s.lines)
		t.free()
		if t = treeOf(l.clean, s.Range); t.broken {
			l.reportBroken(t.root)
		}
	}
	low := &lowerer{text: l.text, lines: s.lines}
	s.body = low.stmts(t.root)
	t.free()
	s.errors, s.warnings = low.errors, low.warnings
	if broken && len(l.errors) == reported && len(s.errors) == 0 { // what is wrong does not show
		l.report(codeSyntax, clip(slices.Concat(stray, s.lines)[0].Range, l.text), "invalid syntax")
	}
}

// unbegun takes from the front of lines those that begin with a statement, a clause or
// a decorator in n. In a whole tree none is left, unless a statement goes on in the next
// line: where it cannot end yet, tree-sitter takes the end of a line for a blank.
func unbegun(lines []line, n *cst) []line {
	for c := n.first; c != nil; c = c.next {
		switch {
		case isStatement(c.kind), clauses[c.kind]:
			if len(lines) > 0 && lines[0].Start == c.start {
				lines = lines[1:]
			}
		case c.kind != "block":
			continue
		}
		lines = unbegun(lines, c)
	}
	return lines
}

var clauses = map[string]bool{
	"elif_clause": true, "else_clause": true, "except_clause": true, "except_group_clause": true,
	"finally_clause": true, "case_clause": true, "decorator": true,
}

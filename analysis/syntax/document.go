package syntax

import (
	"bytes"
	"slices"
)

// A Document parses the versions of one file as it is edited, reusing what it
// knows of those before. It is not safe for two goroutines at a time; the
// modules it returns are, and outlive it. They share the statements that are the
// same and stand in the same place.
type Document struct {
	last remembered // of the version before
	good remembered // of the last one without errors: one quote too many hides most of a file
}

// NewDocument returns a Document without a version yet.
func NewDocument() *Document { return &Document{} }

// Parse reads the next version of the file. The result is the same as that of
// the function Parse; only the way is shorter.
func (d *Document) Parse(src []byte) *Module {
	m, sections := read(src, func(s *section) bool { return d.last.fill(s) || d.good.fill(s) })
	d.last = remember(sections)
	if len(m.Errors) == 0 {
		d.good = d.last
	}
	return m
}

// remembered are sections by their text.
type remembered map[string]*section

// remember keeps what was read of those sections that were readable: what else is
// said of the others comes from what stands around them.
func remember(sections []section) remembered {
	r := make(remembered, len(sections))
	for i := range sections {
		if s := &sections[i]; s.readable {
			s.keep()
			r[string(s.text)] = s
		}
	}
	return r
}

// fill reads a section, if its text is remembered.
func (r remembered) fill(s *section) bool {
	then := r[string(s.text)]
	if then == nil || !bytes.Equal(then.clean, s.clean) {
		return false
	}
	s.text, s.clean, s.kept = then.text, then.clean, true
	s.body, s.errors, s.warnings, s.readable = then.body, then.errors, then.warnings, true
	s.checked, s.misplaced, s.global = then.checked, then.misplaced, then.global
	if d := shift(s.Start - then.Start); d != 0 {
		s.body = d.stmts(s.body)
		s.errors, s.warnings, s.misplaced = d.errors(s.errors), d.errors(s.warnings), d.errors(s.misplaced)
	}
	return true
}

// keep lets go of the text of the whole file.
func (s *section) keep() {
	s.lines = nil
	if !s.kept {
		s.text, s.clean, s.kept = slices.Clone(s.text), slices.Clone(s.clean), true
	}
}

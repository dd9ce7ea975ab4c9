package syntax

import "slices"

// Parse reads Python source. It never fails: whatever the bytes are, the result
// holds what could be read of them and says in Errors what could not.
func Parse(src []byte) *Module { return read(src, freshTree) }

// read makes the module of src; concrete gives the concrete tree of a text.
func read(src []byte, concrete func(clean []byte) *tree) *Module {
	m := &Module{Range: Range{0, len(src)}, Source: src}
	if len(src) > maxSize {
		m.Errors = []Error{{Range{0, 0}, codeTooLarge, "the file is too large to be read as Python source; keep its data in a file of its own"}}
		return m
	}
	text, errors := readable(src)
	lay := newLayout(text)
	t := concrete(lay.clean)
	if t.broken {
		lay.removeBroken(t)
		t.free()
		if t = freshTree(lay.clean); t.broken {
			lay.reportBroken(t.root)
		}
	}
	l := &lowerer{text: text, lines: lay.lines}
	body := l.stmts(t.root)
	t.free()
	errors = slices.Concat(errors, lay.errors, lay.relevant(l.errors))
	checked := check(text, body)
	m.Body, m.Docstring = docstring(body)
	m.Comments = lay.comments
	m.Errors = sortErrors(slices.Concat(errors, lay.relevant(checked)))
	m.Warnings = sortErrors(lay.relevant(l.warnings))
	return m
}

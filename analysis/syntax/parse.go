package syntax

import "slices"

// Parse reads Python source. It never fails: whatever the bytes are, the result
// holds what could be read of them and says in Errors what could not.
func Parse(src []byte) *Module {
	m, _ := read(src, func(*section) bool { return false })
	return m
}

// read makes the module of src, and gives the sections it was read in. Known fills in
// what it knows of a section already; it says whether it does.
func read(src []byte, known func(*section) bool) (*Module, []section) {
	m := &Module{Range: Range{0, len(src)}, Source: src}
	if len(src) > maxSize {
		m.Errors = []Error{{Range{0, 0}, codeTooLarge, "the file is too large to be read as Python source; keep its data in a file of its own"}}
		return m, nil
	}
	text, errors := readable(src)
	lay := newLayout(text)
	sections := lay.sections()
	lay.read(sections, known)
	var body []Stmt
	var lowered, warnings []Error
	for i := range sections {
		p := &sections[i]
		body = append(body, p.body...)
		lowered = append(lowered, p.errors...)
		warnings = append(warnings, p.warnings...)
	}
	errors = slices.Concat(errors, lay.errors, lay.relevant(lowered))
	checked := check(text, body, sections)
	m.Body, m.Docstring = docstring(body)
	m.Comments = lay.comments
	m.Errors = sortErrors(slices.Concat(errors, lay.relevant(checked)))
	m.Warnings = sortErrors(lay.relevant(warnings))
	return m, sections
}

package syntax

// Parse reads Python source. It never fails: whatever the bytes are, the result
// holds what could be read of them and says in Errors what could not.
func Parse(src []byte) *Module {
	text := src
	t := parseTree(nil, text)
	defer t.Close()
	m := &Module{Range: Range{0, len(src)}, Source: src}
	body, errors := lower(copyTree(t, 0), text)
	m.Body, m.Docstring = docstring(body)
	m.Errors = sortErrors(errors)
	return m
}

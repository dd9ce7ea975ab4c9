package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// The body of a class has names of its own, which what stands directly in it sees
// before those of the module: values of attributes, and defaults of methods. The
// bodies of methods, lambdas and comprehensions do not see them.

// bindsBefore reports whether the body of c binds a name before an offset.
func (c *class) bindsBefore(name string, offset int) bool {
	if c.c.Def == nil {
		return false
	}
	found := false
	bindings(c.c.Def.Body, func(bound string, def syntax.Range, at syntax.Node) {
		if s, ok := at.(*syntax.AnnAssign); ok && s.Value == nil {
			return // says what it is, and binds nothing
		}
		// A statement binds a name after it has evaluated its value.
		found = found || bound == name && def.End <= offset && at.Span().End <= offset
	})
	return found
}

// nameInBody is the value of a name that the class around it binds.
func (w *walker) nameInBody(e *syntax.Name) (val, bool) {
	if w.body == nil || len(w.scopes) > 0 || !w.body.bindsBefore(e.ID, e.Start) {
		return val{}, false
	}
	if a := w.body.attrs[e.ID]; a != nil {
		return val{set: w.get(a.slot), src: a.slot}, true
	}
	return notKnown(), true
}

// inClassScope finds a name in a default that means what the class around the
// function binds.
func (fn *function) inClassScope(d syntax.Expr) *syntax.Name {
	if fn.class == nil {
		return nil
	}
	var found *syntax.Name
	Inspect(d, func(e syntax.Expr) bool {
		if n, ok := e.(*syntax.Name); ok && found == nil && fn.class.bindsBefore(n.ID, n.Start) {
			found = n
		}
		return found == nil
	})
	return found
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A portion is what is kept of one statement at the top of a module for as long as its
// text stays the same, wherever that moves to.
type portion struct {
	names  []string // that it mentions, in its docstring's examples too, each once
	record *record  // of what is known of it, if that was carried over
	stood  int      // where it did when that was found
	plain  *bool    // whether all that is known of it hangs on its nodes, once that was asked
}

// portion is that of the i-th statement.
func (in *solver) portion(i int) *portion {
	if in.portions == nil {
		in.portions = make([]*portion, len(in.info.Module.Body))
	}
	if in.portions[i] == nil {
		in.portions[i] = &portion{names: in.mentioned(in.info.Module.Body[i])}
	}
	return in.portions[i]
}

// mentioned are the names that a statement mentions.
func (in *solver) mentioned(s syntax.Stmt) []string {
	var names []string
	seen := map[string]bool{}
	add := func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok && !seen[name.ID] {
			seen[name.ID] = true
			names = append(names, name.ID)
		}
		return true
	}
	syntax.Inspect(s, add)
	if doc := docstring(s); doc != nil && in.plan.doctests[doc] != nil {
		syntax.Walk(in.plan.doctests[doc].body, add)
	}
	return names
}

// docstring is that of a def or class, nil for other statements.
func docstring(s syntax.Stmt) *syntax.Str {
	switch s := s.(type) {
	case *syntax.FunctionDef:
		return s.Docstring
	case *syntax.ClassDef:
		return s.Docstring
	}
	return nil
}

// moves reports whether what is known of the i-th statement can be carried over to
// where the same text stands in the next version: it all hangs on the nodes of its text.
func (in *solver) moves(i int) bool {
	s := in.info.Module.Body[i]
	def, isDef := s.(*syntax.FunctionDef)
	if isDef && !in.movable(def) {
		return false
	}
	p := in.portion(i)
	if p.plain == nil {
		plain := whole(in.info, s) && (!isDef || in.plainInside(def))
		p.plain = &plain
	}
	return *p.plain
}

// takePortions takes over the portions of the version before: whole ones of what is carried
// over, and of what is inferred anew what its text says.
func (in *solver) takePortions(r *reuse) {
	olds := r.before.info.Module.Body
	for i, s := range in.info.Module.Body {
		was := r.before.portion(i)
		def, ok := s.(*syntax.FunctionDef)
		switch {
		case ok && r.defs[def] != nil, !ok && r.module:
			in.portions[i] = was
		case in.portions[i] == nil && sameText(r.before.info.Module, olds[i].Span(), in.info.Module, s.Span()):
			in.portions[i] = &portion{names: was.names}
		}
	}
}

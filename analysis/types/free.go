package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// freeNames lists the names that the body of a function uses and that no scope
// inside it binds, each once and in source order. Names that the function itself
// binds are among them, as are those of nonlocal statements.
func freeNames(body []syntax.Stmt) []string {
	f := &freeFinder{seen: map[string]bool{}}
	f.stmts(body)
	return f.names
}

// A freeFinder collects names; bound has those of the scopes inside, innermost last.
type freeFinder struct {
	names []string
	seen  map[string]bool
	bound []map[string]bool
}

func (f *freeFinder) use(name string) {
	for _, b := range f.bound {
		if b[name] {
			return
		}
	}
	if !f.seen[name] {
		f.seen[name] = true
		f.names = append(f.names, name)
	}
}

// within collects in a scope that binds names.
func (f *freeFinder) within(names map[string]bool, visit func()) {
	f.bound = append(f.bound, names)
	visit()
	f.bound = f.bound[:len(f.bound)-1]
}

func (f *freeFinder) stmts(body []syntax.Stmt) {
	for _, s := range body {
		f.stmt(s)
	}
}

func (f *freeFinder) stmt(s syntax.Stmt) {
	for _, e := range StmtExprs(s) {
		f.expr(e)
	}
	switch s := s.(type) {
	case *syntax.FunctionDef:
		f.def(s)
	case *syntax.Nonlocal:
		for _, n := range s.Names {
			f.use(n.ID)
		}
	}
	for _, b := range Blocks(s) {
		f.stmts(b)
	}
}

// def collects what a function inside uses: what it does not bind itself.
func (f *freeFinder) def(s *syntax.FunctionDef) {
	own := map[string]bool{}
	f.params(s.Params, own)
	bindings(s.Body, func(name string, _ syntax.Range, _ syntax.Node) { own[name] = true })
	forNonlocals(s.Body, func(name string) { delete(own, name) })
	forGlobals(s.Body, func(name string) { own[name] = true })
	f.within(own, func() { f.stmts(s.Body) })
}

// params adds the names of parameters to own and collects from the defaults.
func (f *freeFinder) params(params *syntax.Params, own map[string]bool) {
	if params == nil {
		return
	}
	for _, p := range params.List {
		own[p.Name] = true
		if p.Default != nil {
			f.expr(p.Default)
		}
	}
}

func (f *freeFinder) expr(e syntax.Expr) {
	Inspect(e, func(x syntax.Expr) bool {
		switch x := x.(type) {
		case *syntax.Name:
			f.use(x.ID)
		case *syntax.Lambda:
			own := map[string]bool{}
			f.params(x.Params, own)
			f.within(own, func() { f.expr(x.Body) })
			return false
		case *syntax.ListComp:
			f.comp(x.Generators, x.Elt)
			return false
		case *syntax.SetComp:
			f.comp(x.Generators, x.Elt)
			return false
		case *syntax.GeneratorExp:
			f.comp(x.Generators, x.Elt)
			return false
		case *syntax.DictComp:
			f.comp(x.Generators, x.Key, x.Value)
			return false
		}
		return true
	})
}

// comp collects from a comprehension, whose first iterable stands outside of it.
func (f *freeFinder) comp(gens []*syntax.Comprehension, items ...syntax.Expr) {
	own := map[string]bool{}
	for i, g := range gens {
		if i == 0 {
			f.expr(g.Iter)
		}
		bindTarget(g.Target, g, func(name string, _ syntax.Range, _ syntax.Node) { own[name] = true })
	}
	f.within(own, func() {
		for i, g := range gens {
			if i > 0 {
				f.expr(g.Iter)
			}
			f.expr(g.Target)
			for _, c := range g.Ifs {
				f.expr(c)
			}
		}
		for _, item := range items {
			f.expr(item)
		}
	})
}

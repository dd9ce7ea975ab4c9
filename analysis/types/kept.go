package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// An iterator that gets a name and is walked by the very next statement, and by
// nothing else, is as good as written where it is walked:
//
//	pairs = zip(a, b)
//	return list(pairs)
//
// means return list(zip(a, b)). Nothing runs between the two, so it cannot be
// told when the iterator was made. Inference sees the statements so put together.

// makers are the builtins that make iterators.
var makers = map[string]bool{"map": true, "filter": true, "zip": true, "enumerate": true, "reversed": true, "iter": true}

// A rewriting is the body of a function with its iterators put where they are
// walked and its match statements as ifs, and which node of the source became which.
type rewriting struct {
	body  []syntax.Stmt
	nodes map[syntax.Expr]syntax.Expr
	kept  []keptIterator
}

// A keptIterator is a name that stands for an iterator.
type keptIterator struct {
	def, use *syntax.Name
	value    syntax.Expr
}

// rewritten is the body of def to infer.
func (p *plan) rewritten(def *syntax.FunctionDef, in *solver) *rewriting {
	if r := p.bodies[def]; r != nil {
		return r
	}
	r := &rewriting{nodes: map[syntax.Expr]syntax.Expr{}}
	k := keeper{def: def, count: map[string]int{}, out: r, qualified: in.qualified, classes: moduleClasses{in}, defs: in.topClasses(), expansion: in.expansion, manager: in.manager, managers: p.managers}
	k.cached = func(name string) bool {
		return in.home != nil && in.home.NameRange == def.NameRange && in.cachedAbove(name)
	}
	if _, ok := p.gists[def]; !ok { // or else no iterator is kept
		k.countNames()
	}
	body := def.Body
	if def.Name == "__exit__" && def.Params != nil && len(def.Params.List) == 4 && !ignoresRest(def) && standsForClass(def) {
		body = k.askTheObject(def)
	}
	r.body = k.block(body)
	p.bodies[def] = r
	return r
}

// countNames counts how often each name stands in the function.
func (k *keeper) countNames() {
	syntax.Walk(k.def.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Name:
			k.count[n.ID]++
		case *syntax.Nonlocal, *syntax.Global:
			for _, c := range syntax.Children(n) {
				if name, ok := c.(*syntax.Name); ok {
					k.count[name.ID] += 2
				}
			}
		}
		return true
	})
	if k.def.Params != nil {
		for _, param := range k.def.Params.List {
			k.count[param.Name]++
		}
	}
}

// A keeper puts iterators where they are walked.
type keeper struct {
	def   *syntax.FunctionDef
	count map[string]int // how often each name stands in the function
	out   *rewriting
	use   *syntax.Name // the last name that was replaced

	classes moduleClasses
	// What with statements are about.
	qualified func(syntax.Expr) string
	defs      map[string]*syntax.ClassDef

	expansion func(*syntax.FunctionDef, *keeper) *expansion
	cached    func(name string) bool // of a function of the module
	caches    map[string]string      // those of the functions in this one
	manager   func(*syntax.Call) *syntax.FunctionDef
	managers  map[syntax.Stmt][]entered
}

// topClasses are the classes at the top of the module whose names mean nothing else.
func (in *solver) topClasses() map[string]*syntax.ClassDef {
	if in.classDefs != nil {
		return in.classDefs
	}
	in.classDefs = map[string]*syntax.ClassDef{}
	for _, s := range in.info.Top {
		if def, ok := s.(*syntax.ClassDef); ok && in.scope.bindings[def.Name] == 1 {
			in.classDefs[def.Name] = def
		}
	}
	return in.classDefs
}

func (k *keeper) block(body []syntax.Stmt) []syntax.Stmt {
	var out []syntax.Stmt
	for i := 0; i < len(body); i++ {
		if m, ok := body[i].(*syntax.Match); ok {
			if as := k.match(m); as != nil {
				out = append(out, as...)
				continue
			}
		}
		if def, ok := body[i].(*syntax.FunctionDef); ok {
			if as := k.decorated(def); as != nil {
				out = append(out, as...)
				continue
			}
		}
		if s := k.cleared(body[i]); s != nil {
			out = append(out, s)
			continue
		}
		if w, ok := body[i].(*syntax.With); ok {
			if as := k.with(w); as != nil {
				out = append(out, as...)
				continue
			}
		}
		s := k.stmt(body[i])
		if i+1 < len(body) {
			if name, value := k.kept(s); name != nil {
				if next := k.join(body[i+1], name.ID, value); next != nil {
					k.out.kept = append(k.out.kept, keptIterator{name, k.use, value})
					s = k.stmt(next)
					i++
				}
			}
		}
		out = append(out, s)
	}
	return out
}

// stmt is s with the blocks in it rewritten.
func (k *keeper) stmt(s syntax.Stmt) syntax.Stmt {
	switch s := s.(type) {
	case *syntax.If:
		made := *s
		made.Body, made.Orelse = k.block(s.Body), k.block(s.Orelse)
		return &made
	case *syntax.For:
		made := *s
		made.Body, made.Orelse = k.block(s.Body), k.block(s.Orelse)
		return &made
	case *syntax.While:
		made := *s
		made.Body, made.Orelse = k.block(s.Body), k.block(s.Orelse)
		return &made
	case *syntax.Try:
		made := *s
		made.Body, made.Orelse, made.Finalbody, made.Handlers = k.block(s.Body), k.block(s.Orelse), k.block(s.Finalbody), nil
		for _, h := range s.Handlers {
			handler := *h
			handler.Body = k.block(h.Body)
			made.Handlers = append(made.Handlers, &handler)
		}
		return &made
	}
	return s
}

// kept is the name and the iterator of a statement that keeps one.
func (k *keeper) kept(s syntax.Stmt) (*syntax.Name, syntax.Expr) {
	a, ok := s.(*syntax.Assign)
	if !ok || len(a.Targets) != 1 {
		return nil, nil
	}
	name, ok := a.Targets[0].(*syntax.Name)
	if !ok || k.count[name.ID] != 2 {
		return nil, nil
	}
	switch value := a.Value.(type) {
	case *syntax.GeneratorExp:
		return name, value
	case *syntax.Call:
		if f, ok := value.Func.(*syntax.Name); ok && makers[f.ID] {
			return name, value
		}
	}
	return nil, nil
}

// join is s with value in the place of the name, if s evaluates that first; nil
// otherwise.
func (k *keeper) join(s syntax.Stmt, name string, value syntax.Expr) syntax.Stmt {
	put := func(e syntax.Expr) (syntax.Expr, bool) {
		made := k.put(e, name, value)
		return made, made != nil
	}
	switch s := s.(type) {
	case *syntax.Return:
		if e, ok := put(s.Value); ok {
			made := *s
			made.Value = e
			return &made
		}
	case *syntax.Assign:
		if e, ok := put(s.Value); ok {
			made := *s
			made.Value = e
			return &made
		}
	case *syntax.ExprStmt:
		if e, ok := put(s.Value); ok {
			made := *s
			made.Value = e
			return &made
		}
	case *syntax.For:
		if e, ok := put(s.Iter); ok {
			made := *s
			made.Iter = e
			return &made
		}
	}
	return nil
}

// put is e with value in the place of the name, copied on the way there. It is
// nil unless the name is what e evaluates first, apart from names and literals.
func (k *keeper) put(e syntax.Expr, name string, value syntax.Expr) syntax.Expr {
	made := k.replaced(e, name, value)
	if made != nil {
		k.out.nodes[e] = made
	}
	return made
}

func (k *keeper) replaced(e syntax.Expr, name string, value syntax.Expr) syntax.Expr {
	switch e := e.(type) {
	case *syntax.Name:
		if e.ID == name {
			k.use = e
			return value
		}
	case *syntax.Call:
		made := *e
		if f, ok := e.Func.(*syntax.Attribute); ok {
			receiver, named := f.Value.(*syntax.Name)
			if _, literal := f.Value.(*syntax.Str); !literal && (!named || receiver.ID == name) {
				if made.Func = k.put(f, name, value); made.Func == nil {
					return nil
				}
				return &made
			}
		} else if _, ok := e.Func.(*syntax.Name); !ok {
			return nil
		}
		if len(e.Args) == 0 {
			return nil
		}
		// map(f, result): the function before it is a name or a lambda.
		for i, a := range e.Args {
			if first := k.put(a, name, value); first != nil {
				made.Args = append(append(append([]syntax.Expr(nil), e.Args[:i]...), first), e.Args[i+1:]...)
				return &made
			}
			switch a.(type) {
			case *syntax.Name, *syntax.Lambda:
			default:
				return nil
			}
		}
	case *syntax.Attribute:
		made := *e
		if made.Value = k.put(e.Value, name, value); made.Value != nil {
			return &made
		}
	case *syntax.Subscript:
		made := *e
		if made.Value = k.put(e.Value, name, value); made.Value != nil {
			return &made
		}
	case *syntax.BinOp:
		made := *e
		if made.Left = k.put(e.Left, name, value); made.Left != nil {
			return &made
		}
	case *syntax.Compare:
		made := *e
		if made.Left = k.put(e.Left, name, value); made.Left != nil {
			return &made
		}
	case *syntax.ListComp:
		if gens := k.generators(e.Generators, name, value); gens != nil {
			made := *e
			made.Generators = gens
			return &made
		}
	case *syntax.SetComp:
		if gens := k.generators(e.Generators, name, value); gens != nil {
			made := *e
			made.Generators = gens
			return &made
		}
	case *syntax.DictComp:
		if gens := k.generators(e.Generators, name, value); gens != nil {
			made := *e
			made.Generators = gens
			return &made
		}
	case *syntax.GeneratorExp:
		if gens := k.generators(e.Generators, name, value); gens != nil {
			made := *e
			made.Generators = gens
			return &made
		}
	}
	return nil
}

// generators puts value into the first iterable, which is evaluated first.
func (k *keeper) generators(gens []*syntax.Comprehension, name string, value syntax.Expr) []*syntax.Comprehension {
	iter := k.put(gens[0].Iter, name, value)
	if iter == nil {
		return nil
	}
	first := *gens[0]
	first.Iter = iter
	return append([]*syntax.Comprehension{&first}, gens[1:]...)
}

// mirror says of the nodes in the source what is known of those that took their
// place.
func (in *solver) mirror() {
	for _, fn := range in.functions {
		r := in.plan.bodies[fn.f.Def]
		if r == nil {
			continue
		}
		for _, kept := range r.kept {
			t, ok := in.info.exprs[kept.value]
			if !ok {
				continue
			}
			v := &Var{Name: kept.def.ID, Kind: Local, Type: t, Def: kept.def.Range, Func: fn.f}
			for _, n := range []*syntax.Name{kept.def, kept.use} {
				in.info.vars[n], in.info.exprs[n] = v, t
			}
		}
		for old, made := range r.nodes {
			if use, ok := old.(*syntax.Name); ok {
				if same, ok := made.(*syntax.Name); ok && in.info.vars[same] != nil {
					in.info.vars[use], in.info.exprs[use] = in.info.vars[same], in.info.exprs[same]
				}
				continue
			}
			if t, ok := in.info.exprs[made]; ok {
				in.info.exprs[old] = t
			}
			if call, ok := made.(*syntax.Call); ok {
				if from, same := old.(*syntax.Call); same && in.info.calls[call] != nil {
					in.info.calls[from] = in.info.calls[call]
				}
			}
		}
	}
}

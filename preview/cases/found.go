package cases

import (
	"maps"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
)

// found is a call with constant arguments in the file.
type found struct {
	args     []value.Value
	keywords map[string]value.Value
	order    []string // of the keywords
	origin   string
}

// maxLoop is how many rounds of a loop over constants are looked at.
const maxLoop = 30

// scan finds the calls in doctests and in the code of m.
func (s *Source) scan(m *syntax.Module) {
	globals := map[string]value.Value{}
	code := scanner{s, Call}
	code.block(m.Body, globals)
	docs := []*syntax.Str{m.Docstring}
	for _, stmt := range m.Body {
		switch stmt := stmt.(type) {
		case *syntax.FunctionDef:
			docs = append(docs, stmt.Docstring)
		case *syntax.ClassDef:
			docs = append(docs, stmt.Docstring)
		}
	}
	for _, doc := range docs {
		env := maps.Clone(globals)
		for _, example := range types.Examples(m.Source, doc) {
			parsed := syntax.Parse([]byte(example.Source))
			if len(parsed.Errors) == 0 {
				scanner{s, Doctest}.block(parsed.Body, env)
			}
		}
	}
}

// A scanner walks code in order of execution, as far as that is plain, and knows
// the names that stand for constants. Where it is not plain a name may stand for
// a value that it has at another time: still a fine value to try.
type scanner struct {
	*Source
	origin string
}

func (s scanner) block(body []syntax.Stmt, env map[string]value.Value) {
	for _, stmt := range body {
		s.stmt(stmt, env)
	}
}

func (s scanner) stmt(stmt syntax.Stmt, env map[string]value.Value) {
	switch stmt := stmt.(type) {
	case *syntax.FunctionDef:
		local := maps.Clone(env)
		for _, p := range stmt.Params.List {
			delete(local, p.Name)
		}
		s.block(stmt.Body, local)
		return
	case *syntax.ClassDef:
		s.block(stmt.Body, maps.Clone(env))
		return
	case *syntax.For:
		if s.loop(stmt, env) {
			return
		}
	}
	for _, e := range types.StmtExprs(stmt) {
		s.expr(e, env)
	}
	switch stmt := stmt.(type) {
	case *syntax.Assign:
		for _, target := range stmt.Targets {
			assign(target, stmt.Value, env)
		}
	case *syntax.AnnAssign:
		if stmt.Value != nil {
			assign(stmt.Target, stmt.Value, env)
		}
	}
	for _, block := range types.Blocks(stmt) {
		s.block(block, env)
	}
}

// loop walks the body of a loop over constants once per round.
func (s scanner) loop(loop *syntax.For, env map[string]value.Value) bool {
	items, ok := value.Constant(loop.Iter, env)
	if !ok { // range(…) is constant when list(range(…)) is
		list := &syntax.Call{Func: &syntax.Name{ID: "list"}, Args: []syntax.Expr{loop.Iter}}
		items, ok = value.Constant(list, env)
	}
	if !ok || items.Kind != value.List && items.Kind != value.Tuple {
		return false
	}
	for _, item := range items.Elems[:min(len(items.Elems), maxLoop)] {
		unpack(loop.Target, item, env)
		s.block(loop.Body, env)
	}
	s.block(loop.Orelse, env)
	return true
}

func assign(target, e syntax.Expr, env map[string]value.Value) {
	v, ok := value.Constant(e, env)
	if !ok {
		v = value.Value{}
	}
	unpack(target, v, env)
}

// unpack binds the names of a target to v, or unbinds them where v, or a part of
// it, is not known.
func unpack(target syntax.Expr, v value.Value, env map[string]value.Value) {
	var elts []syntax.Expr
	switch target := target.(type) {
	case *syntax.Name:
		if v.Kind == 0 {
			delete(env, target.ID)
		} else {
			env[target.ID] = v
		}
		return
	case *syntax.Tuple:
		elts = target.Elts
	case *syntax.List:
		elts = target.Elts
	}
	for i, elt := range elts {
		var part value.Value
		if len(v.Elems) == len(elts) && (v.Kind == value.List || v.Kind == value.Tuple) {
			part = v.Elems[i]
		}
		unpack(elt, part, env)
	}
}

// expr notes the calls in e.
func (s scanner) expr(e syntax.Expr, env map[string]value.Value) {
	syntax.Inspect(e, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok {
			s.call(call, env)
		}
		return true
	})
}

func (s scanner) call(call *syntax.Call, env map[string]value.Value) {
	name, ok := call.Func.(*syntax.Name)
	if !ok || s.defs[name.ID] == nil {
		return
	}
	out := found{keywords: map[string]value.Value{}, origin: s.origin}
	for _, arg := range call.Args {
		v, ok := value.Constant(arg, env)
		if !ok {
			return
		}
		out.args = append(out.args, v)
	}
	for _, k := range call.Keywords {
		v, ok := value.Constant(k.Value, env)
		if !ok || k.Name == "" {
			return
		}
		out.keywords[k.Name] = v
		out.order = append(out.order, k.Name)
	}
	s.found[name.ID] = append(s.found[name.ID], out)
}

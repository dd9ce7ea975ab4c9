package lower

import (
	"sort"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// declare puts the declaration of each variable that is assigned into the
// smallest block around all that mentions it: as part of its first assignment
// where that comes first, else before the statement that does.
func (f *function) declare(body *[]ir.Stmt) {
	where := paths(body)
	regions := map[*ir.Var]region{}
	var order []*ir.Var
	byVar := map[*ir.Var][]*ir.Local{}
	declared := declaredVars(f.out.Params, *body)
	ir.Walk(*body, nil, func(x ir.Expr) bool {
		if l, ok := x.(*ir.Local); ok && !declared[l.Var] {
			if byVar[l.Var] == nil {
				order = append(order, l.Var)
			}
			byVar[l.Var] = append(byVar[l.Var], l)
		}
		return true
	})
	for _, v := range order {
		regions[v] = regionOf(byVar[v], where)
	}
	inserts := map[*[]ir.Stmt][]insertion{}
	for _, v := range order {
		r := regions[v]
		if r.direct {
			(*r.list)[r.first] = letOf((*r.list)[r.first])
			continue
		}
		if r.first < len(*r.list) {
			switch s := (*r.list)[r.first].(type) {
			case *ir.LetPattern:
				continue // made of the assignment just now
			case *ir.AssignTuple:
				if let := letPattern(s, regions, r); let != nil {
					(*r.list)[r.first] = let
					continue
				}
			}
		}
		let := &ir.Let{Place: ir.Place{Range: v.Range}, Var: v}
		inserts[r.list] = append(inserts[r.list], insertion{r.first, let})
	}
	for list, all := range inserts {
		insert(list, all)
	}
	f.initialise(*body)
}

// declaredVars has the variables that something other than an assignment binds.
func declaredVars(params []*ir.Var, body []ir.Stmt) map[*ir.Var]bool {
	out := map[*ir.Var]bool{}
	for _, p := range params {
		out[p] = true
	}
	pattern := func(p ir.Pattern) {
		for _, v := range ir.PatternVars(p) {
			out[v] = true
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			out[s.Var] = true
		case *ir.LetPattern:
			pattern(s.Pattern)
		case *ir.For:
			pattern(s.Target)
		case *ir.Try:
			for _, h := range s.Handlers {
				if h.Var != nil {
					out[h.Var] = true
				}
			}
		}
		return true
	}, func(x ir.Expr) bool {
		switch x := x.(type) {
		case *ir.IfSome:
			out[x.Var] = true
		case *ir.Lambda:
			for _, p := range x.Params {
				out[p] = true
			}
		case *ir.Comp:
			for _, c := range x.Clauses {
				pattern(c.Target)
			}
		}
		return true
	})
	return out
}

// letOf turns an assignment of a variable into its declaration.
func letOf(s ir.Stmt) ir.Stmt {
	a := s.(*ir.Assign)
	return &ir.Let{Place: a.Place, Var: a.Target.(*ir.Local).Var, Value: a.Value}
}

// letPattern turns an assignment of several variables into their declaration,
// when it is the first mention of each and they are declared in the same block.
func letPattern(s *ir.AssignTuple, regions map[*ir.Var]region, at region) *ir.LetPattern {
	out := &ir.LetPattern{Place: s.Place, Value: s.Value}
	seen := map[*ir.Var]bool{}
	for _, t := range s.Targets {
		local, ok := t.(*ir.Local)
		if !ok || seen[local.Var] || mentions(s.Value, local.Var) {
			return nil
		}
		seen[local.Var] = true
		r, undeclared := regions[local.Var]
		if !undeclared || r.list != at.list || r.first != at.first {
			return nil
		}
		out.Pattern = append(out.Pattern, local.Var)
	}
	return out
}

// An insertion is a statement to be put before the one with index i.
type insertion struct {
	i int
	s ir.Stmt
}

func insert(list *[]ir.Stmt, all []insertion) {
	sort.SliceStable(all, func(a, b int) bool { return all[a].i < all[b].i })
	var out []ir.Stmt
	next := 0
	for i := 0; i <= len(*list); i++ {
		for ; next < len(all) && all[next].i == i; next++ {
			out = append(out, all[next].s)
		}
		if i < len(*list) {
			out = append(out, (*list)[i])
		}
	}
	*list = out
}

// initialise gives a value to the variables of which rustc cannot see that they
// have one, since it does not know from where a handler is reached. The value
// is never read.
func (f *function) initialise(body []ir.Stmt) {
	unseen := map[*ir.Var]bool{}
	for _, e := range newGraph(f.out.Params, body, merged).unassigned() {
		unseen[e.v] = true
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		if let, ok := s.(*ir.Let); ok && let.Value == nil && unseen[let.Var] {
			let.Value = f.blank(let.Var.T, let.Range)
		}
		return true
	}, nil)
}

// blank is some value of type t.
func (f *function) blank(t ir.Type, at syntax.Range) ir.Expr {
	b := ir.Base{T: t, Range: at}
	switch t := t.(type) {
	case ir.Basic:
		switch t {
		case ir.Int, ir.Usize:
			return &ir.IntLit{Base: b}
		case ir.Float:
			return &ir.FloatLit{Base: b}
		case ir.Bool:
			return &ir.BoolLit{Base: b}
		case ir.Str:
			return &ir.StrLit{Base: b}
		case ir.Bytes:
			return &ir.BytesLit{Base: b}
		case ir.Char:
			return &ir.CharLit{Base: b, Value: ' '}
		}
	case ir.List:
		return &ir.ListLit{Base: b}
	case ir.Dict:
		return &ir.DictLit{Base: b}
	case ir.VarTuple:
		return emptyTuple(t, at)
	case ir.Set:
		return emptySet(t, at)
	case ir.Option:
		return &ir.NoneLit{Base: b}
	case ir.Dynamic:
		return &ir.Convert{Base: b, X: &ir.UnitLit{Base: ir.Base{T: ir.Unit, Range: at}}}
	case ir.Tuple:
		out := &ir.TupleLit{Base: b}
		for _, e := range t.Elems {
			out.Elems = append(out.Elems, f.blank(e, at))
		}
		return out
	}
	f.refuse("PT302", at, "this variable may have no value after the try; give it one before")
	return nil
}

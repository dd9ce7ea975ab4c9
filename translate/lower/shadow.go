package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// unhide renames variables that hide another one of the same name where that is
// still used. Shadowing reads well in Rust, as in let n = n.to_string(), as long
// as the old n is done with.
func (n *namer) unhide(params []*ir.Var, body []ir.Stmt) {
	for {
		s := &shadows{}
		for _, p := range params {
			s.declare(p)
		}
		s.block(body)
		if s.hider == nil {
			return
		}
		s.hider.RustName = n.taken.pick(snake(s.hider.Name))
		if strings.HasPrefix(s.hider.RustName, "_") && n.read[s.hider] {
			s.hider.RustName = n.taken.pick("v" + s.hider.RustName)
		}
	}
}

// shadows follows Rust's scopes through a body.
type shadows struct {
	known []*ir.Var // innermost last
	hider *ir.Var   // the first variable found to hide one that is used
}

func (s *shadows) declare(v *ir.Var) {
	if v != nil {
		s.known = append(s.known, v)
	}
}

func (s *shadows) mention(v *ir.Var) {
	if s.hider != nil {
		return
	}
	for i := len(s.known) - 1; i >= 0 && s.known[i] != v; i-- {
		if s.known[i].RustName == v.RustName {
			s.hider = s.known[i]
			return
		}
	}
}

// scope runs f and forgets what it declared.
func (s *shadows) scope(f func()) {
	known := len(s.known)
	f()
	s.known = s.known[:known]
}

func (s *shadows) pattern(p ir.Pattern) {
	for _, v := range ir.PatternVars(p) {
		s.declare(v)
	}
}

func (s *shadows) block(body []ir.Stmt) {
	s.scope(func() {
		for _, stmt := range body {
			s.stmt(stmt)
		}
	})
}

func (s *shadows) stmt(stmt ir.Stmt) {
	ir.StmtSlots(stmt, func(e *ir.Expr) { s.expr(*e) })
	switch stmt := stmt.(type) {
	case *ir.Let:
		s.declare(stmt.Var)
	case *ir.LetPattern:
		s.pattern(stmt.Pattern)
	case *ir.For:
		s.scope(func() {
			s.pattern(stmt.Target)
			s.block(stmt.Body)
		})
	case *ir.Try:
		s.block(stmt.Body)
		for _, h := range stmt.Handlers {
			s.scope(func() {
				s.declare(h.Var)
				s.block(h.Body)
			})
		}
		s.block(stmt.Else)
		s.block(stmt.Finally)
	default:
		for _, b := range ir.Blocks(stmt) {
			s.block(*b)
		}
	}
}

func (s *shadows) expr(x ir.Expr) {
	switch x := x.(type) {
	case *ir.Local:
		s.mention(x.Var)
	case *ir.Block:
		s.scope(func() {
			for _, stmt := range x.Stmts {
				s.stmt(stmt)
			}
			s.expr(x.Value)
		})
	case *ir.IfSome:
		s.expr(x.X)
		s.scope(func() {
			s.declare(x.Var)
			s.expr(x.Then)
		})
		s.expr(x.Else)
	case *ir.Lambda:
		s.scope(func() {
			for _, p := range x.Params {
				s.declare(p)
			}
			s.expr(x.Body)
		})
	case *ir.Comp:
		s.scope(func() { s.comp(x) })
	default:
		ir.Slots(x, func(e *ir.Expr) { s.expr(*e) })
	}
}

func (s *shadows) comp(x *ir.Comp) {
	for _, c := range x.Clauses {
		s.expr(c.Iter)
		s.pattern(c.Target)
		for _, cond := range c.Conds {
			s.expr(cond)
		}
	}
	for _, e := range append([]ir.Expr{x.Key, x.Elt}, x.Rest...) {
		if e != nil {
			s.expr(e)
		}
	}
}

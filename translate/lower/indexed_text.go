package lower

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// indexText keeps the characters of a str in a Vec<char> beside it where a loop
// takes them by their positions: in the str itself each is searched from the start.
//
//	while i < len(s) and s[i] != " ": i += 1
//
// It does so for strs that never get another value, after variables are declared.
func (f *function) indexText(body *[]ir.Stmt) {
	given := bindings(*body)
	for _, p := range slices.Backward(f.out.Params) { // each goes before the others
		if p.T == ir.Str && given[p] == 0 {
			f.addChars(body, 0, p)
		}
	}
	f.indexLocals(body, given)
}

// indexLocals does the same for the variables that a block and those in it declare.
func (f *function) indexLocals(body *[]ir.Stmt, given map[*ir.Var]int) {
	for i := 0; i < len(*body); i++ {
		switch s := (*body)[i].(type) {
		case *ir.Let:
			if s.Var.T == ir.Str && s.Value != nil && given[s.Var] == 1 {
				f.addChars(body, i+1, s.Var)
			}
		case *ir.For:
			if v, ok := s.Target.(*ir.Var); ok && v.T == ir.Str && given[v] == 1 {
				f.addChars(&s.Body, 0, v)
			}
		}
		for _, b := range ir.Blocks((*body)[i]) {
			f.indexLocals(b, given)
		}
	}
}

// bindings counts the statements that give each variable a value.
func bindings(body []ir.Stmt) map[*ir.Var]int {
	given := map[*ir.Var]int{}
	target := func(e ir.Expr) {
		if l, ok := e.(*ir.Local); ok {
			given[l.Var]++
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Let:
			given[s.Var]++
		case *ir.LetPattern:
			for _, v := range ir.PatternVars(s.Pattern) {
				given[v]++
			}
		case *ir.For:
			for _, v := range ir.PatternVars(s.Target) {
				given[v]++
			}
		case *ir.Assign:
			target(s.Target)
		case *ir.AugAssign:
			target(s.Target)
		case *ir.AssignTuple:
			for _, t := range s.Targets {
				target(t)
			}
		}
		return true
	}, func(ir.Expr) bool { return true })
	return given
}

// addChars declares the characters of a str at a place of a block, if a loop from
// there on indexes it.
func (f *function) addChars(body *[]ir.Stmt, at int, text *ir.Var) {
	rest := (*body)[at:]
	if !loopsIndex(rest, text) || closesOver(rest, text) {
		return
	}
	span := rest[0].At().Range
	chars := f.temp(text.Name+"_chars", ir.List{Elem: ir.Char}, syntax.Range{Start: span.Start, End: span.Start})
	inside := positionsIn(rest, text)
	ir.ReplaceExprs(rest, func(e *ir.Expr) { useChars(e, text, chars, inside) })
	value := &ir.Op{Base: ir.Base{T: chars.T, Range: chars.Range}, Op: ir.Lookup("str.chars", []ir.Type{ir.Str}), Args: []ir.Expr{localOf(text, chars.Range)}}
	let := &ir.Let{Place: ir.Place{Range: chars.Range}, Var: chars, Value: value}
	*body = append((*body)[:at:at], append([]ir.Stmt{let}, rest...)...)
}

// loopsIndex reports whether a loop takes a character of text by a position that
// is no literal.
func loopsIndex(body []ir.Stmt, text *ir.Var) bool {
	found := false
	look := func(e *ir.Expr) { found = found || indexes(*e, text) && !literalIndex(*e) }
	inLoop := func(body []ir.Stmt) { ir.ReplaceExprs(body, look) }
	ir.ReplaceExprs(body, func(e *ir.Expr) {
		if comp, ok := (*e).(*ir.Comp); ok {
			for _, c := range comp.Clauses {
				for i := range c.Conds {
					ir.ReplaceIn(&c.Conds[i], look)
				}
			}
			for _, part := range []*ir.Expr{&comp.Key, &comp.Elt} {
				ir.ReplaceIn(part, look)
			}
		}
	})
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.While:
			ir.ReplaceIn(&s.Cond, look)
			inLoop(s.Body)
		case *ir.For:
			inLoop(s.Body)
		}
		return !found
	}, func(ir.Expr) bool { return true })
	return found
}

// indexes reports whether e is text[i].
func indexes(e ir.Expr, text *ir.Var) bool {
	op, ok := e.(*ir.Op)
	return ok && op.Op.Name == "str.getitem" && isLocal(op.Args[0], text)
}

func literalIndex(e ir.Expr) bool {
	index := e.(*ir.Op).Args[1]
	if op, ok := index.(*ir.Op); ok && op.Op.Name == "int.neg" {
		index = op.Args[0]
	}
	_, literal := index.(*ir.IntLit)
	return literal
}

func isLocal(e ir.Expr, v *ir.Var) bool {
	local, ok := e.(*ir.Local)
	return ok && local.Var == v
}

// closesOver reports whether a closure mentions v, and so would have to own what
// is beside it.
func closesOver(body []ir.Stmt, v *ir.Var) bool {
	found := false
	ir.ReplaceExprs(body, func(e *ir.Expr) {
		if lambda, ok := (*e).(*ir.Lambda); ok {
			found = found || mentions(lambda.Body, v)
		}
	})
	return found
}

// positionsIn has the variables of loops over range(len(text)) and enumerate(text).
func positionsIn(body []ir.Stmt, text *ir.Var) map[*ir.Var]bool {
	inside := map[*ir.Var]bool{}
	look := func(target ir.Pattern, iter ir.Expr) {
		switch iter := iter.(type) {
		case *ir.RangeIter:
			length, ok := iter.Stop.(*ir.Op)
			if v, plain := target.(*ir.Var); plain && v.T == ir.Usize && ok && length.Op.Name == "len:usize" && isLocal(length.Args[0], text) {
				inside[v] = iter.Step == nil
			}
		case *ir.EnumerateIter:
			chars, ok := iter.X.(*ir.CharIter)
			if parts, pair := target.(ir.Patterns); pair && ok && iter.Start == nil && isLocal(chars.Str, text) {
				if v, ok := parts[0].(*ir.Var); ok && v.T == ir.Usize {
					inside[v] = true
				}
			}
		}
	}
	ir.Walk(body, func(s ir.Stmt) bool {
		if loop, ok := s.(*ir.For); ok {
			look(loop.Target, loop.Iter)
		}
		return true
	}, func(e ir.Expr) bool {
		if comp, ok := e.(*ir.Comp); ok {
			for _, c := range comp.Clauses {
				look(c.Target, c.Iter)
			}
		}
		return true
	})
	return inside
}

// useChars makes an index or the length of text one of chars. An index that is
// inside is out of range never.
func useChars(e *ir.Expr, text, chars *ir.Var, inside map[*ir.Var]bool) {
	op, ok := (*e).(*ir.Op)
	if !ok || len(op.Args) == 0 || !isLocal(op.Args[0], text) {
		return
	}
	args := append([]ir.Expr{localOf(chars, op.Args[0].Span())}, op.Args[1:]...)
	name := op.Op.Name
	switch name {
	case "str.getitem":
		if i, ok := args[1].(*ir.Local); ok && inside[i.Var] {
			*e = &ir.Index{Base: op.Base, List: args[0], Index: args[1]}
			return
		}
		name = "chars.getitem"
	case "len", "len:usize":
	default:
		return
	}
	*e = &ir.Op{Base: op.Base, Op: ir.Lookup(name, typesOf(args)), Args: args, OnFail: op.OnFail}
}

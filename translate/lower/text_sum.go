package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// textSum lowers left + right of texts. A sum with a literal, with the text of a
// number or of more than two texts reads best as one format!, which also copies
// each text once; two texts are joined faster by a function of the runtime.
func (f *function) textSum(at syntax.Node, left, right ir.Expr) ir.Expr {
	pieces := f.addAddend(f.addAddend(nil, at, left), at, right)
	if text, ok := plain(pieces); ok {
		return strLit(text, at)
	}
	if len(pieces) == 2 && isTextValue(pieces[0]) && isTextValue(pieces[1]) {
		return f.must("PT523", at, "str.add", left, right)
	}
	return &ir.Format{Base: base(ir.Str, at), Pieces: pieces}
}

// isTextValue reports whether p is a text that is not known.
func isTextValue(p ir.Piece) bool {
	return p.Value != nil && p.Rust == "" && isText(p.Value.Type()) && !isShown(p.Value)
}

// addAddend adds a text that is an operand of +: literals as they are, sums by
// their parts, str(x) as format! shows x.
func (f *function) addAddend(pieces []ir.Piece, at syntax.Node, x ir.Expr) []ir.Piece {
	switch x := x.(type) {
	case *ir.StrLit:
		return addText(pieces, x.Value)
	case *ir.CharLit:
		return addText(pieces, string(x.Value))
	case *ir.Format:
		for _, p := range x.Pieces {
			if p.Value == nil {
				pieces = addText(pieces, p.Text)
			} else {
				pieces = append(pieces, p)
			}
		}
		return pieces
	case *ir.Op:
		switch {
		case x.Op.Name == "str.add":
			return f.addAddend(f.addAddend(pieces, at, x.Args[0]), at, x.Args[1])
		case x.Op.Name == "str" && len(x.Args) == 1 && x.Args[0].Type() != ir.Big:
			return f.addShown(pieces, at, x.Args[0], 's')
		}
	}
	return append(pieces, ir.Piece{Value: x})
}

// textGrown lowers text = text + more as an augmented assignment, which does not
// copy what is there; nil for another value.
func (f *function) textGrown(s syntax.Stmt, target *ir.Local, value ir.Expr) []ir.Stmt {
	if target.Var.T != ir.Str {
		return nil
	}
	more := f.moreThan(target.Var, value)
	if more == nil || mentions(more, target.Var) {
		return nil
	}
	if lit, ok := charLit(more); ok {
		more = lit
	}
	op, args := f.find("str.iadd", []ir.Expr{target, more})
	if op == nil {
		return nil
	}
	return []ir.Stmt{&ir.AugAssign{Place: place(s), Target: target, Op: op, Value: args[1], OnFail: f.opFails(op, args)}}
}

// moreThan is what a sum of texts that begins with v adds to it; nil when value
// is no such sum.
func (f *function) moreThan(v *ir.Var, value ir.Expr) ir.Expr {
	begins := func(x ir.Expr) bool {
		local, ok := x.(*ir.Local)
		return ok && local.Var == v
	}
	switch x := value.(type) {
	case *ir.Op:
		if x.Op.Name == "str.add" && begins(x.Args[0]) {
			return x.Args[1]
		}
	case *ir.Format:
		if first := x.Pieces[0]; first.Rust != "" || !begins(first.Value) {
			return nil
		}
		rest := x.Pieces[1:]
		if text, ok := plain(rest); ok {
			return strLit(text, x)
		}
		if len(rest) == 1 && isTextValue(rest[0]) {
			return rest[0].Value
		}
		return &ir.Format{Base: x.Base, Pieces: rest}
	}
	return nil
}

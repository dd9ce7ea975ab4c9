package rust

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A tryBody is the body of a try that is being written.
type tryBody struct {
	label  string
	needed bool // whether the handlers look at the error
	left   bool // whether anything leaves the body with an error
}

// A finalBody is a try with a finally that is being written: what leaves it has
// to run the finally first.
type finalBody struct {
	label string
	name  string   // of the enum of its exits
	exits []string // the variants of its Exit, in order of use
	jumps map[string]node
}

// try writes a try statement. The body is a block that gives the error that
// left it, or leaves the block around by itself when it ends normally:
//
//	'attempt: {
//	    let error = 'attempt_error: { body; break 'attempt; };
//	    handlers
//	}
func (p *printer) try(s *ir.Try, tail bool) []stmt {
	if len(s.Finally) > 0 {
		return p.tryFinally(s, tail)
	}
	return p.tryExcept(s, tail)
}

func (p *printer) tryExcept(s *ir.Try, tail bool) []stmt {
	if len(s.Handlers) == 0 {
		return append(p.stmts(s.Body, false), p.stmts(s.Else, false)...)
	}
	t := &tryBody{label: s.Label + "_error", needed: needsError(s)}
	p.tries = append(p.tries, t)
	body := p.stmts(s.Body, false)
	p.tries = p.tries[:len(p.tries)-1]
	normal := !ends(s.Body)
	if normal {
		body = append(body, p.stmts(s.Else, false)...)
		normal = !ends(s.Else)
	}
	if !t.left {
		return body // nothing in it can raise what it would catch
	}
	if normal {
		body = append(body, stmt{x: jumpNode{"break '" + s.Label, nil}, semi: true})
	}
	name := ""
	if h := s.Handlers[0]; len(s.Handlers) == 1 && h.Var != nil && !p.unused(h.Var) && !h.Var.Mut {
		name = p.binding(h.Var)
	} else {
		name = p.fresh("error")
	}
	attempt := stmt{let: "let " + name, x: (&blockNode{label: t.label, stmts: body}).left(), semi: true}
	if !t.needed {
		attempt = stmt{x: &blockNode{label: t.label, stmts: body}}
	}
	out := append([]stmt{attempt}, p.handlers(s, name, tail && !normal)...)
	if normal {
		return []stmt{{x: &blockNode{label: s.Label, stmts: out}}}
	}
	return out
}

// needsError reports whether the handlers look at the error at all.
func needsError(s *ir.Try) bool {
	for _, h := range s.Handlers {
		if h.Var != nil || !catchesAll(h) {
			return true
		}
		if catchesAll(h) {
			return false
		}
	}
	return true
}

func catchesAll(h *ir.Handler) bool {
	for _, c := range h.Classes {
		if c.Builtin == "BaseException" {
			return true
		}
	}
	return len(h.Classes) == 0
}

// handlers writes the except clauses as a chain of ifs.
func (p *printer) handlers(s *ir.Try, name string, tail bool) []stmt {
	type clause struct {
		cond node
		body *blockNode
	}
	var clauses []clause
	var last *blockNode
	for _, h := range s.Handlers {
		var body []stmt
		if h.Var != nil && !p.unused(h.Var) && p.binding(h.Var) != name {
			body = append(body, stmt{let: "let " + p.binding(h.Var), x: atom(name), semi: true})
		}
		b := &blockNode{stmts: append(body, p.stmts(h.Body, tail)...)}
		if len(b.stmts) > 0 {
			b.stmts[0].comments = append(comments(h.Comments), b.stmts[0].comments...)
		}
		if catchesAll(h) {
			last = b
			break
		}
		var cond node
		for _, c := range h.Classes {
			is := isA(atom(name), c)
			if cond == nil {
				cond = is
			} else {
				cond = binary("||", cond, is)
			}
		}
		clauses = append(clauses, clause{cond, b})
	}
	if last == nil {
		last = &blockNode{stmts: p.onward(s.OnFail, name, tail)}
	}
	if len(clauses) == 0 {
		return last.stmts
	}
	var n node = last
	for i := len(clauses) - 1; i >= 0; i-- {
		n = &ifNode{cond: clauses[i].cond, then: clauses[i].body, other: n}
	}
	return []stmt{{x: n}}
}

// isA tests whether an exception is of a class.
func isA(x node, c ir.ExceptionClass) node {
	if c.Own != nil {
		return method(x, "is_a::<"+c.Own.Name+">")
	}
	return method(x, "is", atom("rt::Kind::"+errorClass(c.Builtin)))
}

// onward passes an error on that no handler took.
func (p *printer) onward(f ir.Failure, name string, tail bool) []stmt {
	switch f {
	case ir.Propagate:
		if tail {
			return []stmt{{x: call("Err", atom(name))}}
		}
		return []stmt{{x: jumpNode{"return", call("Err", atom(name))}, semi: true}}
	case ir.Leave:
		t := p.tries[len(p.tries)-1]
		t.left = true
		if !t.needed {
			return []stmt{{x: jumpNode{"break '" + t.label, nil}, semi: true}}
		}
		return []stmt{{x: jumpNode{"break '" + t.label, atom(name)}, semi: true}}
	}
	return []stmt{{x: method(atom(name), "raise"), semi: !tail}}
}

// leaveFinally writes a return inside a try with a finally.
func (p *printer) leaveFinally(s *ir.Return) ([]stmt, bool) {
	if len(p.finals) == 0 {
		return nil, false
	}
	f := p.finals[len(p.finals)-1]
	var before []stmt
	var x node = atom("()")
	if s.Value != nil {
		before, x = p.valueOf(s.Value, p.knownValue)
	}
	f.use("Return")
	if diverges(x) {
		name := p.fresh("result")
		before, x = append(before, stmt{let: "let " + name, x: x, semi: true}), atom(name)
	}
	return append(before, stmt{x: jumpNode{"break '" + f.label, call(f.name+"::Return", x)}, semi: true}), true
}

func (f *finalBody) use(variant string) {
	for _, e := range f.exits {
		if e == variant {
			return
		}
	}
	f.exits = append(f.exits, variant)
}

// tryFinally writes a try with a finally: the rest of it ends with the way in
// which control leaves, and goes that way after the finally.
func (p *printer) tryFinally(s *ir.Try, tail bool) []stmt {
	f := &finalBody{label: s.Label + "_exit", name: p.fresh("Exit"), jumps: map[string]node{}}
	inner := *s
	inner.Finally = nil
	outer := &tryBody{label: s.Label + "_raised", needed: true}
	p.finals = append(p.finals, f)
	p.tries = append(p.tries, outer)
	inner.OnFail = ir.Leave
	body := p.rewriteJumps(p.tryExcept(&inner, false), f)
	p.tries = p.tries[:len(p.tries)-1]
	p.finals = p.finals[:len(p.finals)-1]
	normal := !ends([]ir.Stmt{&inner})
	if normal && !outer.left && len(f.exits) == 0 {
		// Nothing leaves it but its end.
		if slices.ContainsFunc(body, func(s stmt) bool { return s.let != "" }) {
			body = []stmt{{x: &blockNode{stmts: body}}}
		}
		return append(body, p.stmts(s.Finally, tail)...)
	}
	if outer.left {
		f.use("Raise")
		if !normal && len(f.exits) == 1 {
			return p.raisesAfter(s, &blockNode{label: outer.label, stmts: body}, tail)
		}
		var stmts []stmt
		stmts = append(stmts, body...)
		if normal {
			f.use("Done")
			stmts = append(stmts, stmt{x: jumpNode{"break '" + f.label, atom(f.name + "::Done")}, semi: true})
		}
		body = []stmt{{x: call(f.name+"::Raise", &blockNode{label: outer.label, stmts: stmts})}}
	} else if normal {
		f.use("Done")
		body = append(body, stmt{x: atom(f.name + "::Done")})
	}
	exit := p.fresh("exit")
	out := []stmt{
		{x: atom(f.enum(p.fn.Result.Rust()))},
		{let: "let " + exit, x: (&blockNode{label: f.label, stmts: body}).left(), semi: true},
	}
	out = append(out, p.stmts(s.Finally, false)...)
	if ends(s.Finally) {
		return out
	}
	m := &matchNode{x: atom(exit)}
	for _, e := range f.exits {
		if e == "Done" && (p.fn.Fallible || p.fn.Result != ir.Unit) {
			tail = false // the function goes on
		}
	}
	for _, e := range f.exits {
		m.arms = append(m.arms, p.exitArm(e, f, s.OnFail, tail))
	}
	return append(out, stmt{x: m})
}

// raisesAfter writes a try with a finally that only an error leaves: body gives it.
func (p *printer) raisesAfter(s *ir.Try, body *blockNode, tail bool) []stmt {
	name := p.fresh("error")
	out := []stmt{{let: "let " + name, x: body.left(), semi: true}}
	out = append(out, p.stmts(s.Finally, false)...)
	if ends(s.Finally) {
		return out
	}
	return append(out, p.onward(s.OnFail, name, tail)...)
}

// left is the value of a labelled block that does nothing but leave itself with
// it, and else the block.
func (b *blockNode) left() node {
	if len(b.stmts) == 1 && b.stmts[0].let == "" {
		jump, ok := b.stmts[0].x.(jumpNode)
		if ok && jump.keyword == "break '"+b.label && jump.x != nil {
			if leaves(jump.x, b.label) {
				return &blockNode{label: b.label, stmts: []stmt{{x: jump.x}}}
			}
			return jump.x
		}
	}
	return b
}

// leaves reports whether a block with this label is left from within n.
func leaves(n node, label string) bool {
	return strings.Contains(format(n, at(0, 0, 0)), "break '"+label)
}

// enum declares the ways out.
func (f *finalBody) enum(result string) string {
	var out strings.Builder
	out.WriteString("enum " + f.name + " {\n")
	for _, e := range f.exits {
		switch e {
		case "Return":
			out.WriteString("    Return(" + result + "),\n")
		case "Raise":
			out.WriteString("    Raise(rt::Error),\n")
		default:
			out.WriteString("    " + e + ",\n")
		}
	}
	return out.String() + "}"
}

func (p *printer) exitArm(variant string, f *finalBody, onFail ir.Failure, tail bool) arm {
	switch variant {
	case "Done":
		return arm{pattern: f.name + "::Done", x: &blockNode{}}
	case "Raise":
		return arm{pattern: f.name + "::Raise(error)", x: p.onward(onFail, "error", tail)[0].x}
	case "Return":
		var x node = atom("value")
		if len(p.finals) > 0 {
			g := p.finals[len(p.finals)-1]
			g.use("Return")
			return arm{pattern: f.name + "::Return(value)", x: jumpNode{"break '" + g.label, call(g.name+"::Return", x)}}
		}
		if p.fn.Fallible {
			x = call("Ok", x)
		}
		switch {
		case tail && p.fn.Result == ir.Unit && !p.fn.Fallible:
			return arm{pattern: f.name + "::Return(())", x: &blockNode{}}
		case tail:
			return arm{pattern: f.name + "::Return(value)", x: x}
		}
		return arm{pattern: f.name + "::Return(value)", x: jumpNode{"return", x}}
	}
	return arm{pattern: f.name + "::" + variant, x: f.jumps[variant]}
}

// rewriteJumps makes a break or continue that leaves the try one of its exits.
func (p *printer) rewriteJumps(body []stmt, f *finalBody) []stmt {
	inside := map[string]bool{}
	return rewriteStmts(body, f, inside, false)
}

func rewriteStmts(body []stmt, f *finalBody, inside map[string]bool, looped bool) []stmt {
	for i := range body {
		body[i].x = rewriteNode(body[i].x, f, inside, looped)
		if body[i].els != nil {
			rewriteStmts(body[i].els.stmts, f, inside, looped)
		}
	}
	return body
}

func rewriteNode(n node, f *finalBody, inside map[string]bool, looped bool) node {
	switch n := n.(type) {
	case jumpNode:
		word, label, _ := strings.Cut(n.keyword, " '")
		if word != "break" && word != "continue" || label == f.label || inside[label] || label == "" && looped || strings.HasSuffix(label, "_raised") || strings.HasSuffix(label, "_error") || strings.HasSuffix(label, "_exit") {
			n.x = rewriteNode(n.x, f, inside, looped)
			return n
		}
		variant := strings.ToUpper(word[:1]) + word[1:] + camel(label)
		f.use(variant)
		f.jumps[variant] = n
		return jumpNode{"break '" + f.label, atom(f.name + "::" + variant)}
	case *blockNode:
		rewriteStmts(n.stmts, f, with(inside, n.label), looped)
	case *ifNode:
		rewriteStmts(n.then.stmts, f, inside, looped)
		n.other = rewriteNode(n.other, f, inside, looped)
	case *loopNode:
		rewriteStmts(n.body.stmts, f, with(inside, n.label), true)
	case *matchNode:
		for i := range n.arms {
			n.arms[i].x = rewriteNode(n.arms[i].x, f, inside, looped)
		}
	}
	return n
}

func with(inside map[string]bool, label string) map[string]bool {
	out := map[string]bool{label: label != ""}
	for l := range inside {
		out[l] = true
	}
	delete(out, "")
	return out
}

func camel(label string) string {
	var out strings.Builder
	for _, part := range strings.Split(label, "_") {
		if part != "" {
			out.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return out.String()
}

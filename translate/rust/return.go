package rust

import "github.com/portalis-dev/portalis/translate/ir"

func (p *printer) ret(s *ir.Return, tail bool) []stmt {
	if out, ok := p.leaveFinally(s); ok {
		return out
	}
	if s.Value == nil || s.Value.Type() == ir.Unit && quiet(s.Value) {
		switch {
		case p.fn.Fallible && tail:
			return []stmt{{x: call("Ok", atom("()"))}}
		case p.fn.Fallible:
			return []stmt{{x: jumpNode{"return", call("Ok", atom("()"))}, semi: true}}
		case tail:
			return nil
		}
		return []stmt{{x: jumpNode{"return", nil}, semi: true}}
	}
	p.expects(s.Value)
	before, x := p.valueOf(s.Value, p.result)
	if b, ok := x.(*blockNode); ok && b.label == "" && !b.async { // nothing comes after what it declares
		last := len(b.stmts) - 1
		before, x = append(before, b.stmts[:last]...), b.stmts[last].x
	}
	if m, ok := leavingMatch(x); ok {
		value := node(atom("value"))
		if p.fn.Fallible {
			value = call("Ok", value)
		}
		m.arms[0].x = jumpNode{"return", value}
		return append(before, stmt{x: m})
	}
	if tail {
		return append(before, stmt{x: x})
	}
	if diverges(x) {
		name := p.fresh("result")
		before, x = append(before, stmt{let: "let " + name, x: x, semi: true}), atom(name)
	}
	return append(before, stmt{x: jumpNode{"return", x}, semi: true})
}

// diverges reports whether part of n may leave for a handler.
func diverges(n node) bool {
	switch n := n.(type) {
	case jumpNode:
		return true
	case *matchNode:
		for _, a := range n.arms {
			if _, jump := a.x.(jumpNode); jump {
				return true
			}
		}
		return diverges(n.x)
	case callNode:
		return anyDiverges(n.args)
	case macroNode:
		return anyDiverges(n.args)
	case structNode:
		return anyDiverges(n.values)
	case tupleNode:
		return anyDiverges(n.elems)
	case arrayNode:
		return anyDiverges(n.elems)
	case chainNode:
		for _, l := range n.links {
			if anyDiverges(l.args) || l.index != nil && diverges(l.index) {
				return true
			}
		}
		return diverges(n.head)
	case unaryNode:
		return diverges(n.x)
	case castNode:
		return diverges(n.x)
	case parenNode:
		return diverges(n.x)
	case binaryNode:
		return diverges(n.l) || diverges(n.r)
	case *blockNode:
		for _, s := range n.stmts {
			if s.x != nil && diverges(s.x) {
				return true
			}
		}
	case *loopNode:
		return n.x != nil && diverges(n.x) || diverges(n.body)
	case *ifNode:
		return diverges(n.cond) || diverges(n.then) || n.other != nil && diverges(n.other)
	}
	return false
}

func anyDiverges(all []node) bool {
	for _, n := range all {
		if diverges(n) {
			return true
		}
	}
	return false
}

// leavingMatch reports whether n is a match that takes an error out of a try,
// maybe inside Ok.
func leavingMatch(n node) (*matchNode, bool) {
	if c, ok := n.(callNode); ok && len(c.args) == 1 && c.fn == node(atom("Ok")) {
		n = c.args[0]
	}
	m, ok := n.(*matchNode)
	return m, ok && len(m.arms) == 2 && m.arms[0].pattern == "Ok(value)"
}

// result writes what the function returns.
func (p *printer) result(e ir.Expr) node {
	if !p.fn.Fallible {
		return p.knownValue(e)
	}
	if c, ok := e.(*ir.Call); ok && c.Func.Fallible && c.OnFail == ir.Propagate && ir.Same(c.T, p.fn.Result) {
		p.asResult = e
		n := p.owned(e)
		p.asResult = nil
		return n
	}
	if op, ok := e.(*ir.Op); ok && op.OnFail == ir.Propagate && op.Op.Try != "" && !op.Op.View && len(p.finals) == 0 {
		p.asResult = e
		n := p.owned(e)
		p.asResult = nil
		return n
	}
	return call("Ok", p.knownValue(e))
}

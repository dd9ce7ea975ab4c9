package rust

import "github.com/portalis-dev/portalis/translate/ir"

// generatorBody writes what a generator function gives: a generator whose body is
// that of the function in Python. The compiler makes the state machine of it, as
// it does for every async block.
//
//	rt::generator(move |items| async move { … items.give(x).await; … })
func (p *printer) generatorBody() []stmt {
	whole := p.fn
	body := *whole
	body.Result, body.Fallible, body.Yields = ir.Unit, whole.Breaks, false
	p.fn = &body
	p.items = p.fresh("items")
	out := p.body()
	p.fn = whole
	name, params := "rt::generator", p.items
	if whole.Breaks {
		name = "rt::try_generator"
	}
	if !yieldsAny(whole.Body) {
		params = "_"
	}
	if len(out) == 0 {
		return []stmt{{x: call(name, atom("|_| async {}"))}}
	}
	block := &blockNode{async: true, stmts: out}
	return []stmt{{x: call(name, closureNode{move: true, params: params, body: block})}}
}

func yieldsAny(body []ir.Stmt) bool {
	found := false
	ir.Walk(body, func(s ir.Stmt) bool {
		if _, ok := s.(*ir.Yield); ok {
			found = true
		}
		return !found
	}, nil)
	return found
}

// yields writes a yield.
func (p *printer) yields(s *ir.Yield) []stmt {
	before, x := p.valueOf(s.Value, p.knownValue)
	give := chainNode{atom(p.items), []link{{name: "give", call: true, args: []node{x}}, {name: "await"}}}
	return append(before, stmt{x: give, semi: true})
}

// askedLoop writes a loop over a generator whose exceptions do not stop the
// program; ok is false for any other loop.
func (p *printer) askedLoop(s *ir.For) (out []stmt, ok bool) {
	op, isOp := s.Iter.(*ir.Op)
	if !isOp || !ir.WalksGenerator(op.Op) || op.OnFail == ir.Stop {
		return nil, false
	}
	var walk node
	if l, isLocal := op.Args[0].(*ir.Local); isLocal && p.defs[l.Var] < 2 {
		walk = p.recv(l)
	} else {
		name := p.fresh("walk")
		out = append(out, stmt{let: "let " + name, x: p.owned(op.Args[0]), semi: true})
		walk = atom(name)
	}
	n := &loopNode{label: s.Label, keyword: "while let Some(" + p.pattern(s.Target, s.Iter, s.Mode) + ") = "}
	n.x = p.failing(method(walk, "try_advance"), op.OnFail)
	n.body = &blockNode{stmts: p.stmts(s.Body, false)}
	return append(out, stmt{x: n}), true
}

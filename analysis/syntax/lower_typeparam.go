package syntax

// typeParams lowers type parameters in brackets; n is nil when there are none.
func (l *lowerer) typeParams(n *cst) *TypeParams {
	if n == nil {
		return nil
	}
	p := &TypeParams{Range: n.rng()}
	for c := n.first; c != nil; c = c.next {
		if c.kind != "type" || c.first == nil {
			continue
		}
		if param := l.typeParam(c.first); param != nil {
			p.List = append(p.List, param)
		}
	}
	return p
}

// typeParam lowers "T", "T: bound", "*Ts" or "**P".
func (l *lowerer) typeParam(n *cst) *TypeParam {
	p := &TypeParam{Range: n.rng()}
	name := n
	switch n.kind {
	case "constrained_type":
		name = plain(n.first)
		if n.last != nil && n.last != n.first && n.last.named {
			p.Bound = l.expr(n.last)
		}
	case "splat_type":
		p.Kind, name = TypeVarTuple, n.last
		if n.first.kind == "**" {
			p.Kind = ParamSpec
		}
	}
	if name == nil || name.kind != "identifier" {
		l.errorf(n.rng(), "invalid syntax: a type parameter is a plain name")
		return nil
	}
	p.Name, p.NameRange = l.identifier(name), name.rng()
	return p
}

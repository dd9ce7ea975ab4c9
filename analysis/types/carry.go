package types

import (
	"reflect"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// restrict leaves only the units to walk that are inferred anew.
func (in *solver) restrict() {
	r := in.reuse
	if r == nil {
		return
	}
	for _, fn := range in.functions {
		if then := r.defs[fn.f.Def]; then != nil {
			fn.kept = r.before.byDef[then]
		}
	}
	var units []*unit
	for _, u := range in.units {
		if u.home == nil && !r.module || u.home != nil && r.defs[u.home] == nil {
			units = append(units, u)
		}
	}
	in.units = units
	if !r.module {
		return
	}
	for name, v := range in.scope.globals {
		then := r.before.scope.globals[name]
		root := then.slot.root()
		v.slot = &slot{set: root.set, mask: root.mask, declared: root.declared, claimed: root.claimed, local: root.local, top: root.top}
		v.v.Declared, v.claim = then.v.Declared, then.claim
		in.types[v.slot] = then.v.Type // the last walk of all may have put more into the slot
	}
}

// A carrier carries over what is known of unchanged statements to their new nodes.
type carrier struct {
	*solver
	from  *Info
	nodes map[syntax.Node]syntax.Node
	vars  map[*Var]*Var
	funcs map[*Function]*Function
	moved int // how far the statement has moved
}

// carry fills in what is known of all that is not inferred anew.
func (in *solver) carry() {
	r := in.reuse
	if r == nil {
		return
	}
	c := &carrier{solver: in, from: r.before.info, vars: map[*Var]*Var{}, funcs: map[*Function]*Function{}}
	for name, v := range in.scope.globals {
		c.vars[r.before.scope.globals[name].v] = v.v
	}
	byOld := map[*function]*function{}
	olds := r.before.info.Module.Body
	for i, s := range in.info.Module.Body {
		if def, ok := s.(*syntax.FunctionDef); ok {
			then, now := r.before.byDef[olds[i].(*syntax.FunctionDef)], in.byDef[def]
			c.funcs[then.f], byOld[then] = now.f, now
		}
	}
	if doc := in.info.Module.Docstring; doc != nil && r.module {
		was := r.before.info.Module.Docstring
		c.moved = doc.Start - was.Start
		c.findings(was.Range) // of its examples
	}
	for i, s := range in.info.Module.Body {
		def, ok := s.(*syntax.FunctionDef)
		if ok && r.defs[def] == nil || !ok && !r.module {
			continue
		}
		c.moved = s.Span().Start - olds[i].Span().Start
		c.nodes = map[syntax.Node]syntax.Node{}
		c.pair(olds[i], s)
		if ok {
			c.pairBodies(olds[i].(*syntax.FunctionDef), def)
			c.function(in.byDef[def], byOld)
		}
		c.findings(olds[i].Span())
		for old, made := range c.nodes {
			c.node(old, made)
		}
	}
}

// pair finds which node of the old text is which of the new one.
func (c *carrier) pair(old, made syntax.Node) {
	if reflect.TypeOf(old) != reflect.TypeOf(made) {
		panic("types: the same text gave different trees")
	}
	c.nodes[old] = made
	below := syntax.Children(made)
	for i, child := range syntax.Children(old) {
		c.pair(child, below[i])
	}
}

// pairBodies is pair for the statements that were inferred in the place of those in
// the source: what is known of a try hangs on them.
func (c *carrier) pairBodies(old, made *syntax.FunctionDef) {
	now := c.plan.bodies[made].body
	for i, s := range c.reuse.before.plan.bodies[old].body {
		c.pair(s, now[i])
	}
}

// function carries over what a Function says.
func (c *carrier) function(fn *function, byOld map[*function]*function) {
	old, f := fn.kept.f, fn.f
	f.Edition = old.Edition
	for i, p := range old.Params {
		c.vars[p] = f.Params[i]
		f.Params[i].Type, f.Params[i].Declared = p.Type, p.Declared
	}
	f.Result, f.Seeds, f.Captures = old.Result, old.Seeds, old.Captures
	f.Locals, f.Calls = nil, nil
	for _, v := range old.Locals {
		f.Locals = append(f.Locals, c.variable(v))
	}
	for _, g := range old.Calls {
		f.Calls = append(f.Calls, c.funcs[g])
	}
	for _, u := range fn.kept.uses {
		fn.uses = append(fn.uses, use{byOld[u.fn], c.shift(u.at)})
	}
	if fn.kept.unsure != nil {
		place := c.shift(*fn.kept.unsure)
		fn.unsure = &place
	}
}

func (c *carrier) shift(r syntax.Range) syntax.Range {
	return syntax.Range{Start: r.Start + c.moved, End: r.End + c.moved}
}

// findings carries over those in a range of the old text, but for those that
// depend on what else stops functions.
func (c *carrier) findings(within syntax.Range) {
	for _, f := range c.from.Findings {
		if f.Range.Start < within.Start || f.Range.Start >= within.End || c.reuse.before.derived[reported{f.Code, f.Range}] {
			continue
		}
		f.Range = c.shift(f.Range)
		f.Related = append([]compat.Related(nil), f.Related...)
		for i := range f.Related {
			f.Related[i].Range = c.shift(f.Related[i].Range)
		}
		c.report(f)
	}
}

// variable is the new one for a variable of the old version.
func (c *carrier) variable(v *Var) *Var {
	if v == nil {
		return nil
	}
	if made := c.vars[v]; made != nil {
		return made
	}
	made := *v
	made.Def, made.Func = c.shift(v.Def), c.funcs[v.Func]
	if v.Param != nil { // of a lambda
		made.Param = c.nodes[v.Param].(*syntax.Param)
	}
	c.vars[v] = &made
	return &made
}

// node carries over what is known of one node.
func (c *carrier) node(old, made syntax.Node) {
	if h, ok := old.(*syntax.ExceptHandler); ok {
		if caught, known := c.from.Caught[h]; known {
			c.info.Caught[made.(*syntax.ExceptHandler)] = caught
		}
	}
	e, ok := old.(syntax.Expr)
	if !ok {
		return
	}
	now := made.(syntax.Expr)
	if t, ok := c.from.Exprs[e]; ok {
		c.info.Exprs[now] = t
	}
	if callee, ok := c.from.Refs[e]; ok {
		c.info.Refs[now] = c.callee(callee)
	}
	switch e := e.(type) {
	case *syntax.Name:
		if v, ok := c.from.Vars[e]; ok {
			c.info.Vars[made.(*syntax.Name)] = c.variable(v)
		}
		if c.from.Unset[e] {
			c.info.Unset[made.(*syntax.Name)] = true
		}
	case *syntax.Call:
		if callee, ok := c.from.Calls[e]; ok {
			c.info.Calls[made.(*syntax.Call)] = c.callee(callee)
		}
		if tests, ok := c.from.Tests[e]; ok {
			c.info.Tests[made.(*syntax.Call)] = tests
		}
	case *syntax.Attribute:
		if name, ok := c.from.Attrs[e]; ok {
			c.info.Attrs[made.(*syntax.Attribute)] = name
		}
	}
}

func (c *carrier) callee(old *Callee) *Callee {
	made := *old
	made.Func = c.funcs[old.Func]
	if old.Args != nil {
		made.Args = make([]syntax.Expr, len(old.Args))
	}
	for i, a := range old.Args {
		if a != nil {
			made.Args[i] = c.nodes[a].(syntax.Expr)
		}
	}
	return &made
}

package types

import (
	"slices"

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

// A carrier carries over what is known of unchanged statements.
type carrier struct {
	*solver
	from  *Info
	funcs map[*Function]*Function
	moved int // how far the statement has moved
}

// carry fills in what is known of all that is not inferred anew.
func (in *solver) carry() {
	r := in.reuse
	if r == nil {
		return
	}
	c := &carrier{solver: in, from: r.before.info, funcs: map[*Function]*Function{}}
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
		c.findings(olds[i].Span())
		if !ok {
			c.look(i, olds[i], nil, nil)
			continue
		}
		fn := in.byDef[def]
		c.function(fn, byOld)
		c.look(i, olds[i], fn.kept.f, fn.f)
	}
}

// look makes a view of the i-th statement, whose record it makes if it has none yet.
func (c *carrier) look(i int, old syntax.Stmt, then, now *Function) {
	p, s := c.portions[i], c.info.Module.Body[i]
	if p.record == nil {
		p.record, p.stood = &record{from: c.from, stmt: old, fn: then}, withDecorators(old).Start
		if c.reuse.before.partly { // of such versions there are many, which would all be kept
			p.record.read()
		}
	}
	c.info.views = append(c.info.views, &view{info: c.info, record: p.record, span: withDecorators(s), stmt: s, fn: now, was: p.stood})
}

// withDecorators is where a statement stands.
func withDecorators(s syntax.Stmt) syntax.Range {
	r := s.Span()
	if def, ok := s.(*syntax.FunctionDef); ok {
		for _, d := range def.Decorators {
			r.Start = min(r.Start, d.Span().Start)
		}
	}
	return r
}

// function carries over what a Function says.
func (c *carrier) function(fn *function, byOld map[*function]*function) {
	old, f := fn.kept.f, fn.f
	f.Edition = old.Edition
	for i, p := range old.Params {
		f.Params[i].Type, f.Params[i].Declared = p.Type, p.Declared
	}
	f.Result, f.Seeds, f.Captures = old.Result, old.Seeds, old.Captures
	f.Locals, f.Calls = nil, nil
	for _, v := range old.Locals {
		f.Locals = append(f.Locals, c.variable(v, old, f))
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
	first, _ := slices.BinarySearchFunc(c.from.Findings, within.Start, func(f compat.Finding, start int) int { return f.Range.Start - start })
	for _, f := range c.from.Findings[first:] { // which are sorted
		if f.Range.Start >= within.End {
			break
		}
		if c.reuse.before.derived[reported{f.Code, f.Range}] {
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

// variable is the new one for a variable of the old version of a function.
func (c *carrier) variable(v *Var, old, now *Function) *Var {
	made := *v
	made.Def, made.Func = c.shift(v.Def), c.funcs[v.Func]
	if v.Param != nil { // of a lambda
		i := slices.Index(nodesOf(old.Def, old), syntax.Node(v.Param))
		made.Param = nodesOf(now.Def, now)[i].(*syntax.Param)
	}
	return &made
}

package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/graph"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A function that is called with values of different types is inferred once for
// each tuple of types, as Shed Skin's cartesian product does: Python would run
// the same text, but Rust needs a function for each.
//
// Since containers that meet in a parameter share their elements, the types of
// the calls cannot be read from a run in which they met. So every call gets a
// copy of its own on trial; the copies whose parameters turn out the same are
// then made one.

const (
	maxTrials = 24 // calls of one function that are told apart; more are put together by their looks
	maxCopies = 8  // of one function
)

// A callSite is a call of a function of the module, or its name passed on.
type callSite struct {
	node   syntax.Node
	args   []syntax.Expr
	caller *function // nil outside functions
	callee *function
}

// A trial is one copy that is tried for the calls of an instance.
type trial struct {
	sites []syntax.Node
	of    *syntax.FunctionDef                         // the instance that the calls meant
	defs  map[*syntax.FunctionDef]*syntax.FunctionDef // the copies of it and of those it is recursive with
}

// instance is the copy of fn that the call, or name passed on, at the node means.
func (in *solver) instance(node syntax.Node, args []syntax.Expr, caller, fn *function) *function {
	if def := in.plan.target[node]; def != nil {
		if own := in.byDef[def]; own != nil {
			fn = own
		}
	}
	if _, isCall := node.(*syntax.Call); !isCall { // what it is called with, others decide
		for i := range fn.omitted {
			in.omit(fn, i)
		}
	}
	if !in.called[node] {
		in.called[node] = true
		in.sites = append(in.sites, callSite{node, args, caller, fn})
	}
	return fn
}

// tryCopies gives the calls of a function whose parameters hold several types a
// copy each. Callers come first: copies of them have calls of their own. Functions
// are tried one by one: containers that meet in one make those of another meet.
func (in *solver) tryCopies() bool {
	vague := in.vague()
	for _, group := range in.components() { // callers before callees
		for _, fn := range group {
			if in.manyTyped(fn, vague) && in.tryCopiesOf(fn, group) {
				return true
			}
		}
	}
	return false
}

// manyTyped reports whether a parameter of fn, annotated or not, holds values of
// several types.
func (in *solver) manyTyped(fn *function, vague map[*slot]bool) bool {
	if fn.twice || fn.lazy || fn.outer != nil || fn.class != nil || fn.kept != nil {
		return false
	}
	return slices.ContainsFunc(fn.params, func(p *variable) bool {
		open := p.part || !p.v.Declared && !p.slot.root().declared
		return open && (several(in.slotType(p.slot)) && in.meet(p.slot, vague, nil) || contested(p.slot, nil))
	})
}

// meet reports whether values of several types meet in s, or in a part of it.
// Values that are known to be nothing we know, in all calls, are alike in every copy.
func (in *solver) meet(s *slot, vague map[*slot]bool, up *trail) bool {
	s = s.root()
	for p := up; p != nil; p = p.up {
		if p.slot == s {
			return true // it holds itself, perhaps since values met
		}
	}
	set := s.set
	if set.other != "" {
		set.other = ""
		return !set.unknown() || vague[s]
	}
	t := in.slotType(s)
	if o, ok := t.(Optional); ok {
		t = o.Elem
	}
	switch t.(type) {
	case Union, Dynamic:
		return true
	}
	if set.fn != nil || set.inst != nil {
		return several(t)
	}
	next := &trail{slot: s, up: up}
	return slices.ContainsFunc(parts(set), func(part *slot) bool { return in.meet(part, vague, next) })
}

// vague are the slots where values go of which nothing is seen, so that a copy
// could be told by its use what they are.
func (in *solver) vague() map[*slot]bool {
	out := map[*slot]bool{}
	for _, u := range in.units {
		for _, s := range u.ideas.vague {
			out[s.root()] = true
		}
		for _, f := range u.ideas.flows {
			if f.from.root().set.unknown() {
				out[f.to.root()] = true
			}
		}
	}
	return out
}

// contested reports whether a container in s met one that is declared, as when it
// is the result of a function with an annotation, and holds what is kept out there.
func contested(s *slot, seen []*slot) bool {
	return slices.ContainsFunc(parts(s.root().set), func(inner *slot) bool {
		inner = inner.root()
		return !slices.Contains(seen, inner) && (inner.astray() != 0 || contested(inner, append(seen, inner)))
	})
}

// several reports whether a part of t is of several types.
func several(t Type) bool {
	switch t.(type) {
	case Union, Dynamic:
		return true
	}
	return slices.ContainsFunc(Parts(t), several)
}

func (in *solver) tryCopiesOf(fn *function, group []*function) bool {
	p := in.plan
	inGroup := func(f *function) bool { return f != nil && slices.Contains(group, f) }
	var sites []callSite
	open := false
	for _, s := range in.sites {
		if s.callee == fn && !inGroup(s.caller) {
			sites = append(sites, s)
			open = open || !p.settled[s.node]
		}
	}
	if len(sites) < 2 || !open {
		return false
	}
	for i, bucket := range buckets(sites) {
		t := &trial{of: fn.f.Def, defs: map[*syntax.FunctionDef]*syntax.FunctionDef{}}
		for _, s := range bucket {
			t.sites = append(t.sites, s.node)
			p.settled[s.node] = true
		}
		if i == 0 { // the first keeps what there is
			for _, member := range group {
				t.defs[member.f.Def] = member.f.Def
			}
		} else {
			in.copyGroup(t, group)
		}
		for _, node := range t.sites {
			p.target[node] = t.defs[fn.f.Def]
		}
		p.trial = append(p.trial, t)
	}
	return true
}

// copyGroup copies functions that call each other; the copies call each other.
func (in *solver) copyGroup(t *trial, group []*function) {
	p := in.plan
	nodes := map[syntax.Node]syntax.Node{}
	for _, member := range group {
		made, copied := p.copyOf(member.f.Def)
		t.defs[member.f.Def] = made
		for old, fresh := range copied {
			nodes[old] = fresh
		}
		origin := p.originOf(member.f.Def)
		p.copies[origin] = append(p.instances(origin), made)
	}
	for _, s := range in.sites {
		if to := t.defs[s.callee.f.Def]; to != nil && s.caller != nil && t.defs[s.caller.f.Def] != nil {
			p.target[nodes[s.node]] = to
		}
	}
}

// buckets puts calls together: each alone, unless there are too many.
func buckets(sites []callSite) [][]callSite {
	if len(sites) <= maxTrials {
		out := make([][]callSite, len(sites))
		for i, s := range sites {
			out[i] = []callSite{s}
		}
		return out
	}
	index := map[string]int{}
	var out [][]callSite
	for _, s := range sites {
		look := ""
		for _, a := range s.args {
			look += looks(a) + ","
		}
		i, ok := index[look]
		if !ok {
			i = len(out) % maxTrials
			index[look] = i
			if i == len(out) {
				out = append(out, nil)
			}
		}
		out[i] = append(out[i], s)
	}
	return out
}

// looks is what the text of an argument shows of its type.
func looks(e syntax.Expr) string {
	first := func(name string, elts []syntax.Expr) string {
		if len(elts) == 0 {
			return name
		}
		return name + "[" + looks(elts[0]) + "]"
	}
	switch e := e.(type) {
	case *syntax.Int:
		return "int"
	case *syntax.Float:
		return "float"
	case *syntax.Str, *syntax.JoinedStr:
		return "str"
	case *syntax.Bool:
		return "bool"
	case *syntax.UnaryOp:
		return looks(e.Operand)
	case *syntax.List:
		return first("list", e.Elts)
	case *syntax.Set:
		return first("set", e.Elts)
	case *syntax.Dict:
		return first("dict", e.Values)
	case *syntax.Tuple:
		text := "tuple["
		for _, x := range e.Elts {
			text += looks(x) + ","
		}
		return text + "]"
	}
	return "?"
}

// settleTrials makes one of the copies whose parameters are of the same types, and
// returns how many are left.
func (in *solver) settleTrials() int {
	p := in.plan
	trials := p.trial
	p.trial = nil
	var kept []*trial
	var types [][]Type
	for _, t := range trials {
		own := in.trialTypes(t)
		i := slices.IndexFunc(types, func(other []Type) bool { _, ok := joinAll(other, own); return ok })
		if i < 0 {
			kept, types = append(kept, t), append(types, own)
			continue
		}
		types[i], _ = joinAll(types[i], own)
		in.drop(t, kept[i])
	}
	if len(kept) <= maxCopies {
		return len(kept)
	}
	for _, t := range kept[1:] { // too many to be of use: they stay together
		in.drop(t, kept[0])
	}
	return 1
}

// trialTypes are the types of the parameters of the copies of a trial.
func (in *solver) trialTypes(t *trial) []Type {
	var out []Type
	for _, fn := range in.functions { // in order, which that of t.defs is not
		for old, def := range t.defs {
			if fn.f.Def == def && old != nil {
				for _, v := range fn.params {
					out = append(out, in.slotType(v.slot))
				}
			}
		}
	}
	return out
}

// drop gives the calls of a trial to another one and forgets its copies.
func (in *solver) drop(t, into *trial) {
	p := in.plan
	for _, node := range t.sites {
		p.target[node] = into.defs[t.of]
	}
	into.sites = append(into.sites, t.sites...)
	for old, def := range t.defs {
		if def == old {
			continue
		}
		origin := p.originOf(old)
		p.copies[origin] = slices.DeleteFunc(p.copies[origin], func(d *syntax.FunctionDef) bool { return d == def })
	}
}

// joinAll joins types pairwise, if they are the same but for what is not known.
func joinAll(a, b []Type) ([]Type, bool) {
	if len(a) != len(b) {
		return nil, false
	}
	out := make([]Type, len(a))
	for i := range a {
		t, ok := joinTypes(a[i], b[i])
		if !ok {
			return nil, false
		}
		out[i] = t
	}
	return out, true
}

// joinTypes is the type of values of types a and b when one function in Rust
// takes both: they are the same, or differ in None, in the lengths of tuples or
// in what was never filled.
func joinTypes(a, b Type) (Type, bool) {
	switch {
	case a == Type(Never):
		return b, true
	case b == Type(Never), Equal(a, b):
		return a, true
	case a == Type(NoneType):
		return optional(b), true
	case b == Type(NoneType):
		return optional(a), true
	}
	ao, aNone := a.(Optional)
	bo, bNone := b.(Optional)
	if aNone || bNone {
		if aNone {
			a = ao.Elem
		}
		if bNone {
			b = bo.Elem
		}
		t, ok := joinTypes(a, b)
		return optional(t), ok
	}
	return joinContainers(a, b)
}

func optional(t Type) Type {
	switch t.(type) {
	case Optional, nil:
		return t
	}
	if t == Type(NoneType) {
		return t
	}
	return Optional{t}
}

func joinContainers(a, b Type) (Type, bool) {
	switch a := a.(type) {
	case List:
		if b, ok := b.(List); ok {
			t, ok := joinTypes(a.Elem, b.Elem)
			return List{t}, ok
		}
	case Set:
		if b, ok := b.(Set); ok && a.Frozen == b.Frozen {
			t, ok := joinTypes(a.Elem, b.Elem)
			return Set{t, a.Frozen}, ok
		}
	case Dict:
		if b, ok := b.(Dict); ok && a.Class == b.Class {
			k, okKey := joinTypes(a.Key, b.Key)
			v, okValue := joinTypes(a.Value, b.Value)
			return Dict{k, v, a.Class}, okKey && okValue
		}
	case Tuple, VarTuple:
		return joinTuples(a, b)
	}
	return nil, false
}

func joinTuples(a, b Type) (Type, bool) {
	x, fixed := a.(Tuple)
	y, alsoFixed := b.(Tuple)
	if fixed && alsoFixed && len(x.Elems) == len(y.Elems) {
		elems, ok := joinAll(x.Elems, y.Elems)
		return Tuple{elems}, ok
	}
	if _, ok := b.(VarTuple); !ok && !alsoFixed {
		return nil, false
	}
	elem, ok := Type(Never), true
	for _, part := range append(slices.Clone(Parts(a)), Parts(b)...) {
		if elem, ok = joinTypes(elem, part); !ok {
			return nil, false
		}
	}
	return VarTuple{elem}, true
}

// components are the strongly connected components of the call graph, callers first.
func (in *solver) components() [][]*function {
	calls := map[*function][]*function{}
	for _, s := range in.sites {
		if s.caller != nil {
			calls[s.caller] = append(calls[s.caller], s.callee)
		}
	}
	out := graph.Components(in.functions, func(fn *function) []*function { return calls[fn] })
	slices.Reverse(out)
	return out
}

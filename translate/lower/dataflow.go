package lower

import "github.com/portalis-dev/portalis/translate/ir"

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits      { return make(bits, (n+63)/64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) clear(i int)    { b[i/64] &^= 1 << (i % 64) }
func (b bits) copy() bits     { return append(bits(nil), b...) }
func (b bits) fill() bits {
	for i := range b {
		b[i] = ^uint64(0)
	}
	return b
}

// or adds c and reports whether b has grown.
func (b bits) or(c bits) bool {
	grown := false
	for i := range b {
		if n := b[i] | c[i]; n != b[i] {
			b[i], grown = n, true
		}
	}
	return grown
}

// varIndex numbers the variables of a graph.
func (g *graph) varIndex() map[*ir.Var]int {
	index := map[*ir.Var]int{}
	for _, n := range g.nodes {
		for _, e := range n.events {
			if _, ok := index[e.v]; !ok {
				index[e.v] = len(index)
			}
		}
	}
	return index
}

// unassigned returns the uses that may come before any definition of their
// variable, in order of the code.
func (g *graph) unassigned() []event {
	index := g.varIndex()
	// in has the variables that may have no value yet.
	in := map[*flowNode]bits{}
	for _, n := range g.nodes {
		in[n] = newBits(len(index))
	}
	in[g.entry].fill()
	g.forward(func(n *flowNode) bool {
		out := in[n].copy()
		for _, e := range n.events {
			if e.def {
				out.clear(index[e.v])
			}
		}
		changed := false
		for _, s := range n.succs {
			changed = in[s].or(out) || changed
		}
		return changed
	})
	var found []event
	for _, n := range g.nodes {
		if !n.reachable {
			continue
		}
		state := in[n].copy()
		for _, e := range n.events {
			if e.def {
				state.clear(index[e.v])
			} else if state.has(index[e.v]) {
				found = append(found, e)
			}
		}
	}
	return found
}

// forward runs step over the reachable nodes until nothing changes.
func (g *graph) forward(step func(*flowNode) bool) {
	for changed := true; changed; {
		changed = false
		for _, n := range g.nodes {
			if n.reachable && step(n) {
				changed = true
			}
		}
	}
}

// deadStores returns the definitions whose value is never used. That "x op= y"
// reads x is no use of it when nobody reads what it gives, and it cannot raise.
func (g *graph) deadStores() []event {
	index := g.varIndex()
	live := map[*flowNode]bits{} // at the start of the node
	for _, n := range g.nodes {
		live[n] = newBits(len(index))
	}
	flow := func(n *flowNode, visit func(event, bool)) bits {
		state := newBits(len(index))
		for _, s := range n.succs {
			state.or(live[s])
		}
		vain := map[*ir.Local]bool{}
		for i := len(n.events) - 1; i >= 0; i-- {
			e := n.events[i]
			if visit != nil {
				visit(e, state.has(index[e.v]))
			}
			if aug, ok := e.stmt.(*ir.AugAssign); ok && e.def && aug.Op.Try == "" && !state.has(index[e.v]) {
				vain[e.local] = true
			}
			if e.def {
				state.clear(index[e.v])
			} else if e.local == nil || !vain[e.local] {
				state.set(index[e.v])
			}
		}
		return state
	}
	for changed := true; changed; {
		changed = false
		for i := len(g.nodes) - 1; i >= 0; i-- {
			n := g.nodes[i]
			if live[n].or(flow(n, nil)) {
				changed = true
			}
		}
	}
	var dead []event
	for _, n := range g.nodes {
		if !n.reachable {
			continue
		}
		flow(n, func(e event, isLive bool) {
			if e.def && !isLive {
				dead = append(dead, e)
			}
		})
	}
	return dead
}

// A web is a set of definitions and uses of one variable that belong together:
// each use sees only definitions of the web.
type web struct {
	v      *ir.Var
	locals []*ir.Local
	entry  bool // holds the value that a parameter comes with
	used   bool // whether something reads it
}

// A reaching is which definitions reach each piece of code.
type reaching struct {
	g     *graph
	defs  []event
	ids   map[*ir.Local]int // of definitions that are assignments
	other map[*ir.Var]int   // of definitions by parameter, pattern or declaration
	byVar map[*ir.Var]bits
	in    map[*flowNode]bits
}

func (g *graph) reaching() *reaching {
	r := &reaching{g: g, ids: map[*ir.Local]int{}, other: map[*ir.Var]int{}, byVar: map[*ir.Var]bits{}, in: map[*flowNode]bits{}}
	for _, n := range g.nodes {
		for _, e := range n.events {
			if e.def {
				r.number(e)
			}
		}
	}
	for i, d := range r.defs {
		if r.byVar[d.v] == nil {
			r.byVar[d.v] = newBits(len(r.defs))
		}
		r.byVar[d.v].set(i)
	}
	for _, n := range g.nodes {
		r.in[n] = newBits(len(r.defs))
	}
	g.forward(func(n *flowNode) bool {
		out := r.flow(n, nil)
		changed := false
		for _, s := range n.succs {
			changed = r.in[s].or(out) || changed
		}
		return changed
	})
	return r
}

// number gives a definition its number.
func (r *reaching) number(e event) {
	if e.local != nil {
		r.ids[e.local] = len(r.defs)
	} else if _, seen := r.other[e.v]; seen {
		return
	} else {
		r.other[e.v] = len(r.defs)
	}
	r.defs = append(r.defs, e)
}

// flow is what reaches the end of n; visit, when not nil, is called with each
// use and what reaches it.
func (r *reaching) flow(n *flowNode, visit func(event, bits)) bits {
	state := r.in[n].copy()
	for _, e := range n.events {
		if !e.def {
			if visit != nil {
				visit(e, state)
			}
			continue
		}
		for i, mask := range r.byVar[e.v] {
			state[i] &^= mask
		}
		if e.local != nil {
			state.set(r.ids[e.local])
		} else {
			state.set(r.other[e.v])
		}
	}
	return state
}

// webs splits the definitions and uses of each variable.
func (g *graph) webs() []*web {
	r := g.reaching()
	u := newUnion(len(r.defs))
	uses := map[*ir.Local]int{} // of uses: one definition that they see
	for _, n := range g.nodes {
		r.flow(n, func(e event, state bits) {
			first := r.join(e.v, state, u)
			if first < 0 || e.local == nil {
				return
			}
			uses[e.local] = first
			if id, both := r.ids[e.local]; both { // augmented assignment
				u.join(id, first)
			}
		})
	}
	return gather(g, r.defs, u, uses, r.ids)
}

// join joins the definitions of v in state and returns one of them; in dead
// code, which none reaches, any will do.
func (r *reaching) join(v *ir.Var, state bits, u union) int {
	first, any := -1, -1
	for i, d := range r.defs {
		if d.v != v {
			continue
		}
		any = i
		if state.has(i) {
			if first >= 0 {
				u.join(first, i)
			}
			first = i
		}
	}
	if first < 0 {
		return any
	}
	return first
}

// gather makes the webs from the classes of definitions.
func gather(g *graph, defs []event, u union, uses, ids map[*ir.Local]int) []*web {
	byRoot := map[int]*web{}
	var out []*web
	webOf := func(id int) *web {
		root := u.find(id)
		if byRoot[root] == nil {
			byRoot[root] = &web{v: defs[id].v}
			out = append(out, byRoot[root])
		}
		return byRoot[root]
	}
	seen := map[*ir.Local]bool{}
	for i, d := range defs {
		w := webOf(i)
		w.entry = w.entry || d.local == nil && d.stmt == nil
		if d.local != nil && !seen[d.local] {
			seen[d.local] = true
			w.locals = append(w.locals, d.local)
		}
	}
	for _, n := range g.nodes {
		for _, e := range n.events {
			id, ok := uses[e.local]
			if e.def || e.local == nil || !ok {
				continue
			}
			w := webOf(id)
			if _, both := ids[e.local]; !both {
				w.used = true
			}
			if !seen[e.local] {
				seen[e.local] = true
				w.locals = append(w.locals, e.local)
			}
		}
	}
	return out
}

// union is a union-find structure.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) { u[max(u.find(i), u.find(j))] = min(u.find(i), u.find(j)) }

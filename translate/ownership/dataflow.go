package ownership

import "github.com/portalis-dev/portalis/translate/ir"

// bits is a set of small numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

// newRows are so many sets, in one piece.
func newRows(count, n int) []bits {
	rows, size := make([]bits, count), (n+63)/64
	all := make(bits, count*size)
	for i := range rows {
		rows[i] = all[i*size : (i+1)*size : (i+1)*size]
	}
	return rows
}

func (b bits) put(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bits) drop(i int)     { b[i/64] &^= 1 << (i % 64) }
func (b bits) add(c bits) (changed bool) {
	for i := range c {
		if n := b[i] | c[i]; n != b[i] {
			b[i], changed = n, true
		}
	}
	return changed
}

// backward solves in = gen + (out - kill), out = the union of the successors' in,
// and returns out for every step.
func (f *flow) backward(n int, transfer func(i int, s *step, in bits)) []bits {
	in, out := newRows(len(f.steps), n), newRows(len(f.steps), n)
	next := newBits(n)
	for changed := true; changed; {
		changed = false
		for i := len(f.steps) - 1; i >= 0; i-- {
			for _, succ := range f.steps[i].succ {
				out[i].add(in[succ])
			}
			copy(next, out[i])
			transfer(i, &f.steps[i], next)
			if in[i].add(next) {
				changed = true
			}
		}
	}
	return out
}

// A liveness tells which variables are used after each step before they get a
// new value. Using a variable uses what it borrows from.
type liveness struct {
	index map[*ir.Var]int
	out   []bits
}

func (f *flow) liveness() *liveness {
	l := &liveness{index: map[*ir.Var]int{}}
	number := func(v *ir.Var) {
		if _, ok := l.index[v]; !ok && v != nil {
			l.index[v] = len(l.index)
		}
	}
	for i := range f.steps {
		number(f.steps[i].v)
		for _, r := range f.steps[i].roots {
			number(r)
		}
	}
	for v, chain := range f.chain {
		number(v)
		for u := range chain {
			number(u)
		}
	}
	touch := func(v *ir.Var, in bits) {
		in.put(l.index[v])
		for u := range f.chain[v] {
			in.put(l.index[u])
		}
	}
	l.out = f.backward(len(l.index), func(_ int, s *step, in bits) {
		switch s.kind {
		case define, declare:
			in.drop(l.index[s.v])
		case use:
			touch(s.v, in)
		case take:
			for _, r := range s.roots {
				touch(r, in)
			}
		}
	})
	return l
}

// after reports whether v is used after step n.
func (l *liveness) after(n int, v *ir.Var) bool {
	i, ok := l.index[v]
	return ok && l.out[n].has(i)
}

// mutations tells which objects may change after each step, to the end of the
// function.
func (f *flow) mutations() (out []bits, index map[*object]int) {
	index = map[*object]int{}
	for i := range f.steps {
		for _, objs := range []set{f.steps[i].objs, f.steps[i].echo} {
			for o := range objs {
				if _, ok := index[o]; !ok {
					index[o] = len(index)
				}
			}
		}
	}
	out = f.backward(len(index), func(_ int, s *step, in bits) {
		if s.kind == mutate || s.kind == called {
			for o := range s.objs {
				in.put(index[o])
			}
			for o := range s.echo {
				in.put(index[o])
			}
		}
	})
	return out, index
}

package ownership

import (
	"strconv"

	"github.com/portalis-dev/portalis/translate/ir"
)

// A binder follows objects through an operation by its type: since a value of
// a type parameter T can come from nowhere but the operands, whatever is of
// type T in the result, or in an operand that is changed, is of type T in one
// of the operands.
type binder struct {
	s    *shape
	at   any
	held map[ir.Param]set
}

func (b *binder) collect(p ir.Type, objs set) {
	switch p := p.(type) {
	case ir.Param:
		if b.held[p] == nil {
			b.held[p] = set{}
		}
		b.held[p].add(objs)
	case ir.List:
		b.collect(p.Elem, objs.at(elem))
	case ir.VarTuple:
		b.collect(p.Elem, objs.at(elem))
	case ir.Generator:
		b.collect(p.Elem, objs.at(elem))
	case ir.Deque:
		b.collect(p.Elem, objs.at(elem))
	case ir.Dict:
		b.collect(p.Value, objs.at(value))
	case ir.Tuple:
		for i, e := range p.Elems {
			b.collect(e, objs.at(strconv.Itoa(i)))
		}
	case ir.Option:
		b.collect(p.Elem, objs)
	case ir.Iter:
		b.collect(p.Elem, objs)
	}
}

// argument collects an operand; a key function is applied to what is known so far.
func (b *binder) argument(p ir.Type, x ir.Expr) {
	fn, isFn := p.(ir.Fn)
	lambda, isLambda := x.(*ir.Lambda)
	if !isFn || !isLambda {
		b.collect(p, b.s.eval(x))
		return
	}
	for i, v := range lambda.Params {
		if name, ok := fn.Params[i].(ir.Param); ok {
			b.s.flow(v, b.held[name])
		}
	}
	b.collect(fn.Result, b.s.eval(lambda.Body))
}

// build makes a value of pattern p; t is its type.
func (b *binder) build(p, t ir.Type, path string) set {
	switch p := p.(type) {
	case ir.Param:
		return b.held[p]
	case ir.Option:
		if t, ok := t.(ir.Option); ok {
			return b.build(p.Elem, t.Elem, path)
		}
		return b.build(p.Elem, t, path)
	case ir.Iter:
		if t, ok := t.(ir.Iter); ok {
			return b.build(p.Elem, t.Elem, path+"i")
		}
		return b.build(p.Elem, t, path+"i")
	case ir.List:
		made := b.s.alloc(b.at, path+"l", t)
		b.s.store(made, elem, b.build(p.Elem, part(t, 0), path+"*"))
		return made
	case ir.Deque:
		made := b.s.alloc(b.at, path+"l", t)
		b.s.store(made, elem, b.build(p.Elem, part(t, 0), path+"*"))
		return made
	case ir.VarTuple, ir.Generator:
		made := b.s.alloc(b.at, path+"l", t)
		b.s.store(made, elem, b.build(part(p, 0), part(t, 0), path+"*"))
		return made
	case ir.Set:
		return b.s.alloc(b.at, path+"s", t) // of what cannot change
	case ir.Dict:
		made := b.s.alloc(b.at, path+"d", t)
		b.s.store(made, value, b.build(p.Value, part(t, 1), path+"v"))
		return made
	case ir.Tuple:
		made := b.s.alloc(b.at, path+"t", t)
		for i, e := range p.Elems {
			slot := strconv.Itoa(i)
			b.s.store(made, slot, b.build(e, part(t, i), path+slot))
		}
		return made
	}
	return nil
}

// part is the i-th type inside t, or Unit where there is none.
func part(t ir.Type, i int) ir.Type {
	switch t := t.(type) {
	case ir.List:
		return t.Elem
	case ir.Deque:
		return t.Elem
	case ir.VarTuple:
		return t.Elem
	case ir.Generator:
		return t.Elem
	case ir.Dict:
		return []ir.Type{t.Key, t.Value}[i]
	case ir.Tuple:
		if i < len(t.Elems) {
			return t.Elems[i]
		}
	}
	return ir.Unit
}

// fill stores what an operation may have put into a container that it changes.
func (b *binder) fill(p ir.Type, into set) {
	switch p := p.(type) {
	case ir.List:
		if name, ok := p.Elem.(ir.Param); ok {
			b.s.store(into, elem, b.held[name])
		} else {
			b.fill(p.Elem, into.at(elem))
		}
	case ir.Deque:
		if name, ok := p.Elem.(ir.Param); ok {
			b.s.store(into, elem, b.held[name])
		}
	case ir.Dict:
		if name, ok := p.Value.(ir.Param); ok {
			b.s.store(into, value, b.held[name])
		} else {
			b.fill(p.Value, into.at(value))
		}
	case ir.Option:
		b.fill(p.Elem, into)
	}
}

// apply follows objects through op.
func (s *shape) apply(at any, op *ir.Operation, args []ir.Expr, t ir.Type) set {
	b := binder{s: s, at: at, held: map[ir.Param]set{}}
	// A key function comes after what it is applied to.
	for i, x := range args {
		if i < len(op.Params) {
			b.argument(op.Params[i].Type, x)
		} else {
			s.eval(x)
		}
	}
	for i, x := range args {
		if i < len(op.Params) && changes(op.Params[i].Mode) {
			b.fill(op.Params[i].Type, s.exprs[x])
		}
	}
	if op.Name == "copy.deepcopy" { // which shares nothing with what it copies
		return b.fresh(t, "", s.exprs[args[0]])
	}
	if e, ok := at.(*ir.Op); ok {
		s.copies[e] = b.kept(op)
	}
	return b.build(op.Result, t, "")
}

// fresh makes the deep copy of a value of type t.
func (b *binder) fresh(t ir.Type, path string, of set) set {
	made := func(kind, slot string, part ir.Type) set {
		out := b.copyFrom(path, kind, t, of)
		b.s.store(out, slot, b.fresh(part, path+kind, of.at(slot)))
		return out
	}
	switch t := t.(type) {
	case ir.Option:
		return b.fresh(t.Elem, path, of)
	case ir.List:
		return made("l", elem, t.Elem)
	case ir.VarTuple:
		return made("l", elem, t.Elem)
	case ir.Deque:
		return made("l", elem, t.Elem)
	case ir.Dict:
		return made("d", value, t.Value)
	case ir.Set:
		return b.copyFrom(path, "s", t, of)
	case ir.Tuple:
		out := b.copyFrom(path, "t", t, of)
		for i, e := range t.Elems {
			slot := strconv.Itoa(i)
			b.s.store(out, slot, b.fresh(e, path+slot, of.at(slot)))
		}
		return out
	}
	return nil
}

// copyFrom makes the object that is the copy of those in of, at a path in the whole.
func (b *binder) copyFrom(path, kind string, t ir.Type, of set) set {
	out := b.s.alloc(b.at, path+kind, t)
	if path == "" {
		return out
	}
	b.s.copied(out, of)
	return out
}

func changes(m ir.Mode) bool { return m == ir.RefMut || m == ir.RecvMut }

// kept returns the objects that an operation takes out of a borrowed operand
// and puts into its result, or into an operand that it changes: Python shares
// them, Rust has to copy.
func (b *binder) kept(op *ir.Operation) set {
	if ir.WalksGenerator(op) {
		return nil // it gives its items away
	}
	lent, given := map[ir.Param]bool{}, map[ir.Param]bool{}
	names(op.Result, given)
	for _, p := range op.Params {
		switch p.Mode {
		case ir.Ref, ir.Recv:
			names(p.Type, lent)
		case ir.RefMut, ir.RecvMut:
			names(p.Type, given)
			if !removes[op.Name] {
				lentByResult(op, p, lent)
			}
		}
	}
	if repeats[op.Name] {
		for _, p := range op.Params {
			names(p.Type, lent)
		}
	}
	all := set{}
	for name := range given {
		if lent[name] {
			all.add(b.held[name])
		}
	}
	return all.reach()
}

// lentByResult adds what an operation gives out of a container that it changes.
func lentByResult(op *ir.Operation, p ir.Operand, lent map[ir.Param]bool) {
	out, in := map[ir.Param]bool{}, map[ir.Param]bool{}
	names(op.Result, out)
	names(p.Type, in)
	for name := range in {
		if out[name] {
			lent[name] = true
		}
	}
}

// removes has the operations that take what they give out of their receiver.
var removes = map[string]bool{"list.pop": true, "deque.pop": true, "deque.popleft": true, "heapq.heappop": true, "heapq.heapreplace": true, "heapq.heappushpop": true, "dict.pop": true, "dict.popitem": true}

// repeats has the operations that put one object into several places.
var repeats = map[string]bool{"list.mul": true, "list.imul": true, "tuple.mul": true, "dict.fromkeys": true, "itertools.repeat": true, "itertools.cycle": true}

// names collects the type parameters in t; those of a function are not its values.
func names(t ir.Type, into map[ir.Param]bool) {
	switch t := t.(type) {
	case ir.Param:
		into[t] = true
	case ir.List:
		names(t.Elem, into)
	case ir.Deque:
		names(t.Elem, into)
	case ir.VarTuple:
		names(t.Elem, into)
	case ir.Generator:
		names(t.Elem, into)
	case ir.Dict:
		names(t.Value, into)
	case ir.Tuple:
		for _, e := range t.Elems {
			names(e, into)
		}
	case ir.Option:
		names(t.Elem, into)
	case ir.Iter:
		names(t.Elem, into)
	}
}

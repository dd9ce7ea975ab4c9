package ownership

import (
	"sort"
	"strconv"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// An object stands for all Python objects that one place in the program makes,
// or that one parameter (or a part of it) brings in.
type object struct {
	id    int
	typ   string // groups the objects that a call makes
	param bool   // part of what a parameter brings in
	konst bool   // a module-level constant, or a part of one
	tuple bool   // immutable itself
	slots map[string]set
	// part has, for objects of parameters, the object that each slot held when
	// the function was entered.
	part map[string]*object
	// copyOf are the objects that this one is a deep copy of, as a part of a whole: if
	// the whole held one of them twice, it is there twice in the copy too.
	copyOf set
}

// copied notes that objects are parts of deep copies of others.
func (s *shape) copied(objs, of set) {
	for o := range objs {
		if o.copyOf == nil {
			o.copyOf = set{}
			s.deep = append(s.deep, o)
		}
		if o.copyOf.add(of) {
			s.changed = true
		}
	}
}

// echoes are the objects that are parts of deep copies of objects in s, and of such
// copies in turn.
func (s *shape) echoes(of set) set {
	out := set{}
	for grown := true; grown; {
		grown = false
		for _, o := range s.deep {
			if !out[o] && (o.copyOf.meets(of) || o.copyOf.meets(out)) {
				out[o], grown = true, true
			}
		}
	}
	return out
}

// origins are the objects that those in s are parts of deep copies of, and these are in
// turn.
func (s set) origins() set {
	out := set{}
	var visit func(t set)
	visit = func(t set) {
		for o := range t {
			for from := range o.copyOf {
				if !out[from] {
					out[from] = true
					visit(set{from: true})
				}
			}
		}
	}
	visit(s)
	return out
}

// A set is a set of objects.
type set map[*object]bool

// add puts all of t into s and reports whether that changed it.
func (s set) add(t set) bool {
	n := len(s)
	for o := range t {
		s[o] = true
	}
	return len(s) != n
}

func union(a, b set) set {
	out := set{}
	out.add(a)
	out.add(b)
	return out
}

func (s set) meets(t set) bool {
	for o := range s {
		if t[o] {
			return true
		}
	}
	return false
}

func (s set) sorted() []*object {
	out := make([]*object, 0, len(s))
	for o := range s {
		out = append(out, o)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].id < out[j].id })
	return out
}

// at is what the objects of s hold in slot.
func (s set) at(slot string) set {
	out := set{}
	for o := range s {
		out.add(o.slots[slot])
	}
	return out
}

// reach is s and all that can be reached from it.
func (s set) reach() set {
	out := set{}
	var visit func(t set)
	visit = func(t set) {
		for o := range t {
			if !out[o] {
				out[o] = true
				for _, held := range o.slots {
					visit(held)
				}
			}
		}
	}
	visit(s)
	return out
}

// elem and value are the slots of lists and dicts; those of a tuple are numbers.
const (
	elem  = "*"
	value = "v"
)

// sameAgain is the slot of an object that is given what it holds already, as Python does
// with the list in "rows[i] += …".
const sameAgain = "="

// inPlace reports whether an augmented assignment changes the object of type t itself.
func inPlace(t ir.Type) bool {
	switch t.(type) {
	case ir.List, ir.Dict, ir.Set, ir.Deque:
		return true
	}
	return false
}

// slotOf is the slot that a place is in what it lies in, "" for a variable.
func slotOf(e ir.Expr) string {
	switch e := e.(type) {
	case *ir.Index:
		return elem
	case *ir.Item:
		return value
	case *ir.Field:
		return strconv.Itoa(e.N)
	}
	return ""
}

// tree makes the objects that a parameter of type t brings in; they are apart
// from all others, which each call checks.
func (w *world) tree(t ir.Type) *object {
	if !ir.IsMutable(t) {
		return nil
	}
	if opt, ok := t.(ir.Option); ok {
		return w.tree(opt.Elem)
	}
	o := w.object(t)
	o.param = true
	o.part = map[string]*object{}
	hold := func(slot string, t ir.Type) {
		if p := w.tree(t); p != nil {
			o.part[slot] = p
			o.slots[slot] = set{p: true}
		}
	}
	switch t := t.(type) {
	case ir.List:
		hold(elem, t.Elem)
	case ir.VarTuple:
		hold(elem, t.Elem)
	case ir.Generator:
		hold(elem, t.Elem)
	case ir.Deque:
		hold(elem, t.Elem)
	case ir.Dict:
		hold(value, t.Value)
	case ir.Tuple:
		for i, e := range t.Elems {
			hold(strconv.Itoa(i), e)
		}
	case ir.Struct:
		for i, field := range w.structs[t.Class].Fields {
			hold(strconv.Itoa(i), field.T)
		}
	}
	return o
}

// A world is what deciding about the functions of a module has in common. It numbers
// objects.
type world struct {
	next    int
	structs map[*types.Class]*ir.StructDef
	consts  map[*ir.Const]*object
	decided map[*ir.Func]*decision // about those of the version before
	callees map[*ir.Func][]*ir.Func
	stained bool // whether something is put into a constant
	about   map[*ir.Func]*judgement
}

// A judgement is what is known of one function.
type judgement struct {
	sum       *summary // nil in the first round of a recursion
	refused   []refusal
	notes     []ir.Note
	hoist     map[ir.Expr][]int
	settled   bool       // nothing more comes to be known
	rewritten *rewriting // names that are written as places, if any
}

// summary is what is known of fn so far.
func (w *world) summary(fn *ir.Func) *summary {
	if j := w.about[fn]; j != nil {
		return j.sum
	}
	return nil
}

func (w *world) object(t ir.Type) *object {
	w.next++
	_, tuple := t.(ir.Tuple)
	switch t.(type) {
	case ir.VarTuple, ir.Generator:
		tuple = true
	}
	return &object{id: w.next, typ: t.Rust(), tuple: tuple, slots: map[string]set{}}
}

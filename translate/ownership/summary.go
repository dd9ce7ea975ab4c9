package ownership

import (
	"fmt"
	"sort"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// An event is a copy that Python does not make: afterwards the objects have two
// owners in Rust and one identity in Python, so they must not change any more.
type event struct {
	objs set
	// param is the index of the parameter that is the only other holder, so
	// that the copy shows only when the caller uses its argument again; -1 when
	// it shows in any case.
	param int
	// result says that the other owner is the result, which a caller may drop.
	result bool
}

// A summary is what callers need to know about a function.
type summary struct {
	params  []*object
	kept    []bool // whether the result or another argument may hold it afterwards
	result  set
	mutated set // objects that parameters bring in and that may change
	echoed  set // those of which a part of a deep copy may change
	events  []event
}

// String is the summary in a form that is equal for equal summaries.
func (m *summary) String() string {
	var out strings.Builder
	seen := map[*object]int{}
	var name func(o *object) string
	name = func(o *object) string {
		if n, ok := seen[o]; ok {
			return fmt.Sprint(n)
		}
		n := len(seen)
		seen[o] = n
		slots := make([]string, 0, len(o.slots))
		for slot := range o.slots {
			slots = append(slots, slot)
		}
		sort.Strings(slots)
		text := fmt.Sprintf("%d:%s%v%v%v%v", n, o.typ, o.param, o.konst, m.mutated[o], m.echoed[o])
		for _, slot := range slots {
			text += "[" + slot
			for _, p := range o.slots[slot].sorted() {
				text += " " + name(p)
			}
			text += "]"
		}
		return text
	}
	group := func(s set) {
		for _, o := range s.sorted() {
			out.WriteString(name(o) + " ")
		}
		out.WriteString("\n")
	}
	for i, p := range m.params {
		if p != nil {
			group(set{p: true})
		}
		fmt.Fprintln(&out, m.kept[i])
	}
	group(m.result)
	for _, e := range m.events {
		fmt.Fprint(&out, e.param, e.result, " ")
		group(e.objs)
	}
	return out.String()
}

// call sees a callee's summary from a call: its parameters' objects are those
// of the arguments, and what it makes is made by the call.
func (s *shape) call(e *ir.Call) set {
	args := make([]set, len(e.Args))
	for i, a := range e.Args {
		args[i] = s.eval(a)
	}
	m := s.summary(e.Func)
	if m == nil {
		return nil // the first round of a recursion
	}
	seen := map[*object]set{}
	for i, p := range m.params {
		if p != nil && i < len(args) {
			meet(p, args[i], seen)
		}
	}
	all := m.result.reach()
	for _, p := range m.params {
		if p != nil {
			all.add(set{p: true}.reach())
		}
	}
	for _, o := range all.sorted() {
		switch {
		case o.konst:
			seen[o] = set{o: true}
		case seen[o] == nil:
			seen[o] = s.allocTyped(e, o)
		}
	}
	for _, o := range all.sorted() {
		if o.konst {
			continue
		}
		for slot, held := range o.slots {
			s.store(seen[o], slot, image(held, seen))
		}
	}
	for _, o := range all.sorted() {
		if from := image(o.copyOf, seen); len(from) > 0 && !o.konst {
			s.copied(seen[o], from)
		}
	}
	in := inset{mutated: image(m.mutated, seen), echoed: image(m.echoed, seen)}
	for _, ev := range m.events {
		in.events = append(in.events, event{image(ev.objs, seen), ev.param, ev.result})
	}
	s.calls[e] = in
	return image(m.result, seen)
}

// allocTyped is the object that a call makes for a callee's object o.
func (s *shape) allocTyped(e *ir.Call, o *object) set {
	k := site{e, o.typ}
	if s.sites[k] == nil {
		s.next++
		s.sites[k] = &object{id: s.next, typ: o.typ, tuple: o.tuple, slots: map[string]set{}}
		s.changed = true
	}
	return set{s.sites[k]: true}
}

// meet maps the objects that a parameter brought in to those of an argument.
func meet(p *object, arg set, seen map[*object]set) {
	if seen[p] == nil {
		seen[p] = set{}
	}
	seen[p].add(arg)
	for slot, q := range p.part {
		meet(q, arg.at(slot), seen)
	}
}

func image(s set, seen map[*object]set) set {
	out := set{}
	for o := range s {
		out.add(seen[o])
	}
	return out
}

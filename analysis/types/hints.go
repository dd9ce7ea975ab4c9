package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A strength orders what a use of a value says about its type.
type strength int

const (
	strong  strength = iota // no other type would do: s.split()
	medium                  // the other operand's type: n < 3
	weak                    // the usual container: for x in xs
	weakest                 // the usual number: a * b
	strengths
)

// A hint is one idea about what an unknown slot holds.
type hint struct {
	slot  *slot
	level strength
	set   set
	shape string // "list", "dict" or "tuple" of unknown elements, instead of set
	arity int
}

// An ideas is what the last walk of a unit says about unknown slots. A unit is
// walked again when something that it reads has changed, so that at a fixed point
// the ideas of all units are up to date.
type ideas struct {
	hints []hint
	flows []flow
	vague []*slot // parameters that were given values of which nothing was known
}

// A flow says that the values of one slot come from another.
type flow struct{ to, from *slot }

// mark is how far the ideas go; cut drops those after a mark, when the code that
// gave them is walked again.
func (i *ideas) mark() (hints, flows int) {
	if i == nil {
		return 0, 0
	}
	return len(i.hints), len(i.flows)
}

func (i *ideas) cut(hints, flows int) {
	if i != nil {
		i.hints, i.flows = i.hints[:hints], i.flows[:flows]
	}
}

// A hintRun is the ideas of all units.
type hintRun struct {
	hints []hint
	flows []flow
	next  []int // of each flow: the one before it to the same slot, from 1
}

func (in *solver) newHintRun() *hintRun {
	hints, flows := 0, 0
	for _, u := range in.units {
		hints, flows = hints+len(u.ideas.hints), flows+len(u.ideas.flows)
	}
	run := &hintRun{hints: make([]hint, 0, hints), flows: make([]flow, 0, flows), next: make([]int, 0, flows)}
	for _, u := range in.units {
		run.hints = append(run.hints, u.ideas.hints...)
		run.flows = append(run.flows, u.ideas.flows...)
	}
	for _, f := range run.flows { // what an earlier run left there
		f.to.root().flow, f.from.root().flow = 0, 0
	}
	for _, h := range run.hints {
		h.slot.root().flow = 0
	}
	for i, f := range run.flows {
		to := f.to.root()
		run.next = append(run.next, to.flow)
		to.flow = i + 1
	}
	return run
}

// flow notes that what x was read from goes to dst.
func (in *solver) flow(dst *slot, x val) {
	if in.hints == nil || x.src == nil {
		return
	}
	in.hints.flows = append(in.hints.flows, flow{dst, x.src})
}

func (in *solver) suggest(x val, level strength, s set) {
	if in.hints == nil || x.src == nil || !x.unknown() || s.unknown() {
		return
	}
	in.hints.hints = append(in.hints.hints, hint{slot: x.src, level: level, set: s.without(bUnbound | bNone).widened()})
}

func (in *solver) suggestShape(x val, level strength, shape string, arity int) {
	if in.hints == nil || x.src == nil || !x.unknown() {
		return
	}
	in.hints.hints = append(in.hints.hints, hint{slot: x.src, level: level, shape: shape, arity: arity})
}

func (in *solver) suggestList(x val, level strength) { in.suggestShape(x, level, "list", 0) }

func (in *solver) suggestTuple(x val, n int) { in.suggestShape(x, weak, "tuple", n) }

// hintSame says that l and r are of one type.
func (in *solver) hintSame(l, r val, level strength) {
	if in.hints == nil {
		return
	}
	switch {
	case l.unknown() && r.unknown():
		if l.src != nil && r.src != nil {
			in.flow(l.src, r)
			in.flow(r.src, l)
		}
	case l.unknown():
		in.suggest(l, level, r.set)
	case r.unknown():
		in.suggest(r, level, l.set)
	}
}

// hintBinary says what an operator tells about its operands.
func (in *solver) hintBinary(op syntax.Op, l, r val) {
	if in.hints == nil || !l.unknown() && !r.unknown() {
		return
	}
	level := medium
	known := l
	if l.unknown() {
		known = r
	}
	switch op {
	case "<<", ">>", "&", "|", "^", "~":
		in.suggest(l, medium, basic(bInt))
		in.suggest(r, medium, basic(bInt))
		return
	case "*":
		if known.has(bStr) || known.list != nil {
			in.suggest(l, strong, basic(bInt))
			in.suggest(r, strong, basic(bInt))
			return
		}
	case "/", "**":
		level = weakest
	}
	switch {
	case known.unknown():
		in.suggest(l, weakest, basic(bInt))
		in.suggest(r, weakest, basic(bInt))
		if op == "+" || op == "-" || op == "*" || op == "//" || op == "%" {
			in.hintSame(l, r, level)
		}
	case known.has(bBool) && known.only(bBool):
		in.suggest(l, level, basic(bInt))
		in.suggest(r, level, basic(bInt))
	default:
		in.suggest(l, level, known.set)
		in.suggest(r, level, known.set)
	}
}

func (in *solver) hintSubscript(base, index val) {
	switch {
	case index.only(bInts) || index.unknown():
		in.suggestList(base, weak)
	case index.only(bStr) || index.tuple != nil:
		in.suggestShape(base, medium, "dict", 0)
	}
}

func (in *solver) hintStore(base, index val) {
	switch {
	case index.only(bInts):
		in.suggestList(base, medium)
	case index.unknown():
		in.suggestList(base, weak)
	default:
		in.suggestShape(base, medium, "dict", 0)
	}
}

// hintMethod says which type has a method, when only one has.
func (in *solver) hintMethod(recv val, name string) {
	if in.hints == nil {
		return
	}
	isStr := strMethods[name] != nil || knownMethods["str."+name]
	isList := listMethods[name] != nil || name == "sort"
	isDict := dictMethods[name] != nil || name == "get" || name == "setdefault" || name == "pop"
	switch {
	case isStr && !isList && !isDict:
		in.suggest(recv, strong, basic(bStr))
	case isList && !isStr && !isDict:
		in.suggestList(recv, strong)
	case isDict && !isStr && !isList:
		in.suggestShape(recv, strong, "dict", 0)
	case isList:
		in.suggestList(recv, weak)
	case intMethods[name] != nil:
		in.suggest(recv, strong, basic(bInt))
	case floatMethods[name] != nil:
		in.suggest(recv, strong, basic(bFloat))
	}
}

// hintPattern says what a parameter of a known function takes.
func (in *solver) hintPattern(x val, p pattern) {
	if in.hints == nil {
		return
	}
	for _, a := range p {
		switch a.name {
		case "int":
			if len(p) == 1 || p.has("None") {
				in.suggest(x, strong, basic(bInt))
			}
		case "float":
			if len(p) == 1 {
				in.suggest(x, medium, basic(bFloat))
			}
		case "str":
			if len(p) == 1 || p.has("None") || p.has("strs") {
				in.suggest(x, strong, basic(bStr))
			}
		case "bool":
			if len(p) == 1 {
				in.suggest(x, strong, basic(bBool))
			}
		case "iter":
			in.suggestList(x, weak)
		}
	}
}

// applyHints gives types to parameters of which only their uses are known. It
// takes the strongest hints there are, and reports whether there were any.
func (in *solver) applyHints() bool {
	run := in.newHintRun()
	free, order := in.freeSlots()
	for level := strong; level < strengths; level++ {
		wanted := map[*slot][]hint{}
		for _, same := range run.ofLevel(level) {
			in.trace(same, run, free, wanted)
		}
		applied := false
		for _, s := range order {
			if hints := wanted[s]; hints != nil && s.root().set.unknown() && in.adopt(s, hints, free[s]) {
				applied = true
			}
		}
		if applied {
			in.solve()
			return true
		}
	}
	return false
}

// ofLevel returns the hints of a strength, those together that say the same of
// different slots: they are followed back in one go, which keeps a module of many
// functions that call each other from taking quadratic time.
func (run *hintRun) ofLevel(level strength) [][]hint {
	type idea struct {
		bits  bits
		shape string
	}
	var groups [][]hint
	at := map[idea]int{}
	for _, h := range run.hints {
		if h.level != level {
			continue
		}
		if h.set.composed() || h.shape == "tuple" { // of several, which comes first matters
			groups = append(groups, []hint{h})
			continue
		}
		key := idea{h.set.bits, h.shape}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], h)
	}
	return groups
}

// trace follows hints that say the same back to the unknown places their values
// may come from.
func (in *solver) trace(same []hint, run *hintRun, free map[*slot]*seen, wanted map[*slot][]hint) {
	in.visits++
	var work []*slot
	for _, h := range same {
		work = append(work, h.slot.root())
	}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if s.visit == in.visits || !s.set.unknown() {
			continue
		}
		s.visit = in.visits
		if free[s] != nil {
			wanted[s] = append(wanted[s], same[0])
		}
		for i := s.flow; i > 0; i = run.next[i-1] {
			work = append(work, run.flows[i-1].from.root())
		}
	}
}

// freeSlots are the unknown places that a caller fills: parameters, and the
// elements of the containers they hold.
func (in *solver) freeSlots() (free map[*slot]*seen, order []*slot) {
	free = map[*slot]*seen{}
	in.eachFree(func(s *slot, where *seen) bool {
		free[s] = where
		order = append(order, s)
		return true
	})
	return free, order
}

// eachFree calls found for each of those once, until it returns false.
func (in *solver) eachFree(found func(*slot, *seen) bool) {
	in.visits++
	now := in.visits
	var visit func(s *slot, where *seen) bool
	visit = func(s *slot, where *seen) bool {
		s = s.root()
		if s.visit == now {
			return true
		}
		s.visit = now
		if s.set.unknown() && !s.declared && !found(s, where) {
			return false
		}
		if !s.set.composed() {
			return true
		}
		for _, part := range parts(s.set) {
			if !visit(part, where) {
				return false
			}
		}
		return true
	}
	for _, fn := range in.functions {
		if fn.unit.kind != functionUnit || fn.kept != nil {
			continue
		}
		for i, p := range fn.params[:fn.own()] {
			if !visit(p.slot, &fn.seen[i]) {
				return
			}
		}
	}
}

// adopt applies hints of one strength to a slot, unless they disagree.
func (in *solver) adopt(s *slot, hints []hint, where *seen) bool {
	var all set
	shapes := map[string]bool{}
	for _, h := range hints {
		switch {
		case h.shape != "":
			shapes[h.shape] = true
			if h.shape == "tuple" && all.tuple == nil {
				all.tuple = &tupleT{elems: freshSlots(h.arity)}
			}
		case h.set.list != nil:
			shapes["list"], all.list = true, h.set.list
		case h.set.dict != nil:
			shapes["dict"], all.dict = true, h.set.dict
		case h.set.tuple != nil:
			shapes["tuple"], all.tuple = true, h.set.tuple
		default:
			all.bits |= h.set.bits & (bNumeric | bStr)
		}
	}
	switch {
	case all.bits&bFloat != 0:
		all.bits &^= bInts
	case all.bits&bInt != 0:
		all.bits &^= bBool
	}
	basics := all.atoms()
	if len(shapes) > 1 || len(shapes) == 1 && all.bits != 0 || len(shapes) == 0 && len(basics) != 1 {
		return false
	}
	switch {
	case shapes["list"] && all.list == nil:
		all.list = &listT{elem: &slot{}}
	case shapes["dict"] && all.dict == nil:
		all.dict = &dictT{key: &slot{}, val: &slot{}}
	}
	in.put(s.root(), all)
	where.use = true
	return true
}

func freshSlots(n int) []*slot {
	slots := make([]*slot, n)
	for i := range slots {
		slots[i] = &slot{}
	}
	return slots
}

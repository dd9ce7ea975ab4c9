package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// judged reports whether findings about the code that is walked are wanted.
func (w *walker) judged() bool {
	return w.record && w.u.kind == functionUnit && (w.env == nil || !w.env.dead)
}

// check judges a value that can be seen: its type must be one type, and it must
// not be an int in some runs and a float in others.
func (w *walker) check(at syntax.Node, x val) {
	if !w.judged() {
		return
	}
	if n, ok := at.(*syntax.Name); ok && w.enumNamed(n) != nil {
		return
	}
	if x.blend() && !x.has(bInt) {
		if !w.keepMixed(at) {
			w.blended(at)
		}
		return
	}
	w.judge(at, x)
}

// checkBlend is check for the result of an operation at a place.
func (w *walker) checkBlend(at syntax.Node, x val) { w.check(at, x) }

// settle judges a value of which only the truth counts.
func (w *walker) settle(at syntax.Node, x val) {
	if w.judged() && (!x.blend() || x.has(bInt)) {
		w.judge(at, x)
	}
}

func (w *walker) judge(at syntax.Node, x val) {
	if x.empty() {
		if w.env.dead {
			return
		}
		if call, ok := at.(*syntax.Call); !ok || w.info.calls[call] == nil || w.info.calls[call].Kind != User {
			w.u.fn.doubt(at)
		}
		return
	}
	if d, ok := Untranslated(w.typeOf(x.set)); ok {
		w.mixed(at, x, d)
		return
	}
	if x.composed() {
		w.keptOut(at, x)
	}
}

// keptOut reports a container that holds what an annotation denies.
func (w *walker) keptOut(at syntax.Node, x val) {
	s := w.losing(x.set, nil)
	if s == nil || w.mixtures[mixture{w.u.fn, s}] {
		return
	}
	w.mixtures[mixture{w.u.fn, s}] = true
	lost := s.lost[w.u.fn]
	if lost&^bInts == 0 && s.mask&bFloat != 0 {
		w.refuse("PT203", at, "ints go where float is declared, and Python would keep them ints: make them float first")
		return
	}
	if lost&^bMixed == 0 {
		w.refuse("PT202", at, "this holds what is not known, or of another kind than the annotation where it goes says")
		return
	}
	w.refuse("PT202", at, "this holds %s, but where it goes an annotation says %s", w.typeOf(basic(lost&^bMixed)), w.typeOf(s.set))
}

// losing finds a slot in s that an annotation keeps values out of.
func (w *walker) losing(s set, seen []*slot) *slot {
	for _, inner := range parts(s) {
		inner = inner.root()
		if inner.lost[w.u.fn] != 0 {
			return inner
		}
		if !inner.set.composed() || slices.Contains(seen, inner) {
			continue
		}
		if found := w.losing(inner.set, append(seen, inner)); found != nil {
			return found
		}
	}
	return nil
}

// parts are the slots directly inside the containers of a set.
func parts(s set) []*slot {
	var slots []*slot
	if s.list != nil {
		slots = append(slots, s.list.elem)
	}
	if s.dict != nil {
		slots = append(slots, s.dict.key, s.dict.val)
	}
	if s.tuple != nil {
		slots = append(slots, s.tuple.elems...)
	}
	if s.varying != nil {
		slots = append(slots, s.varying.elem)
	}
	if s.sets != nil {
		slots = append(slots, s.sets.elem)
	}
	if s.frozen != nil {
		slots = append(slots, s.frozen.elem)
	}
	if s.object != nil {
		slots = append(slots, s.object.args...)
	}
	if s.iter != nil {
		slots = append(slots, s.iter.elem)
	}
	return slots
}

// doubt remembers the first place whose type is not known, for when no finding
// explains it.
func (fn *function) doubt(at syntax.Node) {
	if fn.unsure == nil {
		place := at.Span()
		fn.unsure = &place
	}
}

// keepMixed has the next run keep ints and floats apart in what at shows: a
// variable, or a choice between values. It reports whether that can be.
func (w *walker) keepMixed(at syntax.Node) bool {
	if w.last {
		return false
	}
	switch e := at.(type) {
	case *syntax.Name:
		v := w.lookupName(e)
		if v == nil || v.owner != w.u || v.v.Declared || v.v.Kind != Local {
			return false
		}
		w.plan.visible[visibleKey{splitKey{w.u.fn.f.Def, v.v.Name}, v.web}] = true
	case *syntax.IfExp, *syntax.BoolOp:
		w.plan.mixed[e.(syntax.Expr)] = true
	case *syntax.Call:
		if callee := w.info.calls[e]; callee == nil || callee.Kind != Builtin || callee.Name != "sum" {
			return false
		}
		w.plan.mixed[e] = true
	default:
		return false
	}
	w.again = true
	return true
}

// blended refuses a value that is an int in some runs and a float in others.
func (w *walker) blended(at syntax.Node) {
	w.refuse("PT203", at, "this is an int at times and a float at others, and Python would show which: write the int as a float, such as 0.0")
}

// mixed reports a value of several types, once per function and place that
// holds it.
func (w *walker) mixed(at syntax.Node, x val, d Gap) {
	w.u.fn.doubt(at)
	if x.other != "" {
		return // refused where it was made
	}
	var culprit *slot
	if x.src != nil {
		if _, bad := Untranslated(w.slotType(x.src)); bad {
			culprit = w.culprit(x.src, nil)
		}
	}
	if culprit == nil {
		culprit = w.culpritIn(x.set, nil)
	}
	if culprit != nil {
		if culprit.set.other != "" {
			return
		}
		if key := (mixture{w.u.fn, culprit}); w.mixtures[key] {
			return
		} else {
			w.mixtures[key] = true
		}
	}
	if d.Code != "" {
		w.refuse(d.Code, at, "%s are not translated yet", d.Reason)
		return
	}
	if d.Reason == "int and float" {
		w.refuse("PT203", at, "this holds int and float values, which Python would print differently: make them all float, such as 0.0")
		return
	}
	w.refuse("PT203", at, "this holds values of several types: %s", d.Reason)
}

// mixedVariable reports a local that itself holds values of several types.
func (w *walker) mixedVariable(v *variable) {
	r := v.slot.root()
	if v.isClass() {
		return
	}
	if r.set.other != "" || w.culprit(r, nil) != r || w.mixtures[mixture{w.u.fn, r}] {
		return
	}
	w.mixtures[mixture{w.u.fn, r}] = true
	d, _ := Untranslated(w.typeOf(r.set))
	if d.Code != "" {
		w.find(d.Code, v.v.Def, "%s are not translated yet", d.Reason)
		return
	}
	reason := d.Reason
	if reason == "int and float" {
		w.find("PT203", v.v.Def, "%s holds int and float values, which Python would print differently: make them all float, such as 0.0", v.v.Name)
		return
	}
	if reason != "" {
		reason = ", " + reason
	}
	w.find("PT203", v.v.Def, "%s holds values of several types%s: give each a variable of its own", v.v.Name, reason)
}

// A mixture is a slot of several types that a function touches.
type mixture struct {
	fn   *function
	slot *slot
}

// culprit finds the innermost slot that makes the type of s Dynamic.
func (w *walker) culprit(s *slot, seen []*slot) *slot {
	s = s.root()
	for _, p := range seen {
		if p == s {
			return s
		}
	}
	if inner := w.culpritIn(s.set, append(seen, s)); inner != nil {
		return inner
	}
	return s
}

func (w *walker) culpritIn(s set, seen []*slot) *slot {
	for _, c := range parts(s) {
		if _, bad := Untranslated(w.slotType(c)); bad {
			return w.culprit(c, seen)
		}
	}
	return nil
}

// checkKept refuses iterators and functions that would outlive the expression
// they are made in.
func (w *walker) checkKept(at syntax.Node, x val) {
	switch {
	case x.iter != nil && x.iter.of != GeneratorIterator && !x.isRange():
		w.refuse("PT521", at, "an iterator (%s) that is kept is used up as it is walked: make a list of it", x.iter.of)
	}
}

// optional refuses the use of a value that may be None.
func (w *walker) optional(at syntax.Node, x val, use string) {
	if x.only(bNone) {
		if w.u.fn == nil || x.src == nil || !w.unseeded(x.src) {
			w.refuse("PT206", at, "this is None, which does not support %s: Python raises TypeError or AttributeError", use)
		}
		return
	}
	w.refuse("PT204", at, "this may be None, which does not support %s: test it first", use)
}

// unseeded reports whether s is a parameter that is only known to default to None.
func (w *walker) unseeded(s *slot) bool {
	for _, p := range w.u.fn.params {
		if p.slot.root() == s.root() {
			return s.root().set.unknown()
		}
	}
	return false
}

// claim records a finding about a value that contradicts an annotation, in
// translated code or in a sample call.
func (w *walker) claim(code string, at syntax.Node, format string, args ...any) {
	if !w.record {
		return
	}
	rng := at.Span()
	if w.u.kind == sampleUnit {
		return
	}
	if w.u.kind == doctestUnit {
		rng = w.u.place
	}
	w.report(compat.New(code, rng, format, args...))
}

// accept checks a value against the annotation of the place it goes to.
func (w *walker) accept(s *slot, x set, at syntax.Node, what string) {
	s = s.root()
	if !w.record || !s.declared {
		return
	}
	allowed := s.mask | bUnbound | bMixed
	if allowed&bInt != 0 {
		allowed |= bLit
	}
	extra := x.bits &^ allowed
	if extra&bInts != 0 && allowed&bFloat != 0 {
		extra &^= bInts
		w.intAsFloat(s, x, at, what)
	}
	x = x.asDeclaredException(s.set.exc)
	if x.inst != nil && s.set.inst != nil && x.inst != s.set.inst {
		w.meetRelated(append(slices.Clone(x.inst.classes), s.set.inst.classes...))
	}
	shape := x.list != nil && s.set.list == nil || x.dict != nil && (s.set.dict == nil || s.set.dict.class != x.dict.class) ||
		x.tuple != nil && s.set.varying == nil && (s.set.tuple == nil || len(s.set.tuple.elems) != len(x.tuple.elems)) ||
		x.varying != nil && s.set.varying == nil || x.sets != nil && s.set.sets == nil || x.frozen != nil && s.set.frozen == nil ||
		x.object != nil && (s.set.object == nil || s.set.object.class != x.object.class) ||
		x.iter != nil && s.set.iter == nil || x.fn != nil && s.set.fn == nil ||
		x.inst != x.inst.admitted(s.set.inst) || x.class != nil && s.set.class != x.class
	if d, bad := Untranslated(w.typeOf(x)); bad && (shape || extra != 0) {
		if w.judged() {
			w.mixed(at, val{set: x}, d)
		}
		return
	}
	if (shape || extra != 0) && what == "element" && w.u.fn != nil {
		w.mixtures[mixture{w.u.fn, s}] = true
	}
	switch {
	case !shape && extra == 0:
	case !shape && extra == bNone && x.bits&^bNone != 0:
		w.claim("PT204", at, "this may be None, but the %s is %s: test it first", what, w.typeOf(s.set))
	default:
		w.claim("PT202", at, "this is %s, but the %s is %s", w.typeOf(x), what, w.typeOf(s.set))
	}
}

// intAsFloat judges an int that goes where float is declared.
func (w *walker) intAsFloat(s *slot, x set, at syntax.Node, what string) {
	switch {
	case what == "element" && w.u.kind == functionUnit, s.local && x.has(bInt):
		w.mixtures[mixture{w.u.fn, s}] = true
		w.refuse("PT203", at, "an int goes where float is declared, and Python would keep it an int: write float(…), or 0.0 for 0")
	case s.local:
	case what == "element":
		w.claim("PT301", at, "an int is passed where float is declared: Python prints 4, the Rust 4.0")
	default:
		w.claim("PT301", at, "an int goes to the %s, which is float: Python prints 4, the Rust 4.0", what)
	}
}

// checkDefault refuses default values that are made once and could be changed.
func (w *walker) checkDefault(d syntax.Expr) {
	if !w.judged() {
		return
	}
	switch d.(type) {
	case *syntax.List, *syntax.Dict, *syntax.Set, *syntax.ListComp, *syntax.DictComp, *syntax.SetComp:
		w.refuse("PT518", d, "the default is made once and shared by all calls: default to None and make it in the body")
		return
	}
	if n := w.u.fn.inClassScope(d); n != nil {
		w.refuse("PT518", n, "this means what the class binds to %s, not what the module does: write the value itself", n.ID)
		return
	}
	if !w.constantExpr(d) {
		w.refuse("PT518", d, "a default must be a constant: Python computes it once, when the module is loaded")
	}
}

// constantExpr reports whether e has the same value whenever it is evaluated.
func (in *solver) constantExpr(e syntax.Expr) bool {
	switch e := e.(type) {
	case *syntax.Int, *syntax.Float, *syntax.Str, *syntax.Bytes, *syntax.Bool, *syntax.None:
		return true
	case *syntax.UnaryOp, *syntax.BinOp, *syntax.Tuple, *syntax.List, *syntax.Dict, *syntax.Compare, *syntax.BoolOp, *syntax.IfExp:
		for _, c := range syntax.Children(e) {
			if x, ok := c.(syntax.Expr); !ok || !in.constantExpr(x) {
				return false
			}
		}
		if d, ok := e.(*syntax.Dict); ok {
			for _, k := range d.Keys {
				if k == nil {
					return false
				}
			}
		}
		return true
	case *syntax.Name:
		if v := in.scope.globals[e.ID]; v != nil {
			return in.constants[v]
		}
		_, ok := constants[in.scope.imports[e.ID].name]
		return ok
	case *syntax.Attribute:
		n, ok := e.Value.(*syntax.Name)
		if !ok {
			return false
		}
		_, ok = constants[in.scope.imports[n.ID].name+"."+e.Attr]
		return ok
	case *syntax.Call:
		if in.compiles(e) {
			return true
		}
		n, ok := e.Func.(*syntax.Name)
		if !ok || n.ID != "float" || len(e.Args) != 1 || len(e.Keywords) > 0 || in.scope.globals["float"] != nil {
			return false
		}
		_, ok = e.Args[0].(*syntax.Str)
		return ok
	}
	return false
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// maketrans is the table for str.translate: what each character becomes.
func (w *walker) maketrans(e *syntax.Call) val {
	c := call{e, "str.maketrans"}
	w.resolve(e, Callee{Kind: Builtin, Name: c.name})
	d := w.newDict(e, 0)
	w.put(d.key, basic(bInt))
	out := val{set: set{dict: d}}
	pos, _, ok := w.args(c, 1, 3)
	if !ok {
		return out
	}
	if len(pos) == 1 {
		x := w.value(pos[0])
		switch {
		case x.dict != nil:
			w.unify(d.val, x.dict.val)
		case !x.unknown() && x.other == "":
			w.refuse("PT206", pos[0], "str.maketrans of one argument needs a dict, not %s", w.typeOf(x.set))
		}
		return out
	}
	for _, arg := range pos {
		w.wantText(c, arg)
	}
	w.put(d.val, basic(bInt))
	if len(pos) == 3 {
		w.put(d.val, basic(bNone))
	}
	return out
}

// wantText checks that an argument is a str.
func (w *walker) wantText(c call, arg syntax.Expr) {
	x := w.value(arg)
	switch {
	case x.unknown():
		w.suggest(x, strong, basic(bStr))
	case x.other == "" && !x.only(bStr):
		w.refuse("PT206", arg, "%s needs a str, not %s", c.name, w.typeOf(x.set))
	}
}

package types

const dequeClass = "collections.deque"

// dequeMethods has the methods of collections.deque; E is an element.
var dequeMethods = parseTable(map[string]string{
	"append":     "(x: E, /) -> None",
	"appendleft": "(x: E, /) -> None",
	"clear":      "() -> None",
	"copy":       "() -> self",
	"count":      "(x: =E, /) -> int",
	"extend":     "(iterable: iter[E], /) -> None",
	"extendleft": "(iterable: iter[E], /) -> None",
	"index":      "(x: =E, start: int =, stop: int =, /) -> int",
	"insert":     "(i: int, x: E, /) -> None",
	"pop":        "() -> E",
	"popleft":    "() -> E",
	"remove":     "(value: =E, /) -> None",
	"reverse":    "() -> None",
	"rotate":     "(n: int =, /) -> None",
})

// deque is deque(), deque(xs) and both with maxlen=.
func (w *walker) deque(c call) val {
	d := site(w, c.node, 0, func() *objectT { return &objectT{class: dequeClass, args: freshSlots(1)} })
	pos, kw, ok := w.args(c, 0, 2, "iterable", "maxlen")
	if !ok {
		return val{set: set{object: d}}
	}
	first, most := kw["iterable"], kw["maxlen"]
	if len(pos) > 0 {
		first = pos[0]
	}
	if len(pos) > 1 {
		most = pos[1]
	}
	if first != nil {
		w.unify(d.args[0], w.elementSlot(w.value(first), first, 0))
	}
	if most != nil {
		x := w.value(most)
		if x.unknown() && !x.has(bNone) {
			w.suggest(x, strong, basic(bInt))
		}
		w.match(c, sigParam{name: "maxlen", typ: parsePattern("int|None")}, most, x, val{})
	}
	return val{set: set{object: d}}
}

// isDeque reports whether an atom is a deque.
func (s set) isDeque() bool { return s.object != nil && s.object.class == dequeClass }

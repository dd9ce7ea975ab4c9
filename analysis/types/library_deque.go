package types

const dequeClass = "collections.deque"

// dequeMethods has the methods of collections.deque; E is an element.
var dequeMethods = parseTable(map[string]string{
	"append":     "(x: E, /) -> None",
	"appendleft": "(x: E, /) -> None",
	"clear":      "() -> None",
	"count":      "(x: =E, /) -> int",
	"extend":     "(iterable: iter[E], /) -> None",
	"extendleft": "(iterable: iter[E], /) -> None",
	"pop":        "() -> E",
	"popleft":    "() -> E",
	"reverse":    "() -> None",
	"rotate":     "(n: int =, /) -> None",
})

// deque is deque() and deque(xs).
func (w *walker) deque(c call) val {
	d := site(w, c.node, 0, func() *objectT { return &objectT{class: dequeClass, args: freshSlots(1)} })
	pos, _, ok := w.args(c, 0, 1)
	if ok && len(pos) == 1 {
		w.unify(d.args[0], w.elementSlot(w.value(pos[0]), pos[0], 0))
	}
	return val{set: set{object: d}}
}

// isDeque reports whether an atom is a deque.
func (s set) isDeque() bool { return s.object != nil && s.object.class == dequeClass }

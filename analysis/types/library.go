package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// specialLibrary has the library functions that signatures cannot describe.
var specialLibrary map[string]special

func init() { // in a function, because the table and the functions in it refer to each other
	specialLibrary = map[string]special{
		"math.prod": (*walker).prod, "math.gcd": (*walker).divisor, "math.lcm": (*walker).divisor,
		"typing.cast": (*walker).claimed, "typing.assert_type": (*walker).claimed,
	}
	for _, module := range []map[string]special{heapqSpecials(), functoolsSpecials(), collectionsSpecials(), itertoolsSpecials(),
		operatorSpecials(), copySpecials(), dataclassSpecials(), statisticsSpecials(), randomSpecials(),
	} {
		for name, f := range module {
			specialLibrary[name] = f
		}
	}
}

// inLibrary reports whether calls of a library function are translated.
func inLibrary(name string) bool { return library[name] != nil || specialLibrary[name] != nil }

func (w *walker) callLibrary(e *syntax.Call, name string) val {
	w.resolve(e, Callee{Kind: Library, Name: name})
	c := call{e, name}
	if f := specialLibrary[name]; f != nil {
		return w.fitting(func() val { return f(w, c) })
	}
	if reFunctions[name] != nil {
		return w.callRegex(e, name)
	}
	return w.apply(c, library[name], val{})
}

// over is a function whose argument at is like the receiver of a method: the
// signature's E is what that argument yields.
func over(at int, text string) special {
	s := parseSignature(text)
	return func(w *walker, c call) val {
		if at >= len(c.node.Args) || isStarred(c.node.Args[at]) {
			return w.apply(c, s, val{})
		}
		x := w.value(c.node.Args[at])
		recv := val{set: set{list: x.list}, src: x.src}
		if x.list == nil {
			recv.list = &listT{elem: w.elementSlot(x, c.node.Args[at], 50+at)}
		}
		return w.apply(c, s, recv)
	}
}

// inPlace is over for a function that changes a list.
func inPlace(text string) special {
	f := over(0, text)
	return func(w *walker, c call) val {
		if len(c.node.Args) > 0 && !isStarred(c.node.Args[0]) {
			x := w.value(c.node.Args[0])
			if x.unknown() {
				w.suggestList(x, strong)
			} else if x.set != (set{list: x.list}) {
				w.refuse("PT206", c.node.Args[0], "%s needs a list, not %s", c.name, w.typeOf(x.set))
				return notKnown()
			}
		}
		return f(w, c)
	}
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// The classes of collections that are dicts, by their full names.
const (
	counterClass = "collections.Counter"
	defaultClass = "collections.defaultdict"
	orderedClass = "collections.OrderedDict"
)

func collectionsSpecials() map[string]special {
	return map[string]special{
		counterClass: (*walker).counter,
		defaultClass: (*walker).defaultdict,
		orderedClass: (*walker).dictCall,
		dequeClass:   (*walker).deque,

		"collections.namedtuple": (*walker).namedtuple,
	}
}

// newDictOf is a dict of a class.
func (w *walker) newDictOf(n syntax.Node, class string) *dictT {
	d := w.newDict(n, 0)
	d.class = class
	return d
}

// counter is Counter(), Counter(xs) and Counter(d).
func (w *walker) counter(c call) val {
	d := w.newDictOf(c.node, counterClass)
	w.put(d.val, basic(bInt))
	out := val{set: set{dict: d}}
	pos, _, ok := w.args(c, 0, 1)
	if !ok || len(pos) == 0 {
		return out
	}
	x := w.value(pos[0])
	if x.dict != nil {
		w.unify(d.key, x.dict.key)
		w.unify(d.val, x.dict.val)
		return out
	}
	elem := w.elementSlot(x, pos[0], 0)
	w.hashable(pos[0], val{set: w.get(elem)})
	w.unify(d.key, elem)
	return out
}

// defaultdict is defaultdict(factory) and defaultdict(factory, d).
func (w *walker) defaultdict(c call) val {
	d := w.newDictOf(c.node, defaultClass)
	out := val{set: set{dict: d}}
	pos, _, ok := w.args(c, 1, 2)
	if !ok {
		return out
	}
	if len(pos) == 2 {
		x := w.value(pos[1])
		if x.dict == nil || len(x.atoms()) != 1 {
			w.refuse("PT404", pos[1], "a defaultdict is translated with a dict as what it starts with")
			return out
		}
		w.unify(d.key, x.dict.key)
		w.unify(d.val, x.dict.val)
	}
	made, ok := w.factory(c.node, pos[0])
	if !ok {
		w.argument(pos[0])
		w.refuse("PT404", pos[0], "a defaultdict is translated with int, float, str, bool, list, dict, set or a lambda as its factory")
		return out
	}
	w.put(d.val, made)
	return out
}

// factory is what a factory of a defaultdict makes.
func (w *walker) factory(n syntax.Node, f syntax.Expr) (set, bool) {
	switch f := f.(type) {
	case *syntax.Lambda:
		x := w.lambda(f, nil)
		return x.set, true
	case *syntax.Name:
		if !w.free(f.ID) {
			return set{}, false
		}
		switch f.ID {
		case "int":
			return basic(bInt), true
		case "float":
			return basic(bFloat), true
		case "str":
			return basic(bStr), true
		case "bool":
			return basic(bBool), true
		case "list":
			return set{list: w.newList(n, 1)}, true
		case "dict":
			return set{dict: w.newDict(n, 1)}, true
		case "set":
			return set{sets: w.newSet(n, 1)}, true
		}
	}
	return set{}, false
}

// classMethods has the methods that a class of dicts has beside those of dict,
// or instead of them; E is a key.
var classMethods = map[string]map[string]*signature{
	counterClass: parseTable(map[string]string{
		"most_common": "(n: int|None =, /) -> list[tuple[K, V]]",
		"subtract":    "(iterable: iter[K], /) -> None",
		"total":       "() -> int",
		"update":      "(iterable: iter[K], /) -> None",
		"elements":    "() -> chain[K]",
	}),
	orderedClass: parseTable(map[string]string{
		"move_to_end": "(key: K, last: bool =) -> None",
		"popitem":     "(last: bool =) -> tuple[K, V]",
	}),
}

// countersMeet is the result of an operator on two dicts.
func (w *walker) countersMeet(op syntax.Op, a, b set) (set, outcome) {
	if a.dict.class != counterClass || b.dict.class != counterClass {
		if op == "|" && a.dict.class == b.dict.class {
			w.merge(a, b)
			return a, fine
		}
		return set{}, refused
	}
	switch op {
	case "+", "-", "&", "|":
		w.merge(a, b)
		return a, fine
	}
	return set{}, typeError
}

package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// Ranges. A range is a sequence of ints that never changes: it can be kept, walked
// again and again, indexed and compared, where iterators can only be walked.

// rangeKind is what the Iterator of a range is of.
const rangeKind = "range"

// isRange reports whether the value, if it is an iterator, is a range.
func (s set) isRange() bool { return s.iter != nil && s.iter.of == rangeKind }

// IsRange reports whether a type is that of a range.
func IsRange(t Type) bool {
	it, ok := t.(Iterator)
	return ok && it.Of == rangeKind
}

var rangeMethods = parseTable(map[string]string{
	"index": "(x: int, /) -> int",
	"count": "(x: int, /) -> int",
})

// rangeAttribute is start, stop or step of a range.
func (w *walker) rangeAttribute(e *syntax.Attribute, x val) (val, bool) {
	if !x.isRange() || x.set.without(bUnbound) != (set{iter: x.iter}) {
		return val{}, false
	}
	switch e.Attr {
	case "start", "stop", "step":
	default:
		return val{}, false
	}
	if w.record {
		w.info.attrs[e] = "range." + e.Attr
	}
	return val{set: basic(bInt)}, true
}

// annotatedRange is what the annotation "range" says.
func annotatedRange() annotation {
	elem := &slot{}
	elem.declare(annotation{set: basic(bInt)})
	return annotation{set: set{iter: &iterT{of: rangeKind, elem: elem}}}
}

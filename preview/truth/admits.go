package truth

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/types"
)

// A relation decides whether values of one type may be where another is
// inferred.
type relation struct {
	classes map[string][]string // bases of the classes that were seen, themselves first
	promote bool                // whether an int may be where a float is inferred
}

// iterators are what walks once or on demand; each is an Iterator.
var iterators = map[string]bool{
	"range": true, "enumerate": true, "zip": true, "reversed": true, "map": true, "filter": true, "generator": true,
	"Generator": true, "dict_keys": true, "dict_values": true, "dict_items": true, "list_iterator": true,
	"tuple_iterator": true, "str_iterator": true, "set_iterator": true, "dict_keyiterator": true, "range_iterator": true,
	"str_ascii_iterator": true, "list_reverseiterator": true, "callable_iterator": true, "dict_valueiterator": true,
	"dict_itemiterator": true, "bytes_iterator": true, "dict_reversekeyiterator": true, "Iterator": true,
	"accumulate": true, "chain": true, "combinations": true, "combinations_with_replacement": true, "compress": true,
	"count": true, "cycle": true, "dropwhile": true, "filterfalse": true, "groupby": true, "islice": true,
	"pairwise": true, "permutations": true, "product": true, "repeat": true, "starmap": true, "takewhile": true,
	"zip_longest": true, "_grouper": true, "_tee": true,
}

// walked are the interfaces that every iterator has.
var walked = map[string]bool{"Iterator": true, "Iterable": true, "Generator": true}

// admits reports whether every value of type seen is one of type inferred.
func (r *relation) admits(seen, inferred annotation) bool {
	switch {
	case seen.name == "?" || seen.name == "Never" || inferred.name == "Any" || inferred.name == "object":
		return true
	case seen.name == "|":
		return !slices.ContainsFunc(seen.args, func(a annotation) bool { return !r.admits(a, inferred) })
	case inferred.name == "|":
		return slices.ContainsFunc(inferred.args, func(b annotation) bool { return r.admits(seen, b) })
	case seen.name == "int" && inferred.name == "float":
		return r.promote
	case seen.name == "type" && len(seen.args) == 1 && types.IsException(inferred.name): // raise C raises an object of it
		return r.admits(seen.args[0], inferred)
	case seen.name == "Callable" || seen.name == "type" && inferred.name == "Callable":
		return inferred.name == "Callable" || inferred.name == "type" && seen.name == "type"
	case seen.name == "tuple" && inferred.name == "tuple":
		return r.tuples(seen.args, inferred.args)
	case iterators[seen.name] && walked[inferred.name]:
		return r.arguments(seen.args, inferred.args)
	case seen.name == inferred.name:
		return r.arguments(seen.args, inferred.args)
	}
	return slices.Contains(r.classes[seen.name], inferred.name)
}

// arguments compares the arguments of generic types; none at all admit any.
func (r *relation) arguments(seen, inferred []annotation) bool {
	for i := range min(len(seen), len(inferred)) {
		if !r.admits(seen[i], inferred[i]) {
			return false
		}
	}
	return true
}

func (r *relation) tuples(seen, inferred []annotation) bool {
	seen, anyLength := elements(seen)
	inferred, anyInferred := elements(inferred)
	if anyInferred {
		return !slices.ContainsFunc(seen, func(a annotation) bool { return !r.admits(a, inferred[0]) })
	}
	if anyLength {
		return !slices.ContainsFunc(inferred, func(b annotation) bool { return !r.admits(seen[0], b) })
	}
	return len(seen) == len(inferred) && r.arguments(seen, inferred)
}

// elements returns the element types of a tuple, and whether there may be any
// number of the one.
func elements(args []annotation) ([]annotation, bool) {
	switch {
	case len(args) == 2 && args[1].name == "...":
		return args[:1], true
	case len(args) == 1 && args[0].name == "()":
		return nil, false
	}
	return args, false
}

// Admits reports whether every value of the type seen is one of type inferred.
// With promote, an int may be where a float is inferred. Both are annotations;
// classes has the bases of each class that was seen, itself first.
func Admits(seen, inferred string, classes map[string][]string, promote bool) bool {
	return (&relation{classes, promote}).admits(parse(seen), parse(inferred))
}

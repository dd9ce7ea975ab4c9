package cases

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/value"
	"github.com/portalis-dev/portalis/translate"
)

// Pick chooses, of what one Python function became, the function that takes the
// arguments: the one whose types are theirs, or else one that takes their ints
// as floats. It is nil when there is none.
func Pick(variants []*translate.Function, args []value.Value) *translate.Function {
	for _, taken := range []func(value.Value, types.Type) bool{exact, fits} {
		for _, f := range variants {
			if takes(f, args, taken) {
				return f
			}
		}
	}
	return nil
}

func takes(f *translate.Function, args []value.Value, fits func(value.Value, types.Type) bool) bool {
	if !f.Runs() || len(args) != len(f.Params) {
		return false
	}
	for i, p := range f.Params {
		if !fits(args[i], p.Type) {
			return false
		}
	}
	return true
}

// exact reports whether v is of type t, an int not being a float.
func exact(v value.Value, t types.Type) bool {
	if !fits(v, t) {
		return false
	}
	switch t := t.(type) {
	case types.Basic:
		return t != types.Float || v.Kind == value.Float
	case types.Union: // fits has looked
	case types.Optional:
		return v.Kind == value.None || exact(v, t.Elem)
	case types.Tuple:
		for i, e := range v.Elems {
			if !exact(e, t.Elems[i]) {
				return false
			}
		}
	case types.Dict:
		for i := 0; i < len(v.Elems); i += 2 {
			if !exact(v.Elems[i], t.Key) || !exact(v.Elems[i+1], t.Value) {
				return false
			}
		}
	default:
		if parts := types.Parts(t); len(parts) == 1 {
			for _, e := range v.Elems {
				if !exact(e, parts[0]) {
					return false
				}
			}
		}
	}
	return true
}

// fits reports whether v can be passed where t is declared, as the translation
// has it: an int may stand for a float, a bool for nothing else.
func fits(v value.Value, t types.Type) bool {
	all := func(kind value.Kind, elem types.Type) bool {
		if v.Kind != kind {
			return false
		}
		for _, e := range v.Elems {
			if !fits(e, elem) {
				return false
			}
		}
		return true
	}
	switch t := t.(type) {
	case types.Basic:
		return fitsBasic(v.Kind, t)
	case types.Union:
		// An int is no float here: which of them a value is shows.
		return slices.ContainsFunc(t.Members, func(m types.Type) bool { return exact(v, m) })
	case types.Optional:
		return v.Kind == value.None || fits(v, t.Elem)
	case types.List:
		return all(value.List, t.Elem)
	case types.VarTuple:
		return all(value.Tuple, t.Elem)
	case types.Set:
		if t.Frozen {
			return all(value.Frozenset, t.Elem)
		}
		return all(value.Set, t.Elem)
	case types.Dict:
		if v.Kind != value.Dict {
			return false
		}
		for i := 0; i < len(v.Elems); i += 2 {
			if !fits(v.Elems[i], t.Key) || !fits(v.Elems[i+1], t.Value) {
				return false
			}
		}
		return true
	case types.Tuple:
		if v.Kind != value.Tuple || len(v.Elems) != len(t.Elems) {
			return false
		}
		for i, e := range v.Elems {
			if !fits(e, t.Elems[i]) {
				return false
			}
		}
		return true
	}
	return false
}

func fitsBasic(kind value.Kind, t types.Basic) bool {
	switch t {
	case types.Int:
		return kind == value.Int || kind == value.BigInt
	case types.Float:
		return kind == value.Float || kind == value.Int || kind == value.BigInt
	case types.Bool:
		return kind == value.Bool
	case types.Str:
		return kind == value.Str
	case types.Bytes:
		return kind == value.Bytes
	case types.NoneType:
		return kind == value.None
	}
	return false
}

// makeable reports whether values of t can be generated.
func makeable(t types.Type) bool {
	switch t := t.(type) {
	case types.Basic:
		return true // of Never only empty containers are made
	case types.Union:
		return !slices.ContainsFunc(t.Members, func(m types.Type) bool { return !makeable(m) })
	case types.Optional:
		return makeable(t.Elem)
	case types.List:
		return makeable(t.Elem)
	case types.VarTuple:
		return makeable(t.Elem)
	case types.Set:
		return makeable(t.Elem)
	case types.Dict:
		return makeable(t.Key) && makeable(t.Value)
	case types.Tuple:
		for _, e := range t.Elems {
			if !makeable(e) || e == types.Type(types.Never) {
				return false
			}
		}
		return true
	}
	return false
}

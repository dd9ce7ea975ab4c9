package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// dictDisplay is the display that a call of dict with arguments by name means:
// {**d, "x": 1} for dict(d, x=1), {**d, **more} for dict(d, **more); nil for other
// calls.
func (w *walker) dictDisplay(c call) *syntax.Dict {
	e := c.node
	if c.name != "dict" || len(e.Keywords) == 0 || len(e.Args) > 1 {
		return nil
	}
	for _, a := range e.Args {
		if isStarred(a) {
			return nil
		}
		if x := w.value(a); !isPlainDict(x) {
			return nil
		}
	}
	for _, k := range e.Keywords {
		if k.Name == "" && !w.namesOnly(e, k) {
			return nil
		}
	}
	return site(w, e, 3, func() *syntax.Dict {
		made := &syntax.Dict{Range: e.Range}
		for _, a := range e.Args {
			made.Keys, made.Values = append(made.Keys, nil), append(made.Values, a)
		}
		for _, k := range e.Keywords {
			var key syntax.Expr
			if k.Name != "" {
				key = &syntax.Str{Range: k.NameRange, Value: k.Name}
			}
			made.Keys, made.Values = append(made.Keys, key), append(made.Values, k.Value)
		}
		return made
	})
}

// namesOnly reports whether **k is all that a call passes by name, and gives what may
// be names: of other keys, and of names given twice, Python raises TypeError.
func (w *walker) namesOnly(e *syntax.Call, k *syntax.Keyword) bool {
	x := w.value(k.Value)
	return len(e.Keywords) == 1 && isPlainDict(x) && w.get(x.dict.key).only(bStr)
}

// isPlainDict reports whether x is a dict, of no class of module collections.
func isPlainDict(x val) bool {
	return x.dict != nil && x.dict.class == "" && len(x.atoms()) == 1
}

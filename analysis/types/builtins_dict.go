package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// dictDisplay is the display that a call of dict with arguments by name means:
// {**d, "x": 1} for dict(d, x=1); nil for other calls.
func (w *walker) dictDisplay(c call) *syntax.Dict {
	e := c.node
	if c.name != "dict" || len(e.Keywords) == 0 || len(e.Args) > 1 {
		return nil
	}
	for _, a := range e.Args {
		if isStarred(a) {
			return nil
		}
		if x := w.value(a); x.dict == nil || x.dict.class != "" || len(x.atoms()) != 1 {
			return nil
		}
	}
	for _, k := range e.Keywords {
		if k.Name == "" {
			return nil
		}
	}
	return site(w, e, 3, func() *syntax.Dict {
		made := &syntax.Dict{Range: e.Range}
		for _, a := range e.Args {
			made.Keys, made.Values = append(made.Keys, nil), append(made.Values, a)
		}
		for _, k := range e.Keywords {
			made.Keys = append(made.Keys, &syntax.Str{Range: k.NameRange, Value: k.Name})
			made.Values = append(made.Values, k.Value)
		}
		return made
	})
}

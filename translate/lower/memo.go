package lower

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A function whose results are kept (functools.cache) may do nothing but compute:
// how often it runs is then nobody's business but the clock's. Python's cache takes
// 1, 1.0 and True for one argument, so that a result may be that of another type:
// where numbers of several types meet, the function is refused.

// checkMemo refuses a function whose results cannot be kept as Python keeps them.
func (m *module) checkMemo(fn *types.Function) {
	if fn.Memo == nil || len(m.refused[fn]) > 0 {
		return
	}
	refuse := func(format string, args ...any) {
		m.refuse(fn, compat.New("PT508", fn.Def.NameRange, format, args...))
	}
	if what := m.notices(fn); what != "" {
		refuse("the results of %s are kept, so that Python runs it once for the same arguments, and that would show: it %s", fn.Name, what)
		return
	}
	own := fn.Params[:len(fn.Params)-len(fn.Captures)]
	for _, p := range own {
		if !plainKey(p.Type) {
			refuse("the results of %s are kept by its arguments, and %s is %s: that is translated for numbers, texts and tuples of them", fn.Name, p.Name, p.Type)
			return
		}
	}
	for _, other := range m.info.Funcs {
		if other != fn && other.Memo != nil && other.Def.NameRange == fn.Def.NameRange && meet(own, other.Params) {
			refuse("%s is called with numbers of different types, which are one key of its cache when they are equal", fn.Name)
			return
		}
	}
	if fn.Memo.Local == "" && m.mutableResult(fn.Result) {
		refuse("what %s returns is kept and given to every caller, and can be changed: return a tuple", fn.Name)
	}
}

// notices is what a function does besides computing, "" for nothing.
func (m *module) notices(fn *types.Function) string {
	eff := m.res.Effects[fn]
	if eff == nil {
		return "does what is not known"
	}
	kept := fn.Memo.Local
	for i, p := range fn.Params {
		if i < len(eff.Mutates) && eff.Mutates[i] && p.Name != kept && p.Name != "outer_"+kept {
			return "changes " + p.Name
		}
	}
	writes := slices.DeleteFunc(slices.Clone(eff.Writes), func(w string) bool { return kept != "" && w == "nonlocal "+kept })
	switch {
	case len(writes) > 0:
		return "changes " + strings.TrimPrefix(strings.TrimPrefix(writes[0], "nonlocal "), "global ")
	case eff.Prints:
		return "prints"
	case eff.IO, eff.Environment:
		return "reaches outside of the program"
	case eff.Random, eff.Time:
		return "depends on chance or the time"
	case eff.Globals:
		return "uses state of the module that changes"
	case len(eff.Unresolved) > 0 || slices.Contains(eff.Calls, true):
		return "calls what is not known"
	}
	return ""
}

// plainKey reports whether Python compares two values of a type, as keys, by what
// they look like.
func plainKey(t types.Type) bool {
	switch t := t.(type) {
	case types.Basic:
		return t == types.Int || t == types.BigInt || t == types.Float || t == types.Bool || t == types.Str || t == types.NoneType
	case types.Optional:
		return plainKey(t.Elem)
	case types.VarTuple:
		return plainKey(t.Elem)
	case types.Tuple:
		return !slices.ContainsFunc(t.Elems, func(e types.Type) bool { return !plainKey(e) })
	}
	return false
}

// meet reports whether arguments of two functions may be equal.
func meet(a, b []*types.Var) bool {
	for i, p := range a {
		if !types.Equal(p.Type, b[i].Type) && (p.Type == types.Type(types.Str)) != (b[i].Type == types.Type(types.Str)) {
			return false
		}
	}
	return true
}

// checkKeyed refuses an argument of a function whose results are kept that has
// another type than the parameter: results of the two would be one.
func (f *function) checkKeyed(at syntax.Expr, fn *types.Function, p *types.Var) {
	if fn.Memo == nil {
		return
	}
	big := func(t types.Type) bool { return t == types.Type(types.Int) || t == types.Type(types.BigInt) }
	if t := f.m.info.TypeOf(at); t != nil && !(big(t) && big(p.Type)) && t != types.Type(types.Never) && !types.Equal(t, p.Type) && !optionOf(t, p.Type) {
		f.refuse("PT508", at, "the results of %s are kept by its arguments, and %s and %s that are equal are one: pass %s", fn.Name, t, p.Type, p.Type)
	}
}

// optionOf reports whether a value of type t is one of the optional type u.
func optionOf(t, u types.Type) bool {
	opt, ok := u.(types.Optional)
	return ok && (t == types.Type(types.NoneType) || types.Equal(t, opt.Elem))
}

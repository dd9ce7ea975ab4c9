package types

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A local that is bound again to a value of another type, as in n = str(n), is a
// variable of its own from there on, if no use sees both. Definitions that reach
// a common use belong together: they form a web, as register allocators say.

// webs collects, for one function, which definitions reach each use.
type webs struct {
	names  map[string]bool // the variables to look at
	defs   map[syntax.Node]int
	parent []int // of each definition, union-find
	uses   map[*syntax.Name]int
	order  []*syntax.Name // names that define or use, in the order they were seen
}

// reaching are the definitions that may be the last at a point, sorted.
type reaching []int

func (w *webs) define(n syntax.Node) int {
	i, ok := w.defs[n]
	if !ok {
		i = len(w.parent)
		w.defs[n] = i
		w.parent = append(w.parent, i)
	}
	if name, ok := n.(*syntax.Name); ok {
		w.see(name, i)
		w.unite(w.uses[name], i) // x += 1 reads and binds x by one name
	}
	return i
}

func (w *webs) use(n *syntax.Name, from reaching) {
	for _, d := range from {
		w.see(n, d)
		w.unite(w.uses[n], d)
	}
}

func (w *webs) see(n *syntax.Name, def int) {
	if _, ok := w.uses[n]; !ok {
		w.uses[n] = def
		w.order = append(w.order, n)
	}
}

func (w *webs) find(i int) int {
	for w.parent[i] != i {
		i = w.parent[i]
	}
	return i
}

func (w *webs) unite(a, b int) {
	a, b = w.find(a), w.find(b)
	w.parent[max(a, b)] = min(a, b)
}

// union joins what reaches along two ways.
func (r reaching) union(other reaching) reaching {
	if len(other) == 0 || slices.Equal(r, other) {
		return r
	}
	out := append(slices.Clone(r), other...)
	slices.Sort(out)
	return slices.Compact(out)
}

// splitVariables gives variables of several types a variable for each web.
func (in *solver) splitVariables() bool {
	found := false
	for _, fn := range in.functions {
		if fn.unit.kind == functionUnit && fn.kept == nil && in.splitIn(fn) {
			found = true
		}
	}
	return found
}

func (in *solver) splitIn(fn *function) bool {
	names := map[string]bool{}
	for name, v := range fn.unit.names {
		key := splitKey{fn.f.Def, name}
		if !v.slot.root().set.single() && !in.plan.split[key] && v.owner == fn.unit && !fn.captured(v) && several(in.slotType(v.slot)) {
			in.plan.split[key] = true
			names[name] = true
		}
	}
	if len(names) == 0 {
		return false
	}
	for name := range boundOtherwise(fn.f.Def) {
		delete(names, name)
	}
	if len(names) == 0 {
		return false
	}
	w := &webs{names: names, defs: map[syntax.Node]int{}, uses: map[*syntax.Name]int{}}
	in.webs = w
	in.walk(fn.unit, false)
	in.webs = nil
	return in.number(fn, w)
}

// number numbers the webs of each variable in the order of their first names;
// that of a parameter is the first.
func (in *solver) number(fn *function, w *webs) bool {
	type variableWeb struct {
		name string
		web  int
	}
	numbers := map[variableWeb]int{}
	count := map[string]int{}
	for _, p := range fn.params {
		if def, ok := w.defs[p.v.Param]; ok {
			numbers[variableWeb{p.v.Name, w.find(def)}] = 0
			count[p.v.Name] = 1
		}
	}
	found := false
	for _, n := range w.order {
		key := variableWeb{n.ID, w.find(w.uses[n])}
		number, ok := numbers[key]
		if !ok {
			number = count[n.ID]
			numbers[key] = number
			count[n.ID]++
		}
		if number > 0 {
			in.plan.webs[n] = number
			found = true
		}
	}
	return found
}

// boundOtherwise are the names that a function binds other than by assignment,
// or that functions inside it see: those keep one variable.
func boundOtherwise(def *syntax.FunctionDef) map[string]bool {
	out := map[string]bool{}
	bindings(def.Body, func(name string, _ syntax.Range, at syntax.Node) {
		switch at.(type) {
		case *syntax.FunctionDef, *syntax.ClassDef, *syntax.Import, *syntax.ImportFrom, *syntax.Try, *syntax.TypeAlias:
			out[name] = true
		}
	})
	inside := func(n syntax.Node) bool {
		if name, ok := n.(*syntax.Name); ok {
			out[name.ID] = true
		}
		return true
	}
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.FunctionDef, *syntax.ClassDef, *syntax.Lambda, *syntax.Match:
			syntax.Inspect(n, inside)
			return false
		case *syntax.Global:
			for _, name := range n.Names {
				out[name.ID] = true
			}
		case *syntax.Nonlocal:
			for _, name := range n.Names {
				out[name.ID] = true
			}
		}
		return true
	})
	return out
}

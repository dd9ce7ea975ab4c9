package lower

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// Lowering after an edit. What a function becomes hangs on what is known of itself
// (types.Edition), on the functions that it calls, on the names and constants of the
// module, and on what its callers may catch. So the functions that an edit has not
// touched, and that call, directly or not, none that it has, become what they became
// before, unless their callers catch something else. Their IR is taken over, decided
// and arranged as package ownership left it: only where they stand has changed, which
// ir.Func.Range tells and the nodes inside do not.
//
// Modules in which functions meet in other ways are lowered anew: by classes,
// generators, functions as values, big integers, values whose type only the run
// tells, constants that are computed, or variables that functions give new values.

// A Memory is what lowering a version of a module leaves for the next version.
type Memory struct {
	outside   string // what functions see beside each other
	consts    map[string]*ir.Const
	functions map[*types.Edition]*kept
	taken     int // how many of the functions were taken over themselves
}

// TakenOver is how many of the functions that were lowered are from the version before.
func (b *Memory) TakenOver() int {
	if b == nil {
		return 0
	}
	return b.taken
}

// A kept is a function as it was lowered.
type kept struct {
	out    *ir.Func // nil if it was refused before it was lowered
	facts  *facts
	caught classes // what callers may catch, as it turned out
	result ir.Type
	uses   []*types.Edition // the functions it mentions
	calls  []*ir.Func       // those it calls
	text   string           // its source, with what stands before and behind it
	does   behaviour
}

// A behaviour is what lowering looks at of the effects of a function.
type behaviour struct {
	known          bool
	mutates, calls []bool
	lists          [4][]string
	purity         effects.Purity
}

func behaviourOf(e *effects.Effects) behaviour {
	if e == nil {
		return behaviour{}
	}
	return behaviour{true, e.Mutates, e.Calls, [4][]string{e.Raises, e.Faults, e.Writes, e.Unresolved}, e.Purity()}
}

func (b behaviour) equal(other behaviour) bool {
	for i := range b.lists {
		if !slices.Equal(b.lists[i], other.lists[i]) {
			return false
		}
	}
	return b.known == other.known && b.purity == other.purity && slices.Equal(b.mutates, other.mutates) && slices.Equal(b.calls, other.calls)
}

// LowerAfter is Lower for an edited version of a module of which before was left,
// which is used up; it may be nil. What is kept of the version before holds only if
// package ownership has decided about it, and refused nothing of it that refused does
// not have.
func LowerAfter(res *analysis.Result, refused map[*types.Function][]compat.Finding, big map[*types.Function]bool, before *Memory) *Result {
	same := before.unchanged(res, refused, big)
	for tries := 0; ; tries++ {
		if tries == mostTries {
			same = nil
		}
		m := lower(res, refused, big, same, before)
		apart := m.apart()
		if len(same) > 0 && !apart {
			same = nil
			continue
		}
		if evicted := m.otherwiseCaught(); len(evicted) > 0 {
			for _, fn := range evicted {
				delete(same, fn)
			}
			closeUnderUses(same)
			continue
		}
		out := m.result()
		if apart {
			out.leave = func() *Memory { return m.leave(refused) }
		}
		return out
	}
}

// Memory is what can be kept for the next version, nil if there is nothing to go on
// from. Package ownership has to have decided about the module.
func (r *Result) Memory() *Memory {
	if r.leave == nil {
		return nil
	}
	return r.leave()
}

// mostTries is how often functions are lowered to find out which others they change.
const mostTries = 8

// outside is what the functions of a module see beside each other, "" for a module
// that is lowered anew each time.
func outside(res *analysis.Result, big map[*types.Function]bool) string {
	info := res.Info
	if len(info.Classes) > 0 || len(big) > 0 || len(res.Module.Errors) > 0 {
		return ""
	}
	var b strings.Builder
	for _, s := range res.Module.Body {
		if _, def := s.(*syntax.FunctionDef); !def {
			b.Write(res.Module.Source[s.Span().Start:s.Span().End])
			b.WriteByte('\n')
		}
	}
	m := &module{res: res}
	for _, v := range info.Globals {
		if v.Maker != nil || v.State {
			return ""
		}
		fmt.Fprintf(&b, "%s %v %t %t %t %t\n", v.Name, v.Type, v.Declared, v.Handed, v.Walked, m.written(v.Name))
	}
	for _, fn := range info.Funcs {
		if fn.Lambda || fn.Made || fn.Class != nil || fn.Memo != nil || fn.Yields && len(res.Stopped(fn)) == 0 {
			return ""
		}
		fmt.Fprintf(&b, "%s %d %d %t\n", fn.Name, fn.Instance, fn.Instances, fn.Outer != nil)
	}
	return b.String()
}

// surroundings are the sources of the functions at the top of a module, each with
// all that stands between it and its neighbours: comments belong to functions too.
func surroundings(m *syntax.Module) map[*syntax.FunctionDef]string {
	texts := map[*syntax.FunctionDef]string{}
	from := 0
	for i, s := range m.Body {
		to := len(m.Source)
		if i+1 < len(m.Body) {
			to = m.Body[i+1].Span().Start
		}
		if def, ok := s.(*syntax.FunctionDef); ok && from <= to {
			texts[def] = string(m.Source[from:to])
		}
		from = s.Span().End
	}
	return texts
}

// unchanged finds the functions that become what they became before.
func (b *Memory) unchanged(res *analysis.Result, refused map[*types.Function][]compat.Finding, big map[*types.Function]bool) map[*types.Function]*kept {
	if b == nil || outside(res, big) != b.outside {
		return nil
	}
	texts := surroundings(res.Module)
	same := map[*types.Function]*kept{}
	for _, fn := range res.Info.Funcs {
		k := b.functions[fn.Edition]
		if k == nil {
			continue
		}
		stopped := len(refused[fn]) > 0 || len(res.Stopped(fn)) > 0
		if stopped == (k.out == nil) && (stopped || k.text == texts[fn.Def] && k.does.equal(behaviourOf(res.Effects[fn]))) {
			same[fn] = k
		}
	}
	closeUnderUses(same)
	return same
}

// closeUnderUses takes out of same what uses a function that is not in it.
func closeUnderUses(same map[*types.Function]*kept) {
	in := map[*types.Edition]bool{}
	for fn := range same {
		in[fn.Edition] = true
	}
	for changed := true; changed; {
		changed = false
		for fn, k := range same {
			if slices.ContainsFunc(k.uses, func(e *types.Edition) bool { return !in[e] }) {
				delete(same, fn)
				in[fn.Edition], changed = false, true
			}
		}
	}
}

// apart reports whether functions meet only by calls, by what those may catch, and by
// constants.
func (m *module) apart() bool {
	if len(m.expressions) > 0 || len(m.sigs) > 0 || len(m.structs) > 0 {
		return false
	}
	return !slices.ContainsFunc(m.info.Funcs, func(fn *types.Function) bool {
		return len(m.refused[fn]) == 0 && m.same[fn] == nil && len(m.takesOut(fn)) > 0
	})
}

// otherwiseCaught are the functions taken over of which callers catch something else
// than before.
func (m *module) otherwiseCaught() []*types.Function {
	for changed := true; changed; {
		changed = false
		for _, k := range m.same {
			if k.out != nil && k.facts.passOn() {
				changed = true
			}
		}
	}
	var out []*types.Function
	for fn, k := range m.same {
		if k.out != nil && !maps.Equal(k.facts.watched, k.caught) {
			out = append(out, fn)
		}
	}
	return out
}

// leave is what the next version can go on from.
func (m *module) leave(refused map[*types.Function][]compat.Finding) *Memory {
	around := outside(m.res, m.big)
	if around == "" {
		return nil
	}
	texts := surroundings(m.res.Module)
	next := &Memory{outside: around, consts: map[string]*ir.Const{}, functions: map[*types.Edition]*kept{}}
	for v, c := range m.consts {
		next.consts[v.Name] = c
	}
	for _, fn := range m.info.Funcs {
		k := m.same[fn]
		switch {
		case fn.Edition == nil || texts[fn.Def] == "":
			continue
		case len(refused[fn]) > 0 || len(m.res.Stopped(fn)) > 0:
			k = &kept{}
		case len(m.refused[fn]) > 0:
			continue
		case k != nil:
			next.taken++
		default:
			out := m.funcs[fn]
			if !insideOf(out) {
				continue
			}
			k = &kept{out: out, facts: m.facts[fn], caught: maps.Clone(m.facts[fn].watched), result: m.results[fn], uses: m.uses(fn), calls: ir.Named(out)}
		}
		if k.out != nil {
			k.text, k.does = texts[fn.Def], behaviourOf(m.res.Effects[fn])
		}
		next.functions[fn.Edition] = k
	}
	return next
}

// uses are the functions of the module that fn mentions.
func (m *module) uses(fn *types.Function) []*types.Edition {
	var out []*types.Edition
	add := func(g *types.Function) {
		if g != nil && !slices.Contains(out, g.Edition) {
			out = append(out, g.Edition)
		}
	}
	for _, g := range fn.Calls {
		add(g)
	}
	syntax.Walk(fn.Body, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok {
			if callee := m.info.RefOf(e); callee != nil {
				add(callee.Func)
			}
			if call, ok := e.(*syntax.Call); ok && m.info.CalleeOf(call) != nil {
				add(m.info.CalleeOf(call).Func)
			}
		}
		return true
	})
	for _, g := range ir.Callees(m.funcs[fn]) {
		add(g.Source)
	}
	return out
}

// named are the functions that fn calls by their names or makes values of.
func (m *module) named(fn *ir.Func) []*ir.Func {
	if k := m.same[fn.Source]; k != nil && k.out == fn {
		return k.calls
	}
	return ir.Named(fn)
}

// insideOf reports whether all of the body of fn comes from its own source, so that
// all of it moves as fn does.
func insideOf(fn *ir.Func) bool {
	inside := true
	check := func(r syntax.Range) bool {
		inside = inside && fn.Range.Start <= r.Start && r.End <= fn.Range.End
		return inside
	}
	for _, v := range fn.Params {
		check(v.Range)
	}
	ir.Walk(fn.Body, func(s ir.Stmt) bool { return check(s.At().Range) }, func(x ir.Expr) bool { return check(x.Span()) })
	return inside
}

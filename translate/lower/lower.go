// Package lower turns Python's typed syntax tree into the IR of package ir,
// with Python's meaning made explicit: evaluation order, scopes, truth values,
// numeric conversions, and how each operation fails.
//
// A function is lowered in three steps. Its statements become IR in which a
// Python variable is one ir.Var that is only assigned (stmt_*.go, expr_*.go);
// then variables are bound to Rust's block scopes (package file bind.go, on the
// flow graph of flow.go); then names are chosen (names.go).
//
// Whether a function is fallible depends on its callers (may a try of theirs
// catch what it raises?) and on its callees (do they return Err?), so the
// statements of all functions are lowered again until those facts stay the same;
// they only grow. Only then the other two steps are done.
package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
	"github.com/portalis-dev/portalis/translate/parallel"
)

// A Result is the IR of a module and what could not be lowered.
type Result struct {
	Module *ir.Module
	// Refused says, for each function that is not in Module, why.
	Refused map[*types.Function][]compat.Finding
	// Findings has what lowering itself found, in source order: the refusals
	// that analysis did not know of.
	Findings []compat.Finding

	leave func() *Memory // nil if nothing can be kept
}

// Lower lowers every function of a module that can be; the others, and those
// that call them, are refused. What is in refused is left out from the start;
// what is in big computes with big integers.
func Lower(res *analysis.Result, refused map[*types.Function][]compat.Finding, big map[*types.Function]bool) *Result {
	return lower(res, refused, big, nil, nil).result()
}

// lower lowers all functions but those that are taken over.
func lower(res *analysis.Result, refused map[*types.Function][]compat.Finding, big map[*types.Function]bool, same map[*types.Function]*kept, before *Memory) *module {
	m := newModule(res, big, same, before)
	for fn, why := range refused {
		m.refused[fn] = append(m.refused[fn], why...)
	}
	for m.changed {
		m.changed = false
		m.settleState()
		for _, def := range m.structs {
			def.Needs = ir.Needs{}
		}
		lowered := m.lowerMakers()
		for _, fn := range m.info.Funcs {
			if m.same[fn] != nil {
				continue
			}
			if f := m.lowerFunction(fn); f != nil {
				lowered = append(lowered, f)
			}
		}
		if m.changed {
			continue // what was lowered is not what will be
		}
		m.bindAll(lowered)
		if !m.changed {
			m.refuseDeepChanges()
		}
		if !m.changed {
			m.checkShared()
		}
	}
	return m
}

// A module is the state of lowering one file.
type module struct {
	res         *analysis.Result
	info        *types.Info
	big         map[*types.Function]bool // what computes with big integers
	small       map[*types.Var]bool      // the ints in them for which 64 bits do
	doc         docs
	funcs       map[*types.Function]*ir.Func
	consts      map[*types.Var]*ir.Const
	refused     map[*types.Function][]compat.Finding
	found       []compat.Finding
	facts       map[*types.Function]*facts
	results     map[*types.Function]ir.Type // what functions give in Python, as Rust sees it
	structs     map[*types.Class]*ir.StructDef
	unfits      map[*types.Class]string    // why classes are not translated
	shared      map[*types.Class]bool      // classes whose objects are Rc<T>
	assigned    map[*syntax.Attribute]bool // attributes that statements assign
	names       map[string]string          // Rust names of functions and their Python names
	expressions []*expression              // the generator expressions that are kept
	lost        map[*types.Var]string      // state that a function which is not translated changes, and which does
	changed     bool                       // a fact has grown or a function was refused: lower again
	sigs        map[*types.FuncSet]*ir.Sig
	same        map[*types.Function]*kept // functions that are taken over from the version before
	before      *Memory
}

// inUse is what is known of a module without the classes that have no objects, and
// what nobody calls of them.
func inUse(info *types.Info) *types.Info {
	out := *info
	out.Funcs = slices.DeleteFunc(slices.Clone(info.Funcs), func(f *types.Function) bool { return f.Unused })
	out.Classes = slices.DeleteFunc(slices.Clone(info.Classes), func(c *types.Class) bool { return c.Bare })
	return &out
}

func newModule(res *analysis.Result, big map[*types.Function]bool, same map[*types.Function]*kept, before *Memory) *module {
	m := &module{
		res:     res,
		info:    inUse(res.Info),
		big:     big,
		doc:     newDocs(res),
		funcs:   map[*types.Function]*ir.Func{},
		consts:  map[*types.Var]*ir.Const{},
		refused: map[*types.Function][]compat.Finding{},
		facts:   map[*types.Function]*facts{},
		results: map[*types.Function]ir.Type{},
		names:   map[string]string{},
		structs: map[*types.Class]*ir.StructDef{},
		unfits:  map[*types.Class]string{},
		shared:  map[*types.Class]bool{},
		changed: true,
		sigs:    map[*types.FuncSet]*ir.Sig{},
		same:    same,
		before:  before,
		lost:    map[*types.Var]string{},
	}
	if len(res.Info.Classes) > 0 {
		m.assigned = assignedAttributes(res.Module.Body)
	}
	m.widen()
	m.lowerClasses()
	taken := names{}
	for _, c := range m.info.Classes {
		taken[c.Name] = true
		own := names{}
		if isEnum(c) {
			own["name"], own["value"], own["from_name"], own["from_value"] = true, true, true, true
		}
		for _, fn := range c.Methods {
			m.nameMethod(fn, own)
		}
	}
	name := func(fn *types.Function, rust string) {
		if k := same[fn]; k != nil && k.out != nil {
			m.takeOver(fn, k, taken.pick(rust))
			return
		}
		f := &ir.Func{Name: fn.Name, Source: fn, Range: fn.Def.Range, RustName: taken.pick(rust), Private: fn.Outer != nil || fn.Lambda}
		if fn.Memo != nil && fn.Memo.Local == "" {
			f.Memo = fn.Memo
		}
		m.funcs[fn], m.facts[fn] = f, newFacts()
		m.names[f.RustName] = fn.Name
	}
	for _, fn := range m.info.Funcs {
		if fn.Outer == nil && fn.Class == nil {
			name(fn, m.functionName(fn))
		}
	}
	for _, fn := range m.info.Funcs { // those inside functions take what is left
		if fn.Outer != nil {
			name(fn, snake(strings.TrimPrefix(m.funcs[fn.Outer].RustName, "r#")+"_"+strings.TrimLeft(fn.Name, "_")))
		}
	}
	m.lowerConsts()
	byName := map[string][]*types.Function{}
	for _, fn := range m.info.Funcs {
		byName[fn.Name] = append(byName[fn.Name], fn)
	}
	for _, fn := range m.info.Funcs {
		m.refuseKnown(fn, byName[fn.Name])
		m.refuseObjects(fn)
		m.checkMemo(fn)
	}
	for _, fn := range m.info.Funcs {
		if k := m.same[fn]; len(m.refused[fn]) == 0 && (k == nil || k.out == nil) {
			m.signature(fn)
		}
	}
	return m
}

// takeOver has a function be what it was in the version before.
func (m *module) takeOver(fn *types.Function, k *kept, rust string) {
	if k.out.RustName != rust {
		panic("lower: a function was taken over under another name")
	}
	k.out.Moved += fn.Def.Start - k.out.Range.Start
	k.out.Source, k.out.Range = fn, fn.Def.Range
	k.facts.watched = classes{}
	m.funcs[fn], m.facts[fn], m.results[fn] = k.out, k.facts, k.result
	m.names[rust] = fn.Name
}

// refuseKnown refuses what analysis has refused, and functions that are hidden
// by a later one of the same name.
func (m *module) refuseKnown(fn *types.Function, namesakes []*types.Function) {
	m.refused[fn] = m.stopped(fn)
	for _, other := range namesakes {
		if other.Def.Range != fn.Def.Range && other.Outer == nil && fn.Outer == nil && !fn.Lambda && !other.Lambda && fn.Class == nil && other.Class == nil && len(m.refused[fn]) == 0 {
			m.refuse(fn, compat.New("PT521", fn.Def.NameRange, "there is more than one function %s; give each its own name", fn.Name))
		}
	}
}

func (m *module) refuse(fn *types.Function, findings ...compat.Finding) {
	m.refused[fn] = append(m.refused[fn], findings...)
	m.found = append(m.found, findings...)
	m.changed = true
}

// lowerFunction lowers the statements of one function anew; nil if it is refused.
func (m *module) lowerFunction(fn *types.Function) *function {
	if len(m.refused[fn]) > 0 {
		return nil
	}
	f := newFunction(m, fn)
	m.guard(f, f.lower)
	if len(m.refused[fn]) > 0 {
		return nil
	}
	return f
}

// bindAll does the rest for functions that are lowered. What it does to one has nothing to
// do with the others, so it is done on all processors.
func (m *module) bindAll(lowered []*function) {
	failures := make([]any, len(lowered))
	try := func(i int, step func()) {
		defer func() { failures[i] = recover() }()
		step()
	}
	for i, f := range lowered {
		try(i, f.prepare)
	}
	parallel.Each(len(lowered), worthSharing, func(i int) {
		if failures[i] == nil {
			try(i, lowered[i].end)
		}
	})
	for i, f := range lowered {
		m.guard(f, func() {
			if failures[i] != nil {
				panic(failures[i])
			}
		})
	}
}

// worthSharing is how many functions are worth a processor of their own.
const worthSharing = 16

// guard runs a step of lowering a function; a finding of it, or a failure of ours,
// refuses the function.
func (m *module) guard(f *function, step func()) {
	defer func() {
		if problem := recover(); problem != nil {
			m.refuse(f.src, compat.New("PT902", f.src.Def.NameRange, "the translator failed on %s: %v", f.src.Name, problem))
		}
	}()
	step()
	if len(f.findings) > 0 {
		m.refuse(f.src, f.findings...)
	}
}

func (m *module) result() *Result {
	out := &ir.Module{Name: moduleName(m.res.Path)}
	if m.res.Module.Docstring != nil {
		out.Doc = cleandoc(m.res.Module.Docstring.Value)
	}
	for _, v := range m.info.Globals {
		if c := m.consts[v]; c != nil {
			out.Consts = append(out.Consts, c)
		}
	}
	for _, c := range m.info.Classes {
		if def := m.structs[c]; def != nil {
			out.Structs = append(out.Structs, def)
		}
	}
	used := m.reached()
	for _, sig := range m.sigs {
		sig.Keep(func(fn *ir.Func) bool { return used[fn] })
	}
	for _, fn := range m.info.Funcs {
		if used[m.funcs[fn]] {
			out.Funcs = append(out.Funcs, m.funcs[fn])
		}
		for _, x := range m.expressions {
			if x.out.Source == fn && used[x.out] {
				out.Funcs = append(out.Funcs, x.out)
			}
		}
	}
	out.Items = inOrder(out.Consts, out.Funcs)
	m.placeStructs(out, used)
	return &Result{Module: out, Refused: m.refused, Findings: compat.Sort(m.found)}
}

// inOrder merges constants and functions, each in source order, by their places.
func inOrder(consts []*ir.Const, funcs []*ir.Func) []any {
	var items []any
	for len(consts) > 0 || len(funcs) > 0 {
		if len(funcs) == 0 || len(consts) > 0 && consts[0].Range.Start < funcs[0].Range.Start {
			items, consts = append(items, consts[0]), consts[1:]
		} else {
			items, funcs = append(items, funcs[0]), funcs[1:]
		}
	}
	return items
}

// A refusal unwinds to the statement that cannot be lowered.
type refusal struct{ finding compat.Finding }

// refuse gives up the statement being lowered.
func (f *function) refuse(code string, at syntax.Node, format string, args ...any) {
	panic(refusal{compat.New(code, at.Span(), format, args...)})
}

// refused is the finding of a refusal.
func (f *function) refused(code string, at syntax.Range, format string, args ...any) compat.Finding {
	return compat.New(code, at, format, args...)
}

// attempt runs lower and collects its refusal, if any.
func (f *function) attempt(lower func()) {
	closures, tries, jumps, errors := f.closures, len(f.tries), len(f.jumps), len(f.errors)
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case refusal:
			f.findings = append(f.findings, problem.finding)
			f.closures, f.tries, f.jumps, f.errors = closures, f.tries[:tries], f.jumps[:jumps], f.errors[:errors]
		default:
			panic(fmt.Sprint(problem))
		}
	}()
	lower()
}

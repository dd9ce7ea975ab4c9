package translate

import (
	"fmt"
	"maps"
	"slices"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
	"github.com/portalis-dev/portalis/translate/lower"
	"github.com/portalis-dev/portalis/translate/ownership"
	"github.com/portalis-dev/portalis/translate/rust"
)

// Options say how to translate.
type Options struct {
	// Refuse has functions, by their Python names, that are to be left out, and
	// why: those whose Rust turned out not to compile.
	Refuse map[string]compat.Finding
	// Big has the Python names of functions whose ints are to be big integers, as
	// those of what calls them or is called by them then are. A comment in the source
	// may ask for the same, and so does a literal beyond 64 bits.
	Big []string
	// AllBig asks for big integers everywhere.
	AllBig bool
	// Interface asks for Module.Interface.
	Interface bool
	// Unprinted asks for what is refused and found alone: no Rust is written, so that
	// nobody sees whether printing would have failed.
	Unprinted bool
}

// refusals are the findings that keep functions from being translated.
type refusals map[*types.Function][]compat.Finding

// Translate makes Rust of what was analysed: lowering, ownership, printing.
// Functions that cannot be translated exactly are left out together with those
// that call them; everything else still comes out.
func Translate(res *analysis.Result, opts Options) *Module {
	t := newTranslation(res, opts)
	lowered, decided, printed := t.run()
	m := t.module(lowered, decided, printed)
	if opts.Interface {
		m.Interface = rust.Interface(lowered.Module, t.raises)
	}
	return m
}

func newTranslation(res *analysis.Result, opts Options) *translation {
	t := &translation{res: res, refused: refusals{}, big: bigFunctions(res, opts), unprinted: opts.Unprinted}
	for _, fn := range res.Info.Funcs {
		if finding, ok := opts.Refuse[fn.Name]; ok {
			t.refuse(fn, finding)
		}
	}
	return t
}

// raises are the exceptions that a function raises or lets out, and those of builtins.
func (t *translation) raises(fn *ir.Func) (raised, faults []string) {
	if effects := t.res.Effects[fn.Source]; effects != nil {
		return effects.Raises, effects.Faults
	}
	return nil, nil
}

// Findings are all that there is to say of a file: what the analysis found and
// what the translation did, sorted.
func Findings(res *analysis.Result, m *Module) []compat.Finding {
	found := slices.DeleteFunc(slices.Clone(res.Findings), m.allows)
	return compat.Sort(slices.Concat(found, m.Findings))
}

// A translation is the state of translating one file.
type translation struct {
	res      *analysis.Result
	refused  refusals // by ownership, or by a failure of ours
	findings []compat.Finding
	big      map[*types.Function]bool // what computes with big integers
	before   memory                   // of the last run, or of the version before
	edited   bool                     // whether versions follow

	unprinted bool // whether there is no Rust to write
}

func (t *translation) refuse(fn *types.Function, findings ...compat.Finding) {
	t.refused[fn] = append(t.refused[fn], findings...)
	t.findings = append(t.findings, findings...)
}

// run translates until nothing more is refused: without a function that
// ownership refuses, its callers are refused too, and others may be decided
// otherwise.
func (t *translation) run() (*lower.Result, ownership.Result, rust.Output) {
	for {
		refused := maps.Clone(t.refused)
		lowered, decided, printed, err := t.once(refused)
		if err != nil && t.before.used() { // whose fault it may be
			t.before = memory{}
			continue
		}
		if err != nil {
			before := len(t.findings)
			t.refuseFailing(err)
			if len(t.findings) == before { // it fails without any function: nothing of the file is translated
				return &lower.Result{Module: &ir.Module{}, Refused: t.refused}, ownership.Result{}, rust.Output{}
			}
			continue
		}
		if len(decided.Refused) == 0 {
			return lowered, decided, printed
		}
		for fn, why := range decided.Refused {
			if len(refused[fn.Source]) > 0 { // refused before, and still there: so is what holds it
				for _, other := range t.res.Info.Funcs {
					if len(refused[other]) == 0 {
						t.refuse(other, why...)
					}
				}
			}
			t.refuse(fn.Source, why...) // it, or a part of it
		}
	}
}

// once runs the layers one time; a panic in one of them is returned as an error.
func (t *translation) once(refused refusals) (lowered *lower.Result, decided ownership.Result, printed rust.Output, err error) {
	before, next := t.before, memory{}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("%v", problem)
			return
		}
		t.before = next
	}()
	lowered = lower.LowerAfter(t.res, refused, t.big, before.lowered)
	decided, next.decided = ownership.DecideAfter(lowered.Module, before.decided)
	next.printed = before.printed
	if len(decided.Refused) == 0 && !t.unprinted {
		printed, next.printed = rust.PrintAfter(lowered.Module, before.printed)
	}
	if t.edited || len(decided.Refused) > 0 { // or else nobody goes on from here
		next.lowered = lowered.Memory()
	}
	if next.lowered == nil || next.decided == nil {
		next = memory{}
	}
	return lowered, decided, printed, nil
}

// refuseFailing finds the functions on which a layer fails, each tried with
// nothing but what it calls, and refuses them.
func (t *translation) refuseFailing(err error) {
	found := false
	for _, fn := range t.res.Info.Funcs {
		if len(t.refused[fn]) > 0 {
			continue
		}
		t.before = memory{}
		if _, _, _, failure := t.once(t.allBut(fn)); failure != nil {
			t.refuse(fn, internal(fn, failure))
			found = true
		}
	}
	for _, fn := range t.res.Info.Funcs {
		if !found && len(t.refused[fn]) == 0 { // they fail only together
			t.refuse(fn, internal(fn, err))
		}
	}
}

func internal(fn *types.Function, err error) compat.Finding {
	return compat.New("PT902", fn.Def.NameRange, "the translator failed on %s: %v", fn.Name, err)
}

// allBut refuses all functions but fn and what it calls.
func (t *translation) allBut(fn *types.Function) refusals {
	needed := map[*types.Function]bool{}
	var need func(*types.Function)
	need = func(fn *types.Function) {
		if !needed[fn] {
			needed[fn] = true
			for _, callee := range fn.Calls {
				need(callee)
			}
		}
	}
	need(fn)
	out := refusals{}
	for _, other := range t.res.Info.Funcs {
		out[other] = t.refused[other]
		if !needed[other] && len(out[other]) == 0 {
			out[other] = []compat.Finding{compat.New("PT902", other.Def.NameRange, "left out")}
		}
	}
	return out
}

// module puts together what is known of every function.
func (t *translation) module(lowered *lower.Result, decided ownership.Result, printed rust.Output) *Module {
	out := &Module{
		Name:        lowered.Module.Name,
		Rust:        printed.Text,
		UsesRuntime: printed.UsesRuntime,
		UsesBig:     printed.UsesBig,
		Map:         printed.Map,
		Findings:    compat.Sort(slices.Concat(t.findings, lowered.Findings)),
	}
	byFunction := map[*types.Function]*ir.Func{}
	for _, fn := range lowered.Module.Funcs {
		if !fn.Part {
			byFunction[fn.Source] = fn
		}
	}
	inner := map[*types.Function][]syntax.Range{}
	for _, fn := range lowered.Module.Funcs {
		outer := fn.Source.Outer
		if outer == nil && fn.Part {
			outer = fn.Source
		}
		if outer != nil {
			inner[outer] = append(inner[outer], printed.Functions[fn].Place)
		}
	}
	for _, fn := range t.res.Info.Funcs {
		if fn.Outer != nil || fn.Class != nil || fn.Lambda {
			continue // a part of the function or class around it
		}
		f := &Function{
			Inner: inner[fn],
			Name:  fn.Name, Python: fn.Def.Range, NameRange: fn.Def.NameRange,
			Refused: lowered.Refused[fn], Effects: t.res.Effects[fn], Big: t.big[fn],
		}
		for _, p := range fn.Params {
			f.Types = append(f.Types, p.Type)
		}
		for _, callee := range fn.Called() {
			f.Calls = append(f.Calls, callee.Name)
		}
		if lowered := byFunction[fn]; lowered != nil {
			t.describe(f, fn, lowered, printed.Functions[lowered])
			f.Notes = decided.Notes[lowered]
		}
		out.Functions = append(out.Functions, f)
	}
	findVariants(out.Functions)
	out.Functions = append(out.Functions, t.untyped()...)
	slices.SortStableFunc(out.Functions, func(a, b *Function) int { return a.Python.Start - b.Python.Start })
	return out
}

// findVariants ties together what one Python function became.
func findVariants(functions []*Function) {
	byPlace := map[syntax.Range][]*Function{}
	for _, f := range functions {
		byPlace[f.NameRange] = append(byPlace[f.NameRange], f)
	}
	for _, f := range functions {
		if same := byPlace[f.NameRange]; len(same) > 1 {
			f.Variants = same
		}
	}
}

// untyped are the functions that inference leaves aside, such as async ones:
// refused, by the findings inside them.
func (t *translation) untyped() []*Function {
	known := map[syntax.Range]bool{}
	for _, fn := range t.res.Info.Funcs {
		known[fn.Def.NameRange] = true
	}
	var out []*Function
	for _, stmt := range t.res.Info.Top {
		def, ok := stmt.(*syntax.FunctionDef)
		if !ok || known[def.NameRange] {
			continue
		}
		f := &Function{Name: def.Name, Python: def.Range, NameRange: def.NameRange}
		for _, finding := range t.res.Findings {
			if finding.Stops() && def.Contains(finding.Range.Start) {
				f.Refused = append(f.Refused, finding)
			}
		}
		if len(f.Refused) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// describe fills in what a translated function became.
func (t *translation) describe(f *Function, fn *types.Function, lowered *ir.Func, printed rust.Function) {
	f.RustName = lowered.RustName
	f.Signature, f.Rust, f.Place = printed.Signature, printed.Text, printed.Place
	apart := func(t ir.Type) bool {
		return ir.HasStruct(t) || ir.HasError(t) || ir.HasGenerator(t) || ir.HasRange(t) || ir.HasCallable(t)
	}
	f.Apart = apart(lowered.Result) || slices.ContainsFunc(lowered.Params, func(p *ir.Var) bool {
		return apart(p.T) || ir.HasCounter(p.T) // Python would be given a dict, which lacks what a Counter does
	})
	f.Result, f.Owned, f.Fallible = fn.Result, printed.Owned, lowered.Fallible
	for i, p := range printed.Params {
		param := Param{Name: p.Name, Type: fn.Params[i].Type, Rust: p.Rust, Owned: p.Owned, Mode: passing[p.Mode]}
		if value := fn.Defaults[i]; value != nil {
			rng := value.Span()
			param.Default = string(t.res.Module.Source[rng.Start:rng.End])
		}
		f.Params = append(f.Params, param)
	}
}

// passing has the way in which arguments are passed in Rust.
var passing = map[ir.Mode]Mode{ir.Value: ByValue, ir.Ref: ByRef, ir.RefMut: ByMut}

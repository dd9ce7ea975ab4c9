package lower

import (
	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A function is the state of lowering one function.
type function struct {
	m        *module
	src      *types.Function
	out      *ir.Func
	facts    *facts
	body     []ir.Stmt // its statements lowered, not yet bound
	vars     map[*types.Var]*ir.Var
	temps    map[*ir.Var]bool // variables that stand for no Python variable
	findings []compat.Finding

	anyOrder  map[syntax.Expr]bool // sets that are walked where their order does not show
	closures  int                  // how many closures are around the expression being lowered
	inlined   bool                 // whether a comprehension's clauses become loops around statements
	escapes   int                  // how many failures so far leave their expression
	tries     []*tryScope          // the try bodies around, outermost first
	jumps     []*jumpScope         // the loops and labelled blocks around
	errors    []errorName          // the handlers around
	labels    names
	cursor    int                 // where comments that no statement has yet begin
	waiting   []string            // comments of statements that left nothing
	chars     map[*types.Var]bool // str variables that always hold one code point
	result    ir.Type             // what a return gives; the captures that it may have changed left out
	fields    []*ir.Var           // in __init__: the variables that hold the attributes
	unset     map[*types.Var]bool // variables that may have no value where they are read
	given     map[*ir.Var]bool    // those of them that have a value
	self      *ir.Var             // in __init__: the instance, once it is made
	inClosure *syntax.NamedExpr   // the last := in a comprehension
	eagers    []syntax.Expr       // iterators of which a list was made
	rebinds   bool                // whether expressions assign variables

	captured map[*ir.Local]bool      // what generators that live on look at
	passing  map[syntax.Expr]bool    // generator expressions that do not outlive the call they are made for
	made     map[syntax.Expr]*ir.Var // what is evaluated before, in variables
	ready    map[syntax.Expr]ir.Expr // what is lowered before
	calm     bool                    // in a generator expression: that is a range, which raises nothing
	around   *function               // in a generator expression: the function that it is in
	free     []*ir.Var               // in a generator expression: the variables of that which it uses
}

// An errorName is the variable of a handler.
type errorName struct {
	name string
	v    *ir.Var
	used bool
}

func newFunction(m *module, fn *types.Function) *function {
	out := m.funcs[fn]
	out.Body = nil
	result := m.results[fn]
	if fn.Yields {
		result = ir.Unit // of the body
	}
	f := &function{
		m: m, src: fn, out: out, facts: m.facts[fn], result: result,
		vars:     map[*types.Var]*ir.Var{},
		temps:    map[*ir.Var]bool{},
		labels:   names{},
		anyOrder: map[syntax.Expr]bool{},
		captured: map[*ir.Local]bool{},
		passing:  map[syntax.Expr]bool{},
		made:     map[syntax.Expr]*ir.Var{},
		ready:    map[syntax.Expr]ir.Expr{},
		cursor:   bodyStart(fn.Def),
	}
	params := fn.Params
	if hidden(fn) {
		params = params[1:]
	}
	for i, p := range params {
		f.vars[p] = out.Params[i]
		out.Params[i].RustName = ""
	}
	return f
}

// bodyStart is where the comments of a body begin: after the header.
func bodyStart(def *syntax.FunctionDef) int {
	switch {
	case def.Docstring != nil:
		return def.Docstring.End
	case def.Returns != nil:
		return def.Returns.Span().End
	case def.Params != nil:
		return max(def.Params.End, def.NameRange.End)
	}
	return def.NameRange.End
}

// lower makes IR of the statements.
func (f *function) lower() {
	def := f.src.Def
	f.out.Fallible = f.facts.fallible && !f.src.Yields
	f.out.Yields, f.out.Breaks = f.src.Yields, f.facts.fallible && f.src.Yields
	f.out.Comments = f.m.doc.before(def.Range)
	if def.Docstring != nil {
		f.out.Doc = cleandoc(def.Docstring.Value)
	}
	f.chars = f.charVars()
	f.findUnset()
	if isInit(f.src) {
		f.body = f.initBody()
	} else {
		f.body = f.block(f.src.Body)
	}
}

// prepare notes what the lowered statements need of other items of the module.
func (f *function) prepare() {
	f.attempt(func() { f.checkBodyKeys(f.body) })
	f.body = f.startUnset(f.body)
}

// end makes the body of the function from its lowered statements. It changes nothing but
// the function: those of a module end at the same time.
func (f *function) end() {
	f.attempt(func() { f.out.Body = f.finish(f.body) })
}

// signature lowers the parameters and the result of fn, once: calls in other
// functions need them.
func (m *module) signature(fn *types.Function) {
	f := &function{m: m, src: fn, out: m.funcs[fn], temps: map[*ir.Var]bool{}}
	f.attempt(func() {
		for _, n := range givenFields(fn) {
			field := m.structs[fn.Class].Fields[n]
			f.out.Params = append(f.out.Params, &ir.Var{Name: field.Name, T: field.T, Param: true, Range: fn.Def.NameRange})
		}
		for i, p := range fn.Params {
			if i == 0 && hidden(fn) {
				continue
			}
			t, _ := m.paramType(fn, p)
			if _, self := t.(ir.Struct); !self {
				t = f.storage(f.m.typeOfVar(p), p.Param, p.Name)
			}
			f.out.Params = append(f.out.Params, &ir.Var{Name: p.Name, T: t, Param: true, Range: p.Def})
			f.checkDefault(i, t)
			f.checkOptions(i)
		}
		result, ok := m.convert(m.resultOf(fn))
		if isInit(fn) {
			result = m.instanceType(fn.Class)
		}
		if !ok {
			f.refuse("PT201", fn.Def.NameRange, "the type of what %s returns is not known", fn.Name)
		}
		if result == ir.Never {
			result = ir.Unit // it always raises
		}
		m.results[fn] = storable(result)
		f.out.Result = m.results[fn]
		if fn.Yields {
			f.checkYields()
		}
		if len(given(fn)) > 0 {
			f.out.Result = withGiven(fn, f.out.Result, f.out.Params)
		}
	})
	if len(f.findings) > 0 {
		m.refuse(fn, f.findings...)
	}
}

// checkDefault refuses a default value that calls could share and change.
func (f *function) checkDefault(i int, t ir.Type) {
	value := f.src.Defaults[i]
	if value == nil {
		return
	}
	if _, none := value.(*syntax.None); none || !ir.IsMutable(t) {
		return
	}
	eff := f.m.res.Effects[f.src]
	if eff == nil || i >= len(eff.Mutates) || eff.Mutates[i] || f.m.mutableResult(f.src.Result) {
		f.refuse("PT518", value, "this default of %s is one object shared by all calls; use None and make it in the body", f.src.Params[i].Name)
	}
}

func (m *module) mutableResult(t types.Type) bool {
	result, ok := m.convert(t)
	return !ok || ir.IsMutable(result)
}

// finish binds the variables of a lowered body and adds the last return.
func (f *function) finish(body []ir.Stmt) []ir.Stmt {
	end := syntax.Range{Start: f.src.Def.End, End: f.src.Def.End}
	f.checkCaptured(body)
	if f.result != ir.Unit {
		g := newGraph(f.out.Params, body, precise)
		if g.end.reachable {
			option, ok := f.result.(ir.Option)
			if !ok {
				f.refuse("PT203", f.src.Def.NameRange, "%s may end without a return, and then gives None instead of %s", f.src.Name, f.src.Result)
			}
			body = append(body, &ir.Return{Place: ir.Place{Range: end}, Value: &ir.NoneLit{Base: ir.Base{T: option, Range: end}}})
		}
	}
	if f.rebinds {
		f.checkRebound(body)
		hoist(&body)
	}
	if f.around == nil {
		body = f.returnGiven(body, end)
	}
	f.keepWalked(&body)
	piecewise(body)
	body = f.bind(body)
	f.nameVars(body)
	if f.out.Receiver && f.around == nil {
		f.out.Params[0].RustName = "self"
	}
	return body
}

// local returns the IR variable of a Python variable.
func (f *function) local(v *types.Var, at syntax.Node) *ir.Var {
	if out := f.vars[v]; out != nil {
		return out
	}
	if f.around != nil {
		return f.capturedHere(v, at)
	}
	out := &ir.Var{Name: v.Name, T: f.storage(f.m.typeOfVar(v), at, v.Name), Range: v.Def}
	if f.unset[v] {
		out.T = f.withoutValue(v, out.T, at)
	} else if f.chars[v] {
		out.T = ir.Char
	}
	f.vars[v] = out
	return out
}

// temp makes a variable for an intermediate value.
func (f *function) temp(name string, t ir.Type, at syntax.Range) *ir.Var {
	v := &ir.Var{Name: name, T: t, Range: at}
	f.temps[v] = true
	return v
}

// storage is the type of a variable; it refuses what has none.
func (f *function) storage(t types.Type, at syntax.Node, name string) ir.Type {
	out, ok := f.m.convert(t)
	if !ok || out == ir.Never {
		f.refuse("PT201", at, "the type of %s is not known%s", name, reason(t))
	}
	return storable(out)
}

func reason(t types.Type) string {
	if d, ok := types.Untranslated(t); ok && d.Reason != "" {
		return ": " + d.Reason
	}
	return ""
}

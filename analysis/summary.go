package analysis

import (
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/effects"
	"github.com/portalis-dev/portalis/analysis/flow"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// A Summary is what "portalis check --json" prints about one file. Lines and
// columns count from 1, columns in code points.
type Summary struct {
	Path      string            `json:"path"`
	Functions []FunctionSummary `json:"functions"` // every def, in source order
	Import    EffectSummary     `json:"import"`    // what importing the module does
	Imports   []string          `json:"imports"`   // modules, sorted
	Findings  []FindingSummary  `json:"findings"`  // of the whole file, sorted by place
	Counts    Counts            `json:"counts"`
}

// Counts are totals over a file.
type Counts struct {
	Lines       int            `json:"lines"`
	Functions   int            `json:"functions"` // and methods; those inside functions are not counted
	Convertible int            `json:"convertible"`
	Classes     int            `json:"classes"`
	Severities  map[string]int `json:"severities"` // findings by severity
}

// A FunctionSummary is what is known about one function.
type FunctionSummary struct {
	Name      string         `json:"name"` // as __qualname__ has it
	Place     Place          `json:"place"`
	Params    []ParamSummary `json:"params"`
	Result    string         `json:"result"`
	Signature string         `json:"signature"` // "def f(a: int, b: str = 'x') -> bool"
	// Variants has the types of every Rust function that it is to become when it is
	// called with values of different types; Params, Result and Signature are then
	// those of the first.
	Variants    []VariantSummary `json:"variants,omitempty"`
	Calls       []string         `json:"calls"`   // functions of the file, in order of first call
	Library     []string         `json:"library"` // builtins, methods and library functions, sorted
	Effects     EffectSummary    `json:"effects"`
	Complexity  int              `json:"complexity"` // cyclomatic, as the mccabe package counts it
	Score       int              `json:"score"`      // the same with the branches in expressions
	Depth       int              `json:"depth"`      // how deep blocks stand in each other
	Graph       []BlockSummary   `json:"graph"`      // its control flow
	Convertible bool             `json:"convertible"`
	Unsupported []FindingSummary `json:"unsupported"` // what keeps it from being translated
}

// A VariantSummary is a function with the types of some of its calls.
type VariantSummary struct {
	Params    []string `json:"params"` // their types
	Result    string   `json:"result"`
	Signature string   `json:"signature"`
}

// A ParamSummary is one parameter with its inferred type.
type ParamSummary struct {
	Name string `json:"name"`
	Type string `json:"type"`
	// Seed says how the type became known: "annotation", "call", "doctest",
	// "default", "use", or "" when it is not.
	Seed    string `json:"seed"`
	Default string `json:"default,omitempty"` // as written
}

// EffectSummary is what a call can do besides returning a value.
type EffectSummary struct {
	Purity      effects.Purity `json:"purity"`
	Pure        bool           `json:"pure"` // may run without being asked to
	Raises      []string       `json:"raises"`
	Faults      []string       `json:"faults"`
	Mutates     []string       `json:"mutates"` // names of parameters
	Calls       []string       `json:"calls"`   // names of parameters
	Writes      []string       `json:"writes"`  // "self.count", "global total", "nonlocal n"
	Prints      bool           `json:"prints"`
	IO          bool           `json:"io"`
	Environment bool           `json:"environment"`
	Random      bool           `json:"random"`
	Time        bool           `json:"time"`
	Globals     bool           `json:"globals"`
	MayNotEnd   bool           `json:"mayNotEnd"`
	Unresolved  []string       `json:"unresolved"` // what may do anything
}

// A FindingSummary is one finding with its place.
type FindingSummary struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Place    Place  `json:"place"`
}

// A Place is a range of the source.
type Place struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"endLine"`
	EndColumn int `json:"endColumn"`
}

// Summary sums the result up as plain data.
func (r *Result) Summary() Summary {
	s := Summary{
		Path: r.Path, Functions: []FunctionSummary{}, Imports: imports(r.Module),
		Import:   effectSummary(effects.Function{Effects: r.Behaviour.Import}),
		Findings: findings(r.Lines, r.Findings),
		Counts:   Counts{Lines: r.Lines.Count(), Severities: map[string]int{}},
	}
	for _, f := range r.Findings {
		s.Counts.Severities[f.Severity.String()]++
	}
	for _, stmt := range r.Info.Top {
		if _, is := stmt.(*syntax.ClassDef); is {
			s.Counts.Classes++
		}
	}
	known := map[syntax.Range][]*types.Function{}
	for _, fn := range r.Info.Funcs {
		known[fn.Def.NameRange] = append(known[fn.Def.NameRange], fn)
	}
	for _, def := range r.Behaviour.All {
		same := known[def.Def.NameRange]
		f := r.function(def, same)
		if !strings.Contains(f.Name, "<locals>") { // what is inside functions is part of them
			s.Counts.Functions++
			if f.Convertible {
				s.Counts.Convertible++
			}
		}
		s.Functions = append(s.Functions, f)
	}
	return s
}

// function sums up a def; all are what types know of it: nothing, or a function
// for each tuple of types that it is called with.
func (r *Result) function(def effects.Function, all []*types.Function) FunctionSummary {
	f := FunctionSummary{
		Name: def.Name, Place: place(r.Lines, def.Def.Range), Params: []ParamSummary{},
		Calls: []string{}, Library: []string{}, Effects: effectSummary(def),
		Complexity: flow.McCabe(def.Def), Score: flow.Score(def.Def), Depth: flow.Depth(def.Def), Graph: r.graph(def.Def),
	}
	stopped := r.stopped(def.Def)
	f.Unsupported = findings(r.Lines, stopped)
	if len(all) == 0 {
		r.untyped(&f, def.Def)
		return f
	}
	fn := all[0]
	f.Convertible = len(stopped) == 0
	f.Result, f.Signature, f.Library = fn.Result.String(), r.Signature(fn), r.library(all)
	f.Variants = r.variants(all)
	for i, p := range fn.Params[:len(fn.Params)-len(fn.Captures)] {
		summary := ParamSummary{Name: p.Name, Type: p.Type.String(), Seed: fn.Seeds[i]}
		if d := fn.Defaults[i]; d != nil {
			summary.Default = r.text(d)
		}
		f.Params = append(f.Params, summary)
	}
	for _, fn := range all {
		for _, c := range fn.Called() {
			if !slices.Contains(f.Calls, c.Name) {
				f.Calls = append(f.Calls, c.Name)
			}
		}
	}
	return f
}

// variants sums up the functions of one def, if there are several.
func (r *Result) variants(all []*types.Function) []VariantSummary {
	if len(all) < 2 {
		return nil
	}
	var list []VariantSummary
	for _, fn := range all {
		v := VariantSummary{Params: []string{}, Result: fn.Result.String(), Signature: r.Signature(fn)}
		for _, p := range fn.Params[:len(fn.Params)-len(fn.Captures)] {
			v.Params = append(v.Params, p.Type.String())
		}
		list = append(list, v)
	}
	return list
}

// untyped fills in what the source says of a def that types do not know: its
// annotations.
func (r *Result) untyped(f *FunctionSummary, def *syntax.FunctionDef) {
	f.Result = "Any"
	if def.Returns != nil {
		f.Result = r.text(def.Returns)
	}
	head := def.Name + "("
	if def.Params != nil {
		head = def.Name + r.text(def.Params)
		for _, p := range def.Params.List {
			summary := ParamSummary{Name: p.Name, Type: "Any"}
			if p.Annotation != nil {
				summary.Type, summary.Seed = r.text(p.Annotation), "annotation"
			}
			if p.Default != nil {
				summary.Default = r.text(p.Default)
			}
			f.Params = append(f.Params, summary)
		}
	}
	f.Signature = "def " + strings.Join(strings.Fields(head), " ") + " -> " + f.Result
}

func effectSummary(def effects.Function) EffectSummary {
	e := def.Effects
	s := EffectSummary{
		Purity: e.Purity(), Pure: e.Pure(), Raises: orEmpty(e.Raises), Faults: orEmpty(e.Faults),
		Mutates: []string{}, Calls: []string{}, Writes: orEmpty(e.Writes), Prints: e.Prints, IO: e.IO,
		Environment: e.Environment, Random: e.Random, Time: e.Time, Globals: e.Globals,
		MayNotEnd: e.MayNotEnd, Unresolved: orEmpty(e.Unresolved),
	}
	if def.Def == nil || def.Def.Params == nil {
		return s
	}
	for i, p := range def.Def.Params.List {
		if i < len(e.Mutates) && e.Mutates[i] {
			s.Mutates = append(s.Mutates, p.Name)
		}
		if i < len(e.Calls) && e.Calls[i] {
			s.Calls = append(s.Calls, p.Name)
		}
	}
	return s
}

// Signature is the function's head with the inferred types in it.
func (r *Result) Signature(fn *types.Function) string {
	text := "def " + fn.Name + "("
	for i, p := range fn.Params {
		if i > 0 {
			text += ", "
		}
		if p.Param.Kind == syntax.KeywordOnly && (i == 0 || fn.Params[i-1].Param.Kind < syntax.VarPositional) {
			text += "*, "
		}
		switch p.Param.Kind {
		case syntax.VarPositional:
			text += "*"
		case syntax.VarKeyword:
			text += "**"
		}
		text += p.Name + ": " + taken(p).String()
		if d := fn.Defaults[i]; d != nil {
			text += " = " + r.text(d)
		}
		if p.Param.Kind == syntax.PositionalOnly && (i+1 == len(fn.Params) || fn.Params[i+1].Param.Kind != syntax.PositionalOnly) {
			text += ", /"
		}
	}
	return text + ") -> " + fn.Result.String()
}

// taken is what a parameter is annotated with: *xs and **options with the type of
// one argument.
func taken(p *types.Var) types.Type {
	switch t := p.Type.(type) {
	case types.VarTuple:
		if p.Param.Kind == syntax.VarPositional {
			return t.Elem
		}
	case types.Dict:
		if p.Param.Kind == syntax.VarKeyword {
			return t.Value
		}
	}
	return p.Type
}

func (r *Result) text(n syntax.Node) string {
	return string(r.Module.Source[n.Span().Start:n.Span().End])
}

// library names the builtins, methods and library functions that the functions of
// one def use.
func (r *Result) library(all []*types.Function) []string {
	names := []string{}
	add := func(c *types.Callee) {
		if c != nil && c.Kind != types.User && c.Kind != types.Value {
			name := c.Name
			if c.Func != nil && c.Func.Alias != "" {
				name = c.Func.Name
			}
			names = append(names, name)
		}
	}
	use := func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok {
			add(r.Info.CalleeOf(call))
		}
		if attr, ok := n.(*syntax.Attribute); ok && r.Info.AttrOf(attr) != "" {
			names = append(names, r.Info.AttrOf(attr))
		}
		if e, ok := n.(syntax.Expr); ok {
			add(r.Info.RefOf(e))
		}
		return true
	}
	for _, fn := range all {
		syntax.Inspect(fn.Def, use)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func imports(m *syntax.Module) []string {
	names := []string{}
	syntax.Walk(m.Body, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Import:
			for _, a := range n.Names {
				names = append(names, a.Name)
			}
		case *syntax.ImportFrom:
			name := n.Module
			for range n.Level {
				name = "." + name
			}
			names = append(names, name)
		case syntax.Expr:
			return false
		}
		return true
	})
	slices.Sort(names)
	return slices.Compact(names)
}

func findings(lines *source.Lines, list []compat.Finding) []FindingSummary {
	out := []FindingSummary{}
	for _, f := range list {
		out = append(out, FindingSummary{f.Code, f.Severity.String(), f.Message, place(lines, f.Range)})
	}
	return out
}

func place(lines *source.Lines, r syntax.Range) Place {
	var p Place
	p.Line, p.Column = lines.Human(r.Start)
	p.EndLine, p.EndColumn = lines.Human(r.End)
	return p
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// Package truth judges inference: it says which types of a program are not
// static, and compares inferred types with those of the values that CPython
// makes when the program runs.
//
// Types are compared as annotations, which is how both sides write them.
package truth

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/preview/python"
)

// A Report says how the inferred types of a program compare with what was seen.
type Report struct {
	// Checked counts the pairs of a place and a type seen there.
	Checked int
	// Untyped counts those for which nothing was inferred.
	Untyped int
	// Claimed counts ints where an annotation says float.
	Claimed int
	// Promoted counts ints where float is inferred, and nothing that the program
	// shows can tell.
	Promoted int
	// Disagreements are values outside their inferred types.
	Disagreements []Disagreement
}

// A Disagreement is a type that was seen where inference excludes it.
type Disagreement struct {
	Range    syntax.Range
	What     string // "x", "result of f", "attribute C.x"
	Call     string // types of the arguments of the function that ran
	Inferred string
	Seen     string
}

func (d Disagreement) String() string {
	text := fmt.Sprintf("%s is inferred as %s and was %s", d.What, d.Inferred, d.Seen)
	if d.Call != "" {
		text += " in the call with " + d.Call
	}
	return text
}

// Compare compares the types of a program with what was seen when it ran.
func Compare(r *analysis.Result, seen *python.Observed) Report {
	c := &comparison{Result: r, known: index(r), classes: Classes(seen)}
	for _, o := range seen.Observations {
		c.observe(o)
	}
	return c.finish()
}

// Classes returns the bases of each class that was seen, itself first.
func Classes(seen *python.Observed) map[string][]string {
	classes := map[string][]string{}
	for _, o := range seen.Observations {
		if o.Kind == python.ClassBases {
			classes[o.Call] = strings.Fields(o.Type)
		}
	}
	return classes
}

// A comparison is one Compare.
type comparison struct {
	*analysis.Result
	known    *known
	classes  map[string][]string // bases by class
	report   Report
	promoted []Disagreement // ints where float is inferred
	shows    []Disagreement // those of them that the program shows
	claimed  bool           // whether one of them is what an annotation claims
}

// aside are the types of what has no inferred type of its own: modules, classes and
// functions by their names, and what stands in annotations alone.
var aside = map[string]bool{
	"module": true, "type": true, "Callable": true,
	"TypeVar": true, "ParamSpec": true, "GenericAlias": true, "_GenericAlias": true, "_UnionGenericAlias": true,
	"_CallableGenericAlias": true, "_LiteralGenericAlias": true, "UnionType": true, "_SpecialForm": true, "TypeAliasType": true,
}

func (c *comparison) observe(o python.Observation) {
	if o.Kind == python.ClassBases || c.known.test(o) {
		return
	}
	places, seen := c.known.places(o), parse(o.Type)
	if len(places) == 0 {
		if !aside[seen.name] {
			c.report.Checked++
			c.report.Untyped++
		}
		return
	}
	c.report.Checked++
	places = c.called(places, o.Call)
	admitted := func(promote bool) *place {
		r := &relation{c.classes, promote}
		if i := slices.IndexFunc(places, func(p place) bool { return r.admits(seen, parse(p.typ)) }); i >= 0 {
			return &places[i]
		}
		return nil
	}
	p := admitted(false)
	if p != nil {
		return
	}
	d := Disagreement{Range: places[0].at, What: places[0].what, Call: o.Call, Inferred: inferred(places), Seen: o.Type}
	p = admitted(true)
	switch {
	case p == nil:
		c.report.Disagreements = append(c.report.Disagreements, d)
	case p.declared:
		c.report.Claimed++
		c.claimed = true
	default:
		c.promoted = append(c.promoted, d)
		if p.shown {
			c.shows = append(c.shows, d)
		}
	}
}

// called keeps of places those in the instances of a function that take the
// arguments it was called with; all of them when none does.
func (c *comparison) called(places []place, call string) []place {
	if len(places) < 2 {
		return places
	}
	args := arguments(call)
	r := &relation{c.classes, true}
	var kept []place
	for _, p := range places {
		if p.fn != nil && takes(r, p.fn, args) {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return places
	}
	return kept
}

// takes reports whether an instance of a function is for arguments of these types.
func takes(r *relation, fn *types.Function, args []annotation) bool {
	for i, p := range Own(fn) {
		if i >= len(args) || !r.admits(args[i], parse(paramType(p))) {
			return false
		}
	}
	return true
}

// Own returns the parameters of a function that its def lists.
func Own(fn *types.Function) []*types.Var {
	if fn.Def.Params == nil {
		return nil
	}
	return fn.Params[:min(len(fn.Params), len(fn.Def.Params.List))]
}

// inferred spells what is inferred in several places.
func inferred(places []place) string {
	var all []string
	for _, p := range places {
		if !slices.Contains(all, p.typ) {
			all = append(all, p.typ)
		}
	}
	return strings.Join(all, " or ")
}

// finish judges the ints where float is inferred. A literal that starts a float,
// as in total = 0, is meant when nothing shows it; and where an annotation claims
// float for what is an int, the int may come out anywhere.
func (c *comparison) finish() Report {
	switch {
	case c.claimed:
		c.report.Claimed += len(c.promoted)
	case len(c.shows) > 0:
		c.report.Disagreements = append(c.report.Disagreements, c.shows...)
	default:
		c.report.Promoted += len(c.promoted)
	}
	return c.report
}

// A place is where values were seen, and what is inferred of them.
type place struct {
	fn       *types.Function // whose code it is; nil for the module
	at       syntax.Range
	what     string
	typ      string
	declared bool // by an annotation
	shown    bool // whether the type of what is here can be seen from outside
}

// known finds what is inferred of a place in the source. A function that is
// called with arguments of several types has an instance for each, with a tree of
// its own, so there may be several.
type known struct {
	info      *types.Info
	exprs     map[syntax.Range][]owned
	functions map[int][]*types.Function // by the start of the name
	params    map[int][]owner           // by the start of the name
	shown     map[syntax.Expr]bool      // arguments of print, str…
	tests     map[syntax.Expr]bool      // "and" and "or" of which only the truth matters
	source    []byte
}

// An owned is an expression in an instance of a function.
type owned struct {
	fn   *types.Function
	expr syntax.Expr
}

// An owner is a parameter of an instance of a function.
type owner struct {
	fn    *types.Function
	param *types.Var
}

func index(r *analysis.Result) *known {
	k := &known{
		info: r.Info, exprs: map[syntax.Range][]owned{}, functions: map[int][]*types.Function{},
		params: map[int][]owner{}, shown: map[syntax.Expr]bool{}, tests: map[syntax.Expr]bool{}, source: r.Module.Source,
	}
	k.tree(r.Module, nil)
	for _, fn := range r.Info.Funcs {
		k.calls(fn)
		for _, p := range Own(fn) {
			if p.Param != nil {
				at := p.Param.NameRange.Start
				k.params[at] = append(k.params[at], owner{fn, p})
			}
		}
		k.tree(fn.Def, fn)
	}
	return k
}

// calls notes which code runs for a function. What a decorator puts in the place of
// one has the code of a def in the decorator; that of its own def is the first of the
// functions inside.
func (k *known) calls(fn *types.Function) {
	note := func(def *syntax.FunctionDef, fn *types.Function) {
		at := def.NameRange.Start
		k.functions[at] = append(k.functions[at], fn)
	}
	if fn.Wrapper != nil {
		note(fn.Wrapper, fn)
	}
	if !fn.Replaced {
		note(fn.Def, fn)
		return
	}
	for _, inner := range k.info.Funcs {
		if inner.Made && inner.Outer == fn {
			note(fn.Def, inner)
			return
		}
	}
}

// tree notes the expressions in a tree; those of functions inside belong to these.
func (k *known) tree(root syntax.Node, fn *types.Function) {
	syntax.Inspect(root, func(n syntax.Node) bool {
		if _, inner := n.(*syntax.FunctionDef); inner && n != root {
			return false
		}
		if e, ok := n.(syntax.Expr); ok {
			k.exprs[e.Span()] = append(k.exprs[e.Span()], owned{fn, e})
		}
		k.noteShown(n)
		for _, test := range tests(n) {
			k.noteTest(test)
		}
		return true
	})
}

// showing are the functions whose result depends on whether 1 or 1.0 is given.
var showing = map[string]bool{
	"print": true, "str": true, "repr": true, "format": true, "type": true, "isinstance": true, "hex": true, "bin": true, "oct": true,
}

func (k *known) noteShown(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.Call:
		name, isName := n.Func.(*syntax.Name)
		method, isMethod := n.Func.(*syntax.Attribute)
		if isName && showing[name.ID] || isMethod && method.Attr == "format" {
			for _, arg := range n.Args {
				k.shown[arg] = true
			}
		}
	case *syntax.FormattedValue:
		k.shown[n.Value] = true
	}
}

// tests returns the expressions in n of which only the truth matters.
func tests(n syntax.Node) []syntax.Expr {
	switch n := n.(type) {
	case *syntax.If:
		return []syntax.Expr{n.Test}
	case *syntax.While:
		return []syntax.Expr{n.Test}
	case *syntax.IfExp:
		return []syntax.Expr{n.Test}
	case *syntax.Assert:
		return []syntax.Expr{n.Test}
	case *syntax.MatchCase:
		return []syntax.Expr{n.Guard}
	case *syntax.Comprehension:
		return n.Ifs
	case *syntax.Call:
		if name, ok := n.Func.(*syntax.Name); ok && name.ID == "bool" {
			return n.Args
		}
	case *syntax.UnaryOp:
		if n.Op == "not" {
			return []syntax.Expr{n.Operand}
		}
	}
	return nil
}

// noteTest notes the conditions whose own type inference does not give: that of
// "xs and n > 1", as a test, is bool.
func (k *known) noteTest(e syntax.Expr) {
	if b, ok := e.(*syntax.BoolOp); ok {
		k.tests[e] = true
		for _, v := range b.Values {
			k.noteTest(v)
		}
	}
}

// test reports whether only the truth of what o saw matters.
func (k *known) test(o python.Observation) bool {
	at := syntax.Range{Start: o.Start, End: o.End}
	return o.Kind == python.ExpressionValue && slices.ContainsFunc(k.exprs[at], func(e owned) bool { return k.tests[e.expr] })
}

// places returns what is inferred where o was seen.
func (k *known) places(o python.Observation) (places []place) {
	switch o.Kind {
	case python.ParameterValue:
		for _, p := range k.params[o.Start] {
			if p.param.Type != nil {
				v := p.param
				places = append(places, place{p.fn, v.Param.NameRange, v.Name, paramType(v), v.Declared, true})
			}
		}
	case python.ReturnValue:
		for _, fn := range k.functions[o.Start] {
			if fn.Result != nil {
				declared := fn.Def.Returns != nil
				places = append(places, place{fn, fn.Def.NameRange, "result of " + fn.Name, fn.Result.String(), declared, true})
			}
		}
	case python.ExpressionValue:
		for _, e := range k.exprs[syntax.Range{Start: o.Start, End: o.End}] {
			if p, ok := k.expression(e); ok {
				places = append(places, p)
			}
		}
	}
	return places
}

func (k *known) expression(o owned) (place, bool) {
	e := o.expr
	p := place{fn: o.fn, at: e.Span(), what: string(k.source[e.Span().Start:e.Span().End]), shown: k.shown[e]}
	t := k.info.TypeOf(e)
	if name, ok := e.(*syntax.Name); ok {
		v := k.info.VarOf(name)
		if v != nil {
			p.declared = v.Declared
		}
		if t == nil && v != nil {
			t = v.Type
		}
	}
	if t == nil {
		return p, false
	}
	p.typ = t.String()
	return p, true
}

// paramType is the type of the values that a parameter holds: for *args and
// **kwargs the tuple and the dict.
func paramType(v *types.Var) string {
	text := v.Type.String()
	switch v.Param.Kind {
	case syntax.VarPositional:
		if t := parse(text); t.name != "tuple" && t.name != "Any" {
			return "tuple[" + text + ", ...]"
		}
	case syntax.VarKeyword:
		if t := parse(text); t.name != "dict" && t.name != "Any" {
			return "dict[str, " + text + "]"
		}
	}
	return text
}

// Package truth judges inference: it says which types of a program are not
// static, and compares inferred types with those of the values that CPython
// makes when the program runs.
//
// Types are compared as annotations, which is how both sides write them.
package truth

import (
	"fmt"
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

func (c *comparison) observe(o python.Observation) {
	p, ok := c.known.place(o)
	switch {
	case o.Kind == python.ClassBases:
		return
	case !ok:
		c.report.Checked++
		c.report.Untyped++
		return
	}
	c.report.Checked++
	d := Disagreement{Range: p.at, What: p.what, Call: o.Call, Inferred: p.typ, Seen: o.Type}
	a, b := parse(o.Type), parse(p.typ)
	switch {
	case (&relation{classes: c.classes}).admits(a, b):
	case !(&relation{classes: c.classes, promote: true}).admits(a, b):
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
	at       syntax.Range
	what     string
	typ      string
	declared bool // by an annotation
	shown    bool // whether the type of what is here can be seen from outside
}

// known finds what is inferred of a place in the source.
type known struct {
	info      *types.Info
	exprs     map[syntax.Range][]syntax.Expr
	functions map[int]*types.Function // by the start of the name
	params    map[int]*types.Var      // by the start of the name
	shown     map[syntax.Expr]bool    // arguments of print, str…
	tests     map[syntax.Expr]bool    // "and" and "or" of which only the truth matters
	source    []byte
}

func index(r *analysis.Result) *known {
	k := &known{
		info: r.Info, exprs: map[syntax.Range][]syntax.Expr{}, functions: map[int]*types.Function{},
		params: map[int]*types.Var{}, shown: map[syntax.Expr]bool{},
		tests: map[syntax.Expr]bool{}, source: r.Module.Source,
	}
	for _, fn := range r.Info.Funcs {
		k.functions[fn.Def.NameRange.Start] = fn
		for _, p := range fn.Params {
			if p.Param != nil {
				k.params[p.Param.NameRange.Start] = p
			}
		}
	}
	syntax.Inspect(r.Module, func(n syntax.Node) bool {
		if e, ok := n.(syntax.Expr); ok {
			k.exprs[e.Span()] = append(k.exprs[e.Span()], e)
		}
		k.noteShown(n)
		for _, test := range tests(n) {
			k.noteTest(test)
		}
		return true
	})
	return k
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

// place returns what is inferred where o was seen.
func (k *known) place(o python.Observation) (place, bool) {
	at := syntax.Range{Start: o.Start, End: o.End}
	switch o.Kind {
	case python.ParameterValue:
		if v := k.params[o.Start]; v != nil && v.Type != nil {
			return place{v.Param.NameRange, v.Name, paramType(v), v.Declared, false}, true
		}
	case python.ReturnValue:
		if fn := k.functions[o.Start]; fn != nil && fn.Result != nil {
			return place{fn.Def.NameRange, "result of " + fn.Name, fn.Result.String(), fn.Def.Returns != nil, true}, true
		}
	case python.ExpressionValue:
		for _, e := range k.exprs[at] {
			if p, ok := k.expression(e); ok {
				return p, true
			}
		}
	}
	return place{}, false
}

func (k *known) expression(e syntax.Expr) (place, bool) {
	p := place{at: e.Span(), what: string(k.source[e.Span().Start:e.Span().End]), shown: k.shown[e]}
	t := k.info.Exprs[e]
	if k.tests[e] {
		return p, false
	}
	if name, ok := e.(*syntax.Name); ok {
		v := k.info.Vars[name]
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

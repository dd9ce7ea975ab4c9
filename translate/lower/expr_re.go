package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// reParams has the parameters of the functions and methods of module re, those
// of the pattern's own flags and text first.
var reParams = map[string][]string{
	"findall": {"string"}, "finditer": {"string"},
	"search": {"string", "pos", "endpos"}, "match": {"string", "pos", "endpos"}, "fullmatch": {"string", "pos", "endpos"},
	"split": {"string", "maxsplit"}, "sub": {"repl", "string", "count"}, "subn": {"repl", "string", "count"},
}

// regexFunction lowers a call of a function of module re.
func (f *function) regexFunction(e *syntax.Call, name string) ir.Expr {
	name = strings.TrimPrefix(name, "re.")
	switch name {
	case "escape":
		return f.must("PT404", e, "re.escape", f.exprAs(f.bound(e, "pattern")[0], ir.Str))
	case "compile":
		args := f.bound(e, "pattern", "flags")
		return f.compiled(e, args[0], args[1])
	}
	params := append([]string{"pattern"}, reParams[name]...)
	if i := slices.Index(params, "pos"); i > 0 {
		params = params[:i] // only methods have them
	}
	args := f.bound(e, append(params, "flags")...)
	last := len(args) - 1
	return f.regexCall(e, name, f.compiled(e, args[0], args[last]), args[1:last])
}

// patternMethod lowers a method of a compiled pattern.
func (f *function) patternMethod(e *syntax.Call, name string) ir.Expr {
	name = strings.TrimPrefix(name, "re.Pattern.")
	p := f.unwrapped(f.expr(e.Func.(*syntax.Attribute).Value))
	return f.regexCall(e, name, p, f.bound(e, reParams[name]...))
}

// bound has the argument of each parameter, nil where it is left out.
func (f *function) bound(e *syntax.Call, params ...string) []syntax.Expr {
	out := f.keywords(e, params...)
	for i, a := range e.Args {
		if i >= len(params) || out[i] != nil {
			f.refuse("PT404", e, "%s with these arguments is not translated", f.m.info.CalleeOf(e).Name)
		}
		out[i] = a
	}
	return out
}

// compiled is the pattern that is passed to a function of module re.
func (f *function) compiled(at *syntax.Call, pattern, flags syntax.Expr) ir.Expr {
	x := f.unwrapped(f.expr(pattern))
	if _, already := x.Type().(ir.Object); already {
		return x
	}
	args := []ir.Expr{f.as(x, ir.Str)}
	if flags != nil {
		if value := f.regexFlags(flags); value != nil {
			args = append(args, value)
		}
	}
	name := "re.compile"
	if _, literal := pattern.(*syntax.Str); !literal {
		name += ":try"
	}
	return f.must("PT404", at, name, args...)
}

// regexFlags lowers flags, which are written out; nil when there are none.
func (f *function) regexFlags(e syntax.Expr) ir.Expr {
	if ref := f.m.info.RefOf(e); ref != nil {
		return f.must("PT404", e, ref.Name)
	}
	switch e := e.(type) {
	case *syntax.BinOp:
		left, right := f.regexFlags(e.Left), f.regexFlags(e.Right)
		if e.Op == "|" && left != nil && right != nil {
			return f.must("PT404", e, "int.or", left, right)
		}
	case *syntax.Int:
		if e.Value == 0 {
			return nil
		}
	}
	f.refuse("PT404", e, "these flags are not translated")
	return nil
}

// regexCall lowers a method of a pattern that is lowered already.
func (f *function) regexCall(e *syntax.Call, name string, p ir.Expr, bound []syntax.Expr) ir.Expr {
	args := []ir.Expr{p}
	sources := []syntax.Expr{e.Func}
	for i, param := range reParams[name] {
		var source syntax.Expr
		if i < len(bound) {
			source = bound[i]
		}
		arg := f.regexArgument(e, param, source, bound)
		if arg == nil {
			break // pos and endpos are both left out
		}
		if param == "repl" && arg.Type() != ir.Str {
			name += ":with"
		}
		args = append(args, arg)
		sources = append(sources, source)
	}
	if base, _, _ := strings.Cut(name, ":"); base == "findall" || base == "split" {
		name += f.regexForm(e, base)
	}
	return f.applyRegex(e, "pattern."+name, args, sources)
}

// regexArgument lowers one argument, or gives its default.
func (f *function) regexArgument(e *syntax.Call, param string, source syntax.Expr, bound []syntax.Expr) ir.Expr {
	switch {
	case source == nil && (param == "maxsplit" || param == "count"):
		return intLit(0, e)
	case source == nil && param == "pos" && (len(bound) < 3 || bound[2] == nil):
		return nil
	case source == nil && param == "pos":
		return intLit(0, e)
	case source == nil && param == "endpos":
		return intLit(1<<63-1, e)
	case param == "string":
		return f.exprAs(source, ir.Str)
	case param == "repl":
		return f.substitute(source)
	}
	return f.exprAs(source, ir.Int)
}

// substitute lowers what matches are replaced by: a template, or a function.
func (f *function) substitute(e syntax.Expr) ir.Expr {
	n, named := e.(*syntax.Name)
	_, lambda := e.(*syntax.Lambda)
	if !lambda && !(named && f.m.info.VarOf(n) == nil) {
		return f.exprAs(e, ir.Str)
	}
	match := ir.Object{Class: "re.Match"}
	v := f.temp("found", match, e.Span())
	before := f.escapes
	f.closures++
	body := f.as(f.applied(e, []ir.Expr{localOf(v, e.Span())}), ir.Str)
	f.closures--
	if f.escapes > before {
		f.refuse("PT510", e, "a replacement that may raise an exception which is caught is not translated")
	}
	fn := ir.Fn{Params: []ir.Type{match}, Result: ir.Str}
	return &ir.Lambda{Base: base(fn, e), Params: []*ir.Var{v}, Body: body}
}

// regexForm picks the form of findall or split for the groups of the pattern.
func (f *function) regexForm(e *syntax.Call, name string) string {
	list, ok := f.typeOf(e).(ir.List)
	if !ok {
		return ""
	}
	switch elem := list.Elem.(type) {
	case ir.Tuple:
		return fmt.Sprint(":", len(elem.Elems))
	case ir.Option:
		return ":groups"
	}
	return ""
}

// applyRegex applies an operation whose arguments Python evaluates as they stand
// in the source.
func (f *function) applyRegex(e *syntax.Call, name string, args []ir.Expr, sources []syntax.Expr) ir.Expr {
	order := make([]int, len(args))
	for i := range order {
		order[i] = i
	}
	at := func(i int) int {
		if sources[i] == nil {
			return int(e.Range.End)
		}
		return int(sources[i].Span().Start)
	}
	slices.SortStableFunc(order, func(a, b int) int { return at(a) - at(b) })
	if op, ok := args[0].(*ir.Op); ok && op.Op.Name == "re.compile:try" {
		// Python compiles the pattern after the other arguments are evaluated.
		order = append(order[1:], 0)
	}
	if x := f.applyIn(e, name, order, args); x != nil {
		return x
	}
	f.refuse("PT404", e, "%s is not translated for %s", name, operandTypes(args))
	return nil
}

// matchOf lowers the match that a method is called of. Where there may be none,
// Python raises AttributeError.
func (f *function) matchOf(e syntax.Expr, attr string) ir.Expr {
	x := f.expr(e)
	if _, optional := x.Type().(ir.Option); !optional {
		return x
	}
	return f.must("PT204", e, "match.found", x, strLit(attr, e))
}

// matchMethod lowers a method of a match.
func (f *function) matchMethod(e *syntax.Call, name string) ir.Expr {
	name = strings.TrimPrefix(name, "re.Match.")
	f.keywords(e)
	attr := e.Func.(*syntax.Attribute)
	m := f.matchOf(attr.Value, name)
	switch name {
	case "group":
		return f.matchGroup(e, m, e.Args)
	case "groups":
		return f.matchGroups(e, m)
	case "groupdict":
		if dict, ok := f.typeOf(e).(ir.Dict); ok && dict.Value == ir.Type(ir.Str) {
			name += ":always"
		}
	}
	args := []ir.Expr{m}
	for _, a := range e.Args {
		if isZero(a) {
			continue // start(0) is start()
		}
		args = append(args, f.groupName(a))
	}
	return f.must("PT403", e, "match."+name, args...)
}

func isZero(e syntax.Expr) bool {
	n, ok := e.(*syntax.Int)
	return ok && n.Value == 0 && n.Big == ""
}

// groupName lowers the number or name of a group.
func (f *function) groupName(e syntax.Expr) ir.Expr {
	x := f.unwrapped(f.expr(e))
	if isText(x.Type()) {
		return f.as(x, ir.Str)
	}
	return f.as(x, ir.Int)
}

// matchGroup lowers m.group(…), and m[…].
func (f *function) matchGroup(at syntax.Expr, m ir.Expr, groups []syntax.Expr) ir.Expr {
	switch len(groups) {
	case 0:
		return f.must("PT403", at, "match.matched", m)
	case 1:
		_, optional := f.m.info.TypeOf(at).(types.Optional)
		return f.matchText(at, m, groups[0], optional)
	}
	tuple, ok := f.typeOf(at).(ir.Tuple)
	if !ok || len(tuple.Elems) != len(groups) {
		f.refuse("PT403", at, "group is not translated for these arguments")
	}
	var lets []ir.Stmt
	if !simple(m) {
		lets = append(lets, f.bindTemp("found", &m))
	}
	out := &ir.TupleLit{Base: base(tuple, at)}
	for i, g := range groups {
		_, optional := tuple.Elems[i].(ir.Option)
		out.Elems = append(out.Elems, f.matchText(g, copyOf(m), g, optional))
	}
	return within(lets, out)
}

// matchText is the text of one group.
func (f *function) matchText(at syntax.Node, m ir.Expr, group syntax.Expr, optional bool) ir.Expr {
	switch {
	case isZero(group):
		return f.must("PT403", at, "match.matched", m)
	case optional:
		return f.must("PT403", at, "match.group", m, f.groupName(group))
	}
	switch group.(type) {
	case *syntax.Int, *syntax.Str:
		return f.must("PT403", at, "match.part", m, f.groupName(group))
	}
	// Every group there is has a text, but there may be no such group.
	return f.unwrapped(f.must("PT403", at, "match.group", m, f.groupName(group)))
}

// matchGroups lowers m.groups().
func (f *function) matchGroups(e *syntax.Call, m ir.Expr) ir.Expr {
	tuple, ok := f.typeOf(e).(ir.Tuple)
	if !ok {
		f.refuse("PT403", e, "groups() is translated only where the pattern is written out and has groups")
	}
	var lets []ir.Stmt
	if !simple(m) {
		lets = append(lets, f.bindTemp("found", &m))
	}
	out := &ir.TupleLit{Base: base(tuple, e)}
	for i, elem := range tuple.Elems {
		name := "match.part"
		if _, optional := elem.(ir.Option); optional {
			name = "match.group"
		}
		out.Elems = append(out.Elems, f.must("PT403", e, name, copyOf(m), intLit(int64(i+1), e)))
	}
	return within(lets, out)
}

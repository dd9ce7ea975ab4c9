package lower

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/translate/ir"
)

// dump writes a module's IR in a short form that looks like Rust, so that tests
// can say what they expect of lowering alone. A "?" after an operation means
// Propagate, a "!" Leave.
func dump(m *ir.Module) string {
	d := &dumper{}
	for _, item := range m.Items {
		switch item := item.(type) {
		case *ir.Const:
			d.comments(item.Comments)
			d.line("const %s: %s = %s;", item.RustName, item.T.Rust(), d.expr(item.Value))
		case *ir.Func:
			d.function(item)
		}
	}
	return d.out.String()
}

type dumper struct {
	out    strings.Builder
	indent int
}

func (d *dumper) line(format string, args ...any) {
	d.out.WriteString(strings.Repeat("    ", d.indent))
	fmt.Fprintf(&d.out, format, args...)
	d.out.WriteByte('\n')
}

func (d *dumper) comments(lines []string) {
	for _, c := range lines {
		d.line("//%s", strings.TrimPrefix(c, "#"))
	}
}

func (d *dumper) function(f *ir.Func) {
	d.comments(f.Comments)
	params := make([]string, len(f.Params))
	for i, p := range f.Params {
		params[i] = p.RustName + ": " + p.T.Rust()
	}
	result := ""
	if f.Result != ir.Unit {
		result = " -> " + f.Result.Rust()
	}
	if f.Fallible {
		result += " throws"
	}
	d.line("fn %s(%s)%s {", f.RustName, strings.Join(params, ", "), result)
	d.block(f.Body)
	d.line("}")
}

func (d *dumper) block(body []ir.Stmt) {
	d.indent++
	for _, s := range body {
		d.comments(s.At().Comments)
		d.stmt(s)
	}
	d.indent--
}

func label(name string) string {
	if name == "" {
		return ""
	}
	return "'" + name + ": "
}

func to(name string) string {
	if name == "" {
		return ""
	}
	return " '" + name
}

func (d *dumper) stmt(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.Let:
		if s.Value == nil {
			d.line("let %s;", s.Var.RustName)
			return
		}
		d.line("let %s = %s;", s.Var.RustName, d.expr(s.Value))
	case *ir.LetPattern:
		d.line("let %s = %s;", d.pattern(s.Pattern), d.expr(s.Value))
	case *ir.Assign:
		d.line("%s = %s;", d.expr(s.Target), d.expr(s.Value))
	case *ir.AssignTuple:
		d.line("(%s) = %s;", d.exprs(s.Targets), d.expr(s.Value))
	case *ir.AugAssign:
		d.line("%s %s %s;%s", d.expr(s.Target), s.Op.Name, d.expr(s.Value), onFail(s.OnFail))
	case *ir.ExprStmt:
		d.line("%s;", d.expr(s.X))
	case *ir.Print:
		d.line("print%s(%s);", map[bool]string{true: "ln", false: ""}[s.Newline], d.expr(s.Line))
	case *ir.Return:
		if s.Value == nil {
			d.line("return;")
			return
		}
		d.line("return %s;", d.expr(s.Value))
	case *ir.Raise:
		d.line("raise%s %s;", onFail(s.OnFail), d.expr(s.Error))
	case *ir.Break:
		d.line("break%s;", to(s.Label))
	case *ir.Continue:
		d.line("continue%s;", to(s.Label))
	default:
		d.compound(s)
	}
}

func (d *dumper) compound(s ir.Stmt) {
	switch s := s.(type) {
	case *ir.IfStmt:
		d.line("if %s {", d.expr(s.Cond))
		d.block(s.Then)
		for s.Elif {
			s = s.Else[0].(*ir.IfStmt)
			d.line("} else if %s {", d.expr(s.Cond))
			d.block(s.Then)
		}
		if len(s.Else) > 0 {
			d.line("} else {")
			d.block(s.Else)
		}
		d.line("}")
	case *ir.While:
		cond := "loop"
		if s.Cond != nil {
			cond = "while " + d.expr(s.Cond)
		}
		d.line("%s%s {", label(s.Label), cond)
		d.block(s.Body)
		d.line("}")
	case *ir.For:
		d.line("%sfor %s in %s {", label(s.Label), d.pattern(s.Target), d.expr(s.Iter))
		d.block(s.Body)
		d.line("}")
	case *ir.Labelled:
		d.line("%s{", label(s.Label))
		d.block(s.Body)
		d.line("}")
	case *ir.Try:
		d.line("try%s {", onFail(s.OnFail))
		d.block(s.Body)
		for _, h := range s.Handlers {
			name := ""
			if h.Var != nil {
				name = " as " + h.Var.RustName
			}
			keys := make([]string, len(h.Classes))
			for i, c := range h.Classes {
				keys[i] = keyOf(c)
			}
			d.line("} except %s%s {", strings.Join(keys, " | "), name)
			d.block(h.Body)
		}
		d.part("else", s.Else)
		d.part("finally", s.Finally)
		d.line("}")
	default:
		d.line("%T", s)
	}
}

func (d *dumper) part(name string, body []ir.Stmt) {
	if len(body) > 0 {
		d.line("} %s {", name)
		d.block(body)
	}
}

func onFail(f ir.Failure) string { return [...]string{"", "?", "!"}[f] }

func (d *dumper) pattern(p ir.Pattern) string {
	switch p := p.(type) {
	case *ir.Var:
		return p.RustName
	case ir.Patterns:
		parts := make([]string, len(p))
		for i, sub := range p {
			parts[i] = d.pattern(sub)
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	return "_"
}

func (d *dumper) exprs(xs []ir.Expr) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = d.expr(x)
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) expr(x ir.Expr) string {
	switch x := x.(type) {
	case nil:
		return ""
	case *ir.IntLit:
		return strconv.FormatInt(x.Value, 10)
	case *ir.FloatLit:
		return fmt.Sprintf("%#v", x.Value) + "f"
	case *ir.StrLit:
		return strconv.Quote(x.Value)
	case *ir.CharLit:
		return strconv.QuoteRune(x.Value)
	case *ir.BoolLit:
		return strconv.FormatBool(x.Value)
	case *ir.UnitLit:
		return "()"
	case *ir.NoneLit:
		return "None"
	case *ir.Local:
		return x.Var.RustName
	case *ir.ConstRef:
		return x.Const.RustName
	case *ir.Index:
		return fmt.Sprintf("%s[%s]%s", d.expr(x.List), d.expr(x.Index), onFail(x.OnFail))
	case *ir.Item:
		return fmt.Sprintf("%s[%s]%s", d.expr(x.Dict), d.expr(x.Key), onFail(x.OnFail))
	case *ir.Field:
		return fmt.Sprintf("%s.%d", d.expr(x.Tuple), x.N)
	case *ir.Unwrap:
		return d.expr(x.X) + ".unwrap()"
	case *ir.Op:
		return fmt.Sprintf("%s(%s)%s", x.Op.Name, d.exprs(x.Args), onFail(x.OnFail))
	case *ir.Call:
		return fmt.Sprintf("%s(%s)%s", x.Func.RustName, d.exprs(x.Args), onFail(x.OnFail))
	case *ir.Logic:
		return fmt.Sprintf("(%s %s %s)", d.expr(x.L), map[bool]string{true: "||", false: "&&"}[x.Or], d.expr(x.R))
	case *ir.Not:
		return "!" + d.expr(x.X)
	case *ir.If:
		return fmt.Sprintf("if %s { %s } else { %s }", d.expr(x.Cond), d.expr(x.Then), d.expr(x.Else))
	case *ir.Convert:
		return fmt.Sprintf("%s as %s", d.expr(x.X), x.T.Rust())
	case *ir.TupleLit:
		return "(" + d.exprs(x.Elems) + ")"
	case *ir.ListLit:
		return "[" + d.exprs(x.Elems) + "]"
	case *ir.Lambda:
		names := make([]string, len(x.Params))
		for i, p := range x.Params {
			names[i] = p.RustName
		}
		return fmt.Sprintf("|%s| %s", strings.Join(names, ", "), d.expr(x.Body))
	case *ir.NewError:
		args := make([]string, len(x.Args))
		for i, a := range x.Args {
			args[i] = d.expr(a)
		}
		return fmt.Sprintf("%s(%s)", x.Class, strings.Join(args, ", "))
	}
	return d.larger(x)
}

func (d *dumper) larger(x ir.Expr) string {
	switch x := x.(type) {
	case *ir.DictLit:
		parts := make([]string, len(x.Keys))
		for i := range x.Keys {
			parts[i] = d.expr(x.Keys[i]) + ": " + d.expr(x.Values[i])
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case *ir.Block:
		inner := &dumper{indent: d.indent + 1}
		for _, s := range x.Stmts {
			inner.stmt(s)
		}
		inner.line("%s", d.expr(x.Value))
		return "{\n" + inner.out.String() + strings.Repeat("    ", d.indent) + "}"
	case *ir.Format:
		var parts []string
		for _, p := range x.Pieces {
			if p.Value == nil {
				parts = append(parts, strconv.Quote(p.Text))
			} else {
				parts = append(parts, d.expr(p.Value)+p.Rust)
			}
		}
		return "format(" + strings.Join(parts, ", ") + ")"
	case *ir.Comp:
		return d.comp(x)
	case *ir.RangeIter:
		step := ""
		if x.Step != nil {
			step = " by " + d.expr(x.Step)
		}
		return fmt.Sprintf("%s..%s%s%s", d.expr(x.Start), d.expr(x.Stop), step, onFail(x.OnFail))
	case *ir.ListIter:
		return reversed(d.expr(x.List), x.Reversed)
	case *ir.CharIter:
		return reversed("chars("+d.expr(x.Str)+")", x.Reversed)
	case *ir.TupleIter:
		return d.expr(x.Tuple)
	case *ir.DictIter:
		return d.expr(x.Dict) + "." + x.What
	case *ir.EnumerateIter:
		if x.Start != nil {
			return fmt.Sprintf("enumerate(%s, %s)", d.expr(x.X), d.expr(x.Start))
		}
		return fmt.Sprintf("enumerate(%s)", d.expr(x.X))
	case *ir.ZipIter:
		return fmt.Sprintf("zip(%s)", d.exprs(x.Xs))
	}
	return fmt.Sprintf("%T", x)
}

func reversed(text string, is bool) string {
	if is {
		return "rev(" + text + ")"
	}
	return text
}

func (d *dumper) comp(x *ir.Comp) string {
	elt := d.expr(x.Elt)
	if x.Key != nil {
		elt = d.expr(x.Key) + ": " + elt
	}
	for _, c := range x.Clauses {
		elt += fmt.Sprintf(" for %s in %s", d.pattern(c.Target), d.expr(c.Iter))
		for _, cond := range c.Conds {
			elt += " if " + d.expr(cond)
		}
	}
	switch x.Kind {
	case ir.ListComp:
		return "[" + elt + "]"
	case ir.DictComp:
		return "{" + elt + "}"
	}
	rest := ""
	if len(x.Rest) > 0 {
		rest = ", " + d.exprs(x.Rest)
	}
	return fmt.Sprintf("%s(%s%s)%s", x.Op.Name, elt, rest, onFail(x.OnFail))
}

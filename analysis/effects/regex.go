package effects

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
)

// regex adds what a function of module re, or a method of its objects, may
// raise; e is nil where it is passed by name. A pattern that is written out has
// been read already.
func (c *collector) regex(name string, e *syntax.Call, out escape) {
	var args []syntax.Expr
	if e != nil {
		args = e.Args
	}
	method, isMethod := strings.CutPrefix(name, "re.Pattern.")
	switch {
	case strings.HasPrefix(name, "re.Match."):
		c.regexMatch(strings.TrimPrefix(name, "re.Match."), e, out)
		return
	case name == "re.escape":
		return
	case !isMethod:
		method = strings.TrimPrefix(name, "re.")
		if len(args) == 0 || !c.compiles(args[0]) {
			out.faults["re.error"] = true
		}
		args = args[min(1, len(args)):]
	}
	if method == "sub" || method == "subn" {
		if len(args) == 0 || !plainTemplate(args[0]) {
			out.faults["re.error"], out.faults["IndexError"] = true, true
		}
	}
}

// compiles reports whether a pattern is known to be right.
func (c *collector) compiles(pattern syntax.Expr) bool {
	if _, ok := pattern.(*syntax.Str); ok {
		return true
	}
	object, ok := c.typeOf(pattern).(types.Object)
	return ok && object.Class == "re.Pattern"
}

// plainTemplate reports whether a replacement is a function, or a text without
// an escape.
func plainTemplate(e syntax.Expr) bool {
	if _, ok := e.(*syntax.Lambda); ok {
		return true
	}
	text, ok := e.(*syntax.Str)
	return ok && !strings.Contains(text.Value, `\`)
}

// regexMatch adds what a method of a match may raise.
func (c *collector) regexMatch(method string, e *syntax.Call, out escape) {
	if e == nil {
		return
	}
	if f, ok := e.Func.(*syntax.Attribute); ok {
		if _, optional := c.info.TypeOf(f.Value).(types.Optional); optional {
			out.faults["AttributeError"] = true
		}
	}
	switch {
	case method == "expand":
		out.faults["re.error"], out.faults["IndexError"] = true, true
	case len(e.Args) > 0:
		out.faults["IndexError"] = true
	}
}

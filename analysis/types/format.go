package types

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// A call of str.format means the f-string with its arguments in the fields. Its
// arguments are evaluated before, once each; Info.Means has the f-string, in which
// they are the very nodes of the call.

// formatMeant is what a call of str.format or format_map means, or why it has no
// meaning: the refusal, with its code.
type formatMeant struct {
	joined *syntax.JoinedStr
	code   string
	why    string
}

func (w *walker) strFormat(c call, _ val) val {
	text := val{set: basic(bStr)}
	recv := c.node.Func.(*syntax.Attribute).Value
	format, ok := w.constantText(recv, nil)
	if !ok {
		w.arguments(c.node)
		w.refuse("PT405", c.node, "%s is translated for a string that is written out", c.name)
		return text
	}
	given := map[syntax.Expr]val{}
	for _, a := range FormatArguments(c.node) {
		given[a] = w.value(a)
	}
	meant := site(w, c.node, 3, func() formatMeant { return meanFormat(c, format) })
	if meant.joined == nil {
		w.refuse(meant.code, c.node, "%s", meant.why)
		return text
	}
	if !w.spreads(c, given) {
		return text
	}
	before := w.given
	w.given = given
	w.means(c.node, meant.joined)
	w.given = before
	return text
}

// FormatArguments are the values that a call of format is given, in the order in
// which they are evaluated.
func FormatArguments(e *syntax.Call) []syntax.Expr {
	var out []syntax.Expr
	for _, a := range e.Args {
		if s, ok := a.(*syntax.Starred); ok {
			a = s.Value
		}
		out = append(out, a)
	}
	for _, k := range e.Keywords {
		out = append(out, k.Value)
	}
	return out
}

// spreads reports whether what * and ** spread into the arguments is a tuple, or a
// plain dict with texts as its keys.
func (w *walker) spreads(c call, given map[syntax.Expr]val) bool {
	for _, a := range c.node.Args {
		s, ok := a.(*syntax.Starred)
		if !ok {
			continue
		}
		if x := given[s.Value]; x.tuple == nil || x.set.without(bUnbound) != (set{tuple: x.tuple}) {
			w.refuse("PT509", s, "a star takes a number of values known only at run time")
			return false
		}
	}
	for _, k := range c.node.Keywords {
		if k.Name != "" {
			continue
		}
		x := given[k.Value]
		if x.dict == nil || x.dict.class != "" || x.set.without(bUnbound) != (set{dict: x.dict}) || !w.get(x.dict.key).only(bStr) {
			w.refuse("PT509", k, "** in a call of %s is translated for a dict whose keys are texts", c.name)
			return false
		}
	}
	return true
}

// A formatBuilder makes the f-string of a call.
type formatBuilder struct {
	at       syntax.Range
	args     []syntax.Expr // those given by position; nil for a star
	star     syntax.Expr   // what is spread into the only argument by position
	named    map[string]syntax.Expr
	mapping  syntax.Expr // what ** spreads, or format_map is given
	next     int
	auto     bool // whether fields have been numbered by themselves
	numbered bool // whether a field has named its number
	onlyMap  bool // format_map
}

// meanFormat makes the f-string that a call means.
func meanFormat(c call, format string) formatMeant {
	b := &formatBuilder{at: c.node.Range, named: map[string]syntax.Expr{}, onlyMap: c.name == "str.format_map"}
	if why := b.take(c); why != "" {
		return formatMeant{code: "PT509", why: why}
	}
	parts, err := parseFormat(format, 1)
	if err != nil {
		return formatMeant{code: "PT206", why: "Python raises ValueError: " + err.Error()}
	}
	joined, err := b.join(parts)
	if err != nil {
		return formatMeant{code: "PT206", why: "Python raises " + err.Error()}
	}
	return formatMeant{joined: joined}
}

// take notes the arguments, or tells why they are not translated.
func (b *formatBuilder) take(c call) (why string) {
	if b.onlyMap {
		if len(c.node.Args) != 1 || isStarred(c.node.Args[0]) || len(c.node.Keywords) > 0 {
			return "format_map takes one mapping"
		}
		b.mapping = c.node.Args[0]
		return ""
	}
	for _, a := range c.node.Args {
		s, ok := a.(*syntax.Starred)
		if ok && len(c.node.Args) > 1 {
			return "* beside other arguments is not translated in a call of str.format"
		}
		if ok {
			b.star = s.Value
			continue
		}
		b.args = append(b.args, a)
	}
	for _, k := range c.node.Keywords {
		if k.Name == "" {
			if len(c.node.Keywords) > 1 {
				return "** beside other arguments by name is not translated in a call of str.format"
			}
			b.mapping = k.Value
			continue
		}
		b.named[k.Name] = k.Value
	}
	return ""
}

func (b *formatBuilder) join(parts []formatPart) (*syntax.JoinedStr, error) {
	joined := &syntax.JoinedStr{Range: b.at}
	for _, p := range parts {
		if p.field == nil {
			joined.Parts = append(joined.Parts, &syntax.Str{Range: b.at, Value: p.text})
			continue
		}
		field := &syntax.FormattedValue{Range: b.at, Conversion: p.field.conversion}
		var err error
		if field.Value, err = b.value(p.field); err != nil {
			return nil, err
		}
		if p.field.spec != nil {
			if field.Spec, err = b.join(p.field.spec); err != nil {
				return nil, err
			}
		}
		joined.Parts = append(joined.Parts, field)
	}
	return joined, nil
}

// value is what a field shows.
func (b *formatBuilder) value(f *formatField) (syntax.Expr, error) {
	x, err := b.argument(f.name)
	if err != nil {
		return nil, err
	}
	for _, a := range f.access {
		if a.item {
			x = &syntax.Subscript{Range: b.at, Value: x, Index: b.index(a.name)}
		} else {
			x = &syntax.Attribute{Range: b.at, Value: x, Attr: a.name, AttrRange: b.at}
		}
	}
	return x, nil
}

// index is what stands between brackets in a field: a number, or a text without quotes.
func (b *formatBuilder) index(text string) syntax.Expr {
	if n, ok := fieldNumber(text); ok {
		return &syntax.Int{Range: b.at, Value: n}
	}
	return &syntax.Str{Range: b.at, Value: text}
}

// fieldNumber reads a number in a field, which has digits only.
func fieldNumber(text string) (int64, bool) {
	if strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// argument is the argument that the name of a field means.
func (b *formatBuilder) argument(name string) (syntax.Expr, error) {
	n, number := fieldNumber(name)
	switch {
	case name == "":
		n, number = int64(b.next), true
		b.next++
		b.auto = true
	case number:
		b.numbered = true
	case b.named[name] != nil:
		return b.named[name], nil
	case b.mapping != nil:
		return &syntax.Subscript{Range: b.at, Value: b.mapping, Index: &syntax.Str{Range: b.at, Value: name}}, nil
	default:
		return nil, fmt.Errorf("KeyError: '%s'", name)
	}
	switch {
	case b.auto && b.numbered && name == "":
		return nil, fmt.Errorf("ValueError: cannot switch from manual field specification to automatic field numbering")
	case b.auto && b.numbered:
		return nil, fmt.Errorf("ValueError: cannot switch from automatic field numbering to manual field specification")
	case b.onlyMap:
		return nil, fmt.Errorf("ValueError: Format string contains positional fields")
	case b.star != nil:
		return &syntax.Subscript{Range: b.at, Value: b.star, Index: &syntax.Int{Range: b.at, Value: n}}, nil
	case n >= int64(len(b.args)):
		return nil, fmt.Errorf("IndexError: Replacement index %d out of range for positional args tuple", n)
	}
	return b.args[n], nil
}

package lower

import (
	"regexp"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// formatCall lowers format(x) and format(x, spec), which is the f-string of it.
func (f *function) formatCall(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 2)
	field := &syntax.FormattedValue{Range: e.Range, Value: e.Args[0]}
	if len(e.Args) == 2 {
		spec, ok := e.Args[1].(*syntax.Str)
		if !ok {
			f.refuse("PT405", e.Args[1], "format is translated with a specification that is written out")
		}
		if spec.Value != "" {
			field.Spec = &syntax.JoinedStr{Range: spec.Range, Parts: []syntax.Expr{spec}}
		}
	}
	return f.joined(&syntax.JoinedStr{Range: e.Range, Parts: []syntax.Expr{field}})
}

// conversion is one conversion of "%", without the %.
var conversion = regexp.MustCompile(`^[-+ 0#]*[0-9]{0,4}(\.[0-9]{0,4})?[hlL]?[diouxXeEfFgGcsra]`)

// percent lowers "…" % values, with one value for each conversion. All values are
// evaluated before the first is converted.
func (f *function) percent(e *syntax.BinOp, text *syntax.Str) ir.Expr {
	values := []syntax.Expr{e.Right}
	if t, ok := e.Right.(*syntax.Tuple); ok {
		values = t.Elts
	}
	args := make([]ir.Expr, len(values))
	for i, v := range values {
		args[i] = f.expr(v)
	}
	var lets []ir.Stmt
	if len(args) > 1 && !allInert(args[1:]) {
		for i := range args {
			if !simple(args[i]) {
				lets = append(lets, f.bindTemp("value", &args[i]))
			}
		}
	}
	var pieces []ir.Piece
	rest, next := f.literal(text).(*ir.StrLit).Value, 0
	for {
		before, after, found := strings.Cut(rest, "%")
		pieces = addText(pieces, before)
		if !found {
			break
		}
		if strings.HasPrefix(after, "%") {
			pieces, rest = addText(pieces, "%"), after[1:]
			continue
		}
		spec := conversion.FindString(after)
		if spec == "" {
			f.refuse("PT405", text, "this conversion is not translated: %%%.10s", after)
		}
		if next == len(args) {
			f.refuse("PT206", e, "there are more conversions than values: Python raises TypeError")
		}
		pieces, rest = f.convertPercent(pieces, values[next], args[next], spec), after[len(spec):]
		next++
	}
	if next < len(args) {
		f.refuse("PT206", e, "there are more values than conversions: Python raises TypeError")
	}
	return within(lets, &ir.Format{Base: base(ir.Str, e), Pieces: pieces})
}

func allInert(xs []ir.Expr) bool {
	for _, x := range xs {
		if !inert(x) {
			return false
		}
	}
	return true
}

// convertPercent adds x as the conversion spec shows it.
func (f *function) convertPercent(pieces []ir.Piece, at syntax.Expr, x ir.Expr, spec string) []ir.Piece {
	kind := spec[len(spec)-1]
	if x.Type() == ir.Bool && !strings.ContainsRune("sra", rune(kind)) {
		x = f.as(x, ir.Int)
	}
	switch {
	case len(spec) == 1 && kind == 's':
		return f.addShown(pieces, at, x, 0)
	case len(spec) == 1 && (kind == 'r' || kind == 'a'):
		return f.addShown(pieces, at, x, kind)
	case len(spec) == 1 && (kind == 'd' || kind == 'i' || kind == 'u') && x.Type() == ir.Int:
		return f.addShown(pieces, at, x, 0)
	case kind == 's':
		x = f.converted(at, x, 's')
	case kind == 'r' || kind == 'a':
		x, spec = f.converted(at, x, kind), spec[:len(spec)-1]+"s"
	}
	return append(pieces, ir.Piece{Value: f.must("PT405", at, "format:percent", f.asText(x), strLit(spec, at))})
}

package lower

import (
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// bytesLit lowers a bytes literal.
func bytesLit(value []byte, at syntax.Node) *ir.BytesLit {
	return &ir.BytesLit{Base: base(ir.Bytes, at), Value: value}
}

// codecs are the encodings that are translated, by their names in Python.
var codecs = map[string]string{
	"utf-8": "", "utf8": "", "ascii": ":ascii", "us-ascii": ":ascii",
	"latin-1": ":latin1", "latin1": ":latin1", "iso-8859-1": ":latin1", "iso8859-1": ":latin1",
}

// codec lowers s.encode(encoding) and b.decode(encoding, errors), whose arguments
// are written out.
func (f *function) codec(e *syntax.Call, x ir.Expr) ir.Expr {
	name := f.methodName(e)
	given := f.keywords(e, "encoding", "errors")
	if len(e.Args) > 2 {
		f.refuse("PT404", e, "%s with %d argument(s) is not translated", name, len(e.Args))
	}
	copy(given, e.Args)
	form := ""
	if given[0] != nil {
		lit, ok := given[0].(*syntax.Str)
		suffix, known := "", false
		if ok {
			suffix, known = codecs[strings.ReplaceAll(strings.ToLower(lit.Value), "_", "-")]
		}
		if !known {
			f.refuse("PT404", given[0], "%s is translated for utf-8, ascii and latin-1, written out", name)
		}
		form = suffix
	}
	if given[1] != nil {
		lit, ok := given[1].(*syntax.Str)
		switch {
		case ok && lit.Value == "strict":
		case ok && name == "bytes.decode" && form == "" && (lit.Value == "replace" || lit.Value == "ignore"):
			form = ":" + lit.Value
		default:
			f.refuse("PT404", given[1], "%s with this way to treat errors is not translated", name)
		}
	}
	return f.must("PT403", e, name+form, f.asText(x))
}

// asText makes a character a str.
func (f *function) asText(x ir.Expr) ir.Expr {
	if x.Type() == ir.Char {
		return f.as(x, ir.Str)
	}
	return x
}

// joinBytes lowers sep.join(parts) of bytes.
func (f *function) joinBytes(e *syntax.Call, sep ir.Expr) ir.Expr {
	f.methodArity(e, 1, 1)
	return f.must("PT403", e, "bytes.join", sep, f.iter(e.Args[0]))
}

// byteOrder gives the arguments that int.to_bytes and int.from_bytes have in common.
func (f *function) byteOrder(e *syntax.Call, order, signed syntax.Expr) (ir.Expr, ir.Expr) {
	var o, s ir.Expr = strLit("big", e), boolLit(false, base(ir.Bool, e))
	if order != nil {
		o = f.exprAs(order, ir.Str)
	}
	if signed != nil {
		s = f.exprAs(signed, ir.Bool)
	}
	return o, s
}

// toBytes lowers n.to_bytes(length, byteorder, signed=signed).
func (f *function) toBytes(e *syntax.Call, n ir.Expr) ir.Expr {
	given := f.keywords(e, "length", "byteorder", "signed")
	if len(e.Args) > 2 {
		f.refuse("PT404", e, "int.to_bytes with %d argument(s) is not translated", len(e.Args))
	}
	copy(given, e.Args)
	var length ir.Expr = intLit(1, e)
	if given[0] != nil {
		length = f.exprAs(given[0], ir.Int)
	}
	order, signed := f.byteOrder(e, given[1], given[2])
	return f.must("PT403", e, "int.to_bytes", n, length, order, signed)
}

// fromBytes lowers int.from_bytes(b, byteorder, signed=signed).
func (f *function) fromBytes(e *syntax.Call, _ ir.Type) ir.Expr {
	given := f.keywords(e, "bytes", "byteorder", "signed")
	if len(e.Args) > 2 {
		f.refuse("PT404", e, "int.from_bytes with %d argument(s) is not translated", len(e.Args))
	}
	copy(given, e.Args)
	if given[0] == nil {
		f.refuse("PT404", e, "int.from_bytes without bytes is not translated")
	}
	b := f.expr(given[0])
	order, signed := f.byteOrder(e, given[1], given[2])
	return f.must("PT403", e, "int.from_bytes", b, order, signed)
}

// fromHex lowers bytes.fromhex(text).
func (f *function) fromHex(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 1, 1)
	return f.must("PT403", e, "bytes.fromhex", f.exprAs(e.Args[0], ir.Str))
}

// bytesCall lowers bytes(), bytes(n), bytes(b) and bytes(ints).
func (f *function) bytesCall(e *syntax.Call, _ ir.Type) ir.Expr {
	f.keywords(e)
	f.arity(e, 0, 1)
	if len(e.Args) == 0 {
		return bytesLit(nil, e)
	}
	switch t := f.typeOf(e.Args[0]); t {
	case ir.Bytes:
		return f.expr(e.Args[0]) // nobody can tell it from a copy
	case ir.Int, ir.Bool, ir.Usize:
		return f.must("PT402", e, "bytes:zeros", f.exprAs(e.Args[0], ir.Int))
	}
	return f.must("PT402", e, "bytes", f.iter(e.Args[0]))
}

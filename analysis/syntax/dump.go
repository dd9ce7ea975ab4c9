package syntax

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Dump writes a tree on one line in the manner of Python's ast.dump:
// BinOp(Op="+", Left=Name(ID="a"), Right=Int(Value=1)). Fields that are empty
// are left out, and so are all ranges.
func Dump(n Node) string { return dumper{}.dump(n) }

// DumpRanges is Dump with the range of every node: Name@0-1(ID="a").
func DumpRanges(n Node) string { return dumper{ranges: true}.dump(n) }

type dumper struct{ ranges bool }

var (
	rangeType  = reflect.TypeFor[Range]()
	sourceType = reflect.TypeFor[[]byte]()
)

func (d dumper) dump(n Node) string {
	var b strings.Builder
	d.value(&b, reflect.ValueOf(n))
	return b.String()
}

func (d dumper) value(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString("None")
			return
		}
		d.value(b, v.Elem())
	case reflect.Struct:
		d.node(b, v)
	case reflect.Slice:
		if v.Type() == sourceType {
			b.WriteString("b" + quote(string(v.Bytes()), true))
			return
		}
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteString(", ")
			}
			d.value(b, v.Index(i))
		}
		b.WriteByte(']')
	case reflect.String:
		b.WriteString(quote(v.String(), false))
	case reflect.Float64:
		b.WriteString(number(v.Float()))
	case reflect.Bool:
		b.WriteString(map[bool]string{true: "True", false: "False"}[v.Bool()])
	default:
		fmt.Fprint(b, v.Interface())
	}
}

func (d dumper) node(b *strings.Builder, v reflect.Value) {
	b.WriteString(v.Type().Name())
	if d.ranges {
		r := v.FieldByName("Range").Interface().(Range)
		fmt.Fprintf(b, "@%d-%d", r.Start, r.End)
	}
	b.WriteByte('(')
	first := true
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		if f.Type() == rangeType || name == "Source" || name == "Warnings" || isEmpty(f) && (name != "Value" || f.Kind() == reflect.Interface) {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		b.WriteString(name + "=")
		d.value(b, f)
	}
	b.WriteByte(')')
}

func isEmpty(v reflect.Value) bool { return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 }

// number writes a float in the one way that Python can write too.
func number(f float64) string {
	if math.IsInf(f, 0) {
		return "inf"
	}
	return strconv.FormatFloat(f, 'e', -1, 64)
}

// quote writes text in ASCII, each other character as its code in braces.
func quote(text string, bytes bool) string {
	var b strings.Builder
	b.WriteByte('"')
	write := func(r rune) {
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			fmt.Fprintf(&b, "{%x}", r)
		} else {
			b.WriteRune(r)
		}
	}
	if bytes {
		for i := range len(text) {
			write(rune(text[i]))
		}
	} else {
		for _, r := range text {
			write(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

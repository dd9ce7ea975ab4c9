// Package pretty encodes plain data as indented JSON. The text is that of package
// encoding/json, which writes it dense first and then reads all of it again to put
// the white space in: of a report that mostly is white space that took longer than
// all the rest.
package pretty

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	indent  = "  "
	indents = "                                " // as many as are written at once
)

// Append appends v to b as indented JSON. The first line stands where b ends, and
// the others start with prefix. HTML is not escaped.
func Append(b []byte, v any, prefix string) ([]byte, error) {
	e := encoder{b: b, newline: "\n" + prefix}
	if err := e.value(reflect.ValueOf(v), 0); err != nil {
		return nil, err
	}
	return e.b, nil
}

type encoder struct {
	b       []byte
	newline string
}

// line starts a new line at a depth.
func (e *encoder) line(depth int) {
	e.b = append(e.b, e.newline...)
	for ; depth > len(indents)/len(indent); depth -= len(indents) / len(indent) {
		e.b = append(e.b, indents...)
	}
	e.b = append(e.b, indents[:depth*len(indent)]...)
}

func (e *encoder) value(v reflect.Value, depth int) error {
	if !v.IsValid() {
		e.b = append(e.b, "null"...)
		return nil
	}
	if v.Kind() == reflect.Struct { // of which it is known how they are encoded
		return e.object(v, depth)
	}
	if own(v.Type()) {
		return e.other(v, depth)
	}
	switch v.Kind() {
	case reflect.String:
		return e.text(v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.b = strconv.AppendInt(e.b, v.Int(), 10)
	case reflect.Bool:
		e.b = strconv.AppendBool(e.b, v.Bool())
	case reflect.Slice:
		return e.list(v, depth)
	case reflect.Map:
		return e.table(v, depth)
	default:
		return e.other(v, depth)
	}
	return nil
}

var (
	marshaler     = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// own reports whether values of a type say themselves how they are encoded.
func own(t reflect.Type) bool {
	if t.NumMethod() == 0 && t.Kind() != reflect.Struct {
		return false
	}
	return t.Implements(marshaler) || t.Implements(textMarshaler)
}

// other encodes what is seldom met.
func (e *encoder) other(v reflect.Value, depth int) error {
	var dense, out bytes.Buffer
	enc := json.NewEncoder(&dense)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v.Interface()); err != nil {
		return fmt.Errorf("encoding JSON: %w", err)
	}
	text := bytes.TrimSuffix(dense.Bytes(), []byte("\n"))
	if err := json.Indent(&out, text, e.newline[1:]+strings.Repeat(indent, depth), indent); err != nil {
		return fmt.Errorf("encoding JSON: %w", err)
	}
	e.b = append(e.b, out.Bytes()...)
	return nil
}

func (e *encoder) text(s string) error {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return e.other(reflect.ValueOf(s), 0)
		}
	}
	e.b = append(e.b, '"')
	e.b = append(e.b, s...)
	e.b = append(e.b, '"')
	return nil
}

func (e *encoder) list(v reflect.Value, depth int) error {
	switch {
	case v.IsNil():
		e.b = append(e.b, "null"...)
		return nil
	case v.Type().Elem().Kind() == reflect.Uint8:
		return e.other(v, depth)
	}
	e.b = append(e.b, '[')
	for i := range v.Len() {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		e.line(depth + 1)
		if err := e.value(v.Index(i), depth+1); err != nil {
			return err
		}
	}
	e.end(']', v.Len() > 0, depth)
	return nil
}

// end ends a list or an object, on a line of its own if there is something in it.
func (e *encoder) end(bracket byte, filled bool, depth int) {
	if filled {
		e.line(depth)
	}
	e.b = append(e.b, bracket)
}

func (e *encoder) table(v reflect.Value, depth int) error {
	switch {
	case v.Type().Key().Kind() != reflect.String || own(v.Type().Key()):
		return e.other(v, depth)
	case v.IsNil():
		e.b = append(e.b, "null"...)
		return nil
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
	e.b = append(e.b, '{')
	for i, key := range keys {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		e.line(depth + 1)
		if err := e.text(key.String()); err != nil {
			return err
		}
		e.b = append(e.b, ": "...)
		if err := e.value(v.MapIndex(key), depth+1); err != nil {
			return err
		}
	}
	e.end('}', len(keys) > 0, depth)
	return nil
}

// A field is one that a struct is encoded with.
type field struct {
	index     []int
	key       string // "name": with quotes and colon
	omitEmpty bool
}

func (e *encoder) object(v reflect.Value, depth int) error {
	fields := fieldsOf(v.Type())
	if fields == nil {
		return e.other(v, depth)
	}
	e.b = append(e.b, '{')
	first := true
	for i := range fields {
		f := &fields[i]
		member := v
		for _, index := range f.index {
			member = member.Field(index)
		}
		if f.omitEmpty && empty(member) {
			continue
		}
		if !first {
			e.b = append(e.b, ',')
		}
		first = false
		e.line(depth + 1)
		e.b = append(e.b, f.key...)
		if err := e.value(member, depth+1); err != nil {
			return err
		}
	}
	e.end('}', !first, depth)
	return nil
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	}
	return v.IsZero()
}

var known sync.Map // reflect.Type to []field

// fieldsOf has the fields of a struct in their order, those of embedded structs
// among them. It is nil for a struct that says itself how it is encoded, or has tags or
// members that are not known here.
func fieldsOf(t reflect.Type) []field {
	if known, ok := known.Load(t); ok {
		return known.([]field)
	}
	fields, ok := readFields(t, nil)
	if !ok || own(t) {
		fields = nil
	}
	known.Store(t, fields)
	return fields
}

func readFields(t reflect.Type, above []int) (fields []field, ok bool) {
	fields = []field{}
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(above), i)
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && tag == "" && f.Type.Kind() == reflect.Struct && !own(f.Type):
			inner, ok := readFields(f.Type, index)
			if !ok {
				return nil, false
			}
			fields = append(fields, inner...)
			continue
		case f.Anonymous || options != "" && options != "omitempty" || options != "" && (f.Type.Kind() == reflect.Struct || f.Type.Kind() == reflect.Array):
			return nil, false
		case !f.IsExported() || tag == "-":
			continue
		case name == "":
			name = f.Name
		}
		fields = append(fields, field{index, strconv.Quote(name) + ": ", options == "omitempty"})
	}
	return fields, !twice(fields)
}

// twice reports whether two fields have one name: which of them counts has rules.
func twice(fields []field) bool {
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.key] {
			return true
		}
		seen[f.key] = true
	}
	return false
}

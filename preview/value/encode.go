package value

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"unicode/utf8"
)

// MaxDepth is how deep values may nest in the encoding. What is deeper, or
// holds itself, travels as an Opaque.
const MaxDepth = 200

// Append appends the encoding of v to dst.
func Append(dst []byte, v Value) []byte {
	switch v.Kind {
	case None:
		return append(dst, 'N')
	case Bool:
		if v.Bool {
			return append(dst, 'T')
		}
		return append(dst, 'F')
	case Int:
		return binary.LittleEndian.AppendUint64(append(dst, 'i'), uint64(v.Int))
	case Float:
		return binary.LittleEndian.AppendUint64(append(dst, 'f'), math.Float64bits(v.Float))
	case BigInt, Str, Bytes, Opaque:
		dst = appendCount(append(dst, byte(v.Kind)), len(v.Text))
		return append(dst, v.Text...)
	case Dict:
		dst = appendCount(append(dst, 'd'), len(v.Elems)/2)
	default: // List, Tuple, Set, Frozenset
		dst = appendCount(append(dst, byte(v.Kind)), len(v.Elems))
	}
	for _, e := range v.Elems {
		dst = Append(dst, e)
	}
	return dst
}

func appendCount(dst []byte, n int) []byte {
	return binary.LittleEndian.AppendUint32(dst, uint32(n))
}

// Encode returns the encoding of v.
func Encode(v Value) []byte { return Append(nil, v) }

// Decode reads the one value that data holds.
func Decode(data []byte) (Value, error) {
	v, rest, err := Read(data)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d bytes after the value", len(rest))
	}
	return v, err
}

// Read reads the value that data begins with and returns what follows it.
func Read(data []byte) (v Value, rest []byte, err error) {
	d := decoder{data: data}
	v = d.value(0)
	return v, d.data, d.err
}

var errShort = errors.New("the encoded value is cut short")

type decoder struct {
	data []byte
	err  error
}

func (d *decoder) take(n int) []byte {
	if d.err != nil || n < 0 || n > len(d.data) {
		if d.err == nil {
			d.err = errShort
		}
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) word() uint64 {
	if b := d.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) count() int {
	if b := d.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (d *decoder) value(depth int) Value {
	tag := d.take(1)
	if tag == nil {
		return Value{}
	}
	if depth > 2*MaxDepth {
		d.err = errors.New("the encoded value nests too deeply")
		return Value{}
	}
	switch tag[0] {
	case 'N':
		return Value{Kind: None}
	case 'T', 'F':
		return Value{Kind: Bool, Bool: tag[0] == 'T'}
	case 'i':
		return Value{Kind: Int, Int: int64(d.word())}
	case 'f':
		return Value{Kind: Float, Float: math.Float64frombits(d.word())}
	case 'I', 's', 'B', '?':
		return d.text(Kind(tag[0]))
	case 'l', 't', 'S', 'z':
		return d.elems(Kind(tag[0]), 1, depth)
	case 'd':
		return d.elems(Dict, 2, depth)
	}
	d.err = fmt.Errorf("%q is no tag of an encoded value", tag[0])
	return Value{}
}

func (d *decoder) text(kind Kind) Value {
	text := string(d.take(d.count()))
	switch {
	case d.err != nil:
	case kind == BigInt && !isDecimal(text):
		d.err = fmt.Errorf("%q is no integer", text)
	case kind != Bytes && !utf8.ValidString(text):
		d.err = errors.New("an encoded str is not UTF-8")
	}
	return Value{Kind: kind, Text: text}
}

func (d *decoder) elems(kind Kind, each, depth int) Value {
	n := d.count()
	// Each element takes a byte at least, so a false count cannot make us
	// reserve more than the data is long.
	if n > len(d.data)/each {
		d.err = errShort
		return Value{}
	}
	v := Value{Kind: kind}
	if n > 0 {
		v.Elems = make([]Value, 0, n*each)
	}
	for range n * each {
		v.Elems = append(v.Elems, d.value(depth+1))
		if d.err != nil {
			return Value{}
		}
	}
	return v
}

func isDecimal(s string) bool {
	_, ok := new(big.Int).SetString(s, 10)
	return ok
}

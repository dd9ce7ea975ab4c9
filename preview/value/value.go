// Package value holds Python values as plain data, and the one binary encoding
// in which they travel between the host, the WASM module and CPython.
//
// The encoding is self-describing: a tag byte and its payload, integers little
// endian.
//
//	N            None
//	T, F         True, False
//	i  int64     an int that fits in 64 bits
//	I  u32 text  any other int, in decimal
//	f  u64       a float, by its IEEE 754 bits
//	s  u32 utf8  a str
//	l  u32 ...   a list: the number of its elements, then they
//	t  u32 ...   a tuple
//	d  u32 ...   a dict: the number of its entries, then key, value, ... in order
//	S  u32 ...   a set
//	z  u32 ...   a frozenset
//	B  u32 bytes a bytes
//	?  u32 text  anything else, by its repr; it equals nothing
package value

// Kind tells what a Value is.
type Kind byte

// The kinds, by their tags.
const (
	None      Kind = 'N'
	Bool      Kind = 'b' // encoded as T or F
	Int       Kind = 'i'
	BigInt    Kind = 'I'
	Float     Kind = 'f'
	Str       Kind = 's'
	List      Kind = 'l'
	Tuple     Kind = 't'
	Dict      Kind = 'd'
	Set       Kind = 'S'
	Frozenset Kind = 'z'
	Bytes     Kind = 'B'
	Opaque    Kind = '?'
)

// A Value is one Python value. The zero Value is not valid.
type Value struct {
	Kind  Kind
	Bool  bool
	Int   int64
	Float float64
	// Text is the text of a Str, the bytes of a Bytes, the digits of a BigInt, the repr of an Opaque.
	Text string
	// Elems are the elements of a List, Tuple, Set or Frozenset, or the keys and values of a
	// Dict by turns.
	Elems []Value
}

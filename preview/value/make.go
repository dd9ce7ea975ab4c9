package value

import "math/big"

// OfInt returns an int.
func OfInt(i int64) Value { return Value{Kind: Int, Int: i} }

// OfBig returns an int of any size.
func OfBig(i *big.Int) Value {
	if i.IsInt64() {
		return OfInt(i.Int64())
	}
	return Value{Kind: BigInt, Text: i.String()}
}

// OfFloat returns a float.
func OfFloat(f float64) Value { return Value{Kind: Float, Float: f} }

// OfBool returns True or False.
func OfBool(b bool) Value { return Value{Kind: Bool, Bool: b} }

// OfStr returns a str; s must be UTF-8.
func OfStr(s string) Value { return Value{Kind: Str, Text: s} }

// OfNone returns None.
func OfNone() Value { return Value{Kind: None} }

// OfList returns a list of elems.
func OfList(elems ...Value) Value { return Value{Kind: List, Elems: elems} }

// OfTuple returns a tuple of elems.
func OfTuple(elems ...Value) Value { return Value{Kind: Tuple, Elems: elems} }

// OfSet returns a set of elems, which must differ.
func OfSet(elems ...Value) Value { return Value{Kind: Set, Elems: elems} }

// OfBytes returns a bytes.
func OfBytes(data string) Value { return Value{Kind: Bytes, Text: data} }

// OfDict returns a dict of keys and values given by turns; the keys must differ.
func OfDict(entries ...Value) Value { return Value{Kind: Dict, Elems: entries} }

// big returns the int v, of either kind.
func (v Value) big() *big.Int {
	if v.Kind == Int {
		return big.NewInt(v.Int)
	}
	i, _ := new(big.Int).SetString(v.Text, 10)
	return i
}

package ir

// The names of operations. Lookup(name, operand types) finds the row; several
// rows may share a name. A name with a colon is a variant that lowering picks
// when it knows more: ":lit" wants a literal as last operand, and so on.
//
// Operators, operands of one type (lowering converts bool to int and int to
// float first; bool has and, or, xor of its own):
//
//	int.add sub mul floordiv mod truediv pow neg pos and or xor invert lshift rshift
//	int.floordiv:lit int.mod:lit   positive literal divisor
//	int.pow:lit                    literal exponent 0 to 62
//	int.rshift:lit                 literal count 0 to 63
//	int.iadd isub imul iand ior ixor irshift:lit
//	float.add sub mul truediv floordiv mod pow neg pos
//	float.truediv:lit              literal divisor that is not zero
//	float.iadd isub imul itruediv:lit
//	bool.and or xor iand ior ixor
//	str.add mul iadd               list.add mul iadd       dict.or ior
//
// An int ** negative int is float.pow of both operands converted. Usize rows exist
// for add sub mul floordiv:lit mod:lit iadd isub imul and the comparisons.
//
// Comparison: eq ne over any two of one type, also int with float, str with
// char, option with its element; lt le gt ge over int, float, str, char, tuples
// and lists, int with float. (Bools: convert to int first.)
// Both operands of a plain "==" or "<" are Recv: the printer brings both sides
// to the same number of references. "x as i64 < y" needs parentheses that
// precedence does not tell: "<" after "as" reads as a generic argument.
//
//	contains.str contains.list contains.dict contains.iter
//	contains.range          (x, start, stop, step)
//	is_none is_some         over Option
//	bool                    truth of any type; not: its negation
//
// Subscripts (plain ones are Index, Item and Field nodes); bounds of slices are
// Option{Int}, None where they are left out:
//
//	str.getitem             gives Char
//	str.slice list.slice                (x, start, stop), a view
//	str.slice:step list.slice:step      (x, start, stop, step Int)
//	str.slice:reverse list.slice:reverse   x[::-1]
//	list.reverse:slice      (x, start, stop): x[start:stop] = x[start:stop][::-1]
//	list.reverse:prefix     (x, last): x[:last + 1] = x[last::-1]
//	list.position           (x, index): the index from the start, as Usize
//	list.setslice list.delslice list.delitem dict.delitem
//
// Builtins:
//
//	abs min max sum sorted round divmod pow len ord chr repr ascii str int float
//	bool any all list dict tuple:list hex oct bin format
//	min:key max:key min:default max:default min:key:default max:key:default and with cmp for key
//	sorted:reverse sorted:key sorted:key:reverse sorted:cmp sorted:cmp:reverse   sum:start sum:truediv
//	min and max take two operands or one Iter; more operands fold from the left
//	len:usize               the length as Usize
//	display                 str(x) as a value for format!, without making a str
//	display:repr            repr(x) in the same way
//	format                  (x, spec): format(x, spec), f"{x:spec}"
//	format:fixed            (x, places): f"{x:.2f}" with a literal 2
//
// Methods, by type:
//
//	str.capitalize casefold center count endswith expandtabs find index isalnum
//	isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable
//	isspace istitle isupper join ljust lower lstrip partition removeprefix
//	removesuffix replace rfind rindex rjust rpartition rsplit rstrip split
//	splitlines startswith strip swapcase title upper zfill
//	str.iadd:int            text += str(n)
//	str.join:empty          "".join(x), x a list or Iter of str or char
//	str.split:iter          split() or split(sep), to be walked: Iter of &str
//	str.splitlines:keepends
//	list.append extend insert pop remove index count reverse sort clear copy
//	list.sort:reverse sort:key sort:key:reverse sort:cmp sort:cmp:reverse
//	dict.get pop popitem setdefault update clear copy
//	tuple.count tuple.index  over a tuple made a List by tuple:list
//	int.bit_length bit_count   float.is_integer
//
// Sets, dicts of module collections, deques, bytes and the modules heapq, bisect,
// functools, itertools, random and statistics: see the head of the operations_*.go
// of each.
//
// math: every function of the module over ints and floats but those that work
// on arbitrary iterables of big ints; math.pi e tau inf nan have no operands.
//
// An Iter operand yields owned items (i64, String); str.join also takes &str.
// A key function gets a reference to the item: |&x| for a Copy type, |x| else,
// and returns an owned value. Copies (list, list.copy, slices, dict.copy, list.mul,
// list.add) copy their elements: where those are mutable, Python shares them and
// it is for lowering or ownership to see to that.

// Lookup finds the first operation called name that takes operands of types
// args, or nil.
func Lookup(name string, args []Type) *Operation {
	for _, op := range table[name] {
		if _, ok := bind(op, args); ok {
			return op
		}
	}
	return nil
}

// ResultType is the type of op applied to operands of types args: its Result
// with type parameters replaced. It panics when args do not fit.
func ResultType(op *Operation, args []Type) Type {
	bound, ok := bind(op, args)
	if !ok {
		panic("ir: operands do not fit " + op.Name)
	}
	return Substitute(op.Result, bound)
}

// A binding is what type parameters stand for. It is made when the first is bound:
// of the operations that are tried, most have none or do not fit.
type binding map[Param]Type

func (b *binding) set(name Param, t Type) {
	if *b == nil {
		*b = binding{}
	}
	(*b)[name] = t
}

// bind matches args with the operands of op and returns what its type
// parameters stand for.
func bind(op *Operation, args []Type) (bound binding, ok bool) {
	if len(args) != len(op.Params) {
		return nil, false
	}
	for i, p := range op.Params {
		if !match(p.Type, args[i], &bound) {
			return nil, false
		}
	}
	return bound, true
}

// Substitute replaces the type parameters in t.
func Substitute(t Type, bound map[Param]Type) Type {
	switch t := t.(type) {
	case Param:
		if b, ok := bound[t]; ok {
			return b
		}
		return t
	case List:
		return List{Substitute(t.Elem, bound)}
	case VarTuple:
		return VarTuple{Substitute(t.Elem, bound)}
	case Iter:
		return Iter{Substitute(t.Elem, bound)}
	case Generator:
		return Generator{Substitute(t.Elem, bound)}
	case Option:
		return Option{Substitute(t.Elem, bound)}
	case Set:
		return Set{Substitute(t.Elem, bound), t.Frozen}
	case Dict:
		return Dict{Substitute(t.Key, bound), Substitute(t.Value, bound), t.Kind}
	case Deque:
		return Deque{Substitute(t.Elem, bound)}
	case Tuple:
		return Tuple{substituteAll(t.Elems, bound)}
	case Fn:
		return Fn{substituteAll(t.Params, bound), Substitute(t.Result, bound)}
	}
	return t
}

func substituteAll(ts []Type, bound map[Param]Type) []Type {
	out := make([]Type, len(ts))
	for i, t := range ts {
		out[i] = Substitute(t, bound)
	}
	return out
}

// match reports whether type t fits pattern p, and binds the parameters of p.
// Never, the element type of a list that nobody fills, fits everything.
func match(p, t Type, bound *binding) bool {
	if name, ok := p.(Param); ok {
		if b, ok := (*bound)[name]; ok {
			if t, ok = join(b, t); !ok {
				return false
			}
		}
		bound.set(name, t)
		return admits(name, t)
	}
	switch p := p.(type) {
	case List:
		t, ok := t.(List)
		return ok && match(p.Elem, t.Elem, bound)
	case Deque:
		t, ok := t.(Deque)
		return ok && match(p.Elem, t.Elem, bound)
	case VarTuple:
		t, ok := t.(VarTuple)
		return ok && match(p.Elem, t.Elem, bound)
	case Iter:
		t, ok := t.(Iter)
		return ok && match(p.Elem, t.Elem, bound)
	case Generator:
		t, ok := t.(Generator)
		return ok && match(p.Elem, t.Elem, bound)
	case Option:
		t, ok := t.(Option)
		return ok && match(p.Elem, t.Elem, bound)
	case Set:
		t, ok := t.(Set)
		return ok && p.Frozen == t.Frozen && match(p.Elem, t.Elem, bound)
	case Dict:
		t, ok := t.(Dict)
		// A plain dict in a pattern stands for all that are dicts.
		return ok && (p.Kind == PlainDict || p.Kind == t.Kind) && match(p.Key, t.Key, bound) && match(p.Value, t.Value, bound)
	case Tuple:
		t, ok := t.(Tuple)
		return ok && matchAll(p.Elems, t.Elems, bound)
	case Fn:
		t, ok := t.(Fn)
		return ok && matchAll(p.Params, t.Params, bound) && match(p.Result, t.Result, bound)
	}
	return Same(p, t) || Same(t, Never) && p != Big // which is asked for by name
}

func matchAll(ps, ts []Type, bound *binding) bool {
	if len(ps) != len(ts) {
		return false
	}
	for i := range ps {
		if !match(ps[i], ts[i], bound) {
			return false
		}
	}
	return true
}

// join is the type of what is of type a or b: they are the same but for Never,
// the element type of what nobody fills.
func join(a, b Type) (Type, bool) {
	if Same(a, Never) || Same(a, b) {
		return b, true
	}
	if Same(b, Never) {
		return a, true
	}
	switch a := a.(type) {
	case List:
		if b, ok := b.(List); ok {
			elem, ok := join(a.Elem, b.Elem)
			return List{elem}, ok
		}
	case VarTuple:
		if b, ok := b.(VarTuple); ok {
			elem, ok := join(a.Elem, b.Elem)
			return VarTuple{elem}, ok
		}
	case Generator:
		if b, ok := b.(Generator); ok {
			elem, ok := join(a.Elem, b.Elem)
			return Generator{elem}, ok
		}
	case Option:
		if b, ok := b.(Option); ok {
			elem, ok := join(a.Elem, b.Elem)
			return Option{elem}, ok
		}
	case Set:
		if b, ok := b.(Set); ok && a.Frozen == b.Frozen {
			elem, ok := join(a.Elem, b.Elem)
			return Set{elem, a.Frozen}, ok
		}
	case Dict:
		if b, ok := b.(Dict); ok && a.Kind == b.Kind {
			key, ok1 := join(a.Key, b.Key)
			value, ok2 := join(a.Value, b.Value)
			return Dict{key, value, a.Kind}, ok1 && ok2
		}
	case Deque:
		if b, ok := b.(Deque); ok {
			elem, ok := join(a.Elem, b.Elem)
			return Deque{elem}, ok
		}
	case Tuple:
		b, ok := b.(Tuple)
		if !ok || len(a.Elems) != len(b.Elems) {
			return nil, false
		}
		elems := make([]Type, len(a.Elems))
		for i := range elems {
			if elems[i], ok = join(a.Elems[i], b.Elems[i]); !ok {
				return nil, false
			}
		}
		return Tuple{elems}, true
	}
	return nil, false
}

// Type parameters that stand for some types only.
const (
	anyT      = Param("T")
	anyU      = Param("U")
	anyV      = Param("V")
	anyW      = Param("W")
	keyT      = Param("Key")       // may be the key of a dict
	exact     = Param("Exact")     // Rust's == is Python's: no float inside, where NaN is compared by identity
	copyExact = Param("CopyExact") // and the type is Copy
	copyT     = Param("Copy")      // the type is Copy
	ordered   = Param("Ordered")   // Rust's < is Python's
	copyOrder = Param("CopyOrder") // and the type is Copy
	orderT    = Param("Order")     // has an order in Python
)

// admits reports whether a type parameter may stand for t.
func admits(p Param, t Type) bool {
	switch p {
	case keyT:
		return isKey(t)
	case exact:
		return isExact(t)
	case copyExact:
		return isExact(t) && IsCopy(t)
	case copyT:
		return IsCopy(t)
	case ordered:
		return isExact(t) && IsOrdered(t)
	case copyOrder:
		return isExact(t) && IsOrdered(t) && IsCopy(t)
	case orderT:
		return IsOrdered(t)
	}
	return true
}

// isKey reports whether Python can hash values of t.
func isKey(t Type) bool {
	switch t := t.(type) {
	case Basic:
		return t != Error && t != Range
	case Tuple:
		return all(t.Elems, isKey)
	case VarTuple:
		return isKey(t.Elem)
	case Option:
		return isKey(t.Elem)
	case Set:
		return t.Frozen
	case Dynamic:
		return true // what cannot be hashed raises
	case Struct:
		return true // lowering has seen to it
	}
	return false
}

// IsExact reports whether == of the Rust type is Python's.
func IsExact(t Type) bool { return isExact(t) }

// isExact reports whether == of the Rust type is Python's.
func isExact(t Type) bool {
	switch t := t.(type) {
	case Basic:
		return t != Float && t != Error
	case List:
		return isExact(t.Elem)
	case VarTuple:
		return isExact(t.Elem)
	case Set:
		return true // compares by hash, which stops at a NaN
	case Deque:
		return isExact(t.Elem)
	case Dict:
		return isExact(t.Key) && isExact(t.Value)
	case Tuple:
		return all(t.Elems, isExact)
	case Option:
		return isExact(t.Elem)
	case Struct:
		return t.Form == EnumForm
	}
	return false
}

// IsOrdered reports whether Python orders any two values of t.
func IsOrdered(t Type) bool {
	switch t := t.(type) {
	case Basic:
		return t != Error && t != Unit && t != Range
	case Deque:
		return IsOrdered(t.Elem)
	case List:
		return IsOrdered(t.Elem)
	case VarTuple:
		return IsOrdered(t.Elem)
	case Tuple:
		return all(t.Elems, IsOrdered)
	case Dynamic:
		return true // what has no order raises; see Orders
	case Struct:
		return true // lowering has seen to it
	}
	return false
}

func all(ts []Type, is func(Type) bool) bool {
	for _, t := range ts {
		if !is(t) {
			return false
		}
	}
	return true
}

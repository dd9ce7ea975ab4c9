package ir

// Generator is rt::Generator<Elem>: an iterator as an object of its own, which can
// be kept, and walked bit by bit. Names for it share it in Rust as in Python, so
// that a copy of one is another name for the same walk.
type Generator struct{ Elem Type }

func (Generator) irType() {}

// Rust is the owned form of the type.
func (t Generator) Rust() string { return "rt::Generator<" + t.Elem.Rust() + ">" }

// Yield gives Value to whoever walks the generator, and goes on when the next
// item is asked for.
type Yield struct {
	Place
	Value Expr
}

// The operations on generators. What a generator raises comes out of the
// operation that asks it for an item.
//
//	generator.walk          its items, as an Iter
//	generator.next          the next item; next:default (generator, default)
//	generator.advance       the next item as an Option
//	generator.gather        the List of all that is left
//	generator.of            the generator of a List; of:chars of a Str; of:range (start, stop, step)
//	next:required           the first item of an Iter
var generatorOperations = []*Operation{
	chain("generator.walk", "{0}", iterT, val(generatorT)),
	fn("generator.next", "rt::next", anyT, ref(generatorT)).raises("StopIteration"),
	fn("generator.next:default", "rt::next_or", anyT, ref(generatorT), val(anyT)).raises("Exception"),
	method("generator.advance", "advance", optAnyT, recv(generatorT)).raises("Exception"),
	method("generator.gather", "gather", listT, recv(generatorT)).raises("Exception"),
	fn("generator.of", "rt::Generator::of", generatorT, val(listT)),
	fn("generator.of:range", "rt::Generator::range", Generator{Int}, val(Int), val(Int), val(Int)),
	call("generator.of:chars", "rt::Generator::chars({0})", Generator{Str}, ref(Str)),
	fn("next:required", "rt::iter::required", anyT, val(iterT)).raises("StopIteration"),
}

var generatorT = Generator{anyT}

// WalksGenerator reports whether op asks a generator for items.
func WalksGenerator(op *Operation) bool {
	if len(op.Params) == 0 {
		return false
	}
	_, ok := op.Params[0].Type.(Generator)
	return ok
}

// HasRange reports whether a range is in values of type t.
func HasRange(t Type) bool {
	if t == Range {
		return true
	}
	return !all(Elems(t), func(t Type) bool { return !HasRange(t) })
}

// HasGenerator reports whether a generator is in values of type t.
func HasGenerator(t Type) bool {
	switch t := t.(type) {
	case Generator:
		return true
	case List:
		return HasGenerator(t.Elem)
	case Deque:
		return HasGenerator(t.Elem)
	case VarTuple:
		return HasGenerator(t.Elem)
	case Option:
		return HasGenerator(t.Elem)
	case Dict:
		return HasGenerator(t.Value)
	case Tuple:
		for _, e := range t.Elems {
			if HasGenerator(e) {
				return true
			}
		}
	}
	return false
}

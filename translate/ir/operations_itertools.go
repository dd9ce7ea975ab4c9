package ir

import "strconv"

// Module itertools. All take Iters of owned items and give an Iter.
//
//	itertools.chain         of two; more chain from the left
//	itertools.chain.from_iterable    an Iter of lists
//	itertools.combinations combinations_with_replacement   (Iter, r): items are tuples of any length
//	itertools.permutations  (Iter) (Iter, r)
//	itertools.product:repeat         (Iter, n)
//	itertools.product:lists (List of Lists): product(*lists)
//	…:2 …:3 …:4             with a literal r or n: items are tuples
//	itertools.product       of two, three or four Iters: items are tuples
//	itertools.accumulate    (Iter) and (Iter, f); accumulate:initial (Iter, f, start);
//	                        accumulate:sum (Iter, start)
//	itertools.groupby       (Iter) and (Iter, key): pairs of key and List. A group
//	                        that is kept until the next is asked for is empty in Python.
//	itertools.islice        (Iter, Option stop), (Iter, start, stop, step: Options)
//	itertools.zip_longest   of two: pairs of Options; :fill (a, b, fillvalue)
//	itertools.count         () (start) (start, step); cycle, repeat (x) (x, n)
//	itertools.takewhile dropwhile filterfalse   (f, Iter)
//	itertools.starmap       (f, Iter of pairs); compress (Iter, Iter of bools); pairwise

var (
	testFn    = Fn{[]Type{anyT}, Bool}
	pairsT    = Iter{Tuple{[]Type{anyT, anyT}}}
	optAnyT   = Option{anyT}
	chosenT   = Iter{listT}
	foldFn    = Fn{[]Type{anyT, anyT}, anyT}
	foldIntoU = Fn{[]Type{anyU, anyT}, anyU}
)

var itertoolsOperations = concat([]*Operation{
	method("itertools.chain", "chain", iterT, val(iterT), val(iterT)),
	fn("itertools.chain.from_iterable", "rt::itertools::chained", iterT, val(chosenT)),
	choice("combinations", "combinations", val(Int)).tries("ValueError"),
	choice("combinations_with_replacement", "combinations_with_replacement", val(Int)).tries("ValueError"),
	choice("permutations", "permutations"),
	choice("permutations", "permutations_of", val(Int)).tries("ValueError"),
	choice("product:repeat", "product_repeat", val(Int)).tries("ValueError"),
	call("itertools.product:lists", "rt::itertools::product_of::<_, rt::Tuple<_>>({0})", Iter{varTupleT}, val(List{listT})),
	fn("itertools.product", "rt::itertools::product2", Iter{Tuple{[]Type{anyT, anyU}}}, val(iterT), val(Iter{anyU})),
	fn("itertools.product", "rt::itertools::product3", Iter{Tuple{[]Type{anyT, anyU, anyV}}}, val(iterT), val(Iter{anyU}), val(Iter{anyV})),
	fn("itertools.product", "rt::itertools::product4", Iter{Tuple{[]Type{anyT, anyU, anyV, anyW}}}, val(iterT), val(Iter{anyU}), val(Iter{anyV}), val(Iter{anyW})),

	fn("itertools.accumulate", "rt::itertools::sums", Iter{Int}, val(Iter{Int})).overflow(),
	fn("itertools.accumulate", "rt::itertools::sums", Iter{Float}, val(Iter{Float})),
	fn("itertools.accumulate", "rt::itertools::sums", Iter{Big}, val(Iter{Big})),
	fn("itertools.accumulate", "rt::itertools::accumulate", iterT, val(iterT), val(foldFn)),
	fn("itertools.accumulate:sum", "rt::itertools::sums_from", Iter{Int}, val(Iter{Int}), val(Int)).overflow(),
	fn("itertools.accumulate:sum", "rt::itertools::sums_from", Iter{Float}, val(Iter{Float}), val(Float)),
	fn("itertools.accumulate:sum", "rt::itertools::sums_from", Iter{Big}, val(Iter{Big}), val(Big)),
	fn("itertools.accumulate:initial", "rt::itertools::accumulate_from", Iter{anyU}, val(iterT), val(foldIntoU), val(anyU)),
	fn("itertools.groupby", "rt::itertools::groupby", Iter{Tuple{[]Type{anyT, listT}}}, val(iterT)),
	fn("itertools.groupby", "rt::itertools::groupby_key", Iter{Tuple{[]Type{anyU, listT}}}, val(iterT), val(Fn{[]Type{anyT}, anyU})),
	fn("itertools.islice", "rt::itertools::islice", iterT, val(iterT), val(optInt)).raises("ValueError"),
	fn("itertools.islice", "rt::itertools::islice_from", iterT, val(iterT), val(optInt), val(optInt), val(optInt)).raises("ValueError"),
	fn("itertools.zip_longest", "rt::itertools::zip_longest", Iter{Tuple{[]Type{optAnyT, Option{anyU}}}}, val(iterT), val(Iter{anyU})),
	fn("itertools.zip_longest:fill", "rt::itertools::zip_longest_with", pairsT, val(iterT), val(iterT), val(anyT)),
	call("itertools.count", "rt::itertools::count(0, 1)", Iter{Int}).overflow(),
	call("itertools.count", "rt::itertools::count({0}, 1)", Iter{Int}, val(Int)).overflow(),
	fn("itertools.count", "rt::itertools::count", Iter{Int}, val(Int), val(Int)).overflow(),
	call("itertools.count", "rt::itertools::count_float({0}, 1.0)", Iter{Float}, val(Float)),
	fn("itertools.count", "rt::itertools::count_float", Iter{Float}, val(Float), val(Float)),
	fn("itertools.cycle", "rt::itertools::cycle", iterT, val(iterT)),
	fn("itertools.repeat", "std::iter::repeat", iterT, val(anyT)),
	fn("itertools.repeat", "rt::itertools::repeat", iterT, val(anyT), val(Int)),
	call("itertools.takewhile", "{1}.take_while({0})", iterT, val(testFn), val(iterT)).prec(PrecCall, PrecLowest, PrecCall),
	call("itertools.dropwhile", "{1}.skip_while({0})", iterT, val(testFn), val(iterT)).prec(PrecCall, PrecLowest, PrecCall),
	fn("itertools.filterfalse", "rt::itertools::filterfalse", iterT, val(testFn), val(iterT)),
	fn("itertools.starmap", "rt::itertools::starmap", Iter{anyV}, val(Fn{[]Type{anyT, anyU}, anyV}), val(Iter{Tuple{[]Type{anyT, anyU}}})),
	fn("itertools.compress", "rt::itertools::compress", iterT, val(iterT), val(Iter{Bool})),
	fn("itertools.pairwise", "rt::itertools::pairwise", pairsT, val(iterT)),
}, choiceOf(2), choiceOf(3), choiceOf(4))

// choice is an operation whose items are tuples of any length.
func choice(name, rust string, more ...Operand) *Operation {
	params := append([]Operand{val(iterT)}, more...)
	return call("itertools."+name, "rt::itertools::"+rust+"::<_, rt::Tuple<_>>("+placeholders(0, len(params))+")", Iter{varTupleT}, params...)
}

// tries is raises for a template with generic arguments.
func (op *Operation) tries(classes ...string) *Operation {
	const module = "rt::itertools::"
	op.Try = module + "try_" + op.Rust[len(module):]
	op.Raises = classes
	return op
}

// choiceOf has the rows whose items are tuples of n elements.
func choiceOf(n int) []*Operation {
	items := Tuple{make([]Type, n)}
	for i := range items.Elems {
		items.Elems[i] = anyT
	}
	digit := strconv.Itoa(n)
	row := func(name, rust string) *Operation {
		return fn("itertools."+name+":"+digit, "rt::itertools::"+rust+digit, Iter{items}, val(iterT))
	}
	return []*Operation{
		row("combinations", "combinations"),
		row("combinations_with_replacement", "combinations_with_replacement"),
		row("permutations", "permutations"),
		row("product:repeat", "product_repeat"),
	}
}

package ir

// Modules heapq, bisect and functools. The heap or list is a List in a place.
//
//	heapq.heappush heappop heapify heapreplace heappushpop nlargest nsmallest merge
//	heapq.nlargest:key nsmallest:key
//	bisect.bisect_left bisect_right insort_left insort_right, (xs, x) and with
//	lo and hi (Option{Int}); with :key. bisect.bisect is bisect_right,
//	bisect.insort is insort_right.
//	functools.reduce        (f, Iter) and (f, Iter, start)
//
// A function of one operand gets a reference, as a key= does; one of two
// operands, as here and in itertools, gets its operands owned.

var heapT = List{orderT}

var heapqOperations = []*Operation{
	fn("heapq.heappush", "rt::heapq::heappush", Unit, refMut(heapT), val(orderT)),
	fn("heapq.heappop", "rt::heapq::heappop", orderT, refMut(heapT)).raises("IndexError"),
	fn("heapq.heapify", "rt::heapq::heapify", Unit, refMut(heapT)),
	fn("heapq.heapreplace", "rt::heapq::heapreplace", orderT, refMut(heapT), val(orderT)).raises("IndexError"),
	fn("heapq.heappushpop", "rt::heapq::heappushpop", orderT, refMut(heapT), val(orderT)),
	fn("heapq.nlargest", "rt::heapq::nlargest", heapT, val(Int), val(Iter{orderT})),
	fn("heapq.nsmallest", "rt::heapq::nsmallest", heapT, val(Int), val(Iter{orderT})),
	fn("heapq.nlargest:key", "rt::heapq::nlargest_by_key", listT, val(Int), val(iterT), val(keyFn)),
	fn("heapq.nsmallest:key", "rt::heapq::nsmallest_by_key", listT, val(Int), val(iterT), val(keyFn)),
	fn("heapq.merge", "rt::heapq::merge", Iter{orderT}, val(Iter{orderT}), val(Iter{orderT})),
}

var bisectOperations = concat(bisection("left"), bisection("right"))

// bisection has the rows of a function that looks for a place from one side.
func bisection(side string) []*Operation {
	find, insert := "bisect_"+side, "insort_"+side
	return []*Operation{
		fn("bisect."+find, "rt::bisect::"+find, Int, ref(heapT), ref(orderT)),
		fn("bisect."+find, "rt::bisect::"+find+"_in", Int, ref(heapT), ref(orderT), val(Int), val(optInt)).raises("ValueError", "IndexError"),
		fn("bisect."+find+":key", "rt::bisect::"+find+"_by_key", Int, ref(listT), ref(orderT), val(keyFn)),
		fn("bisect."+insert, "rt::bisect::"+insert, Unit, refMut(heapT), val(orderT)),
		fn("bisect."+insert+":key", "rt::bisect::"+insert+"_by_key", Unit, refMut(listT), val(anyT), val(keyFn)),
	}
}

var functoolsOperations = []*Operation{
	fn("functools.reduce", "rt::functools::reduce", anyT, val(Fn{[]Type{anyT, anyT}, anyT}), val(iterT)).raises("TypeError"),
	fn("functools.reduce", "rt::functools::reduce_from", anyU, val(Fn{[]Type{anyU, anyT}, anyU}), val(iterT), val(anyU)),
}

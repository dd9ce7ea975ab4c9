package ir

// Module statistics, over a List; mode and multimode over an Iter.
//
//	statistics.mean median         of floats
//	statistics.fmean stdev pstdev  of ints or floats
//	statistics.variance pvariance  of floats
//	statistics.quantiles    (xs, n, inclusive)
//	statistics.median_low median_high mode multimode
//	statistics.mean median variance pvariance
//	                        of ints as well: the float next to what Python gives
//	statistics.mean:ints median:ints variance:ints pvariance:ints
//	                        of ints: an int where Python gives one
//
// The class of what they raise is StatisticsError, a ValueError.

var statisticsOperations = concat([]*Operation{
	statistic("mean", "mean", Float), statistic("mean", "mean", Int), ofInts("mean"),
	statistic("fmean", "fmean", Float), statistic("fmean", "fmean", Int),
	statistic("median", "median", Float), statistic("median", "median_of_ints", Int).overflow(), ofInts("median"),
	statistic("variance", "variance", Float), statistic("variance", "variance", Int), ofInts("variance"),
	statistic("pvariance", "pvariance", Float), statistic("pvariance", "pvariance", Int), ofInts("pvariance"),
	statistic("stdev", "stdev", Float), statistic("stdev", "stdev", Int),
	statistic("pstdev", "pstdev", Float), statistic("pstdev", "pstdev", Int),
	fn("statistics.quantiles", "rt::statistics::quantiles", List{Float}, ref(List{Float}), val(Int), val(Bool)).raises("ValueError"),
	fn("statistics.quantiles", "rt::statistics::quantiles", List{Float}, ref(List{Int}), val(Int), val(Bool)).raises("ValueError", "OverflowError").overflow(),
	fn("statistics.median_low", "rt::statistics::median_low", orderT, ref(heapT)).raises("ValueError"),
	fn("statistics.median_high", "rt::statistics::median_high", orderT, ref(heapT)).raises("ValueError"),
	fn("statistics.mode", "rt::statistics::mode", keyT, val(Iter{keyT})).raises("ValueError"),
	fn("statistics.multimode", "rt::statistics::multimode", List{keyT}, val(Iter{keyT})),
})

// statistic is a function of a list of numbers that gives a float.
func statistic(name, rust string, t Type) *Operation {
	return fn("statistics."+name, "rt::statistics::"+rust, Float, ref(List{t})).raises("ValueError", "OverflowError")
}

// ofInts is a function of a list of ints that gives an int where the result is whole.
func ofInts(name string) *Operation {
	return fn("statistics."+name+":ints", "rt::statistics::"+name+"_value", dynamic, ref(List{Int})).
		raises("ValueError", "OverflowError").overflow()
}

package ir

// Module statistics, over a List; mode and multimode over an Iter.
//
//	statistics.mean fmean median   of floats
//	statistics.stdev pstdev        of ints or floats
//	statistics.variance pvariance  of floats
//	statistics.quantiles    (xs, n, inclusive)
//	statistics.median_low median_high mode multimode
//	statistics.mean:ints median:ints variance:ints pvariance:ints
//	                        of ints: where Python gives an int, this is the float
//	                        that is equal to it
//
// The class of what they raise is StatisticsError, a ValueError.

var statisticsOperations = concat([]*Operation{
	statistic("mean", "mean", Float), statistic("mean:ints", "mean", Int),
	statistic("fmean", "fmean", Float).raises("ValueError", "OverflowError"),
	statistic("median", "median", Float), statistic("median:ints", "median_of_ints", Int).overflow(),
	statistic("variance", "variance", Float), statistic("variance:ints", "variance", Int),
	statistic("pvariance", "pvariance", Float), statistic("pvariance:ints", "pvariance", Int),
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

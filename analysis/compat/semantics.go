package compat

var semanticRules = []Rule{
	{
		Code:        "PT301",
		Title:       "Int where a float is expected",
		Severity:    Notice,
		Explanation: "Python keeps an int that is passed as a float, so it prints as 4; the Rust has an f64, which prints as 4.0. The numbers are equal.",
		Example:     "def area(r: float) -> float:\n    return r * r\n\nprint(area(2))",
		Fix:         "Pass 2.0, or annotate int.",
	},
	{
		Code:        "PT302",
		Title:       "Variable that may be unbound",
		Severity:    Refused,
		Explanation: "On some way through the function this variable has no value yet, and Python would raise UnboundLocalError.",
		Example:     "def last(xs: list[int]) -> int:\n    for x in xs:\n        pass\n    return x",
		Fix:         "Give the variable a value before the branch or loop.",
	},
	{
		Code:        "PT303",
		Title:       "Integer beyond 64 bits",
		Severity:    Refused,
		Explanation: "Python's integers have no limit; the Rust uses checked 64-bit integers, which stop rather than wrap. This number does not fit.",
		Example:     "def limit() -> int:\n    return 100_000_000_000_000_000_000",
		Fix:         "Keep numbers between -2**63 and 2**63 - 1.",
	},
	{
		Code:        "PT304",
		Title:       "Dict changed while iterated",
		Severity:    Refused,
		Explanation: "The loop adds to or removes from the dict that it walks over. Python raises RuntimeError for that, but only when it notices.",
		Example:     "def grow(d: dict[int, int]) -> None:\n    for k in d:\n        d[k + 1] = 0",
		Fix:         "Loop over a copy of the keys, `for k in list(d)`, or build a new dict.",
	},
	{
		Code:        "PT305",
		Title:       "Identity of values compared",
		Severity:    Refused,
		Explanation: "`is` asks whether two names are one object. For numbers, strings and tuples the answer depends on the interpreter's caches; for lists and dicts Rust values have no identity to ask about.",
		Example:     "def same(a: str, b: str) -> bool:\n    return a is b",
		Fix:         "Use == to compare values; `is None` is fine.",
	},
	{
		Code:        "PT306",
		Title:       "Dict key of another type",
		Severity:    Refused,
		Explanation: "1, 1.0 and True are one and the same dict key in Python. A Rust map has keys of one type.",
		Example:     "def look(names: dict[int, str], x: float) -> str:\n    return names[x]",
		Fix:         "Use keys of one type.",
	},
}

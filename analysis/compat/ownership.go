package compat

var ownershipRules = []Rule{
	{
		Code:        "PT601",
		Title:       "Shared object that is changed",
		Severity:    Refused,
		Explanation: "Two names share one list or dict, and it is changed through one of them while the other is still used. In Python both see the change; a Rust value has one owner.",
		Example:     "def twice() -> int:\n    a = [1]\n    b = a\n    b.append(2)\n    a.append(3)\n    return len(b)",
		Fix:         "Use one name, or make a copy: `b = list(a)`.",
	},
	{
		Code:        "PT602",
		Title:       "One object passed for two parameters",
		Severity:    Refused,
		Explanation: "The call passes the same list or dict twice, and the function changes one of the two.",
		Example:     "def extend(a: list[int], b: list[int]) -> None:\n    for x in b:\n        a.append(x)\n\ndef double(a: list[int]) -> None:\n    extend(a, a)",
		Fix:         "Pass a copy for one of them.",
	},
	{
		Code:        "PT603",
		Title:       "Part of a container that is kept and changed",
		Severity:    Refused,
		Explanation: "A list or dict inside another is given a second name that outlives its place there, and one of the two is changed.",
		Example:     "def grow(rows: list[list[int]]) -> list[int]:\n    row = rows[0]\n    rows.append([])\n    row.append(1)\n    return row",
		Fix:         "Work on `rows[0]` directly, or copy it.",
	},
	{
		Code:        "PT604",
		Title:       "Argument that is kept and later changed",
		Severity:    Refused,
		Explanation: "The function stores or returns an argument itself, not a copy, and it is changed afterwards, so caller and callee share it.",
		Example:     "def add(xs: list[int]) -> list[int]:\n    xs.append(4)\n    return xs\n\ndef use() -> int:\n    a = [1]\n    b = add(a)\n    b.append(5)\n    return len(a)",
		Fix:         "Return a new list, or return nothing and let the caller use its own.",
	},
}

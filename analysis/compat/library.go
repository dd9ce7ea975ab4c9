package compat

var libraryRules = []Rule{
	{
		Code:        "PT401",
		Title:       "Module not supported",
		Severity:    Refused,
		Explanation: "The module, or this name of it, has no translation.",
		Example:     "import socket\n\ndef host() -> str:\n    return socket.gethostname()",
		Fix:         "Keep this part in Python, and pass what it finds to the translated function as an argument.",
	},
	{
		Code:        "PT402",
		Title:       "Builtin not supported",
		Severity:    Refused,
		Explanation: "This builtin function has no translation.",
		Example:     "def where(x: int) -> int:\n    return id(x)",
		Fix:         "Write it with the builtins that are supported, or keep it in Python.",
	},
	{
		Code:        "PT403",
		Title:       "Method not supported",
		Severity:    Refused,
		Explanation: "This method of a builtin type has no translation.",
		Example:     "def ratio(x: float) -> tuple[int, int]:\n    return x.as_integer_ratio()",
		Fix:         "Use another method, or keep this function in Python.",
	},
	{
		Code:        "PT404",
		Title:       "Argument form not supported",
		Severity:    Refused,
		Explanation: "The function is supported, but not with this argument or this number of arguments. Ignoring it would give another answer than Python's, so the call is refused.",
		Example:     "def show(x: int) -> None:\n    print(x, file=None, flush=True)",
		Fix:         "Leave the argument out, or write what it does in code.",
	},
	{
		Code:        "PT405",
		Title:       "Format specification not supported",
		Severity:    Refused,
		Explanation: "This format specification, or this type with it, has no exact translation.",
		Example:     "def local(n: int) -> str:\n    return f\"{n:n}\"",
		Fix:         "Use width, precision, sign, grouping and the types d, f, e, g, x, o, b, s or %.",
	},
}

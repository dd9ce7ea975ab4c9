package compat

var internalRules = []Rule{
	{
		Code:        "PT901",
		Title:       "Emitted Rust does not compile",
		Severity:    Refused,
		Explanation: "The Rust that was made for this function does not compile. That is a mistake of Portalis, not of the Python, and the Rust is not offered.",
		Example:     "def f(n: int) -> int:\n    return n",
		Fix:         "Please report it, with the function.",
	},
	{
		Code:        "PT902",
		Title:       "The translator failed",
		Severity:    Refused,
		Explanation: "The translator stopped on this function through a mistake of its own. Everything else goes on.",
		Example:     "def f(n: int) -> int:\n    return n",
		Fix:         "Please report it, with the function.",
	},
}

package compat

var parityRules = []Rule{
	{
		Code:        "PT701",
		Title:       "Different from Python",
		Severity:    Error,
		Explanation: "For the arguments shown, the WebAssembly built from the Rust did not do what CPython did. This is a mistake of the translation; do not use the Rust.",
		Example:     "def f(n: int) -> int:\n    return n // 2",
		Fix:         "Keep the Python, and report the call that the message shows.",
	},
	{
		Code:        "PT702",
		Title:       "Stopped where Python goes on",
		Severity:    Notice,
		Explanation: "For the arguments shown the Rust stopped loudly, on an integer overflow or a limit of memory or time, where Python has an answer.",
		Example:     "def power(n: int) -> int:\n    return n ** 40",
		Fix:         "Keep the values within 64 bits, or keep this function in Python.",
	},
	{
		Code:        "PT703",
		Title:       "Python disagrees with itself",
		Severity:    Notice,
		Explanation: "Two runs of the Python with the same arguments gave different answers, so there is nothing to compare with.",
		Example:     "import time\n\ndef now() -> float:\n    return time.time()",
		Fix:         "Pass what changes, such as the time or a random number, as an argument.",
	},
	{
		Code:        "PT704",
		Title:       "Python did not finish",
		Severity:    Notice,
		Explanation: "The Python ran out of its limit of time or memory for the arguments shown, so there is nothing to compare with.",
		Example:     "def spin(n: int) -> int:\n    while n != 1:\n        n += 2\n    return n",
		Fix:         "Pin smaller cases in a doctest.",
	},
	{
		Code:        "PT705",
		Title:       "No toolchain",
		Severity:    Notice,
		Explanation: "No Rust compiler with the wasm32-wasip1 target was found, so the Rust was neither built nor compared with Python.",
		Example:     "def f(n: int) -> int:\n    return n + 1",
		Fix:         "Run `portalis doctor`: it names the one command that mends it.",
	},
}

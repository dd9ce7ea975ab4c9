package compat

var syntaxRules = []Rule{
	{
		Code:        "PT101",
		Title:       "Syntax error",
		Severity:    Error,
		Explanation: "Python would not run this file: it stops at this place with a SyntaxError. The functions around it that can still be read are analysed all the same.",
		Example:     "def area(w, h)\n    return w * h",
		Fix:         "Mend the syntax; the message says what was expected.",
	},
	{
		Code:        "PT102",
		Title:       "Text that is not UTF-8",
		Severity:    Error,
		Explanation: "The file holds bytes that are not UTF-8, a NUL byte, or declares another encoding. Only UTF-8, which is what Python itself expects, is read.",
		Example:     "# -*- coding: latin-1 -*-\nname = 'x'",
		Fix:         "Save the file as UTF-8 and remove the coding comment.",
	},
	{
		Code:        "PT103",
		Title:       "Nested too deeply",
		Severity:    Error,
		Explanation: "Brackets, operators or blocks are nested hundreds of levels deep. Python itself gives up on such code sooner or later, and so do we, with this message instead of a crash.",
		Example:     "x = ((((((((((1))))))))))  # imagine a thousand of them",
		Fix:         "Split the expression or the function into named parts.",
	},
	{
		Code:        "PT104",
		Title:       "Syntax newer than can be read",
		Severity:    Error,
		Explanation: "This is the syntax of a Python version newer than the parser knows: default values of type parameters (Python 3.13) and t-strings (Python 3.14).",
		Example:     "greeting = t\"hello {name}\"",
		Fix:         "Write it in the syntax of Python 3.12 or older.",
	},
	{
		Code:        "PT105",
		Title:       "Lone surrogate in a string",
		Severity:    Refused,
		Explanation: "The string holds half of a UTF-16 pair. Python strings can hold that, but it is not a character and no Rust string can hold it.",
		Example:     "half = \"\\ud800\"",
		Fix:         "Write the whole character, such as \"\\U0001F600\".",
	},
	{
		Code:        "PT106",
		Title:       "File too large",
		Severity:    Error,
		Explanation: "The file is larger than is analysed. Source that large is nearly always generated data.",
		Example:     "TABLE = [0, 1, 2]  # imagine tens of millions of numbers",
		Fix:         "Keep the data in a file of its own and read it at run time.",
	},
}

package compat

var commentRules = []Rule{
	{
		Code:        "PT801",
		Title:       "Comment that suppresses nothing",
		Severity:    Notice,
		Explanation: "There is no finding of this code on the line, or in the statement below, that this comment speaks of. What it was written for has gone, or stands somewhere else.",
		Example:     "def double(n: int) -> int:\n    return n * 2  # portalis: ignore[PT503]",
		Fix:         "Remove the comment, or the code in it.",
	},
	{
		Code:        "PT802",
		Title:       "Comment that is not understood",
		Severity:    Notice,
		Explanation: "The comment starts as one that suppresses findings, but does not go on so, or names a code that there is none of. It suppresses nothing.",
		Example:     "def lazy(n: int):\n    yield n  # portalis: ignore[generators]",
		Fix:         "Write `# portalis: ignore[PT503]`, with commas between several codes, or `# portalis: ignore` for all of them.",
	},
}

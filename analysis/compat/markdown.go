package compat

import (
	"fmt"
	"strings"
)

// Markdown writes the whole catalogue as one Markdown document body: a section
// for each family, a part for each rule, with an anchor named by its code.
func Markdown() string {
	var b strings.Builder
	for _, family := range Families() {
		fmt.Fprintf(&b, "## %sxx %s\n\n", family.Prefix, family.Title)
		for _, rule := range family.Rules {
			b.WriteString(rule.Markdown())
		}
	}
	return b.String()
}

// Markdown writes one rule: its heading, why it matters, an example and a fix.
func (r Rule) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s %s\n\n*%s.* %s\n\n", r.Code, r.Title, capital(r.Severity.String()), r.Explanation)
	fmt.Fprintf(&b, "```python\n%s\n```\n\n", strings.Trim(r.Example, "\n"))
	if r.Fix != "" {
		fmt.Fprintf(&b, "%s\n\n", r.Fix)
	}
	return b.String()
}

func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

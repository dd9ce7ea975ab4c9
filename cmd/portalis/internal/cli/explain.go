package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/portalis-dev/portalis/analysis/compat"
)

func newExplain(std Streams) *cobra.Command {
	return &cobra.Command{
		Use:     "explain CODE...",
		Short:   "Explain a code, such as PT101",
		Example: "portalis explain PT101",
		Args:    atLeast(1, "the code of a rule"),
		RunE: func(_ *cobra.Command, codes []string) error {
			for i, code := range codes {
				rule, ok := compat.Find(strings.ToUpper(code))
				if !ok {
					return usage("there is no rule %s%s", code, family(strings.ToUpper(code)))
				}
				if i > 0 {
					fmt.Fprintln(std.Out)
				}
				printRule(std, rule)
			}
			return nil
		},
	}
}

func printRule(std Streams, rule compat.Rule) {
	fmt.Fprintf(std.Out, "%s: %s (%s)\n\n%s\n\nExample:\n", rule.Code, rule.Title, rule.Severity, wrap(rule.Explanation, 78))
	for line := range strings.Lines(strings.Trim(rule.Example, "\n")) {
		fmt.Fprint(std.Out, "    "+line)
	}
	fmt.Fprintln(std.Out)
	if rule.Fix != "" {
		fmt.Fprintf(std.Out, "\nWhat to do:\n%s\n", wrap(rule.Fix, 78))
	}
}

// family lists the codes that an unknown one may have been meant for.
func family(code string) string {
	for _, f := range compat.Families() {
		if !strings.HasPrefix(code, f.Prefix) {
			continue
		}
		var codes []string
		for _, rule := range f.Rules {
			codes = append(codes, rule.Code)
		}
		return fmt.Sprintf("; those about %s are %s", strings.ToLower(f.Title), strings.Join(codes, ", "))
	}
	return "; codes look like PT101"
}

// wrap breaks text into lines of at most width characters, where words allow it.
func wrap(text string, width int) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Fields(text) {
		length := len([]rune(word))
		switch {
		case column == 0:
		case column+1+length > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += length
	}
	return b.String()
}

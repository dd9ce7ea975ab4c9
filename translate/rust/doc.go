package rust

import (
	"regexp"
	"strings"
)

// structured are lines that Markdown would read as something else than text: an
// example, a list, a table, code.
var structured = regexp.MustCompile("^(\\s|>>>|\\.\\.\\.|[-*+>|#]|\\d+[.)]|```|~~~|:\\w)")

// docLines turns a docstring into the lines of a doc comment. Paragraphs that
// are plain text stay as they are; the rest is fenced, so that rustdoc neither
// runs it nor reads it as Markdown.
func docLines(doc string) []string {
	doc = strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(doc, "\r\n", "\n")), "\t", "    ")
	if doc == "" {
		return nil
	}
	type paragraph struct {
		lines  []string
		fenced bool
	}
	var all []paragraph
	for _, text := range strings.Split(doc, "\n\n") {
		text = strings.Trim(text, "\n")
		if strings.TrimSpace(text) == "" {
			continue
		}
		p := paragraph{lines: strings.Split(text, "\n")}
		for i, line := range p.lines {
			p.lines[i] = strings.TrimRight(line, " ")
			p.fenced = p.fenced || structured.MatchString(line)
		}
		if n := len(all); n > 0 && p.fenced && all[n-1].fenced {
			all[n-1].lines = append(append(all[n-1].lines, ""), p.lines...)
			continue
		}
		all = append(all, p)
	}
	var out []string
	for i, p := range all {
		if i > 0 {
			out = append(out, "")
		}
		if p.fenced {
			fence := "```"
			for strings.Contains(strings.Join(p.lines, "\n"), fence) {
				fence += "`"
			}
			out = append(append(append(out, fence+"text"), p.lines...), fence)
			continue
		}
		out = append(out, p.lines...)
	}
	return out
}

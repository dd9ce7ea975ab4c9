package lower

import (
	"regexp"
	"slices"
	"strings"

	"github.com/portalis-dev/portalis/analysis"
	"github.com/portalis-dev/portalis/analysis/source"
	"github.com/portalis-dev/portalis/analysis/syntax"
)

// docs finds the comments that belong to statements.
type docs struct {
	comments []syntax.Comment
	lines    *source.Lines
	text     []byte
}

func newDocs(res *analysis.Result) docs {
	return docs{comments: withoutDirectives(res.Module.Comments), lines: res.Lines, text: res.Module.Source}
}

// before returns the comments on lines of their own that end right above rng,
// with nothing but comments between.
func (d docs) before(rng syntax.Range) []string {
	var out []string
	line, _ := d.lines.Position(rng.Start)
	for i := len(d.comments) - 1; i >= 0; i-- {
		c := d.comments[i]
		at, _ := d.lines.Position(c.Start)
		if c.Start >= rng.Start || at >= line {
			continue
		}
		if !c.Own || at != line-1 {
			break
		}
		out = append([]string{c.Text}, out...)
		line = at
	}
	return out
}

// directive finds comments that speak to Portalis and not to a reader.
var directive = regexp.MustCompile(`^#\s*portalis:`)

func withoutDirectives(comments []syntax.Comment) []syntax.Comment {
	return slices.DeleteFunc(slices.Clone(comments), func(c syntax.Comment) bool { return directive.MatchString(c.Text) })
}

// take returns the comments from offset from on that come before to.
func (d docs) take(from, to int) []string {
	var out []string
	for _, c := range d.comments {
		if from <= c.Start && c.Start < to {
			out = append(out, c.Text)
		}
	}
	return out
}

// trailing returns the comment that stands after code on the line of offset,
// and where it ends.
func (d docs) trailing(offset int) (text string, end int) {
	line, _ := d.lines.Position(offset)
	for _, c := range d.comments {
		if at, _ := d.lines.Position(c.Start); at == line && !c.Own && c.Start >= offset {
			return c.Text, c.End
		}
	}
	return "", 0
}

// cleandoc strips a docstring as inspect.cleandoc does.
func cleandoc(doc string) string {
	lines := strings.Split(strings.ReplaceAll(doc, "\t", "        "), "\n")
	margin := -1
	for _, line := range lines[1:] {
		content := strings.TrimLeft(line, " ")
		if content == "" {
			continue
		}
		if indent := len(line) - len(content); margin < 0 || indent < margin {
			margin = indent
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " ")
	for i := 1; i < len(lines); i++ {
		if margin > 0 {
			lines[i] = lines[i][min(margin, len(lines[i])):]
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n")
}

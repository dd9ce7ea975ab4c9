package rust

import (
	"sort"
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// The source map is made of marks in the text, which take no width in the layout
// and are taken out at the end: \x01 number \x02 before a piece, \x03 behind it.
const (
	markOpen  = "\x01"
	markName  = "\x02"
	markClose = "\x03"
)

// A linkTable knows the Python of each mark.
type linkTable struct {
	python []syntax.Range
}

func (t *linkTable) add(r syntax.Range) int {
	t.python = append(t.python, r)
	return len(t.python) - 1
}

// open begins a function, as all that is in it at the place that it was made for.
func (t *linkTable) open(fn *ir.Func) string {
	from := fn.Range
	from.Start -= fn.Moved
	from.End -= fn.Moved
	return mark(t.add(from))
}

func (t *linkTable) end() string { return markClose }

func mark(id int) string { return markOpen + strconv.Itoa(id) + markName }

func (p *printer) link(r syntax.Range) int { return p.links.add(r) }

// resolve takes the marks out of text and says where they were.
func (t *linkTable) resolve(text string) (string, []ir.Link) {
	var out strings.Builder
	var links []ir.Link
	var stack []int
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case markOpen[0]:
			end := i + strings.IndexByte(text[i:], markName[0])
			id, _ := strconv.Atoi(text[i+1 : end])
			links = append(links, ir.Link{Python: t.python[id], Rust: syntax.Range{Start: out.Len(), End: -1}})
			stack = append(stack, len(links)-1)
			i = end
		case markClose[0]:
			last := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			links[last].Rust.End = out.Len()
		default:
			out.WriteByte(text[i])
		}
	}
	sort.SliceStable(links, func(i, j int) bool {
		a, b := links[i].Rust, links[j].Rust
		return a.Start < b.Start || a.Start == b.Start && a.End > b.End
	})
	return out.String(), links
}

// unmarked is text without marks.
func unmarked(text string) string {
	if !strings.ContainsAny(text, markOpen+markClose) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case markOpen[0]:
			i += strings.IndexByte(text[i:], markName[0])
		case markClose[0]:
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}

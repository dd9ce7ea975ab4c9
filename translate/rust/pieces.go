package rust

import (
	"slices"

	"github.com/portalis-dev/portalis/translate/ir"
	"github.com/portalis-dev/portalis/translate/parallel"
)

// A Memory has what was printed of a module, for another version of it in which some
// functions, and all that those call, are the very same ones as they were printed
// (package lower says when): they are the same text then.
type Memory map[*ir.Func]*piece

// A piece is an item of a module, with its links counted from where it begins.
type piece struct {
	fn       *ir.Func // nil for what is no function
	text     string
	sig      string
	params   []Param
	links    []ir.Link
	at       int             // where the function stood
	mentions map[string]bool // the paths that were looked for
}

func newPiece(marked string, links *linkTable) *piece {
	text, marks := links.resolve(marked)
	return &piece{text: text, links: marks, mentions: map[string]bool{}}
}

// writeAll writes the functions of a module that are not known, on all processors: they
// have nothing to do with each other any more.
func writeAll(m *ir.Module, structs structTable, known Memory) Memory {
	var functions []*ir.Func
	for _, item := range m.Items {
		if fn, is := item.(*ir.Func); is && known[fn] == nil {
			functions = append(functions, fn)
		}
	}
	pieces := make([]*piece, len(functions))
	parallel.Each(len(functions), worthSharing, func(i int) { pieces[i] = write(functions[i], structs) })
	written := make(Memory, len(functions))
	for i, fn := range functions {
		written[fn] = pieces[i]
	}
	return written
}

// worthSharing is how many functions are worth a processor of their own.
const worthSharing = 16

func write(fn *ir.Func, structs structTable) *piece {
	links := &linkTable{}
	printer := newPrinter(fn, links)
	printer.structs = structs
	text, sig := printer.function()
	made := newPiece(text, links)
	made.fn, made.sig, made.params, made.at = fn, sig, params(fn), fn.Range.Start-fn.Moved
	return made
}

// movedTo is the piece of a function that stands somewhere else in Python now.
func (p *piece) movedTo(at int) *piece {
	if at == p.at {
		return p
	}
	moved := *p
	moved.at, moved.links = at, slices.Clone(p.links)
	for i := range moved.links {
		moved.links[i].Python.Start += at - p.at
		moved.links[i].Python.End += at - p.at
	}
	return &moved
}

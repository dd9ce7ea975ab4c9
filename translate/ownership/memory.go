package ownership

import (
	"slices"

	"github.com/portalis-dev/portalis/analysis/compat"
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/analysis/types"
	"github.com/portalis-dev/portalis/translate/ir"
)

// A Memory is what was decided about the functions of a module, for another version
// of it in which some of them, and all that those call, are the very same functions
// (package lower says when). It holds for them: what is decided about a function
// hangs on itself, what it calls, and constants.
type Memory struct {
	next    int
	consts  map[*ir.Const]*object
	decided map[*ir.Func]*decision
}

// A decision is what was decided about one function and is not in its IR.
type decision struct {
	sum     *summary
	callees []*ir.Func
	refused []compat.Finding
	notes   []ir.Note
	at      int // where the function stood then
}

// moved are the notes, where the function stands now.
func (d *decision) moved(fn *ir.Func) []ir.Note {
	by := fn.Range.Start - d.at
	if by == 0 {
		return d.notes
	}
	notes := slices.Clone(d.notes)
	for i := range notes {
		notes[i].Python = syntax.Range{Start: notes[i].Python.Start + by, End: notes[i].Python.End + by}
	}
	return notes
}

// DecideAfter is Decide for a version of a module of whose functions some were
// decided about before. The Memory for the next version is nil if there is nothing
// to go on from; that of the version before is used up.
func DecideAfter(m *ir.Module, before *Memory) (Result, *Memory) {
	w := &world{
		structs: map[*types.Class]*ir.StructDef{}, consts: map[*ir.Const]*object{}, callees: map[*ir.Func][]*ir.Func{},
		about: map[*ir.Func]*judgement{},
	}
	if before != nil {
		w.next, w.decided = before.next, before.decided
	}
	for _, def := range m.Structs {
		w.structs[def.Source] = def
	}
	for _, c := range m.Consts {
		if before != nil && before.consts[c] != nil {
			w.consts[c] = before.consts[c]
		} else if o := w.tree(c.T); o != nil {
			markConst(o)
			w.consts[c] = o
		}
	}
	var left []*ir.Func
	for _, fn := range m.Bodies() {
		if d := w.decided[fn]; d != nil {
			w.about[fn] = &judgement{sum: d.sum}
			continue
		}
		w.about[fn] = &judgement{}
		left = append(left, fn)
	}
	prepare(left)
	for _, fn := range left {
		w.callees[fn] = ir.Callees(fn)
	}
	w.settleAll(w.groups(left))
	out := Result{Refused: map[*ir.Func][]compat.Finding{}, Notes: map[*ir.Func][]ir.Note{}}
	next := &Memory{w.next, w.consts, map[*ir.Func]*decision{}}
	for _, fn := range m.Bodies() {
		d := w.decided[fn]
		if d == nil {
			d = w.finish(fn)
		}
		next.decided[fn] = d
		out.Notes[fn] = d.moved(fn)
		if len(d.refused) > 0 {
			out.Refused[fn] = d.refused
		}
	}
	if w.stained {
		return out, nil
	}
	return out, next
}

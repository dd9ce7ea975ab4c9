package lower

import (
	"github.com/portalis-dev/portalis/analysis/syntax"
	"github.com/portalis-dev/portalis/translate/ir"
)

// facts are what is known of a function's failures so far; they only grow.
type facts struct {
	fallible bool
	raises   classes // what its Err may hold
	watched  classes // what a try that it is called from may catch
	// watches has what its own tries may catch of what those raise that it calls.
	watches map[*facts]classes
}

func newFacts() *facts { return &facts{raises: classes{}, watched: classes{}} }

// watch notes that what callee raises may be caught by a try of this function.
func (f *facts) watch(callee *facts, caught classes) {
	if f.watches == nil {
		f.watches = map[*facts]classes{}
	}
	if f.watches[callee] == nil {
		f.watches[callee] = classes{}
	}
	f.watches[callee].add(caught)
}

// passOn tells those that the function calls what of theirs is watched, and reports
// whether that is news.
func (f *facts) passOn() bool {
	news := false
	for callee, caught := range f.watches {
		news = callee.watched.add(caught) || news
		news = callee.watched.add(f.watched) || news
	}
	return news
}

// A tryScope is a try whose body is being lowered.
type tryScope struct {
	catches classes // what its handlers may catch; everything when it has a finally
	leaves  classes // what has been found to leave its body
	raised  bool    // whether part of it must not stop the program: an explicit raise
}

// fail decides what an operation that may raise any of raised does.
func (f *function) fail(raised classes) ir.Failure { return f.failing(raised, false) }

// failing is fail; explicit tells of a raise statement or of a call of a
// fallible function, which never stop the program by themselves.
func (f *function) failing(raised classes, explicit bool) ir.Failure {
	if len(raised) == 0 {
		return ir.Stop
	}
	caught := explicit || f.facts.watched.meets(raised)
	if f.out.Yields && raised["StopIteration"] {
		caught = true // it becomes a RuntimeError
	}
	for _, t := range f.tries {
		caught = caught || t.catches.meets(raised)
	}
	if !caught {
		return ir.Stop
	}
	f.escapes++
	if len(f.tries) > 0 {
		t := f.tries[len(f.tries)-1]
		t.leaves.add(raised)
		t.raised = t.raised || explicit
		return ir.Leave
	}
	f.propagates(raised)
	return ir.Propagate
}

// propagates notes that the function returns Err.
func (f *function) propagates(raised classes) {
	if f.closures > 0 {
		return // the comprehension becomes a loop; see comprehension.go
	}
	if f.facts.raises.add(raised) || !f.facts.fallible {
		f.facts.fallible = true
		f.m.changed = true
	}
}

// call decides what a call of a function of the module does when it fails, and
// tells the callee which of its exceptions are watched.
func (f *function) callFails(callee *facts) ir.Failure {
	watched := classes{}
	for _, t := range f.tries {
		watched.add(t.catches)
	}
	if f.out.Yields {
		watched.add(set("StopIteration")) // which becomes a RuntimeError
	}
	f.facts.watch(callee, watched)
	watched.add(f.facts.watched)
	if callee.watched.add(watched) {
		f.m.changed = true
	}
	if !callee.fallible {
		return ir.Stop
	}
	return f.failing(callee.raises, true)
}

func set(names ...string) classes {
	out := classes{}
	for _, name := range names {
		out[name] = true
	}
	return out
}

// place is the Place of a statement lowered from s, without comments.
func place(s syntax.Node) ir.Place { return ir.Place{Range: s.Span()} }

func base(t ir.Type, at syntax.Node) ir.Base { return ir.Base{T: t, Range: at.Span()} }

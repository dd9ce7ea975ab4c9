package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// A test that leaves nothing for one of its answers, such as isinstance(x, str)
// for an x that is a str, has an answer that never comes. What would come after it,
// such as the end of the function, must not be taken for something that happens.
// But that is known only when all types are: as they grow, what was impossible
// becomes possible. So the run that has found it is followed by one that knows.

// A branch is one answer of a test.
type branch struct {
	test   syntax.Node
	answer bool
}

// exclude ends the branches of a test of a name that can never be taken.
func (w *walker) exclude(test syntax.Node, tested syntax.Expr, yes, no *env) {
	name, ok := tested.(*syntax.Name)
	if !ok {
		return
	}
	v := w.lookupName(name)
	if v == nil || v.owner != w.u || w.env.dead {
		return
	}
	before := yes.dead && no.dead
	whole := w.get(v.slot)
	for _, b := range []struct {
		branch
		env *env
	}{{branch{test, true}, yes}, {branch{test, false}, no}} {
		if b.env.dead || before {
			continue
		}
		never := b.env.get(v.index).empty() && !whole.empty()
		switch {
		case w.plan.never[b.branch] && w.frozen && !never:
			delete(w.plan.never, b.branch)
			w.plan.denied[b.branch] = true
			w.again = true
		case w.plan.never[b.branch], w.frozen && never:
			b.env.dead, b.env.never = true, true
		default:
			w.vacant[b.branch] = never
		}
	}
}

// excludeMore plans the branches that this run has found never to be taken, and
// reports whether there are any.
func (in *solver) excludeMore() bool {
	found := false
	for b, never := range in.vacant {
		if never && !in.plan.denied[b] {
			in.plan.never[b] = true
			found = true
		}
	}
	return found
}

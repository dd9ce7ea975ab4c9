package types

import (
	"strconv"
	"strings"

	"github.com/portalis-dev/portalis/analysis/syntax"
)

// state writes down what is declared of the places through which a function
// meets others: "" if not all of it is, or if more than that can pass there.
func (fn *function) state() string {
	if fn.outer != nil || fn.lazy || fn.twice || !fn.declared || fn.stars() {
		return ""
	}
	var b strings.Builder
	for _, p := range fn.params {
		if p.slot.root().set.unknown() || !p.slot.state(&b) {
			return ""
		}
	}
	// Through a result that is declared None hints pass, if there is a value that
	// they could be about.
	if fn.result.root().set.unknown() && returnsValue(fn.f.Def) || !fn.result.state(&b) {
		return ""
	}
	return b.String()
}

// state writes down what a declared slot holds, and reports whether that is all
// that there is to know.
func (s *slot) state(b *strings.Builder) bool {
	s = s.root()
	if !s.declared || len(s.lost) > 0 || b.Len() > 4096 {
		return false
	}
	v := s.set
	if v.object != nil || v.iter != nil || v.fn != nil || v.inst != nil || v.class != nil || v.exc != "" || v.other != "" {
		return false
	}
	class := ""
	if v.dict != nil {
		class = v.dict.class
	}
	holds := 0
	for i, has := range []bool{v.list != nil, v.dict != nil, v.tuple != nil, v.varying != nil, v.sets != nil, v.frozen != nil} {
		if has {
			holds |= 1 << i
		}
	}
	var few [32]byte
	text := append(few[:0], '(')
	for _, n := range []int{int(v.bits), int(s.mask), holds} {
		text = append(strconv.AppendInt(text, int64(n), 10), ' ')
	}
	b.Write(append(text, class...))
	for _, part := range parts(v) {
		if part.root().set.unknown() || !part.state(b) {
			return false
		}
	}
	b.WriteByte(')')
	return true
}

// returnsValue reports whether a def has a return of more than None.
func returnsValue(def *syntax.FunctionDef) bool {
	found := false
	syntax.Walk(def.Body, func(n syntax.Node) bool {
		if r, ok := n.(*syntax.Return); ok && r.Value != nil {
			_, none := r.Value.(*syntax.None)
			found = found || !none
		}
		return true
	})
	return found
}

// noteDeclared remembers what is declared of each function before any walk.
func (in *solver) noteDeclared() {
	for _, fn := range in.functions {
		fn.declaredAs = fn.state()
	}
}

// noteShut finds the functions that are left as they were declared.
func (in *solver) noteShut() {
	for _, fn := range in.functions {
		fn.shut = fn.declaredAs != "" && fn.state() == fn.declaredAs
		if fn.kept != nil {
			fn.shut = fn.shut && fn.kept.shut
		}
	}
}

// keptShut reports whether the functions that were taken to be shut are.
func (in *solver) keptShut() bool {
	for _, fn := range in.functions {
		if fn.outer == nil && in.reuse.apart[fn.f.Def] && !fn.shut {
			return false
		}
	}
	return true
}

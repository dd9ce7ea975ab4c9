package types

import "github.com/portalis-dev/portalis/analysis/syntax"

// What a pattern asks of its subject is written as calls of builtins that no
// program can name.
const (
	testSequence = "a sequence" // whether it is a list, a tuple or another sequence that is no text
	testLength   = "of length"  // whether that has a number of items
	testLeast    = "with items" // or at least that number
	testMapping  = "a mapping"
	testInstance = "an instance" // isinstance
	testLast     = "the last"    // a test for a value, when those for others have failed
)

// PatternTests are the builtins that stand for what patterns ask.
var PatternTests = struct{ Sequence, Length, Least, Mapping, Instance, Last string }{
	testSequence, testLength, testLeast, testMapping, testInstance, testLast,
}

func patternTestOf(test string, at syntax.Range, args ...syntax.Expr) syntax.Expr {
	return &syntax.Call{Range: at, Func: &syntax.Name{Range: at, ID: test}, Args: args}
}

// patternTest reads a pattern test; test is "" for any other call. Items is the
// number in it.
func patternTest(e *syntax.Call) (test string, subject syntax.Expr, items int) {
	f, ok := e.Func.(*syntax.Name)
	if !ok {
		return "", nil, 0
	}
	switch f.ID {
	case testSequence, testMapping, testLast:
		return f.ID, e.Args[0], 0
	case testLength, testLeast:
		n, _ := intConstant(e.Args[1])
		return f.ID, e.Args[0], int(n)
	}
	return "", nil, 0
}

// IsPatternTest reports whether a call stands for what a pattern asks: reading its
// subject has no effect.
func IsPatternTest(e *syntax.Call) bool {
	f, ok := e.Func.(*syntax.Name)
	test, _, _ := patternTest(e)
	return test != "" || ok && f.ID == testInstance
}

// asked evaluates a pattern test.
func (w *walker) asked(e *syntax.Call, test string, subject syntax.Expr) val {
	x := w.eval(subject)
	w.check(subject, x)
	if test == testLast {
		if w.leavesNone(e, x.set) {
			return w.means(e, site(w, e, 3, func() *syntax.Bool { return &syntax.Bool{Range: e.Range, Value: true} }))
		}
		return w.means(e, e.Args[1])
	}
	if test == testSequence {
		if x.inst != nil {
			for _, c := range x.inst.classes {
				if c.c.Kind == NamedTupleClass {
					w.refuse("PT506", e, "a sequence pattern for a named tuple is not translated: name its fields")
				}
			}
		}
		if x.iter != nil || x.object != nil && !x.isDeque() {
			w.refuse("PT506", e, "a sequence pattern for %s is not translated", w.typeOf(x.set))
		}
		if x.unknown() {
			w.suggestList(x, weak)
		}
	}
	if test == testMapping && x.unknown() {
		w.suggestShape(x, weak, "dict", 0)
	}
	w.resolve(e, Callee{Kind: Builtin, Name: test})
	return val{set: basic(bBool)}
}

// passed is s where a pattern test was met, failed is s where it was not.
func (s set) passes(test string, items int) (passed, failed set) {
	passed, failed = s, s
	switch test {
	case testSequence:
		passed = set{bits: s.bits & bUnbound, list: s.list, tuple: s.tuple, varying: s.varying, iter: s.iter}
		failed.list, failed.tuple, failed.varying, failed.iter = nil, nil, nil, nil
		if s.object != nil && (set{object: s.object}).isDeque() {
			passed.object, failed.object = s.object, nil
		}
	case testMapping:
		passed = set{bits: s.bits & bUnbound, dict: s.dict}
		failed.dict = nil
	case testLength, testLeast:
		if s.tuple == nil {
			break
		}
		if n := len(s.tuple.elems); n == items || test == testLeast && n > items {
			failed.tuple = nil
		} else {
			passed.tuple = nil
		}
	}
	return passed, failed
}

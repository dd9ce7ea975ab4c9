package flow_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/portalis-dev/portalis/test/random"
)

func TestRandomPrograms(t *testing.T) {
	for seed := range uint64(20) {
		checkModule(t, []byte(random.Module(seed, 10)))
	}
}

// TestRandomStatements nests every statement in every other, jumps included:
// programs that make no sense, but have a graph.
func TestRandomStatements(t *testing.T) {
	for seed := range uint64(300) {
		w := &writer{rand: rand.New(rand.NewPCG(seed, 7))}
		w.line("def f(a, b, c):")
		w.body(4)
		checkModule(t, []byte(w.out.String()))
	}
}

type writer struct {
	rand  *rand.Rand
	out   strings.Builder
	level int
	loops int
}

func (w *writer) line(text string) {
	w.out.WriteString(strings.Repeat("    ", w.level) + text + "\n")
}

func (w *writer) body(depth int) {
	w.level++
	for range 1 + w.rand.IntN(3) {
		w.stmt(depth)
	}
	w.level--
}

func (w *writer) expr() string {
	exprs := []string{
		"a", "a and b", "not (a or b) and c", "a < b() < c", "(a if b else c)", "[x for x in a if x and b for y in x if y]",
		"f(a or b, c)", "True", "0", "{a: b and c}", "(a and b) + f(c)", "lambda: a and b", "(y := a or b)",
	}
	return exprs[w.rand.IntN(len(exprs))]
}

func (w *writer) stmt(depth int) {
	if depth == 0 {
		w.simple()
		return
	}
	block := func(head string) { w.line(head); w.body(depth - 1) }
	maybe := func(head string) {
		if w.rand.IntN(2) == 0 {
			block(head)
		}
	}
	switch w.rand.IntN(9) {
	case 0:
		block("if " + w.expr() + ":")
		maybe("elif " + w.expr() + ":")
		maybe("else:")
	case 1, 2:
		head := "while " + w.expr() + ":"
		if w.rand.IntN(2) == 0 {
			head = "for x in " + w.expr() + ":"
		}
		w.loops++
		block(head)
		w.loops--
		maybe("else:")
	case 3:
		block("try:")
		block("finally:")
	case 4:
		block("try:")
		block("except " + []string{"A", "(A, B) as e", "BaseException", "f(a)"}[w.rand.IntN(4)] + ":")
		maybe("except B:")
		maybe("except:")
		maybe("else:")
		maybe("finally:")
	case 5:
		block("with " + []string{"open(a)", "a as b", "f(a or b), c as d"}[w.rand.IntN(3)] + ":")
	case 6:
		w.line("match " + w.expr() + ":")
		w.level++
		block("case 1 | 2:")
		maybe("case [x, *_] if " + w.expr() + ":")
		maybe("case _:")
		w.level--
	case 7:
		loops := w.loops
		w.loops = 0
		block([]string{"def g(x=a or b):", "class C(a):"}[w.rand.IntN(2)])
		w.loops = loops
	default:
		w.simple()
	}
}

func (w *writer) simple() {
	lines := []string{
		"pass", "a = " + w.expr(), "a[b] = " + w.expr(), "f(" + w.expr() + ")", "assert " + w.expr() + ", a or b",
		"return", "return " + w.expr(), "raise a", "del a", "a += " + w.expr(), "import a", "global d",
	}
	if w.loops > 0 {
		lines = append(lines, "break", "continue", "break", "continue")
	}
	w.line(lines[w.rand.IntN(len(lines))])
}

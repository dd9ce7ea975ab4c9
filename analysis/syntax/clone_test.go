package syntax

import "testing"

func TestClone(t *testing.T) {
	m := Parse([]byte("def f(a, *b: int, c=[1]):\n    \"doc\"\n    while (x := a):  # why\n        y = [i for i in b if i]; return f'{x!r:>{y}}'\n    try:\n        pass\n    except E as e:\n        raise\n"))
	def := m.Body[0].(*FunctionDef)
	copied, nodes := Clone(def)
	if Dump(copied) != Dump(def) {
		t.Errorf("the copy differs:\n%s\nwant\n%s", Dump(copied), Dump(def))
	}
	count := 0
	Inspect(def, func(n Node) bool {
		count++
		if nodes[n] == nil || nodes[n] == n {
			t.Errorf("%T at %v has no copy", n, n.Span())
		}
		return true
	})
	if count < 20 {
		t.Errorf("only %d nodes were seen", count)
	}
}

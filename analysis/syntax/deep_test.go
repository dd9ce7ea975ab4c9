package syntax

import (
	"strings"
	"testing"
)

// TestDeepNesting gives code nested ten thousand deep in every way there is. It
// must come back, with one clear message and with what stands around it.
func TestDeepNesting(t *testing.T) {
	const n = 10_000
	rep := strings.Repeat
	tests := map[string]string{
		"parentheses":  "x = " + rep("(", n) + "1" + rep(")", n),
		"unclosed":     "x = " + rep("(", n),
		"unopened":     "x = " + rep(")", n),
		"lists":        "x = " + rep("[", n) + rep("]", n),
		"dicts":        "x = " + rep("{1:", n) + "1" + rep("}", n),
		"calls":        "x = " + rep("f(", n) + rep(")", n),
		"attributes":   "x = a" + rep(".a", n),
		"subscripts":   "x = a" + rep("[0]", n),
		"called":       "x = f" + rep("()", n),
		"sums":         "x = 1" + rep(" + 1", n),
		"powers":       "x = 1" + rep(" ** 1", n),
		"unary":        "x = " + rep("-", n) + "1",
		"not":          "x = " + rep("not ", n) + "1",
		"conditionals": "x = " + rep("a if b else ", n) + "c",
		"lambdas":      "x = " + rep("lambda: ", n) + "1",
		"walrus":       "(" + rep("x := ", n) + "1)",
		"await":        "async def f(): " + rep("await ", n) + "x",
		"elif":         "if a: pass\n" + rep("elif a: pass\n", n),
		"slices":       "x = " + rep("a[", n) + ":" + rep("]", n),
		"f-strings":    "x = " + rep("f'{", n) + "1" + rep("}'", n),
		"specs":        "x = f'{x" + rep(":{y", n) + rep("}", n) + "}'",
		"xor and or":   "x = a" + rep(" ^ (b & c", n) + rep(")", n),
		"annotations":  "x: " + rep("list[", n) + "int" + rep("]", n),
		"if blocks":    blocks(n, "if x:"),
		"def blocks":   blocks(n, "def f():"),
		"targets":      rep("(", n) + "x" + rep(",)", n) + " = y",
		"for targets":  "for " + rep("[", n) + "x" + rep("]", n) + " in y: pass",
		"imports":      "from " + rep(".", n) + " import x, y +",
		"decorators":   "@" + rep("a.", n) + "b\ndef f(): pass",
		"stars":        "f(" + rep("*", n) + "a)",
	}
	for name, src := range tests {
		t.Run(name, func(t *testing.T) {
			m := Parse([]byte("before = 1\n" + src + "\nafter = 2\n"))
			if len(m.Errors) == 0 || len(m.Errors) > 3 {
				t.Errorf("%d errors", len(m.Errors))
			}
			if _, ok := m.Body[0].(*Assign); !ok {
				t.Errorf("the statement before is a %T", m.Body[0])
			}
			checkRanges(t, m)
			Dump(m)
			Path(m, 100)
		})
	}
}

// blocks nests blocks as deeply as an indentation of one column each allows.
func blocks(n int, header string) string {
	var b strings.Builder
	for i := range min(n, 1500) {
		b.WriteString(strings.Repeat(" ", i) + header + "\n")
	}
	return b.String() + strings.Repeat(" ", min(n, 1500)) + "pass"
}

// What Python takes without trouble must not be called too deep.
func TestWideIsNotDeep(t *testing.T) {
	rep := strings.Repeat
	for name, src := range map[string]string{
		"and":        "x = a" + rep(" and a", 5000),
		"compare":    "x = a" + rep(" < a", 5000),
		"list":       "x = [" + rep("1,", 20000) + "]",
		"targets":    rep("x = ", 5000) + "1",
		"strings":    "x = " + rep("'a' ", 5000),
		"statements": rep("x = 1;", 5000),
		"or of xor":  "x = a" + rep(" | b ^ c & d", 150),
		"sums":       "x = 1" + rep(" + 1", 400),
		"brackets":   "x = " + rep("(", 190) + "1" + rep(")", 190),
		"blocks":     strings.ReplaceAll(blocks(95, "if x:"), "\n", "\n"),
		"long line":  "x = '" + rep("a", 1_000_000) + "'",
	} {
		if m := Parse([]byte(src)); len(m.Errors) > 0 {
			t.Errorf("%s: %v", name, m.Errors[0])
		}
	}
}

// A file of 5 MB is read, and one that is larger still is refused in words.
func TestLargeFiles(t *testing.T) {
	unit := "def f(x):\n    return g(x - 1, 'a text of some length, as there are in real programs') + h[x]  # and why\n\n"
	m := Parse([]byte(strings.Repeat(unit, 5<<20/len(unit))))
	if len(m.Errors) > 0 || len(m.Body) != 5<<20/len(unit) {
		t.Errorf("code: %d errors, %d statements", len(m.Errors), len(m.Body))
	}
	m = Parse([]byte(strings.Repeat("\x00\xff{\"'(\n", 100_000)))
	if len(m.Errors) == 0 || len(m.Errors) > 100 {
		t.Errorf("garbage: %d errors", len(m.Errors))
	}
	m = Parse(make([]byte, maxSize+1))
	if len(m.Errors) != 1 || m.Errors[0].Code != codeTooLarge {
		t.Errorf("huge: %v", m.Errors)
	}
}

package rust

import (
	"math"
	"strings"
	"testing"
)

func TestFloatLit(t *testing.T) {
	for x, want := range map[float64]string{
		1: "1.0", -2.5: "-2.5", 1e16: "10000000000000000.0", 1e17: "1e17", 1e300: "1e300", 1e-7: "0.0000001",
		1.5e-9: "1.5e-09", 0.1: "0.1", math.MaxFloat64: "1.7976931348623157e308", 5e-324: "5e-324",
	} {
		if got := floatLit(x); got != want {
			t.Errorf("floatLit(%v) = %s, want %s", x, got, want)
		}
	}
	if got := floatLit(math.Copysign(0, -1)); got != "-0.0" {
		t.Errorf("floatLit(-0.0) = %s", got)
	}
}

func TestQuote(t *testing.T) {
	for s, want := range map[string]string{
		"a":        `"a"`,
		"\"\\\n":   `"\"\\\n"`,
		"é∑":       `"é∑"`,
		"\u202e":   `"\u{202e}"`,
		"\x00\x1b": `"\0\u{1b}"`,
		"{x}":      `"{x}"`,
	} {
		if got := quote(s); got != want {
			t.Errorf("quote(%q) = %s, want %s", s, got, want)
		}
	}
	if got := formatText("{\u200b}"); unescapeUnicode(got) != `{{\u{200b}}}` {
		t.Errorf("in a format string: %s", unescapeUnicode(got))
	}
}

func TestErrorFunction(t *testing.T) {
	for class, want := range map[string]string{
		"ValueError": "value_error", "OSError": "os_error", "EOFError": "eof_error", "IOError": "os_error",
		"IsADirectoryError": "is_a_directory_error", "ZeroDivisionError": "zero_division_error",
	} {
		if got := errorFunction(class); got != want {
			t.Errorf("%s: %s, want %s", class, got, want)
		}
	}
}

func TestDocLines(t *testing.T) {
	doc := "Sum.\n\nArgs:\n    xs: numbers\n\n>>> f([1])\n1\n\nPlain again."
	want := "Sum.\n\n```text\nArgs:\n    xs: numbers\n\n>>> f([1])\n1\n```\n\nPlain again."
	if got := strings.Join(docLines(doc), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTemplates(t *testing.T) {
	a, b := binary("+", atom("a"), atom("b")), atom("c")
	for template, want := range map[string]string{
		"{0} * {1}":        "(a + b) * c",
		"{1} - {0}":        "c - (a + b)",
		"{0}.len() as i64": "(a + b).len() as i64",
		"-{0}":             "-(a + b)",
		"rt::f({0}, {1})":  "rt::f(a + b, c)",
		"!{1}.is_empty()":  "!c.is_empty()",
		"{1}.iter().copied().collect::<Vec<_>>()": "c.iter().copied().collect::<Vec<_>>()",
		"{1}.is_some_and(|x| x != 0.0)":           "c.is_some_and(|x| x != 0.0)",
		"({0}..={1}).contains({1})":               "(a + b..=c).contains(c)",
		"{1} as i64 < {0}":                        "(c as i64) < a + b",
	} {
		if got := flatText(parseTemplate(template, []node{a, b})); got != want {
			t.Errorf("%s = %s, want %s", template, got, want)
		}
	}
}

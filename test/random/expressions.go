package random

import (
	"fmt"
	"slices"
	"strings"
)

// atom is a variable of kind k if there is one, else a literal.
func (g *generator) atom(k kind) string {
	if names := g.vars[k]; len(names) > 0 && g.rand.IntN(4) > 0 {
		return pick(g, names)
	}
	return g.literal(k)
}

func (g *generator) literal(k kind) string {
	switch k {
	case kInt:
		return pick(g, []string{"0", "1", "2", "3", "7", "-1", "-2", "-5", "10", "100"})
	case kFloat:
		return pick(g, []string{"0.0", "1.0", "0.5", "-2.5", "3.25", "1e10", "-0.0", "0.1"})
	case kBool:
		return pick(g, []string{"True", "False"})
	case kStr:
		return pick(g, []string{`""`, `"a"`, `"abc"`, `"Hello, World"`, `"é"`, `"😀x"`, `" pad "`, `"a,b,,c"`, `"12"`, `"B"`})
	case kInts:
		return pick(g, []string{"[1, 2, 3]", "[0]", "[5, -3, 5, 0]", "[-1, -2]"})
	case kStrs:
		return pick(g, []string{`["a", "b"]`, `["", "é"]`, `["x", "yy", "x"]`})
	case kCounts:
		return pick(g, []string{`{"a": 1}`, `{"b": 2, "a": -1}`, `{"x": 0, "é": 3}`})
	case kGrid:
		return pick(g, []string{"[[1, 2], [3]]", "[[]]", "[[0, 0], [0, 0]]", "[[-1], [4, 2, 2]]"})
	case kMaybe:
		return pick(g, []string{"None", "3", "-1"})
	case kWord:
		return pick(g, []string{"None", `"w"`, `""`})
	case kPair:
		return pick(g, []string{`(1, "a")`, `(-2, "")`})
	}
	if makers := g.makers[k]; len(makers) > 0 {
		return g.fill(pick(g, makers), g.literal)
	}
	return pick(g, literals[k])
}

// expr is an expression of kind k, at most depth deep.
func (g *generator) expr(k kind, depth int) string {
	if depth <= 0 || g.rand.IntN(5) == 0 {
		return g.atom(k)
	}
	e := func(k kind) string { return g.expr(k, depth-1) }
	if g.rand.IntN(8) == 0 {
		return fmt.Sprintf("(%s if %s else %s)", e(k), e(kBool), e(k))
	}
	if g.rand.IntN(12) == 0 {
		if call := g.call(k, e); call != "" {
			return call
		}
	}
	if more := g.more[k]; len(more) > 0 && g.rand.IntN(6) == 0 {
		return g.fill(pick(g, more), e)
	}
	if k == kBool && g.rand.IntN(8) == 0 {
		return g.limits()
	}
	ways := slices.Concat(templates[k], richTemplates[k], g.makers[k])
	for range 3 {
		if text := pick(g, ways); g.allows(text) {
			return g.fill(text, e)
		}
	}
	return g.atom(k)
}

// limits compares one variable with two literals.
func (g *generator) limits() string {
	k := pick(g, []kind{kInt, kInt, kFloat, kStr})
	x := g.variable(k)
	one := func() string {
		op, limit := pick(g, []string{"<", "<=", ">", ">="}), g.literal(k)
		if g.rand.IntN(4) == 0 {
			return limit + " " + op + " " + x
		}
		return x + " " + op + " " + limit
	}
	return "(" + one() + pick(g, []string{" and ", " or "}) + one() + ")"
}

// allows says if all holes of a template are of kinds that this function uses.
func (g *generator) allows(template string) bool {
	for i := range len(template) - 1 {
		if k, ok := holes[template[i+1]]; ok && template[i] == '$' && !slices.Contains(g.kinds, k) {
			return false
		}
	}
	return true
}

// call calls a function that gives a k, if there is one.
func (g *generator) call(k kind, e func(kind) string) string {
	var fitting []function
	for _, f := range g.done {
		if f.result == k && f.level < maxLevel {
			fitting = append(fitting, f)
		}
	}
	if len(fitting) == 0 {
		return ""
	}
	f := pick(g, fitting)
	g.level = max(g.level, f.level+1)
	var args []string
	for _, p := range f.params {
		args = append(args, e(p))
	}
	return f.name + "(" + strings.Join(args, ", ") + ")"
}

// fill replaces each $kind in a template by an expression of that kind, also
// written $<class>, and each %kind by a variable, which may stand in an f-string.
func (g *generator) fill(template string, e func(kind) string) string {
	var out strings.Builder
	for i := 0; i < len(template); i++ {
		if i+1 < len(template) && template[i] == '$' && template[i+1] == '<' {
			name, _, _ := strings.Cut(template[i+2:], ">")
			out.WriteString(e(kind(name)))
			i += len(name) + 2
			continue
		}
		if i+1 < len(template) && (template[i] == '$' || template[i] == '%') {
			if k, ok := holes[template[i+1]]; ok {
				if template[i] == '$' {
					out.WriteString(e(k))
				} else {
					out.WriteString(g.variable(k))
				}
				i++
				continue
			}
		}
		out.WriteByte(template[i])
	}
	return out.String()
}

// variable is a variable of kind k, or an expression without quotes.
func (g *generator) variable(k kind) string {
	if names := g.vars[k]; len(names) > 0 {
		return pick(g, names)
	}
	switch k {
	case kMaybe, kWord, kAny:
		return "None"
	case kInt, kFloat, kBool, kStr:
		return string(k) + "(1)"
	case kNumber:
		return "1"
	}
	base, _, _ := strings.Cut(string(k), "[")
	return base + "()"
}

var holes = map[byte]kind{
	'i': kInt, 'f': kFloat, 'b': kBool, 's': kStr, 'I': kInts, 'S': kStrs, 'D': kCounts, 'T': kPair,
	'G': kGrid, 'M': kMaybe, 'W': kWord, 'A': kIntSet, 'B': kStrSet, 'Z': kFrozen, 'R': kRun, 'F': kFloats,
	'E': kTable, 'X': kMixed, 'N': kNumber, 'V': kAny,
}

// templates are the ways to write an expression of a kind.
var templates = map[kind][]string{
	kInt: {
		"($i + $i)", "($i - $i)", "($i * $i)", "($i // $i)", "($i % $i)", "-($i)", "abs($i)",
		"($i & $i)", "($i | $i)", "($i ^ $i)", "($i // 3)", "($i % 4)", "~($i)", "($i << 2)", "($i >> 1)",
		"len($s)", "len($I)", "len($D)", "max($i, $i)", "min($i, $i, $i)", "sum($I)", "max($I)",
		"$I[$i]", "$I[-1]", "$I[0]", "$D[$s]", "$D.get($s, $i)", "$T[0]", "int($s)", "int($b)",
		"$s.find($s)", "$s.count($s)", "$I.count($i)", "$I.index($i)", "ord($s[0])", "int($f)", "round($f)",
		"sum(x * 2 for x in $I if x > 0)", "divmod($i, $i)[1]", "($i ** 2)", "($i and $i)", "($i or $i)",
		"len($G)", "$G[0][$i]", "sum(sum(x) for x in $G)", "max([len(x) for x in $G])",
	},
	kFloat: {
		"($f + $f)", "($f - $f)", "($f * $f)", "($f / $f)", "($i / $i)", "($f // $f)", "($f % $f)",
		"float($i)", "($f + $i)", "($i * $f)", "abs($f)", "-($f)", "float($s)", "round($f, 2)",
		"max($f, $f)", "($f ** 2)", "float($b)",
	},
	kBool: {
		"($i < $i)", "($i == $i)", "($f <= $f)", "($s == $s)", "($s < $s)", "($i != $i)", "($s in $s)",
		"($i in $I)", "($s in $D)", "($s not in $S)", "(not $b)", "($b and $b)", "($b or $b)",
		"($i < $i <= $i)", "($I == $I)", "($I < $I)", "($D == $D)", "($T < $T)", "($i < $f)",
		"$s.startswith($s)", "$s.isdigit()", "$s.isalpha()", "bool($I)", "bool($s)", "(not $D)",
		"any(x > 1 for x in $I)", "all(len(x) > 0 for x in $S)", "($i % 2 == 0)",
		"($G == $G)", "($I in $G)", "(%M is None)", "(%M is not None)", "($M == $i)", "bool($M)",
		"(%W is None)", "($W == $s)", "($W != $W)", "bool($W)",
	},
	kStr: {
		"($s + $s)", "($s * ($i % 3))", "str($i)", "str($f)", "str($b)", "$s.upper()", "$s.strip()", "$s.lower()",
		"$s[$i]", "$s[1:]", "$s[:-1]", "$s[::-1]", "$s[$i:$i]", "$s.replace($s, $s)", `", ".join($S)`,
		"repr($s)", "str($I)", "str($D)", "str($T)", "$S[$i]", "$T[1]", "f\"{%i}-{%s}\"", "f\"{%f:.2f}|{%i:>4}|{%s:<5}\"",
		"f\"{%s!r}\"", "$s.title()", "$s.center(7, \"*\")", "$s.zfill(4)", "\"\".join(sorted($s))",
		"\"\".join([c for c in $s if c != \"a\"])", "chr(97 + $i % 26)", "max($S)", "$s.capitalize()",
		"($W or $s)", "str($W)", "f\"{%W}\"",
		"str($G)", "str($M)", "f\"{%I}{%D}\"",
	},
	kInts: {
		"[$i, $i]", "($I + $I)", "$I[1:]", "$I[::-1]", "$I[$i:$i]", "sorted($I)", "[x + $i for x in $I]",
		"[x for x in $I if x % 2 == 0]", "list(range($i % 6))", "[len(x) for x in $S]", "($I * 2)",
		"sorted($I, key=lambda x: -x)", "list($D.values())", "[x * y for x, y in zip($I, $I)]",
		"[ord(c) for c in $s]", "sorted($I, reverse=True)",
		"$G[0]", "$G[$i]", "[len(x) for x in $G]", "[y for x in $G for y in x]", "[x for x in $I if x in $I]",
	},
	kStrs: {
		"[$s, $s]", "($S + $S)", "$s.split(\",\")", "$s.split()", "sorted($S)", "[x.upper() for x in $S]",
		"[str(x) for x in $I]", "list($D)", "$S[:2]", "$S[::-1]", "list($s)", "[x for x in $S if x]",
		"sorted($S, key=len)",
	},
	kCounts: {
		"{x: len(x) for x in $S}", "{$s: $i}", "{$s: $i, $s: $i}", "$D.copy()", "dict(zip($S, $I))",
		"{k: v + 1 for k, v in $D.items()}",
	},
	kPair: {"($i, $s)", "(len($s), $s)", "min($T, $T)", "[(len(x), x) for x in $S][$i]"},
	kGrid: {
		"[$I, $I]", "[x[:] for x in $G]", "[list(range(x % 4)) for x in $I]", "$G[1:]", "($G + [$I])",
		"[[x] * 2 for x in $I]", "[[0] * 3 for _ in range($i % 4)]", "sorted($G)", "[x for x in $G if x]",
	},
	kMaybe: {"($I[0] if $I else None)", "$D.get($s)", "$i", "($M or $i)"},
	kWord:  {"($S[0] if $S else None)", "$s", "($W or $s)", "({$i: $s}.get($i))"},
}

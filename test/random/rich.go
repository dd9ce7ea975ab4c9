package random

// literals of the rich kinds.
var literals = map[kind][]string{
	kIntSet: {"{1, 2, 3}", "{0}", "set()", "{-1, 5, 70, 8}"},
	kStrSet: {`{"a", "b"}`, `{""}`, `{"é", "x", "yy"}`},
	kFrozen: {"frozenset()", "frozenset([1, 2])", "frozenset({-3, 9})"},
	kRun:    {"()", "(1,)", "(1, 2, 3)", "(0, -1)"},
	kFloats: {"[0.5, -1.0]", "[1.0, 0.0, -0.0]", "[2.5]"},
	kTable:  {"{1: [1, 2]}", "{0: [], -1: [3]}", "{2: [0], 1: [5, 5]}"},
	kMixed:  {`[1, "a"]`, `["x", 2, 3, ""]`, `[0]`},
	kNumber: {"1", "0.5", "-2", "-0.0", "3.0"},
	kAny:    {"None", "3", `"w"`, `""`, "0"},
}

// untyped are functions without annotations, which are called with arguments of
// several types.
const untyped = `def choose(a, b):
    return a if a else b

def twice(a):
    return a + a

def size(a):
    n = 0
    for x in a:
        n += 1
    return n

def last(a):
    return a[-1]

def same(a, b):
    return a == b

def show(a, b=None):
    if b is None:
        return str(a)
    return str(a) + ":" + str(b)

def grow(xs, x):
    xs.append(x)
    return len(xs)

def least(a, b):
    if b < a:
        a, b = b, a
    return a

def keep(xs, x):
    return [y for y in xs if y != x]

def spread(*args):
    return list(args)

def tag(a):
    if isinstance(a, str):
        return "s" + a
    if isinstance(a, int):
        return "i" + str(a + 1)
    return "?"


`

// generic are the calls of the functions in untyped.
var generic = map[kind][]string{
	kInt:    {"choose($i, $i)", "twice($i)", "size($I)", "size($s)", "size($D)", "last($I)", "least($i, $i)", "grow([$i], $i)", "grow([$s], $s)"},
	kFloat:  {"choose($f, $f)", "twice($f)", "least($f, $f)"},
	kBool:   {"same($i, $i)", "same($s, $s)", "same($I, $I)", "same($f, $i)"},
	kStr:    {"choose($s, $s)", "twice($s)", "last($s)", "last($S)", "show($i)", "show($s, $i)", "show($I, $s)", "least($s, $s)", "tag($i)", "tag($s)", "show($f)", "tag($f)"},
	kInts:   {"choose($I, $I)", "twice($I)", "keep($I, $i)", "least($I, $I)", "last($G)", "spread($i, $i)", "spread(*$I, $i)"},
	kStrs:   {"twice($S)", "keep($S, $s)", "spread($s)", "spread($s, *$S)"},
	kCounts: {"choose($D, $D)"},
}

// richTemplates are the ways to write and to use values of the rich kinds, and
// the ways to use plain ones in which order, ties, steps and edges show.
var richTemplates = map[kind][]string{
	kInt: {
		"len($A)", "sum($A)", "max($A)", "min($A)", "len($B)", "len($Z)", "len($R)", "$R[$i]", "sum($R)", "$R[-1]",
		"$R.count($i)", "len($E)", "$E[$i][0]", "sum(len(x) for x in $E.values())", "len($F)", "len($X)",
		"min($I, key=abs)", "max($I, key=lambda x: (x % 3, -x))", "max($D.values(), default=$i)",
		"9223372036854775807", "-9223372036854775808", "($i * 4611686018427387904)", "sum($I[::2])",
		"int($N)", "len($E.get($i, []))", "sum(1 for x in $s if x.isalpha())", "max(*$I, $i)", "pow($i, 2, 7)",
		"$s.rfind($s)", "len($s.encode())", "hash($i)", "($i).bit_length()", "($b + $b)", "sum($b for x in $I)",
		"len({*$I, $i})", "next((x for x in $I if x > 1), $i)", "int($s, 16)", "len(set($s))",
	},
	kFloat: {
		"sum($F)", "max($F)", "$F[$i]", "min($F)", "float($N)", "round($f, $i % 4)", "($f // 1)", "($i % $f)",
		"sum($F) / len($F)", "max($i, $f) * 1.0", "abs($N) * 1.0", "(-7.5 % $f)", "divmod($f, $f)[0]", "float(\"inf\")",
	},
	kBool: {
		"($i in $A)", "($A <= $A)", "($A == $A)", "$A.isdisjoint($A)", "($s in $B)", "($i in $Z)", "($Z == $A)",
		"($R < $R)", "($i in $R)", "($F == $F)", "isinstance($V, int)", "isinstance($V, str)", "($V == $i)", "($V == $s)",
		"(%V is None)", "bool($V)", "($N == $N)", "($N < $i)", "(%N == %N)", "($i in $X)", "($X == $X)",
		"($s == $V)", "isinstance($N, float)", "($i in $E)", "(0 <= $i < $i != $i)", "($s.islower() or $s.isupper())",
		"$s.endswith(($s, $s))", "($f == $i)", "($b == $i)", "($b < $b)", "any($b for x in $I)", "all(x in $D for x in $S)",
		"(len($s) > 1 and $s[0] == $s[-1])", "$s.isalnum()", "$s.isspace()", "($b is True)", "($b ^ $b)",
	},
	kStr: {
		"str($A)", "str(sorted($A))", "str($R)", "repr($F)", "str($E)", "str($X)", "str($N)", "str($V)", "f\"{%V!r}\"",
		"f\"{%N}\"", "str($Z)", "\"\".join(sorted($B))", "\"-\".join(str(x) for x in $X)", "f\"{%i:+d}{%i:05}{%i:x}{%i:,}\"",
		"f\"{%f:e}{%f:g}{%f:+.1f}{%f:10.3f}\"", "f\"{%s:*^9}{%s:>3.2}\"", "f\"{%b}{%b:d}\"", "\"%d %r %5.1f\" % ($i, $s, $f)",
		"\"{}-{:>3}\".format($s, $i)", "$s[::-2]", "$s[$i::2]", "max($S, key=len)", "min($S, key=len)", "$s.swapcase()",
		"$s.rjust(5, \"é\")", "$s.lstrip(\"aH\")", "$s.partition(\",\")[2]", "$s.rsplit(\",\", 1)[0]", "$s.join($S)",
		"\"\".join(reversed($s))", "$s.casefold()", "$s.expandtabs(3)", "$s.removeprefix($s)", "bin($i)", "hex($i)",
		"str([$s, $s])", "str({$s: $f})", "str(($i,))", "str([$f, $f])", "ascii($s)", "(\"\" if $b else $s)", "str($M or $W)",
		"str(None if $b else $f)", "(%s and $s)", "str($i and $s)", "str($s or $i)", "$s.translate({97: 98})",
		"str(list($A))", "str(list($Z))", "str($D.items())", "str(list($D.items()))", "str(list(enumerate($S, 1)))",
	},
	kInts: {
		"sorted($A)", "list($A)", "[x for x in $A]", "sorted($Z)", "list($R)", "[*$I, *$R]", "[*$I, $i]", "list($E)",
		"$E[$i]", "$E.get($i, [])", "[x for x in $X if isinstance(x, int)]", "$I[::2]", "$I[$i::-1]", "$I[$i:$i:2]",
		"sorted($I, key=abs, reverse=True)", "sorted($I, key=lambda x: (x % 3, -x))",
		"list(map(abs, $I))", "list(filter(None, $I))", "[a if a > b else b for a, b in zip($I, $I)]", "list(reversed($I))",
		"[i for i, c in enumerate($s) if c in $s]", "[x for r in $G for x in r if x]", "list(set($I))", "sorted(set($I))",
		"list({x: 0 for x in $I})", "list(dict.fromkeys($I))", "[len(x) for x in sorted($S, key=len)]", "($I or [$i])",
		"sorted($D.values())", "[v for k, v in sorted($D.items(), key=lambda kv: kv[1])]", "[ord(c) for c in sorted(set($s))]",
	},
	kStrs: {
		"sorted($B)", "[*$S, $s]", "sorted($S, key=len, reverse=True)", "[k for k, v in $D.items() if v > 0]", "sorted($D, key=$D.get)",
		"sorted($S, key=lambda x: x[::-1])", "[str(x) for x in $X]", "[x for x in $X if isinstance(x, str)]", "sorted(set($s))",
		"[c * 2 for c in $s]", "$s.split($s)", "$s.splitlines()", "[a + b for a in $s for b in $s if a < b]",
		"[f\"{x:>{%i % 5}}\" for x in $S]", "sorted($S, key=str.lower)", "list(map(str.upper, $S))",
	},
	kCounts: {
		"{k: v for k, v in zip($S, $R)}", "{x: $s.count(x) for x in $s}", "{**$D, $s: $i}", "($D | $D)", "dict(sorted($D.items()))",
		"{k: v for k, v in sorted($D.items(), key=lambda kv: (-kv[1], kv[0]))}", "{k: i for i, k in enumerate($S)}",
		"dict.fromkeys($S, $i)", "{c: ord(c) for c in $B}",
	},
	kPair: {"max($D.items(), key=lambda kv: kv[1])[::-1]", "next(iter([(x, $s) for x in $I]))", "sorted([$T, $T])[0]"},
	kGrid: {
		"[list($R), $I]", "[sorted(x, reverse=True) for x in $G]", "list($E.values())", "sorted($G, key=len)", "[$I for _ in range(2)]",
		"[[x, y] for x in $I for y in $R]", "[[r[0] for r in $G]]", "[*$G, $I]", "[[$i] * 2, []]", "[x for x in $G if x not in $G]",
	},
	kMaybe: {"(None if $b else $i)", "next((x for x in $I if x < 0), None)", "($i if $b else None)", "max($I, default=None)"},
	kWord:  {"(None if $b else $s)", "next((x for x in $S if x), None)", "($W if $W else None)"},
	kIntSet: {
		"($A | $A)", "($A & $A)", "($A - $A)", "($A ^ $A)", "set($I)", "{x % 3 for x in $I}", "{$i, $i}", "{*$I, $i}", "set($R)",
		"$A.union($I)", "$A.intersection($R)", "$A.copy()", "set(range($i % 9))", "set($Z)", "{len(x) for x in $S}", "$A.difference($A, $I)",
	},
	kStrSet: {"set($S)", "set($s)", "($B | $B)", "($B & $B)", "{x.upper() for x in $B}", "{$s, $s}", "set($D)", "{c for c in $s if c != \"a\"}"},
	kFrozen: {"frozenset($I)", "($Z | $A)", "frozenset($A)", "($Z - $Z)", "frozenset(x + 1 for x in $R)"},
	kRun: {
		"tuple($I)", "($R + $R)", "$R[1:]", "$R[::-1]", "($R * 2)", "tuple(sorted($R))", "tuple(x + 1 for x in $R)", "(*$I, $i)",
		"($i,)", "($i, $i, $i)", "tuple(sorted($A))", "max($R, $R)",
	},
	kFloats: {
		"[$f, $f]", "[x / 2 for x in $I]", "[float(x) for x in $I]", "sorted($F)", "($F + $F)", "$F[::-1]", "[x * $f for x in $F]",
		"[round(x, 1) for x in $F]", "sorted($F, key=lambda x: -x)", "[x for x in $F if x > 0]",
	},
	kTable: {
		"{x: [x] for x in $I}", "{$i: $I}", "{len(x): x for x in $G}", "{i: x[:] for i, x in enumerate($G)}", "{k: sorted(v) for k, v in $E.items()}",
		"{x: [y for y in $I if y > x] for x in $R}",
	},
	kMixed: {"[$i, $s]", "($X + $X)", "$X[1:]", "$X[::-1]", "[x for x in $X if x]", "[x if x else $s for x in $X]"},
	kNumber: {
		"($N + $N)", "($N * $i)", "($i if $b else $f)", "($N - $f)", "-($N)", "abs($N)", "max($N, $N)", "min($i, $f)", "($N if $N else $i)",
		"($N // $N)", "($N % $N)", "($N ** 2)", "($i or $f)",
	},
	kAny: {"($i if $b else $s)", "(None if $b else $i)", "($V or $i)", "$X[$i]", "($s if $b else None)", "($M if $b else $W)", "($V if $V else None)"},
}

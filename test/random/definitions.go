package random

import (
	"strings"
)

// definitions are what a program may define besides its functions, by how often.
var definitions = []func(*generator){
	(*generator).helper, (*generator).helper,
	(*generator).state,
	(*generator).failures, (*generator).failures,
	(*generator).class, (*generator).class, (*generator).class,
	(*generator).dataclass, (*generator).dataclass,
	(*generator).derived,
	(*generator).yields, (*generator).yields,
	(*generator).options, (*generator).options,
	(*generator).higher, (*generator).higher,
	(*generator).manager,
	(*generator).recursion,
	(*generator).enum,
	(*generator).shadowing,
	(*generator).formats,
	(*generator).numbers,
	(*generator).containers,
	(*generator).unannotated,
	(*generator).patterns,
	(*generator).sharing, (*generator).sharing,
	(*generator).protocolClass, (*generator).protocolClass,
	(*generator).nodes,
	(*generator).library,
}

// helper is a function that others call.
func (g *generator) helper() {
	name, result := g.unique("helper"), pick(g, plain)
	params, list := g.params(1 + g.rand.IntN(3))
	g.line("def %s(%s) -> %s:", name, list, result)
	g.body(params, result, 1+g.rand.IntN(3))
	g.offer(result, name+"("+arguments(params)+")")
}

// state is variables and constants of the module.
func (g *generator) state() {
	limit, names, seen, count := g.unique("LIMIT"), g.unique("NAMES"), g.unique("seen"), g.unique("count")
	g.line("%s = %s", limit, pick(g, []string{"5", "100", "-3", "2 ** 10", "7 // 2"}))
	g.line("%s = %s", names, g.literal(kStrs))
	g.line("%s: dict[str, int] = {}", seen)
	g.line("%s = 0", count)
	g.line("")
	g.line("")
	bump, note := g.unique("bump"), g.unique("note")
	g.line("def %s(by: int = 1) -> int:", bump)
	g.line("    global %s", count)
	g.line("    %s += by", count)
	if g.rand.IntN(2) == 0 {
		g.line("    if %s > %s:", count, limit)
		g.line("        %s = 0", count)
	}
	g.line("    return %s", count)
	g.line("")
	g.line("")
	g.line("def %s(word: str) -> int:", note)
	g.line("    %s[word] = %s.get(word, 0) + 1", seen, seen)
	g.line("    return len(%s)", seen)
	g.offer(kInt, bump+"()", bump+"($i)", limit, note+"($s)", "("+bump+"() + "+bump+"($i))")
	g.offer(kStrs, names, "sorted("+seen+")")
	g.offer(kBool, "($s in "+names+")", "("+bump+"() < $i < "+bump+"(2))", "($s in "+seen+")")
}

// failures are exception classes and a function that raises them.
func (g *generator) failures() {
	base, sub := g.unique("Bad"), g.unique("Worse")
	g.line("class %s(%s):", base, pick(g, []string{"Exception", "ValueError", "KeyError", "RuntimeError"}))
	g.line("    %s", pick(g, []string{"pass", `"""Something is wrong."""`}))
	g.line("")
	g.line("")
	withCode := g.rand.IntN(2) == 0
	g.line("class %s(%s):", sub, base)
	if withCode {
		g.line("    def __init__(self, code: int, text: str = \"none\") -> None:")
		g.line("        super().__init__(%s)", pick(g, []string{"text", `f"{code}: {text}"`, `text + "!"`}))
		g.line("        self.code = code")
	} else {
		g.line("    pass")
	}
	g.line("")
	g.line("")
	name := g.unique("check")
	g.line("def %s(n: int, text: str) -> int:", name)
	g.vars = map[kind][]string{kInt: {"n"}, kStr: {"text"}}
	g.line("    if %s:", g.expr(kBool, 2))
	g.line("        raise %s(%s)", base, pick(g, []string{"text", `f"bad {n}"`, `"no " + text`}))
	g.line("    if %s:", pick(g, []string{"n > 3", "n % 2 == 1", "len(text) > 2", "text == \"a\""}))
	if withCode {
		g.line("        raise %s(n%s)", sub, pick(g, []string{"", ", text", ", text=text"}))
	} else {
		g.line("        raise %s(%s)", sub, pick(g, []string{"text", "n", "", "text, n"}))
	}
	g.line("    return %s", g.expr(kInt, 2))
	g.offer(kInt, name+"($i, $s)")
	show := pick(g, []string{"e", "str(e)", "repr(e)", "type(e).__name__", "e.args"})
	code := show
	if withCode {
		code = pick(g, []string{"e.code", "e.code + 1", "e, e.code"})
	}
	try := "try:\n    @ = " + name + "($i, $s)\n"
	g.scripts = append(g.scripts,
		script{try + "except " + sub + " as e:\n    print(\"sub\", " + code + ")\n    @ = -1\nexcept " + base + " as e:\n    print(" + show + ")\n    @ = $i", kInt},
		script{try + "except " + base + ":\n    @ = $i\nelse:\n    @ += 1\nfinally:\n    print(\"done\")", kInt},
		script{try + "except (" + base + ", IndexError) as e:\n    raise ValueError(str(e)) from e", kInt},
		script{try + "except " + base + " as e:\n    print(isinstance(e, " + sub + "), " + show + ")\n    raise", kInt},
		script{"for @ in range(3):\n    try:\n        if " + name + "(@, $s) > 2:\n            break\n    except " + base + ":\n        continue\n    finally:\n        print(\"f\", @)\nelse:\n    print(\"no break\")", ""},
	)
}

// yields is a function that is a generator.
func (g *generator) yields() {
	name, k := g.unique("gen"), pick(g, []kind{kInt, kInt, kStr})
	elem := map[kind]string{kInt: "i", kStr: "s"}[k]
	params, list := []field{{"a", kInt}}, "a: int"
	if g.rand.IntN(2) == 0 {
		params, list = append(params, field{"b", kStrs}), list+", b: list[str]"
	}
	g.line("def %s(%s) -> Iterator[%s]:", name, list, k)
	g.vars = map[kind][]string{}
	for _, p := range params {
		g.bind(p.name, p.kind)
	}
	g.indent++
	switch g.rand.IntN(4) {
	case 0:
		g.line("for i in range(a %% 5):")
		g.vars[kInt] = append(g.vars[kInt], "i")
		g.line("    yield %s", g.expr(k, 2))
	case 1:
		g.line("n = a %% 7")
		g.line("while n > 0:")
		g.vars[kInt] = append(g.vars[kInt], "n")
		g.line("    if %s:", g.expr(kBool, 2))
		g.line("        yield %s", g.expr(k, 1))
		g.line("    n -= 1")
		g.line("yield %s", g.expr(k, 1))
	case 2:
		g.line("print(\"start\")")
		g.line("yield %s", g.expr(k, 2))
		g.line("if %s:", g.expr(kBool, 1))
		g.line("    return")
		g.line("print(\"more\")")
		g.line("yield %s", g.expr(k, 1))
	case 3:
		g.line("for x in %s:", g.expr(map[kind]kind{kInt: kInts, kStr: kStrs}[k], 1))
		g.line("    yield x")
		g.line("yield from %s", g.expr(map[kind]kind{kInt: kInts, kStr: kStrs}[k], 1))
	}
	g.indent--
	call := name + "(" + arguments(params) + ")"
	g.offer(map[kind]kind{kInt: kInts, kStr: kStrs}[k], "list("+call+")", "sorted("+call+")", "[x for x in "+call+" if x]", "[*"+call+"]")
	if k == kInt {
		g.offer(kInt, "sum("+call+")", "max("+call+", default=$i)", "next("+call+", $i)", "sum(x * 2 for x in "+call+")")
		g.offer(kIntSet, "set("+call+")")
	} else {
		g.offer(kStr, "\"-\".join("+call+")", "next("+call+", $s)")
	}
	g.offer(kBool, "($"+elem+" in "+call+")", "any(x for x in "+call+")")
	g.scripts = append(g.scripts,
		script{"for @ in " + call + ":\n    print(@)\n    if @ == $" + elem + ":\n        break", ""},
		script{"@ = " + call + "\nprint(next(@, $" + elem + "), list(@))", ""},
		script{"for @i, @ in enumerate(" + call + ", start=1):\n    print(@i, @)", ""},
		script{"for @, @b in zip(" + call + ", $I):\n    print(@, @b)", ""},
	)
}

// options is a function with defaults, keywords and stars.
func (g *generator) options() {
	name := g.unique("opt")
	g.vars = map[kind][]string{}
	switch g.rand.IntN(5) {
	case 0:
		g.line("def %s(a: int, b: int = %s, *, c: str = %s) -> int:", name, g.literal(kInt), g.literal(kStr))
		g.body([]field{{"a", kInt}, {"b", kInt}, {"c", kStr}}, kInt, 2)
		g.offer(kInt, name+"($i)", name+"($i, $i)", name+"($i, c=$s)", name+"(b=$i, a=$i)", name+"($i, c=$s, b=$i)")
	case 1:
		g.line("def %s(*parts: int, start: int = 0) -> int:", name)
		g.line("    total = start")
		g.line("    for p in parts:")
		g.line("        total %s p", pick(g, []string{"+=", "-=", "^=", "= 2 * total +"}))
		g.line("    return total")
		g.offer(kInt, name+"()", name+"($i)", name+"($i, $i, start=$i)", name+"(*$I)", name+"($i, *$I)")
	case 2:
		g.line("def %s(x: int, found: list[int] = []) -> list[int]:", name)
		g.line("    found.append(x)")
		g.line("    return %s", pick(g, []string{"found", "found[:]", "sorted(found)"}))
		g.offer(kInts, name+"($i)", name+"($i, $I)", name+"($i, [])")
	case 3:
		g.line("def %s(x: int, found: list[int] | None = None) -> list[int]:", name)
		g.line("    if found is None:")
		g.line("        found = []")
		g.line("    found.append(x)")
		g.line("    return found")
		g.offer(kInts, name+"($i)", name+"($i, $I)", name+"(x=$i)", name+"($i, None)")
	case 4:
		g.line("def %s(text: str, **counts: int) -> str:", name)
		g.line("    for key, n in counts.items():")
		g.line("        text += %s", pick(g, []string{`key * n`, `f"{key}={n};"`}))
		g.line("    return text")
		g.offer(kStr, name+"($s)", name+"($s, a=$i)", name+"($s, b=1, a=$i)")
	}
}

// higher is functions that take and give functions.
func (g *generator) higher() {
	g.vars = map[kind][]string{kInt: {"x"}}
	switch g.rand.IntN(6) {
	case 0:
		name := g.unique("apply")
		g.line("def %s(f: Callable[[int], int], x: int, times: int = 2) -> int:", name)
		g.line("    for _ in range(times %% 5):")
		g.line("        x = f(x)")
		g.line("    return x")
		g.offer(kInt, name+"(lambda n: n + 1, $i)", name+"(lambda n: n * $i, $i, 3)", name+"(abs, $i)", name+"(lambda n: -n // 2, $i, times=$i)")
	case 1:
		name := g.unique("adder")
		g.line("def %s(n: int) -> Callable[[int], int]:", name)
		g.line("    def add(x: int) -> int:")
		g.vars[kInt] = []string{"x", "n"}
		g.line("        return %s", g.expr(kInt, 2))
		g.line("    return add")
		g.offer(kInt, name+"($i)($i)")
		g.offer(kInts, "[h(1) for h in ["+name+"($i), "+name+"(2)]]", "list(map("+name+"($i), $I))")
		g.scripts = append(g.scripts, script{"@h = " + name + "($i)\n@ = @h($i) - @h(2)", kInt})
	case 2:
		name := g.unique("counter")
		g.line("def %s(start: int = 0) -> Callable[[], int]:", name)
		g.line("    n = start")
		g.line("")
		g.line("    def step() -> int:")
		g.line("        nonlocal n")
		g.line("        n %s %s", pick(g, []string{"+=", "*=", "-="}), pick(g, []string{"1", "2", "start"}))
		g.line("        return n")
		g.line("")
		g.line("    return step")
		g.scripts = append(g.scripts,
			script{"@c = " + name + "($i)\n@ = @c() + @c()\nprint(@c())", kInt},
			script{"@c, @d = " + name + "(), " + name + "(5)\nprint(@c(), @d(), @c())\n@e = @c\n@ = @e() + @c()", kInt})
	case 3:
		name := g.unique("compose")
		g.line("def %s(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:", name)
		g.line("    return lambda x: f(g(x))")
		g.offer(kInt, name+"(lambda n: n + 1, lambda n: n * 2)($i)", name+"(abs, lambda n: n - $i)($i)")
	case 4:
		name, one, two := g.unique("OPS"), g.unique("first"), g.unique("second")
		for _, f := range []string{one, two} {
			g.line("def %s(x: int) -> int:", f)
			g.line("    return %s", g.expr(kInt, 2))
			g.line("")
			g.line("")
		}
		g.line("%s = {\"a\": %s, \"b\": %s, \"c\": lambda x: x + 1}", name, one, two)
		g.offer(kInt, name+"[\"a\"]($i)", name+"[$s]($i)", "sum(f($i) for f in "+name+".values())", "("+one+" if $b else "+two+")($i)")
		g.offer(kInts, "list(map("+one+", $I))", "sorted($I, key="+two+")", "[f($i) for f in ("+one+", "+two+")]")
	case 5:
		name := g.unique("keep")
		g.line("def %s(items: list[int], test: Callable[[int], bool]) -> list[int]:", name)
		g.line("    return [x for x in items if %s]", pick(g, []string{"test(x)", "not test(x)"}))
		g.offer(kInts, name+"($I, lambda v: v > $i)", name+"($I, lambda v: v % 2 == 0)", name+"(items=$I, test=lambda v: v in $I)")
		fold := g.unique("fold")
		g.line("")
		g.line("")
		g.line("def %s(items: list[str], f: Callable[[str, str], str], start: str = \"\") -> str:", fold)
		g.line("    out = start")
		g.line("    for item in items:")
		g.line("        out = f(out, item)")
		g.line("    return out")
		g.offer(kStr, fold+"($S, lambda a, b: a + b)", fold+"($S, lambda a, b: b + a, $s)", fold+"($S, max)")
	}
}

// recursion is functions that call themselves or each other.
func (g *generator) recursion() {
	name := g.unique("rec")
	switch g.rand.IntN(5) {
	case 0:
		if g.rand.IntN(2) == 0 {
			g.line("@lru_cache(maxsize=None)")
		}
		g.line("def %s(n: int) -> int:", name)
		g.line("    if n < 2:")
		g.line("        return %s", pick(g, []string{"n", "1", "0"}))
		g.line("    if n > 12:")
		g.line("        n = n %% 12")
		g.line("    return %s(n - 1) %s %s(n - 2)", name, pick(g, []string{"+", "-", "*"}), name)
		g.offer(kInt, name+"($i)", name+"($i % 9)")
	case 1:
		g.line("def %s(items: list[int]) -> list[int]:", name)
		g.line("    if len(items) <= 1:")
		g.line("        return items")
		g.line("    p, *rest = items")
		g.line("    return %s([x for x in rest if x %s p]) + [p] + %s([x for x in rest if x %s p])", name, "<", name, pick(g, []string{">=", ">"}))
		g.offer(kInts, name+"($I)")
	case 2:
		other := g.unique("rec")
		g.line("def %s(n: int) -> bool:", name)
		g.line("    return n <= 0 or %s(min(n, 30) - 1)", other)
		g.line("")
		g.line("")
		g.line("def %s(n: int) -> bool:", other)
		g.line("    return n > 0 and %s(n - 1)", name)
		g.offer(kBool, name+"($i)", other+"($i)")
	case 3:
		g.line("def %s(rows: list[list[int]], at: int = 0) -> list[list[int]]:", name)
		g.line("    if at >= len(rows) or at > 3:")
		g.line("        return [[]]")
		g.line("    return [[x] + r for x in rows[at][:3] for r in %s(rows, at + 1)]", name)
		g.offer(kGrid, name+"($G)")
	case 4:
		g.line("def %s(text: str, memo: dict[str, int] | None = None) -> int:", name)
		g.line("    if memo is None:")
		g.line("        memo = {}")
		g.line("    if text in memo:")
		g.line("        return memo[text]")
		g.line("    memo[text] = 1 if not text else %s(text[1:], memo) + %s(text[2:], memo) if len(text) < 12 else 0", name, name)
		g.line("    return memo[text]")
		g.offer(kInt, name+"($s)")
	}
}

// shadowing is functions whose names for things are builtins.
func (g *generator) shadowing() {
	name := g.unique("shadow")
	builtin := pick(g, []string{"list", "max", "sum", "id", "str", "len", "input", "dict", "min", "type", "next", "filter"})
	switch g.rand.IntN(4) {
	case 0:
		g.line("def %s(%s: int, b: int = 3) -> int:", name, builtin)
		g.line("    return %s * 2 - b", builtin)
		g.offer(kInt, name+"($i)", name+"("+builtin+"=$i)", name+"($i, $i)")
	case 1:
		g.line("def %s(items: list[int]) -> int:", name)
		g.line("    %s = 0", builtin)
		g.line("    for x in items:")
		g.line("        if x > %s:", builtin)
		g.line("            %s = x", builtin)
		g.line("    return %s", builtin)
		g.offer(kInt, name+"($I)")
	case 2:
		g.line("def %s(items: list[str]) -> str:", name)
		g.line("    %s = [x for x in items if x]", builtin)
		g.line("    %s.reverse()", builtin)
		g.line("    return \" \".join(%s)", builtin)
		g.offer(kStr, name+"($S)")
	case 3:
		rust := pick(g, []string{"fn", "let", "mut", "type", "match", "self", "impl", "loop", "move", "ref", "box", "crate", "super", "use", "struct", "Vec", "String", "Some", "rt", "i64", "main", "std", "gen", "dyn", "abstract"})
		g.line("def %s(%s: int, x: str) -> str:", name, rust)
		g.line("    %s += 1", rust)
		g.line("    out = [%s for %s in range(%s %% 4)]", rust, rust, rust)
		g.line("    return f\"{%s}{x}{out}\"", rust)
		g.offer(kStr, name+"($i, $s)")
	}
}

// enum is an enumeration.
func (g *generator) enum() {
	name, next := g.unique("Color"), g.unique("turn")
	g.line("class %s(Enum):", name)
	g.line("    RED = %s", pick(g, []string{"1", "0", "-1"}))
	g.line("    GREEN = 2")
	g.line("    BLUE = 3")
	g.line("")
	g.line("")
	g.line("def %s(n: int) -> %s:", next, name)
	g.line("    if n %% 3 == 0:")
	g.line("        return %s.RED", name)
	g.line("    return %s.GREEN if n > 0 else %s.BLUE", name, name)
	g.offer(kBool, "("+next+"($i) == "+name+".RED)", "("+next+"($i) is "+name+".BLUE)", "("+next+"($i) == "+next+"($i))")
	g.offer(kInt, next+"($i).value", "len("+name+")", name+".GREEN.value")
	g.offer(kStr, next+"($i).name", "str("+next+"($i))", "repr("+name+".BLUE)", "f\"{"+name+".RED.name:>6}\"")
	g.scripts = append(g.scripts,
		script{"for @ in " + name + ":\n    print(@.name, @.value)", ""},
		script{"@ = " + next + "($i)\nif @ is " + name + ".RED:\n    print(\"red\")\nelif @ == " + name + ".GREEN:\n    print(@)\nelse:\n    print(@.value, @.name)", ""},
		script{"@ = {" + name + ".RED: $i, " + next + "($i): $i}\nprint(len(@), @.get(" + name + ".GREEN))", ""},
		script{"match " + next + "($i):\n    case " + name + ".RED:\n        print($s)\n    case " + name + ".GREEN | " + name + ".BLUE:\n        print($i)", ""},
	)
}

// unannotated is functions whose types only the calls tell.
func (g *generator) unannotated() {
	for k, list := range generic {
		for _, way := range list {
			if !strings.HasPrefix(way, "spread") {
				g.shared[k] = append(g.shared[k], way)
			}
		}
	}
	for _, def := range strings.Split(strings.TrimSpace(untyped), "\n\n") {
		if !strings.HasPrefix(def, "def spread") {
			g.line("%s\n", def)
		}
	}
}

// manager is a class for with.
func (g *generator) manager() {
	name := g.unique("Scope")
	swallow := pick(g, []string{"", "", "        return exc_type is ValueError", "        return True", "        return False"})
	result := "None"
	if swallow != "" {
		result = "bool"
	}
	g.line("class %s:", name)
	g.line("    def __init__(self, label: str) -> None:")
	g.line("        self.label = label")
	g.line("        self.n = 0")
	g.line("")
	g.line("    def __enter__(self) -> \"%s\":", name)
	g.line("        print(\"enter\", self.label)")
	g.line("        return self")
	g.line("")
	g.line("    def __exit__(self, exc_type, exc, tb) -> %s:", result)
	g.line("        print(\"exit\", self.label, self.n%s)", pick(g, []string{"", ", exc_type is None"}))
	if swallow != "" {
		g.line("%s", swallow)
	}
	leave := pick(g, []string{"print($i // $i)", "if $b:\n        raise ValueError($s)", "@.n += $i", "print($I[$i])", "pass"})
	g.scripts = append(g.scripts,
		script{"with " + name + "($s) as @:\n    @.n += 1\n    " + leave, ""},
		script{"with " + name + "($s) as @, " + name + "(\"b\") as @b:\n    @.n += $i\n    @b.n = @.n\n    print(@.label)", ""},
		script{"with " + name + "(\"c\"):\n    print($i)", ""},
		script{"for @i in range(3):\n    with " + name + "(str(@i)) as @:\n        if @i == $i:\n            continue\n        @.n = @i\n        if @i > 1:\n            break", ""},
	)
}

// patterns is a function that matches a value.
func (g *generator) patterns() {
	name := g.unique("route")
	switch g.rand.IntN(4) {
	case 0:
		g.line("def %s(words: list[str]) -> str:", name)
		g.line("    match words:")
		g.line("        case []:")
		g.line("            return \"empty\"")
		g.line("        case [one]:")
		g.line("            return one")
		g.line("        case [\"a\", *rest]:")
		g.line("            return \"a then \" + str(len(rest))")
		g.line("        case [first, _, *_]%s:", pick(g, []string{"", " if first", " if len(first) > 1"}))
		g.line("            return first.upper()")
		g.line("    return \"other\"")
		g.offer(kStr, name+"($S)")
	case 1:
		g.line("def %s(n: int, text: str) -> str:", name)
		g.line("    match n, text:")
		g.line("        case 0, _:")
		g.line("            return \"zero\"")
		g.line("        case -1 | 1, \"a\" | \"b\":")
		g.line("            return \"one\"")
		g.line("        case k, t if k > len(t):")
		g.line("            return t * 2")
		g.line("        case _:")
		g.line("            return str(n)")
		g.offer(kStr, name+"($i, $s)")
	case 2:
		g.line("def %s(v: int | str | None) -> int:", name)
		g.line("    match v:")
		g.line("        case None:")
		g.line("            return -1")
		g.line("        case int(n) if n > 2:")
		g.line("            return n")
		g.line("        case str() as s:")
		g.line("            return len(s)")
		g.line("        case other:")
		g.line("            return 0 if other is None else 7")
		g.offer(kInt, name+"($i)", name+"($s)", name+"(None)", name+"($V)")
	case 3:
		g.line("def %s(d: dict[str, int]) -> int:", name)
		g.line("    match d:")
		g.line("        case {\"a\": n, \"b\": m}:")
		g.line("            return n - m")
		g.line("        case {\"a\": n, **rest}:")
		g.line("            return n + len(rest)")
		g.line("        case _:")
		g.line("            return 0")
		g.offer(kInt, name+"($D)")
	}
}

// formats adds ways to write texts.
func (g *generator) formats() {
	g.line("WIDTH%d = %d", g.rand.IntN(3), 3+g.rand.IntN(9))
	g.offer(kStr, `f"{%i:,}|{%i:08d}|{%i:^9}|{%i:#x}|{%i:b}"`, `f"{%f:.3e}|{%f:,.2f}|{%f:>10.1f}|{%f:+g}|{%f:%}"`, `f"{%s:-^12}|{%s!r:>8}|{%s:.2}"`,
		`f"{%i=}, {%s=}"`, `"%5d|%-6s|%.3f" % ($i, $s, $f)`, `"%x %o %e %s" % ($i, abs($i), $f, $b)`, `"{0}{1}{0}".format($s, $i)`, `"{:>{}}".format($s, 5)`,
		`"{name!r} {n:+}".format(name=$s, n=$i)`, `str($b) + str($f)`, `"".join(f"{x:02d}" for x in $I)`, `"\n".join([f"{k}: {v}" for k, v in $D.items()])`,
		`$s[$i:$i:2]`, `$s[::-1].title()`, `$s.strip("aH ,")`, `$s.rstrip()`, `" ".join($s.split())`, `$s.ljust($i % 8, ".")`, `$s.replace("a", $s, 1)`,
		`$s.encode().decode()`, `oct($i)`, `format($i, "x")`, `format($f, ".2f")`, `str(divmod($i, $i))`, `str($s.split(",", 1))`, `str($s.partition("l"))`, `repr($S)`)
	g.offer(kInt, `int($s, 16)`, `int(str($i)[::-1])`, `int($s.strip() or "0")`, `$s.rfind($s)`, `$s.index($s)`, `sum(int(c) for c in str(abs($i)))`,
		`sum(c.isdigit() for c in $s)`, `ord($s[-1])`, `int(float($s))`)
	g.offer(kBool, `$s.isidentifier()`, `$s.isnumeric()`, `$s.istitle()`, `($s.lower() == $s.lower()[::-1])`, `($s > $s)`, `all(c in $s for c in $s)`)
}

// numbers adds ways to compute.
func (g *generator) numbers() {
	g.line("SCALE%d = %s", g.rand.IntN(3), pick(g, []string{"0.5", "-2", "1 << 4", "10 ** 3", "7 // -2", "-7 % 3"}))
	g.offer(kInt, "(-$i // 3)", "($i % -5)", "(-$i % 7)", "($i // -2)", "divmod($i, -3)[0]", "divmod(-7, $i)[1]", "(1 << ($i % 20))", "($i << ($i % 9))", "($i >> $i)",
		"($i ** ($i % 5))", "pow($i, 3, 7)", "pow($i, abs($i) % 6)", "round($f * 10)", "int($f / 3)", "int(-$f)", "($i).bit_length()", "math.gcd($i, $i)", "math.isqrt(abs($i))",
		"math.floor($f)", "math.ceil($f)", "math.trunc($f)", "(True + $i)", "($b + $b)", "sum([$b, $b, True])", "($i & 0xff)", "($i ^ -1)", "~$i", "-$i ** 2",
		"round($i, -1)", "int($f // 1)", "abs($i - $i) % 10", "math.comb(abs($i) % 9, 3)", "math.factorial(abs($i) % 8)", "int(\"7\" * 3)", "($i * $i * $i)", "max($i, 2 ** 31)",
		"hash($i) % 5", "($i if $i > $f else 0)", "math.prod($I)", "math.lcm($i, 6)", "(10 ** 18 + $i)")
	g.offer(kFloat, "($i / 4)", "($f ** 0.5)", "(2 ** -$i)", "math.sqrt(abs($f))", "math.hypot($f, $f)", "($f % 0.7)", "(-$f // 0.3)", "round($f, -1)", "round($f, 3)", "float($i ** 2)",
		"($b * 1.5)", "($i * 0.1 + $i)", "sum([0.1] * ($i % 9))", "math.fsum($F)", "divmod($f, 2.5)[1]", "float(\"-1e3\")", "math.copysign(1.0, $f)", "(1e308 * $f)", "max($f, -0.0)", "min($i, $f) + 0.0",
		"float($i) ** 3", "abs(-$f)", "math.fmod($f, 3)", "float(round($f))", "math.log(abs($f) + 1)", "(0.1 + 0.2 * $i)")
	g.offer(kBool, "($i < $f < 10)", "(1 == $f)", "($i == $f == $i)", "math.isclose($f, $f)", "math.isnan($f)", "math.isinf($f * 1e300)", "(not $i)", "($f != $f)", "$f.is_integer()", "(0 < $i <= 5 and $i != 3)",
		"($i & 1 == 0)", "(-1 < $i < $i < 100)", "($b == 1)", "($i is not None)")
}

// containers adds ways to make and change containers.
func (g *generator) containers() {
	g.line("START%d = %s", g.rand.IntN(3), g.literal(kInts))
	g.offer(kInts, "$I[::-2]", "$I[-3:]", "$I[:-1]", "$I[-1:0:-1]", "list(zip(*[$I, $I]))[0:0] or $I", "[a - b for a, b in zip($I, $I[1:])]", "[*$I, *$I]", "list(map(lambda n: n * 2, $I))",
		"[x for x, y in zip($I, $I) if x != y]", "[i * x for i, x in enumerate($I)]", "sorted($I, key=lambda n: (abs(n), n))", "list(accumulate($I))", "[d[0] for d in $G if d]", "[max(r, default=0) for r in $G]",
		"sorted(Counter($I).values())", "list(deque($I, 3))", "list(range($i, $i, -2))[:9]", "list(range(0, 20, abs($i) + 1))", "[len(list(r)) for r in $G]", "$I.copy()", "[n for n in range(20) if n % 3 == $i % 3]",
		"sum($G, [])", "[v for v in {x % 3: x for x in $I}.values()]", "[x if x > 0 else -x for x in $I]", "[[x, -x][x < 0] for x in $I]")
	g.offer(kInt, "reduce(lambda a, b: a * 2 + b, $I, 1)", "sum(1 for x in $I if x > 0)", "len(set($I))", "len({*$S})", "$I.index(max($I))", "max($D.values())", "sum(v for k, v in $D.items())", "len([*$G])",
		"max($I, key=lambda n: -n)", "next((i for i, x in enumerate($I) if x > 1), -1)", "[1, 2, 3][$i]", "(1, 2, 3)[$i]", "len($D.keys() | {\"z\"})", "Counter($s).get(\"a\", 0)", "Counter($S)[\"x\"]", "$G[-1][-1]", "sum(map(len, $G))", "sum(map(len, $S))")
	g.offer(kStrs, "[k for k in $D]", "sorted($D, key=lambda k: (-$D[k], k))", "[x + y for x, y in zip($S, $S)]", "[w.strip() for w in $s.split(\",\") if w]", "sorted({w for w in $S})", "list(dict.fromkeys($S))", "[x for x, n in Counter($S).most_common(2)]",
		"[f\"{i}:{x}\" for i, x in enumerate($S)]", "list(filter(str.isalpha, $S))", "[a for a, *_ in $S if a]", "list(map(str, $I))")
	g.offer(kCounts, "{k: v for k, v in $D.items() if v > 0}", "{**$D, **$D}", "{str(x): x for x in $I}", "dict(Counter($s))", "{w: i for i, w in enumerate($S)}", "dict([($s, $i)])", "{k: -v for k, v in $D.items()}")
	g.offer(kGrid, "[[*r] for r in $G]", "[r[::-1] for r in $G]", "[list(t) for t in zip(*$G)]", "[[x] for x in $I]", "[sorted(r) for r in $G]", "[[j * i for j in range(3)] for i in range($i % 4)]", "[$I[i:i + 2] for i in range(0, len($I), 2)]")
	g.offer(kBool, "($I == sorted($I))", "(len($I) == len(set($I)))", "(set($S) <= set($D))", "($I[:1] == $I[-1:])", "all(a <= b for a, b in zip($I, $I[1:]))", "(not any($G))", "($s in $D and $D[$s] > 0)", "((1, $s) < (1, $s))", "({$i, 2} == {2, $i})", "({$i: $s} == {$i: $s})")
	g.scripts = append(g.scripts,
		script{"@ = [[0] * 3] * 2\n@[0][1] = $i", kGrid},
		script{"@ = [[0] * 3 for _ in range(2)]\n@[0][1] = $i", kGrid},
		script{"@ = $I\n@b = @\n@b.append($i)\n@ += [$i]\nprint(@b, @ is @b)", kInts},
		script{"@ = $I\n@b = @[:]\n@.sort()\nprint(@ == @b)", kInts},
		script{"@b, @ = $I, []\nfor @x in @b:\n    @.insert(0, @x)\n    if len(@) > 2:\n        @.pop()", kInts},
		script{"@d = defaultdict(list)\nfor @x in $S:\n    @d[len(@x)].append(@x)\nprint(sorted(@d.items()))", ""},
		script{"@d = defaultdict(int)\nfor @x in $s:\n    @d[@x] += 1\nprint(dict(@d))", ""},
		script{"@q = deque($I)\n@q.append($i)\n@q.appendleft($i)\n@ = @q.popleft() + @q.pop()\nprint(list(@q))", kInt},
		script{"@ = Counter($S)\n@.update($S)\nprint(sorted(@.items()), @[\"x\"])", ""},
		script{"(@, @b), *@c = [($i, $s), (1, \"z\")]\nprint(@b, @c)", kInt},
		script{"@ = $G\n@r = @[0]\n@r.append($i)\nprint(@)", kGrid},
		script{"@ = {}\n@[\"k\"] = @l = [$i]\n@l.append($i)\nprint(@)", ""},
		script{"for @i, (@k, @v) in enumerate($D.items()):\n    print(@i, @k, @v)", ""},
		script{"@ = $I\n@[::2] = [0] * len(@[::2])", kInts},
		script{"@ = $I\ndel @[::2]", kInts},
		script{"@ = $I\n@[1:3] = [$i, $i, $i]", kInts},
		script{"@n = $i % 50\nwhile True:\n    @n = @n // 2\n    if @n % 7 == 3:\n        break\n    if @n <= 0:\n        break\nelse:\n    print(\"never\")\nprint(@n)", ""},
		script{"@ = [f\"{a}{b}\" for a in $S for b in range(2) if a]", kStrs},
		script{"if (@ := len($I)) > 2 and @ < $i:\n    print(@)", ""},
		script{"@ = tuple($I)\n@a, *@b = @ or (0,)\nprint(@a, @b, @[1:])", ""},
		script{"assert $b, $s", ""},
		script{"@x = @y = $I\n@x.append($i)\nprint(@y)", ""},
		script{"@f = [lambda: @i for @i in range(3)]\nprint([h() for h in @f])", ""},
		script{"@f = [lambda n, k=k: n + k for k in range(3)]\nprint([h($i) for h in @f])", ""},
	)
}

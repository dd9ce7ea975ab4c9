package random

import "strings"

// sharing adds statements in which one container lies in several others, or has
// several names, and is changed through one of them.
func (g *generator) sharing() {
	g.line("SHARED%d = %s", g.rand.IntN(3), g.literal(kGrid))
	g.scripts = append(g.scripts,
		script{"@ = $G\n@b = @[:]\n@b.append($I)\nfor @r in @:\n    @r.append($i)\nprint(@b)", kGrid},
		script{"@ = [@r for @r in $G]\nfor @r in @:\n    @r.insert(0, $i)\nprint(@)", kGrid},
		script{"@d: dict[str, list[int]] = {}\nfor @i, @x in enumerate($S):\n    @d.setdefault(@x, []).append(@i)\nfor @x, @r in @d.items():\n    @r.append(len(@x))\nprint(@d)", ""},
		script{"@d = {@x: [len(@x)] for @x in $S}\n@r = list(@d.values())\nfor @v in @r:\n    @v.append($i)\nprint(@d, @r)", ""},
		script{"@d = [{\"a\": $i}, {\"b\": $i}]\nfor @e in @d:\n    @e[\"n\"] = len(@e)\nprint(@d)", ""},
		script{"@d = [$D] * 2\n@d[0][$s] = $i\nprint(@d)", ""},
		script{"@d = {\"x\": {\"y\": $i}}\n@e = @d[\"x\"]\n@e[\"z\"] = $i\nprint(@d, len(@e))", ""},
		script{"@t = ($I, $s)\n@t[0].append($i)\nprint(@t)", ""},
		script{"@ = $G\n@[0], @[-1] = @[-1], @[0]\n@[0].append($i)\nprint(@)", kGrid},
		script{"@ = $G\n@b = [@r[:] for @r in @]\n@b[0].append($i)\nprint(@, @b)", kGrid},
		script{"@ = [$I for _ in range(3)]\n@[1] = @[0]\n@[0].append($i)\nprint(@)", kGrid},
		script{"@l: list[list[int]] = []\n@p: list[int] = []\nfor @x in $I:\n    @p.append(@x)\n    @l.append(@p[-2:])\nprint(@l, @p)", ""},
		script{"@ = $I\nfor @x in @[:]:\n    if @x % 2:\n        @.remove(@x)\nprint(@)", kInts},
		script{"@a, @ = $I, $I\n@a, @ = @, @a\n@a.append($i)\nprint(@a)", kInts},
		script{"@ = $I\n@s = [@]\n@s[0] = @s[0] + [$i]\nprint(@, @s)", kInts},
		script{"@d = {1: $I, 2: $I}\n@d[1], @d[2] = @d[2], @d[1]\n@d[1] += [$i]\nprint(@d)", ""},
		script{"@d = {@x: @i for @i, @x in enumerate($S)}\n@m = max(@d, key=lambda @k: @d[@k])\nprint(@m, @d)", ""},
		script{"@ = sorted($G, key=len)\n@[0] += [$i]\nprint(@)", kGrid},
		script{"@n = 0\n\ndef @up(k: int) -> int:\n    nonlocal @n\n    @n += k\n    return @n\n\nprint(@up($i) + @n, @n + @up($i))", ""},
	)
	name := g.unique("put")
	g.line("")
	g.line("")
	g.line("def %s(rows: list[list[int]], row: list[int]) -> list[int]:", name)
	g.line("    rows.append(%s)", pick(g, []string{"row", "row[:]", "sorted(row)", "[*row, 1]"}))
	g.line("    return %s", pick(g, []string{"row", "rows[-1]", "rows[0]", "row + rows[0]", "[len(r) for r in rows]"}))
	g.offer(kInts, name+"($G, $I)")
	g.scripts = append(g.scripts, script{"@ = $I\n@g = $G\n@r = " + name + "(@g, @)\nprint(@r, @g, @)", kInts})
}

// A protocol is a special method, or some that go together, with what uses them.
type protocol struct {
	text string // of the methods, C the class
	use  script
}

var protocols = []protocol{
	{"def __setitem__(self, i: int, v: int) -> None:\n    self.items[i] = v\n\ndef __getitem__(self, i: int) -> int:\n    return self.items[i]", script{"@ = C($I)\n@[$i] = $i\n@[0] += 5\nprint(@[0], @.items)", ""}},
	{"def __len__(self) -> int:\n    return len(self.items)\n\ndef __bool__(self) -> bool:\n    return self.n % 2 == 0", script{"@ = C($I)\nprint(len(@), bool(@), not @)\nif @:\n    print(\"yes\")", ""}},
	{"def __iter__(self) -> \"C\":\n    self.n = 0\n    return self\n\ndef __next__(self) -> int:\n    if self.n >= len(self.items):\n        raise StopIteration\n    self.n += 1\n    return self.items[self.n - 1]", script{"@ = C($I)\nfor @x in @:\n    print(@x)\nprint(sum(@), list(@), max(@, default=0))", ""}},
	{"def __iadd__(self, k: int) -> \"C\":\n    self.items.append(k)\n    return self\n\ndef __add__(self, o: \"C\") -> \"C\":\n    return C(self.items + o.items)", script{"@ = C($I)\n@b = @\n@ += $i\nprint(@b.items, (@ + @b).items)", ""}},
	{"def __eq__(self, o: object) -> bool:\n    return isinstance(o, C) and self.n == o.n\n\ndef __hash__(self) -> int:\n    return hash(self.n)", script{"@ = {C($I): 1}\n@[C($I)] = 2\nprint(len(@), C($I) in @, len({C($I), C($I)}))", ""}},
	{"def __lt__(self, o: \"C\") -> bool:\n    return self.n < o.n", script{"print([@x.items for @x in sorted([C($I), C($I), C($I)])], min(C($I), C($I)).items)", ""}},
	{"def __enter__(self) -> \"C\":\n    print(\"in\", self.n)\n    return self\n\ndef __exit__(self, kind: object, error: object, trace: object) -> bool:\n    print(\"out\", self.n, kind is None)\n    return self.n % 2 == 0", script{"with C($I) as @:\n    @.n += 1\n    print($I[$i], @.items)", ""}},
	{"def __str__(self) -> str:\n    return f\"s{self.n}\"\n\ndef __repr__(self) -> str:\n    return f\"r{self.items}\"", script{"@ = C($I)\nprint(@, [@], f\"{@}|{@!r}|{@!s:>6}\", str(@) + repr(@), (@, 1))", ""}},
	{"def __contains__(self, x: int) -> bool:\n    return x in self.items\n\ndef __call__(self, *xs: int) -> int:\n    self.n += len(xs)\n    return self.n", script{"@ = C($I)\nprint($i in @, $i not in @, @($i, $i), @(), @.n)", ""}},
	{"@property\ndef top(self) -> int:\n    return self.items[-1]\n\n@top.setter\ndef top(self, v: int) -> None:\n    self.items[-1] = v\n    self.n += 1", script{"@ = C($I)\n@.top = $i\n@.top += 2\nprint(@.top, @.n)", ""}},
	{"def __mul__(self, k: int) -> int:\n    return self.n * k\n\ndef __rmul__(self, k: int) -> int:\n    return self.n * k + 1", script{"print(C($I) * $i, $i * C($I))", ""}},
	{"def walk(self) -> Iterator[int]:\n    for x in self.items:\n        if x > self.n:\n            return\n        yield x\n        self.n += 1", script{"@ = C($I)\nprint(list(@.walk()), @.n)\nfor @x in @.walk():\n    if @x > 2:\n        break\nprint(@.n)", ""}},
}

// protocolClass is a class that keeps a list, with some of the special methods that
// change it or that others ask for.
func (g *generator) protocolClass() {
	name := g.unique("Bag")
	g.line("class %s:", name)
	g.line("    def __init__(self, items: list[int]) -> None:")
	g.line("        self.items = %s", pick(g, []string{"items", "items[:]", "list(items)", "sorted(items)"}))
	g.line("        self.n = len(items)")
	for _, i := range g.rand.Perm(len(protocols))[:1+g.rand.IntN(3)] {
		p := protocols[i]
		g.line("")
		for line := range strings.SplitSeq(strings.ReplaceAll(p.text, "C", name), "\n") {
			if line == "" {
				g.line("")
				continue
			}
			g.line("    %s", line)
		}
		use := p.use
		use.text = strings.ReplaceAll(strings.ReplaceAll(use.text, "C(", name+"("), "C)", name+")")
		g.scripts = append(g.scripts, use, use)
	}
	g.scripts = append(g.scripts,
		script{"@l = $I\n@ = " + name + "(@l)\n@l.append($i)\nprint(@.items, @.n)", ""},
		script{"@ = [" + name + "($I), " + name + "($I)]\nfor @x in @:\n    @x.items.append($i)\n    @x.n -= 1\nprint([@x.items for @x in @])", ""},
		script{"@d = {\"a\": " + name + "($I)}\n@d[\"b\"] = @d[\"a\"]\n@d[\"a\"].n += 3\nprint(@d[\"b\"].n)", ""},
	)
}

// nodes is a class whose instances hold others, and functions that walk them.
func (g *generator) nodes() {
	name := g.unique("Node")
	if g.rand.IntN(2) == 0 {
		g.line("class %s:", name)
		g.line("    def __init__(self, value: int, rest: \"%s | None\" = None) -> None:", name)
		g.line("        self.value = value")
		g.line("        self.rest = rest")
		make, total, back := g.unique("chain"), g.unique("total"), g.unique("back")
		g.line("\n\ndef %s(xs: list[int]) -> %s | None:", make, name)
		g.line("    head = None")
		g.line("    for x in %s:", pick(g, []string{"xs", "reversed(xs)", "xs[::-1]"}))
		g.line("        head = %s(x, head)", name)
		g.line("    return head")
		g.line("\n\ndef %s(node: %s | None) -> int:", total, name)
		g.line("    n = 0")
		g.line("    while node is not None:")
		g.line("        n = n * 2 + node.value")
		g.line("        node = node.rest")
		g.line("    return n")
		g.line("\n\ndef %s(node: %s | None) -> %s | None:", back, name, name)
		g.line("    before = None")
		g.line("    while node:")
		if g.rand.IntN(2) == 0 {
			g.line("        node.rest, before, node = before, node, node.rest")
		} else {
			g.line("        after = node.rest")
			g.line("        node.rest = before")
			g.line("        before = node")
			g.line("        node = after")
		}
		g.line("    return before")
		g.offer(kInt, total+"("+make+"($I))", total+"("+back+"("+make+"($I)))")
		return
	}
	g.line("class %s:", name)
	g.line("    def __init__(self, key: int) -> None:")
	g.line("        self.key = key")
	g.line("        self.left: %s | None = None", name)
	g.line("        self.right: %s | None = None", name)
	g.line("")
	g.line("    def insert(self, key: int) -> None:")
	g.line("        if key < self.key:")
	g.line("            if self.left is None:")
	g.line("                self.left = %s(key)", name)
	g.line("            else:")
	g.line("                self.left.insert(key)")
	g.line("        elif key > self.key:")
	g.line("            if self.right is None:")
	g.line("                self.right = %s(key)", name)
	g.line("            else:")
	g.line("                self.right.insert(key)")
	build, order, deep := g.unique("build"), g.unique("order"), g.unique("deep")
	g.line("\n\ndef %s(keys: list[int]) -> %s:", build, name)
	g.line("    root = %s(%s)", name, pick(g, []string{"0", "keys[0]", "len(keys)"}))
	g.line("    for key in keys:")
	g.line("        root.insert(key)")
	g.line("    return root")
	g.line("\n\ndef %s(node: %s | None) -> list[int]:", order, name)
	g.line("    if node is None:")
	g.line("        return []")
	g.line("    return %s", pick(g, []string{order + "(node.left) + [node.key] + " + order + "(node.right)", "[*" + order + "(node.right), node.key, *" + order + "(node.left)]"}))
	g.line("\n\ndef %s(node: %s | None) -> int:", deep, name)
	g.line("    return 0 if not node else 1 + max(%s(node.left), %s(node.right))", deep, deep)
	g.offer(kInts, order+"("+build+"($I))")
	g.offer(kInt, deep+"("+build+"($I))")
}

// library adds ways to use the modules that come with Python.
func (g *generator) library() {
	g.line("HEAP%d = %s", g.rand.IntN(3), g.literal(kInts))
	g.offer(kInts, "heapq.nsmallest(2, $I)", "heapq.nlargest($i % 4, $I)", "list(itertools.chain($I, $I))", "list(itertools.islice($I, 1, None, 2))", "list(itertools.takewhile(lambda n: n > 0, $I))",
		"list(itertools.dropwhile(lambda n: n < 2, $I))", "[a * b for a, b in itertools.product($I, [1, 2])]", "[sum(c) for c in itertools.combinations($I, 2)]", "[len(list(v)) for _, v in itertools.groupby($I)]",
		"list(itertools.chain.from_iterable($G))", "[a - b for a, b in itertools.pairwise($I)]", "[p[0] for p in itertools.permutations($I[:3])]", "list(itertools.islice(itertools.cycle([1, 2]), 5))", "list(itertools.compress($I, [1, 0, 1]))",
		"[a + b for a, b in itertools.zip_longest($I, $I, fillvalue=9)]", "sorted($I, key=lambda n: (n < 0, -n))")
	g.offer(kInt, "bisect.bisect_left(sorted($I), $i)", "bisect.bisect_right(sorted($I), $i)", "len(list(itertools.product($I, repeat=2)))", "sum(itertools.accumulate($I))")
	g.offer(kStr, "\"\".join(c for c, _ in itertools.groupby($s))", "\",\".join(map(\"\".join, itertools.product(\"ab\", repeat=2)))", "str(list(itertools.combinations($s[:3], 2)))", "string.ascii_lowercase[$i]")
	g.offer(kFloat, "statistics.mean([$f, $f])", "float(\"nan\")", "max($f, float(\"nan\"))", "min(float(\"nan\"), $f)", "statistics.median($F)", "math.inf", "-math.inf", "1e16", "123456789012345680.0", "1e-5")
	g.offer(kFloats, "sorted([$f, float(\"inf\"), $f])", "list(itertools.accumulate($F))")
	g.offer(kBool, "(float(\"nan\") == float(\"nan\"))", "(float(\"nan\") in [$f])", "(math.inf > $i)")
	g.scripts = append(g.scripts,
		script{"@ = $I\nheapq.heapify(@)\nheapq.heappush(@, $i)\nprint(heapq.heappop(@), @)", ""},
		script{"@ = sorted($I)\nbisect.insort(@, $i)\nprint(@)", kInts},
		script{"@ = copy.deepcopy($G)\n@[0].append($i)\nprint(@)", kGrid},
		script{"@ = $G\n@b = copy.copy(@)\n@b.append($I)\nprint(@, len(@b))", kGrid},
	)
}

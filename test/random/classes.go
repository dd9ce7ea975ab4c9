package random

import (
	"fmt"
	"strings"
)

// someFields are attributes for a class.
func (g *generator) someFields() []field {
	fields := []field{{"n", kInt}}
	for _, f := range []field{{"name", kStr}, {"items", kInts}, {"ratio", kFloat}, {"words", kStrs}, {"counts", kCounts}, {"best", kMaybe}, {"on", kBool}} {
		if g.rand.IntN(3) == 0 {
			fields = append(fields, f)
		}
	}
	return fields
}

// class is a class with an __init__, methods and dunders.
func (g *generator) class() {
	name, fields := g.unique("Box"), g.someFields()
	g.line("class %s:", name)
	if g.rand.IntN(4) == 0 {
		g.line("    \"\"\"A box.\"\"\"")
		g.line("")
	}
	shared := g.rand.IntN(4) == 0
	if shared {
		g.line("    made = 0")
		g.line("")
	}
	var params []string
	for i, f := range fields {
		p := fmt.Sprintf("%s: %s", f.name, f.kind)
		if i == len(fields)-1 && i > 0 && g.rand.IntN(2) == 0 && f.kind != kInts && f.kind != kStrs && f.kind != kCounts {
			p += " = " + g.literal(f.kind)
		}
		params = append(params, p)
	}
	g.line("    def __init__(self, %s) -> None:", strings.Join(params, ", "))
	for _, f := range fields {
		value := f.name
		if f.kind == kInts || f.kind == kStrs {
			value = pick(g, []string{f.name, f.name, f.name + "[:]", "list(" + f.name + ")"})
		}
		g.line("        self.%s = %s", f.name, value)
	}
	if shared {
		g.line("        %s.made += 1", name)
	}
	own := fields
	if g.rand.IntN(3) == 0 {
		own = append(own, field{"log", kInts})
		g.line("        self.log: list[int] = []")
	}
	g.made(name, fields, own)
	if shared {
		g.offer(kInt, name+".made")
	}
	g.methods(name, own)
}

// made makes a class known.
func (g *generator) made(name string, params, own []field) {
	k := kind(name)
	g.makers[k] = []string{name + "(" + arguments(params) + ")"}
	g.fields[k] = own
	g.classes = append(g.classes, k)
	for _, f := range own {
		g.offer(f.kind, "$<"+name+">."+f.name)
	}
	g.scripts = append(g.scripts,
		script{"@ = $<" + name + ">\n@b = @\n@b.n += $i\nprint(@, @ is @b)", k},
		script{"@ = [$<" + name + ">, $<" + name + ">]\n@[0].n = $i\nprint(sum(v.n for v in @))", ""},
		script{"@ = sorted([$<" + name + ">, $<" + name + ">], key=lambda v: v.n)\nprint(@[0].n, [v.n for v in @])", ""},
		script{"for @ in [$<" + name + ">, $<" + name + ">]:\n    @.n -= 1\n    print(@)", ""},
		script{"@ = {$s: $<" + name + ">}\nfor @k, @v in @.items():\n    print(@k, @v.n)", ""},
		script{"@: " + name + " | None = $<" + name + "> if $b else None\nif @ is not None:\n    print(@.n)", ""},
	)
}

// methods writes methods of a class, some with random bodies, and its dunders.
func (g *generator) methods(name string, own []field) {
	class := kind(name)
	self := []field{{"self", class}}
	for range 1 + g.rand.IntN(3) {
		result, method := pick(g, []kind{kInt, kInt, kStr, kBool, kInts, kFloat}), g.unique("act")
		params, list := g.params(g.rand.IntN(3))
		g.line("")
		g.indent = 1
		head := method + "(self"
		if list != "" {
			head += ", " + list
		}
		g.line("def %s) -> %s:", head, result)
		g.body(append(self, params...), result, 1+g.rand.IntN(3))
		g.indent = 0
		g.offer(result, "$<"+name+">."+method+"("+arguments(params)+")")
	}
	texts := []string{`f"` + name + `({self.n})"`}
	for _, f := range own {
		texts = append(texts, `f"<{self.`+f.name+`}>"`, `f"{self.n}:{self.`+f.name+`!r}"`, `"B" + str(self.`+f.name+`)`)
	}
	g.dunder("%s(self) -> str", pick(g, []string{"__repr__", "__repr__", "__str__"}), pick(g, texts))
	g.offer(kStr, "str($<"+name+">)")
	for _, d := range dunders {
		if g.rand.IntN(4) > 0 {
			continue
		}
		body := strings.ReplaceAll(pick(g, d.bodies), "Box", name)
		g.dunder(strings.ReplaceAll(d.head, "Box", name)+"%.0s", "", body)
		g.offer(d.kind, strings.ReplaceAll(d.way, "Box", name))
	}
	switch g.rand.IntN(6) {
	case 0:
		g.line("")
		g.line("    @property")
		g.line("    def half(self) -> int:")
		g.line("        return self.n // %d", 1+g.rand.IntN(3))
		g.offer(kInt, "$<"+name+">.half")
	case 1:
		g.line("")
		g.line("    @classmethod")
		g.line("    def make(cls, n: int) -> \"%s\":", name)
		g.line("        return cls(%s)", g.constants(own, "n"))
		g.makers[class] = append(g.makers[class], name+".make($i)")
	case 2:
		g.line("")
		g.line("    @staticmethod")
		g.line("    def norm(n: int) -> int:")
		g.line("        return abs(n) %% 10")
		g.offer(kInt, name+".norm($i)", "$<"+name+">.norm($i)")
	case 3:
		g.line("")
		g.line("    def add(self, n: int) -> \"%s\":", name)
		g.line("        self.n += n")
		g.line("        return self")
		g.offer(kInt, "$<"+name+">.add($i).n", "$<"+name+">.add($i).add(2).n")
		g.scripts = append(g.scripts, script{"@ = $<" + name + ">\n@b = @.add($i)\n@b.n *= 2\nprint(@, @b.n)", class})
	}
}

// constants are arguments for the fields of a class, n for the first.
func (g *generator) constants(own []field, n string) string {
	args := []string{n}
	for _, f := range own[1:] {
		if f.name != "log" {
			args = append(args, g.literal(f.kind))
		}
	}
	return strings.Join(args, ", ")
}

// dunder writes a method of one expression.
func (g *generator) dunder(head, name, body string) {
	g.line("")
	g.line("    def "+head+":", name)
	for line := range strings.SplitSeq(body, "\n") {
		if strings.HasPrefix(line, "\t") {
			g.line("        %s", strings.ReplaceAll(line, "\t", ""))
			continue
		}
		g.line("        return %s", line)
	}
}

// dunders are special methods, and what uses them.
var dunders = []struct {
	head   string
	bodies []string
	kind   kind
	way    string
}{
	{"__len__(self) -> int", []string{"abs(self.n) % 5", "3", "abs(self.n)"}, kInt, "len($<Box>)"},
	{"__eq__(self, other: object) -> bool", []string{"isinstance(other, Box) and self.n == other.n", "isinstance(other, Box) and self.n % 3 == other.n % 3"}, kBool, "($<Box> == $<Box>)"},
	{"__lt__(self, other: \"Box\") -> bool", []string{"self.n < other.n", "-self.n < -other.n"}, kBool, "($<Box> < $<Box>)"},
	{"__add__(self, other: \"Box\") -> int", []string{"self.n + other.n", "self.n * 2 + other.n"}, kInt, "($<Box> + $<Box>)"},
	{"__getitem__(self, i: int) -> int", []string{"self.n + i", "[1, 2, self.n][i]"}, kInt, "$<Box>[$i]"},
	{"__contains__(self, x: int) -> bool", []string{"x == self.n", "x < self.n"}, kBool, "($i in $<Box>)"},
	{"__bool__(self) -> bool", []string{"self.n > 0", "self.n % 2 == 0"}, kBool, "bool($<Box>)"},
	{"__call__(self, x: int) -> int", []string{"self.n * x", "self.n - x"}, kInt, "$<Box>($i)"},
	{"__neg__(self) -> int", []string{"-self.n"}, kInt, "(-$<Box>)"},
	{"__mul__(self, k: int) -> int", []string{"self.n * k"}, kInt, "($<Box> * $i)"},
	{"__iter__(self) -> Iterator[int]", []string{"iter([self.n, 2, 3])", "iter(range(abs(self.n) % 4))"}, kInts, "list($<Box>)"},
}

// dataclass is a dataclass, perhaps ordered or frozen.
func (g *generator) dataclass() {
	name, fields := g.unique("Row"), g.someFields()
	option := pick(g, []string{"", "", "(order=True)", "(frozen=True)", "(eq=True)"})
	frozen := option == "(frozen=True)"
	g.line("@dataclass%s", option)
	g.line("class %s:", name)
	var params []field
	defaults := false
	for i, f := range fields {
		switch {
		case i > 0 && (defaults || g.rand.IntN(3) == 0):
			defaults = true
			value := g.literal(f.kind)
			if f.kind == kInts || f.kind == kStrs || f.kind == kCounts {
				value = "field(default_factory=" + map[bool]string{true: "dict", false: "list"}[f.kind == kCounts] + ")"
			}
			g.line("    %s: %s = %s", f.name, f.kind, value)
		default:
			g.line("    %s: %s", f.name, f.kind)
			params = append(params, f)
		}
	}
	class := kind(name)
	var own []field
	if !frozen {
		own = fields
	}
	g.makers[class] = []string{name + "(" + arguments(params) + ")", name + "(" + arguments(fields) + ")"}
	g.fields[class] = own
	g.classes = append(g.classes, class)
	for _, f := range fields {
		g.offer(f.kind, "$<"+name+">."+f.name)
	}
	g.offer(kBool, "($<"+name+"> == $<"+name+">)", "($<"+name+"> != $<"+name+">)", "($<"+name+"> in [$<"+name+">])")
	g.offer(kStr, "str($<"+name+">)", "repr($<"+name+">)")
	if option == "(order=True)" && !hasKind(fields, kMaybe, kCounts) {
		g.offer(kBool, "($<"+name+"> < $<"+name+">)", "($<"+name+"> >= $<"+name+">)")
		g.offer(kInt, "max($<"+name+">, $<"+name+">).n", "sorted([$<"+name+">, $<"+name+">])[0].n")
	}
	if !frozen {
		g.scripts = append(g.scripts,
			script{"@ = $<" + name + ">\n@b = @\n@b.n = $i\nprint(@)", class},
			script{"@ = [$<" + name + ">] * 2\n@[0].n += 1\nprint(@)", ""})
	}
	g.scripts = append(g.scripts,
		script{"match $<" + name + ">:\n    case " + name + "(n=0):\n        print(\"none\")\n    case " + name + "(n=@) if @ > 2:\n        print(@)\n    case @:\n        print(@.n)", ""},
		script{"@ = {r.n: r for r in [$<" + name + ">, $<" + name + ">]}\nprint(@)", ""},
		script{"@ = max([$<" + name + ">, $<" + name + ">], key=lambda r: r.n)\nprint(@)", class})
	if g.rand.IntN(2) == 0 {
		result := pick(g, []kind{kInt, kStr, kBool})
		g.line("")
		g.indent = 1
		g.line("def total(self, k: int) -> %s:", result)
		params := []field{{"k", kInt}}
		if !frozen {
			params = append(params, field{"self", class})
		}
		g.body(params, result, 2)
		g.indent = 0
		g.offer(result, "$<"+name+">.total($i)")
	}
}

func hasKind(fields []field, kinds ...kind) bool {
	for _, f := range fields {
		for _, k := range kinds {
			if f.kind == k {
				return true
			}
		}
	}
	return false
}

// derived is a class with subclasses, whose methods differ.
func (g *generator) derived() {
	base, one, two := g.unique("Shape"), g.unique("Square"), g.unique("Round")
	g.line("class %s:", base)
	g.line("    def __init__(self, n: int) -> None:")
	g.line("        self.n = n")
	g.line("")
	g.line("    def size(self) -> int:")
	g.line("        return %s", pick(g, []string{"0", "self.n", "self.n + 1"}))
	g.line("")
	g.line("    def show(self) -> str:")
	g.line("        return f\"{%s}:{self.size()}\"", pick(g, []string{"self.n", "type(self).__name__", "self.__class__.__name__"}))
	g.line("")
	g.line("")
	g.line("class %s(%s):", one, base)
	g.line("    def size(self) -> int:")
	g.line("        return %s", pick(g, []string{"self.n * self.n", "super().size() + 10", "self.n // 2"}))
	g.line("")
	g.line("")
	g.line("class %s(%s):", two, pick(g, []string{base, base, one}))
	g.line("    def __init__(self, n: int, k: int = 2) -> None:")
	g.line("        super().__init__(%s)", pick(g, []string{"n", "n + k", "n * 2"}))
	g.line("        self.k = k")
	g.line("")
	g.line("    def size(self) -> int:")
	g.line("        return %s", pick(g, []string{"self.n + self.k", "super().size() * self.k", "-self.k"}))
	g.offer(kInt, one+"($i).size()", two+"($i).size()", two+"($i, k=$i).k", "sum(s.size() for s in ["+one+"($i), "+two+"($i)])", base+"($i).n")
	g.offer(kStr, one+"($i).show()", two+"($i, $i).show()", "("+one+"($i) if $b else "+two+"($i)).show()")
	g.offer(kBool, "isinstance("+one+"($i), "+base+")", "isinstance("+base+"($i), "+two+")", "("+one+"($i).size() < "+two+"($i).size())")
	g.scripts = append(g.scripts,
		script{"for @ in [" + base + "($i), " + one + "($i), " + two + "($i)]:\n    print(@.show())", ""},
		script{"@ = " + two + "($i)\n@.n += 1\n@.k = $i\nprint(@.size(), @.show())", ""},
		script{"@: " + base + " = " + one + "($i) if $b else " + two + "($i)\n@.n -= $i\nprint(@.size(), isinstance(@, " + two + "))", ""})
}

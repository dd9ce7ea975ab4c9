package random

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Program returns the source of a program: definitions of the kinds that Python
// programs are made of, and functions that use them, with calls of these. The
// same seed gives the same source.
func Program(seed uint64) string {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0x70726f6772616d73))}
	g.program = program{whole: true, shared: map[kind][]string{}, makers: map[kind][]string{}, fields: map[kind][]field{}}
	var out strings.Builder
	for range 1 + g.rand.IntN(4) {
		g.out.Reset()
		g.clear()
		pick(g, definitions)(g)
		out.WriteString(g.out.String())
		out.WriteString("\n\n")
	}
	for i := range 1 + g.rand.IntN(2) {
		out.WriteString(g.function(i))
		out.WriteString("\n\n")
	}
	if g.rand.IntN(2) == 0 {
		out.WriteString("if __name__ == \"__main__\":\n")
		for _, f := range g.done {
			args := make([]string, len(f.params))
			for i, k := range f.params {
				args[i] = g.literal(k)
			}
			fmt.Fprintf(&out, "    print(%s(%s))\n", f.name, strings.Join(args, ", "))
		}
	}
	return imports(out.String()) + strings.TrimRight(out.String(), "\n") + "\n"
}

// imports are the import statements that a program needs.
func imports(source string) string {
	var out strings.Builder
	for _, one := range []struct{ sign, line string }{
		{"Callable[", "from collections.abc import Callable"},
		{"Iterator[", "from collections.abc import Iterator"},
		{"Counter(", "from collections import Counter"},
		{"defaultdict(", "from collections import defaultdict"},
		{"deque(", "from collections import deque"},
		{"@dataclass", "from dataclasses import dataclass, field"},
		{"(Enum)", "from enum import Enum"},
		{"@lru_cache", "from functools import lru_cache"},
		{"reduce(", "from functools import reduce"},
		{"total_ordering", "from functools import total_ordering"},
		{"accumulate(", "from itertools import accumulate"},
		{"bisect.", "import bisect"},
		{"copy.", "import copy"},
		{"heapq.", "import heapq"},
		{"itertools.", "import itertools"},
		{"math.", "import math"},
		{"statistics.", "import statistics"},
		{"string.", "import string"},
	} {
		if strings.Contains(source, one.sign) {
			out.WriteString(one.line + "\n")
		}
	}
	if out.Len() > 0 {
		out.WriteString("\n\n")
	}
	return out.String()
}

// A program holds what its functions share.
type program struct {
	whole  bool // whether there is one, rather than a module of functions alone
	shared map[kind][]string
	// scripts are statements, with their lines separated by newlines; "@" in them
	// is a new variable.
	scripts []script
	makers  map[kind][]string // what makes an object of a class
	fields  map[kind][]field
	classes []kind
	named   int
}

// A field is an attribute of a class.
type field struct {
	name string
	kind kind
}

// A script is a statement as a template, and what the variable "@" in it is after
// it, "" if it has none.
type script struct {
	text string
	kind kind
}

// clear makes ready for the next definition.
func (g *generator) clear() {
	g.vars, g.frozen = map[kind][]string{}, map[string]bool{}
	g.next, g.loops, g.indent, g.budget, g.level = 0, 0, 0, 0, 0
	g.kinds, g.families, g.result = plain[:len(plain):len(plain)], statements(), ""
	g.more = map[kind][]string{}
	for k, list := range g.shared {
		g.more[k] = list[:len(list):len(list)]
	}
}

// share lets a function use what the program defines.
func (g *generator) share() {
	for k, list := range g.shared {
		g.more[k] = list[:len(list):len(list)]
	}
	g.kinds = append(g.kinds, g.classes...)
	if len(g.scripts) > 0 {
		g.families = append(g.families, (*generator).script, (*generator).script, (*generator).script)
	}
}

func (g *generator) script() {
	s := pick(g, g.scripts)
	name := g.name("o")
	text := g.fill(strings.ReplaceAll(s.text, "@", name), func(k kind) string { return g.expr(k, 1) })
	for line := range strings.SplitSeq(text, "\n") {
		g.line("%s", line)
	}
	if s.kind != "" {
		g.bind(name, s.kind)
	}
}

// bind makes a variable known, with the attributes of the object that it names.
func (g *generator) bind(name string, k kind) {
	g.vars[k] = append(g.vars[k], name)
	for _, f := range g.fields[k] {
		g.vars[f.kind] = append(g.vars[f.kind], name+"."+f.name)
	}
}

// plainKind is a kind of which values come from outside.
func (g *generator) plainKind() kind {
	for {
		if k := pick(g, g.kinds); len(g.makers[k]) == 0 {
			return k
		}
	}
}

// leaving is a statement that leaves the function.
func (g *generator) leaving(depth int) string {
	if g.result == "" {
		return "return"
	}
	return "return " + g.expr(g.result, depth)
}

// unique is a name for something of the module.
func (g *generator) unique(prefix string) string {
	g.named++
	return fmt.Sprintf("%s%d", prefix, g.named)
}

// offer makes what was defined a way to write a k in what comes after it.
func (g *generator) offer(k kind, ways ...string) {
	g.shared[k] = append(g.shared[k], ways...)
}

// body writes what a function does: up to n statements and what it returns.
func (g *generator) body(params []field, result kind, n int) {
	saved, next := g.vars, g.next
	g.vars = map[kind][]string{}
	for _, p := range params {
		g.bind(p.name, p.kind)
	}
	g.indent++
	g.result, g.budget = result, n+2
	g.block(n)
	if result != "" {
		g.line("return %s", g.expr(result, 2))
	}
	g.indent--
	g.vars, g.next, g.result = saved, next, ""
}

// params are n parameters of plain kinds as they stand in a def.
func (g *generator) params(n int) ([]field, string) {
	var fields []field
	var parts []string
	for i := range n {
		f := field{string(rune('a' + i)), pick(g, []kind{kInt, kInt, kStr, kFloat, kBool, kInts, kStrs, kCounts})}
		fields = append(fields, f)
		parts = append(parts, fmt.Sprintf("%s: %s", f.name, f.kind))
	}
	return fields, strings.Join(parts, ", ")
}

// arguments are holes for the parameters.
func arguments(params []field) string {
	parts := make([]string, len(params))
	for i, p := range params {
		parts[i] = "$<" + string(p.kind) + ">"
	}
	return strings.Join(parts, ", ")
}

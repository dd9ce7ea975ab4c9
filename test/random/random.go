// Package random writes random Python functions that are well typed and
// terminate, for comparing CPython with the translation.
package random

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Module returns the source of a module of n functions, f0 to f<n-1>. The same
// seed gives the same source.
func Module(seed uint64, n int) string {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0x706f7274616c6973))}
	var out strings.Builder
	out.WriteString(untyped)
	for i := range n {
		out.WriteString(g.function(i))
		out.WriteString("\n\n")
	}
	return out.String()
}

// kind is a Python type the generator knows.
type kind string

const (
	kInt    kind = "int"
	kFloat  kind = "float"
	kBool   kind = "bool"
	kStr    kind = "str"
	kInts   kind = "list[int]"
	kStrs   kind = "list[str]"
	kCounts kind = "dict[str, int]"
	kPair   kind = "tuple[int, str]"
	kGrid   kind = "list[list[int]]"
	kMaybe  kind = "int | None"
	kWord   kind = "str | None"
	kIntSet kind = "set[int]"
	kStrSet kind = "set[str]"
	kFrozen kind = "frozenset[int]"
	kRun    kind = "tuple[int, ...]"
	kFloats kind = "list[float]"
	kTable  kind = "dict[int, list[int]]"
	kMixed  kind = "list[int | str]"
	kNumber kind = "int | float"
	kAny    kind = "int | str | None"
)

// plain are the kinds that every function may use, rich the ones of which each
// function has a few: one thing that is refused must not hide everything else.
var (
	plain = []kind{kInt, kFloat, kBool, kStr, kInts, kStrs, kCounts, kPair, kGrid, kMaybe, kWord}
	rich  = []kind{kIntSet, kStrSet, kFrozen, kRun, kFloats, kTable, kMixed, kNumber, kAny}
)

// A function is one that later ones may call.
type function struct {
	name   string
	params []kind
	result kind
	// level is how deep its calls go. It is bounded, since a call in a loop of a
	// function that is called in a loop takes long.
	level int
}

const maxLevel = 2

// A generator holds the state of the function being written.
type generator struct {
	rand   *rand.Rand
	out    strings.Builder
	indent int
	// vars are the variables that are certainly bound here, by kind.
	vars map[kind][]string
	// frozen variables are walked or counted by a loop and not written.
	frozen map[string]bool
	next   int
	loops  int // depth of loops
	budget int // statements left
	result kind
	level  int
	done   []function
	// kinds, families and more are what this function may use.
	kinds    []kind
	families []func(*generator)
	more     map[kind][]string
	program  // what the functions of a program share
}

func (g *generator) function(n int) string {
	g.out.Reset()
	g.vars, g.frozen = map[kind][]string{}, map[string]bool{}
	g.next, g.loops, g.indent, g.budget, g.level = 0, 0, 1, 4+g.rand.IntN(12), 0
	g.choose()
	self := function{name: fmt.Sprintf("f%d", n)}
	var params []string
	for range 2 + g.rand.IntN(4) {
		k := g.plainKind()
		name := g.name("p")
		params = append(params, fmt.Sprintf("%s: %s", name, k))
		self.params = append(self.params, k)
		g.vars[k] = append(g.vars[k], name)
	}
	g.result = g.plainKind()
	head := fmt.Sprintf("def %s(%s) -> %s:\n", self.name, strings.Join(params, ", "), g.result)
	g.block(2 + g.rand.IntN(4))
	g.line("return %s", g.expr(g.result, 2))
	self.result, self.level = g.result, g.level
	g.done = append(g.done, self)
	return head + g.out.String()
}

func (g *generator) name(prefix string) string {
	g.next++
	return fmt.Sprintf("%s%d", prefix, g.next)
}

func (g *generator) line(format string, args ...any) {
	g.out.WriteString(strings.Repeat("    ", g.indent))
	fmt.Fprintf(&g.out, format, args...)
	g.out.WriteByte('\n')
}

// block writes up to n statements; what they bind is forgotten by nested.
func (g *generator) block(n int) {
	for range n {
		if g.budget <= 0 {
			break
		}
		g.budget--
		pick(g, g.families)(g)
	}
}

// choose picks what the next function may use.
func (g *generator) choose() {
	g.kinds, g.families, g.more = plain[:len(plain):len(plain)], statements(), map[kind][]string{}
	for range g.rand.IntN(3) {
		k := pick(g, rich)
		g.kinds = append(g.kinds, k, k)
	}
	for range g.rand.IntN(4) {
		f := pick(g, families)
		g.families = append(g.families, f, f, f)
	}
	if g.whole {
		g.share()
	} else if g.rand.IntN(3) == 0 {
		g.more = generic
	}
}

// nested writes an indented block whose new variables do not outlive it.
func (g *generator) nested(n int, before func()) {
	saved := map[kind][]string{}
	for k, names := range g.vars {
		saved[k] = names[:len(names):len(names)]
	}
	g.indent++
	start := g.out.Len()
	if before != nil {
		before()
	}
	g.block(n)
	if g.out.Len() == start {
		g.line("pass")
	}
	g.indent--
	g.vars = saved
}

func pick[T any](g *generator, from []T) T { return from[g.rand.IntN(len(from))] }

// writable returns a variable of kind k that may be assigned, or "".
func (g *generator) writable(k kind) string {
	var names []string
	for _, name := range g.vars[k] {
		if !g.frozen[name] {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return pick(g, names)
}

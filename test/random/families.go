package random

import (
	"fmt"
	"strings"
)

// families are groups of statements of which each function has a few.
var families = []func(*generator){
	(*generator).closure,
	(*generator).lambda,
	(*generator).walrus,
	(*generator).starred,
	(*generator).rebind,
	(*generator).tryFully,
	(*generator).changeRich,
	(*generator).dispatch,
	(*generator).alias,
	(*generator).speak,
	(*generator).reorder,
	(*generator).changeItems,
	(*generator).matching,
	(*generator).walkRich,
	(*generator).iterator,
	(*generator).collect,
	(*generator).texts,
}

// use makes a call of what was just defined a way to write a k.
func (g *generator) use(k kind, template string) {
	more := map[kind][]string{}
	for k, old := range g.more {
		more[k] = old
	}
	more[k] = append(more[k][:len(more[k]):len(more[k])], template, template, template)
	g.more = more
}

// closure defines a function inside this one, which reads or changes variables.
func (g *generator) closure() {
	if g.indent > 1 {
		return
	}
	k, name := pick(g, []kind{kInt, kStr, kInts}), g.name("h")
	outer := g.writable(k)
	if strings.Contains(outer, ".") {
		outer = "" // an attribute, which nonlocal does not take
	}
	g.line("def %s(a: int, b: str = %s) -> %s:", name, g.literal(kStr), k)
	saved, more := g.vars, g.more
	g.vars = map[kind][]string{kInt: {"a"}, kStr: {"b"}}
	g.more = nil
	for k, names := range saved {
		g.vars[k] = append(g.vars[k], names...)
	}
	g.indent++
	if outer != "" && k != kInts && g.rand.IntN(2) == 0 {
		g.line("nonlocal %s", outer)
		g.line("%s += %s", outer, g.expr(k, 1))
	} else if outer != "" && k == kInts && g.rand.IntN(2) == 0 {
		g.line("%s.append(%s)", outer, g.expr(kInt, 1))
	}
	if g.rand.IntN(3) == 0 {
		g.line("print(\"in\", a, b)")
	}
	if g.rand.IntN(3) == 0 {
		g.line("if %s:", g.expr(kBool, 2))
		g.line("    return %s", g.expr(k, 2))
	}
	g.line("return %s", g.expr(k, 2))
	g.indent--
	g.vars, g.more = saved, more
	g.use(k, pick(g, []string{name + "($i)", name + "($i, $s)", name + "(b=$s, a=$i)"}))
}

func (g *generator) lambda() {
	if g.indent > 1 {
		return
	}
	k, name := pick(g, []kind{kInt, kStr, kBool}), g.name("h")
	saved, more := g.vars, g.more
	g.vars = map[kind][]string{kInt: {"a", "b"}}
	g.more = nil
	for k, names := range saved {
		g.vars[k] = append(g.vars[k], names...)
	}
	body := g.expr(k, 2)
	g.vars, g.more = saved, more
	g.line("%s = lambda a, b=2: %s", name, body)
	g.use(k, pick(g, []string{name + "($i)", name + "($i, $i)"}))
}

func (g *generator) walrus() {
	name := g.name("w")
	switch g.rand.IntN(4) {
	case 0:
		g.line("if (%s := %s) %s %s:", name, g.expr(kInt, 2), pick(g, []string{"<", "==", ">="}), g.expr(kInt, 1))
		g.nested(2, func() { g.vars[kInt] = append(g.vars[kInt], name) })
	case 1:
		g.line("if %s and (%s := %s):", g.expr(kBool, 1), name, g.expr(kStr, 2))
		g.nested(2, func() { g.vars[kStr] = append(g.vars[kStr], name) })
	case 2:
		list := g.name("v")
		g.line("%s = [%s := x + %s for x in %s]", list, name, g.expr(kInt, 1), g.expr(kInts, 1))
		g.vars[kInts] = append(g.vars[kInts], list)
		g.line("if %s:", list)
		g.nested(1, func() { g.vars[kInt] = append(g.vars[kInt], name) })
	case 3:
		g.line("print((%s := %s), %s + %s)", name, g.expr(kInt, 2), name, g.expr(kInt, 1))
		g.vars[kInt] = append(g.vars[kInt], name)
	}
}

func (g *generator) starred() {
	a, b, c := g.name("v"), g.name("v"), g.name("v")
	k, elem := kInts, kInt
	if g.rand.IntN(3) == 0 {
		k, elem = kStrs, kStr
	}
	switch g.rand.IntN(4) {
	case 0:
		g.line("%s, *%s = %s", a, b, g.expr(k, 2))
	case 1:
		g.line("*%s, %s = %s", b, a, g.expr(k, 2))
	case 2:
		g.line("%s, *%s, %s = %s", a, b, c, g.expr(k, 2))
		g.vars[elem] = append(g.vars[elem], c)
	case 3:
		g.line("%s, %s = %s, [*%s, %s]", a, b, g.expr(elem, 1), g.expr(k, 1), g.expr(elem, 1))
	}
	g.vars[elem] = append(g.vars[elem], a)
	g.vars[k] = append(g.vars[k], b)
}

// rebind gives a variable values of several kinds, one after the other, also in
// loops and in branches, after which nothing but its text is used.
func (g *generator) rebind() {
	name := g.name("u")
	kinds := []kind{kInt, kStr, kFloat, kInts, kStrs, kBool, kCounts}
	k := pick(g, kinds)
	g.line("%s = %s", name, g.expr(k, 2))
	for range 1 + g.rand.IntN(3) {
		next := pick(g, kinds)
		switch g.rand.IntN(5) {
		case 0, 1:
			g.line("%s = %s", name, g.convert(name, k, next))
			k = next
		case 2:
			g.line("if %s:", g.expr(kBool, 2))
			g.line("    %s = %s", name, g.expr(next, 1))
			g.line("    print(%s)", name)
			g.line("print(%s)", name)
			g.line("%s = %s", name, g.expr(k, 1))
		case 3:
			g.line("for %s in %s:", name, g.atom(kInts))
			g.line("    %s = %s", name, g.convert(name, kInt, next))
			g.line("    print(%s)", name)
			g.line("%s = %s", name, g.expr(k, 1))
		case 4:
			g.line("try:")
			g.line("    %s = %s", name, g.convert(name, k, next))
			g.line("    print(%s)", name)
			g.line("except (IndexError, ValueError, KeyError, ZeroDivisionError):")
			g.line("    %s = %s", name, g.expr(next, 1))
			k = next
		}
	}
	g.line("print(%s)", name)
	if g.indent == 1 {
		g.vars[k] = append(g.vars[k], name)
	}
}

// convert is a value of kind to that is made of the variable name, of kind from.
func (g *generator) convert(name string, from, to kind) string {
	switch {
	case from == to:
		return g.expr(to, 2)
	case to == kStr:
		return "str(" + name + ")"
	case to == kBool:
		return "bool(" + name + ")"
	case to == kInt && (from == kStr || from == kInts || from == kStrs || from == kCounts):
		return "len(" + name + ")"
	case to == kInt, to == kFloat && (from == kInt || from == kBool):
		return string(to) + "(" + name + ")"
	case to == kInts && from == kInt:
		return "[" + name + ", " + name + "]"
	case to == kStrs && (from == kStr || from == kCounts):
		return "list(" + name + ")"
	case to == kInts && from == kStrs:
		return "[len(x) for x in " + name + "]"
	}
	return g.expr(to, 2)
}

// tryFully leaves the parts of a try in every way.
func (g *generator) tryFully() {
	leave := func() {
		if g.rand.IntN(3) > 0 {
			return
		}
		ways := []string{g.leaving(1), "raise KeyError(" + g.expr(kStr, 1) + ")"}
		if g.loops > 0 {
			ways = append(ways, "break", "continue")
		}
		if g.rand.IntN(2) == 0 {
			g.line("if %s:", g.expr(kBool, 2))
			g.line("    %s", pick(g, ways))
		} else {
			g.line("%s", pick(g, ways))
		}
	}
	body := func(n int) { g.nested(n, func() { g.line("print(%d)", g.rand.IntN(9)); leave() }) }
	g.line("try:")
	g.nested(1+g.rand.IntN(2), func() {
		if g.rand.IntN(2) == 0 {
			g.line("%s = %s", g.name("t"), g.expr(kInt, 3))
		}
		leave()
	})
	handlers := g.rand.IntN(3)
	for i := range handlers {
		name := ""
		if g.rand.IntN(3) == 0 {
			name = " as e"
		}
		classes := [][]string{{"ValueError", "KeyError", "IndexError"}, {"(ZeroDivisionError, LookupError)", "Exception", "ArithmeticError"}}
		g.line("except %s%s:", pick(g, classes[i]), name)
		g.nested(1, func() {
			if name != "" {
				g.line("print(%s)", pick(g, []string{"e", "repr(e)", "type(e).__name__", "str(e)"}))
			}
			if g.rand.IntN(5) == 0 {
				g.line("raise")
			} else {
				g.line("print(%q)", "caught")
				leave()
			}
		})
	}
	if handlers > 0 && g.rand.IntN(3) == 0 {
		g.line("else:")
		body(1)
	}
	if handlers == 0 || g.rand.IntN(3) == 0 {
		g.line("finally:")
		g.nested(1, func() { g.line("print(\"finally\", %s)", g.atom(kInt)) })
	}
}

// changeRich alters a value of a rich kind in place.
func (g *generator) changeRich() {
	ways := map[kind][]string{
		kIntSet: {"add($i)", "discard($i)", "update($I)", "remove($i)", "clear()"},
		kStrSet: {"add($s)", "discard($s)", "update($S)"},
		kTable:  {"setdefault($i, []).append($i)", "pop($i, None)", "update({$i: [1]})"},
		kFloats: {"append($f)", "sort()", "insert(0, $f)", "extend($F)"},
		kMixed:  {"append($i)", "append($s)", "insert(0, $s)", "pop()", "reverse()"},
		kInts:   {"extend($I)", "remove($i)", "sort(key=abs)", "sort(reverse=True)", "clear()", "extend([x for x in $I if x])", "pop($i)"},
		kStrs:   {"extend($S)", "extend($s)", "remove($s)", "sort(key=len, reverse=True)", "insert(-1, $s)"},
		kCounts: {"update($D)", "setdefault($s, $i)", "pop($s)", "popitem()", "clear()"},
	}
	k := pick(g, []kind{kIntSet, kStrSet, kTable, kFloats, kMixed, kInts, kStrs, kCounts})
	name := g.writable(k)
	if name == "" {
		return
	}
	if g.rand.IntN(3) > 0 {
		g.line("%s.%s", name, g.fill(pick(g, ways[k]), func(k kind) string { return g.expr(k, 1) }))
		return
	}
	e := func(k kind) string { return g.expr(k, 1) }
	other := map[kind][]string{
		kIntSet: {"%v |= $A", "%v -= $A", "%v &= $A", "%v ^= {$i}"},
		kStrSet: {"%v |= $B", "%v -= {$s}"},
		kTable:  {"%v[$i] = [$i]", "%v[$i].append($i)", "%v[$i] += [$i]", "del %v[$i]"},
		kFloats: {"%v[0] += $f", "%v[-1] = $f", "%v *= 2", "%v[:] = $F"},
		kMixed:  {"%v[0] = $i", "%v[-1] = $s", "%v += [$i]"},
		kInts:   {"%v += $I", "%v = %v + $I", "%v[1:2] = $I", "%v[:] = %v[::-1]", "%v *= 2", "del %v[$i]", "del %v[0:1]", "%v[$i], %v[$i] = %v[$i], %v[$i]"},
		kStrs:   {"%v += $s", "%v += [$s]", "%v[:] = []", "%v[0], %v[-1] = %v[-1], %v[0]"},
		kCounts: {"%v |= {$s: $i}", "del %v[$s]", "%v[$s], %v[$s] = $i, $i", "%v = {**%v, $s: $i}"},
	}
	g.line("%s", g.fill(strings.ReplaceAll(pick(g, other[k]), "%v", name), e))
}

// dispatch asks what a value is.
func (g *generator) dispatch() {
	name := g.writable(kAny)
	if name == "" {
		name = g.name("d")
		g.line("%s: %s = %s", name, kAny, g.expr(kAny, 2))
	}
	g.line("if isinstance(%s, int):", name)
	g.nested(1, func() {
		g.vars[kInt] = append(g.vars[kInt], name)
		g.line("print(%s + %s)", name, g.expr(kInt, 1))
	})
	switch g.rand.IntN(3) {
	case 0:
		g.line("elif isinstance(%s, str):", name)
		g.nested(1, func() { g.vars[kStr] = append(g.vars[kStr], name); g.line("print(%s.upper())", name) })
	case 1:
		g.line("elif %s is None:", name)
		g.nested(1, nil)
		g.line("else:")
		g.nested(1, func() { g.line("print(len(%s))", name) })
	}
}

// alias gives an object a second name, or puts it into a container, and changes it.
func (g *generator) alias() {
	k := pick(g, []kind{kInts, kInts, kGrid, kCounts})
	name, other := g.writable(k), g.name("v")
	if name == "" {
		return
	}
	if k != kInts {
		g.line("%s = %s", other, name)
		g.vars[k] = append(g.vars[k], other)
		return
	}
	switch g.rand.IntN(8) {
	case 0:
		g.line("%s = %s", other, name)
	case 1:
		g.line("%s = %s if %s else %s", other, name, g.expr(kBool, 1), g.expr(kInts, 1))
	case 2:
		g.line("%s = [%s, %s]", g.name("v"), name, name)
		return
	case 3:
		grid := g.writable(kGrid)
		if grid == "" {
			return
		}
		g.line("%s.append(%s)", grid, pick(g, []string{name, name + "[:]", "list(" + name + ")"}))
		return
	case 4:
		g.line("%s = (%s, %s)", other, name, g.expr(kInt, 1))
		g.line("print(%s)", other)
		return
	case 5:
		g.line("%s = {1: %s}", other, name)
		g.vars[kTable] = append(g.vars[kTable], other)
		return
	case 6:
		g.line("%s = %s = %s", other, g.name("v"), g.expr(kInts, 1))
	case 7:
		g.line("%s = %s", other, name)
		g.line("%s = %s + [%s]", name, name, g.expr(kInt, 1))
	}
	g.vars[kInts] = append(g.vars[kInts], other)
}

// speak calls a function that prints what it is called with, in an order that shows.
func (g *generator) speak() {
	name := g.name("say")
	if g.indent > 1 {
		return
	}
	g.line("def %s(x: int, r: bool = True) -> bool:", name)
	g.line("    print(\"say\", x)")
	g.line("    return %s", pick(g, []string{"r", "x > 0", "x % 2 == 0"}))
	g.use(kBool, pick(g, []string{
		name + "($i)", "(" + name + "($i) and $b)", "(" + name + "($i, $b) or " + name + "($i))", "(" + name + "($i) == " + name + "(r=$b, x=$i))",
	}))
	number := g.name("num")
	g.line("def %s(x: int) -> int:", number)
	g.line("    print(\"num\", x)")
	g.line("    return x")
	g.use(kInt, pick(g, []string{
		number + "($i)", "(" + number + "($i) + " + number + "($i))", "max(" + number + "($i), " + number + "($i))", "[" + number + "($i), $i][" + number + "($i)]",
	}))
	g.use(kBool, "("+number+"($i) < "+number+"($i) < "+number+"($i))")
	if list := g.writable(kInts); list != "" {
		g.line("%s[%s(%d)] %s %s(%s)", list, number, g.rand.IntN(2), pick(g, []string{"=", "+="}), number, g.atom(kInt))
	}
}

// reorder removes keys and puts them back.
func (g *generator) reorder() {
	name := g.writable(kCounts)
	if name == "" {
		return
	}
	key := g.literal(kStr)
	switch g.rand.IntN(3) {
	case 0:
		g.line("%s[%s] = %s.pop(%s, %s)", name, key, name, key, g.expr(kInt, 1))
	case 1:
		g.line("if %s in %s:", key, name)
		g.line("    del %s[%s]", name, key)
		g.line("%s[%s] = %s", name, key, g.expr(kInt, 1))
	case 2:
		g.line("for k in list(%s):", name)
		g.line("    if %s[k] > 0:", name)
		g.line("        %s[k + \"!\"] = %s.pop(k)", name, name)
	}
	g.line("print(%s)", name)
}

// changeItems changes the values of a dict while it is walked.
func (g *generator) changeItems() {
	if name := g.writable(kTable); name != "" && g.rand.IntN(2) == 0 {
		g.line("for k, v in %s.items():", name)
		g.line("    %s", pick(g, []string{"v.append(k)", "v.sort()", name + "[k] = v + [k]", "v += [0]", "v[0] = k"}))
		return
	}
	if name := g.writable(kCounts); name != "" {
		g.line("for k, v in %s.items():", name)
		g.line("    %s", pick(g, []string{name + "[k] = v * 2", name + "[k] += 1", "v += 1", name + "[k] -= len(k)"}))
	}
}

// matching compares a value with patterns.
func (g *generator) matching() {
	value := g.name("m")
	if g.rand.IntN(2) == 0 {
		g.line("match %s:", g.expr(kInt, 2))
		g.line("    case 0 | 1:")
		g.line("        print(\"few\")")
		g.line("    case %s if %s > 5:", value, value)
		g.line("        print(\"many\", %s)", value)
		g.line("    case _:")
		g.line("        print(\"else\", %s)", g.expr(kInt, 1))
		return
	}
	g.line("match %s:", g.expr(kPair, 1))
	g.line("    case (1, %s):", value)
	g.line("        print(\"one\", %s)", value)
	g.line("    case (%s, \"\"):", value+"n")
	g.line("        print(\"empty\", %s)", value+"n")
}

// walkRich walks values of rich kinds.
func (g *generator) walkRich() {
	name := g.name("x")
	switch pick(g, g.kinds) {
	case kIntSet:
		g.loop(fmt.Sprintf("for %s in %s:", name, g.expr(kIntSet, 1)), map[string]kind{name: kInt})
	case kStrSet:
		g.loop(fmt.Sprintf("for %s in sorted(%s):", name, g.expr(kStrSet, 1)), map[string]kind{name: kStr})
	case kRun:
		g.loop(fmt.Sprintf("for %s in %s:", name, g.expr(kRun, 1)), map[string]kind{name: kInt})
	case kFloats:
		g.loop(fmt.Sprintf("for %s in %s[:4]:", name, g.expr(kFloats, 1)), map[string]kind{name: kFloat})
	case kMixed:
		g.loop(fmt.Sprintf("for %s in %s[:4]:", name, g.expr(kMixed, 1)), map[string]kind{name: kAny})
	case kTable:
		list := g.name("l")
		g.loop(fmt.Sprintf("for %s, %s in list(%s.items())[:3]:", name, list, g.atom(kTable)), map[string]kind{name: kInt, list: kInts})
	case kCounts:
		g.loop(fmt.Sprintf("for %s in list(%s)[:4]:", name, g.expr(kCounts, 1)), map[string]kind{name: kStr})
	case kStr:
		other := g.name("x")
		g.loop(fmt.Sprintf("for %s, %s in zip(%s[:4], %s):", name, other, g.expr(kStr, 1), g.expr(kInts, 1)), map[string]kind{name: kStr, other: kInt})
	default:
		other := g.name("x")
		g.loop(fmt.Sprintf("for %s, %s in enumerate(reversed(%s[:4]), 1):", name, other, g.expr(kInts, 1)), map[string]kind{name: kInt, other: kInt})
	}
}

// iterator keeps an iterator and takes it apart.
func (g *generator) iterator() {
	name, first, rest := g.name("it"), g.name("v"), g.name("v")
	g.line("%s = iter(%s)", name, g.expr(kInts, 2))
	g.line("%s = next(%s, %s)", first, name, g.expr(kInt, 1))
	switch g.rand.IntN(3) {
	case 0:
		g.line("%s = [x for x in %s]", rest, name)
	case 1:
		g.line("%s = list(%s)", rest, name)
	case 2:
		g.line("%s = []", rest)
		g.line("for x in %s:", name)
		g.line("    %s.append(x)", rest)
		g.line("    if x > 3:")
		g.line("        break")
		g.line("print(sum(%s))", name)
	}
	g.vars[kInt] = append(g.vars[kInt], first)
	g.vars[kInts] = append(g.vars[kInts], rest)
}

// collect gathers lists in a list, with the flushing that goes wrong when two
// names share one list.
func (g *generator) collect() {
	all, part, x := g.name("v"), g.name("v"), g.name("x")
	g.line("%s: list[list[int]] = []", all)
	g.line("%s: list[int] = []", part)
	g.line("for %s in %s:", x, g.atom(kInts))
	switch g.rand.IntN(4) {
	case 0:
		g.line("    if %s %% 2 == 0:", x)
		g.line("        %s.append(%s)", all, part)
		g.line("        %s = []", part)
		g.line("    %s.append(%s)", part, x)
	case 1:
		g.line("    %s.append(%s)", part, x)
		g.line("    %s.append(%s)", all, pick(g, []string{part, part + "[:]", "list(" + part + ")", part + ".copy()"}))
	case 2:
		g.line("    %s.append(%s)", all, part)
		g.line("    %s = %s + [%s]", part, part, x)
	case 3:
		g.line("    %s = [%s]", part, x)
		g.line("    %s.append(%s)", all, part)
		g.line("    %s.append(%s)", part, g.expr(kInt, 1))
	}
	g.vars[kGrid] = append(g.vars[kGrid], all)
	g.vars[kInts] = append(g.vars[kInts], part)
}

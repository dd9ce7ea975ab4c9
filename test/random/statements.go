package random

import (
	"fmt"
	"maps"
	"slices"
)

// statements are the ways to write one statement.
func statements() []func(*generator) {
	return []func(*generator){
		(*generator).define, (*generator).define, (*generator).define,
		(*generator).reassign, (*generator).reassign,
		(*generator).augment, (*generator).augment,
		(*generator).change, (*generator).change,
		(*generator).ifElse, (*generator).ifElse,
		(*generator).forRange, (*generator).forEach, (*generator).forItems,
		(*generator).while,
		(*generator).swap,
		(*generator).print,
		(*generator).tryExcept,
		(*generator).raise,
		(*generator).leave,
		(*generator).early,
		(*generator).narrow,
		(*generator).row,
	}
}

func (g *generator) define() {
	k := pick(g, g.kinds)
	value := g.expr(k, 3)
	name := g.name("v")
	g.line("%s: %s = %s", name, k, value)
	g.bind(name, k)
}

func (g *generator) reassign() {
	k := pick(g, g.kinds)
	if name := g.writable(k); name != "" {
		g.line("%s = %s", name, g.expr(k, 3))
	}
}

func (g *generator) augment() {
	k := pick(g, []kind{kInt, kInt, kFloat, kStr, kInts, kStrs})
	name := g.writable(k)
	if name == "" {
		return
	}
	op := "+="
	if k == kInt {
		op = pick(g, []string{"+=", "-=", "*=", "//=", "%=", "^=", "&=", "|="})
	} else if k == kFloat {
		op = pick(g, []string{"+=", "-=", "*=", "/="})
	}
	g.line("%s %s %s", name, op, g.expr(k, 2))
}

// change alters a list or dict in place.
func (g *generator) change() {
	switch k := pick(g, []kind{kInts, kStrs, kCounts, kGrid}); k {
	case kGrid:
		g.changeGrid()
	case kCounts:
		name := g.writable(k)
		if name == "" {
			return
		}
		switch g.rand.IntN(4) {
		case 0:
			g.line("%s[%s] = %s", name, g.expr(kStr, 2), g.expr(kInt, 2))
		case 1:
			g.line("%s[%s] += %s", name, g.expr(kStr, 1), g.expr(kInt, 1))
		case 2:
			key := g.expr(kStr, 1)
			g.line("%s[%s] = %s.get(%s, 0) + 1", name, key, name, key)
		case 3:
			g.line("%s.pop(%s, 0)", name, g.expr(kStr, 1))
		}
	default:
		name := g.writable(k)
		if name == "" {
			return
		}
		elem := kInt
		if k == kStrs {
			elem = kStr
		}
		switch g.rand.IntN(7) {
		case 0, 1:
			g.line("%s.append(%s)", name, g.expr(elem, 2))
		case 2:
			g.line("%s[%s] = %s", name, g.index(), g.expr(elem, 2))
		case 3:
			g.line("%s.insert(%s, %s)", name, g.index(), g.expr(elem, 1))
		case 4:
			g.line("%s.sort()", name)
		case 5:
			g.line("%s.reverse()", name)
		case 6:
			g.line("%s.pop()", name)
		}
	}
}

func (g *generator) changeGrid() {
	name := g.writable(kGrid)
	if name == "" {
		return
	}
	switch g.rand.IntN(5) {
	case 0:
		g.line("%s.append(%s)", name, g.expr(kInts, 2))
	case 1:
		g.line("%s[%s].append(%s)", name, g.index(), g.expr(kInt, 2))
	case 2:
		g.line("%s[%s][%s] = %s", name, g.index(), g.index(), g.expr(kInt, 2))
	case 3:
		g.line("%s[%s][%s] += %s", name, g.index(), g.expr(kInt, 1), g.expr(kInt, 2))
	case 4:
		g.line("%s[%s] = %s", name, g.index(), g.expr(kInts, 2))
	}
}

// narrow uses a value that may be None where it is not.
func (g *generator) narrow() {
	of := map[kind]kind{kMaybe: kInt, kWord: kStr}
	k := pick(g, []kind{kMaybe, kWord})
	name := g.writable(k)
	if name == "" {
		return
	}
	g.line(pick(g, []string{"if %s is not None:", "if %s:"}), name)
	g.nested(2, func() {
		g.vars[of[k]] = append(g.vars[of[k]], name)
		g.line("%s += %s", name, g.expr(of[k], 1))
	})
}

// row walks the lists of a list, and may change them.
func (g *generator) row() {
	name := g.name("r")
	head := fmt.Sprintf("for %s in %s:", name, g.atom(kGrid))
	if g.rand.IntN(2) == 0 {
		g.loop(head, map[string]kind{name: kInts})
		return
	}
	g.line("%s", head)
	g.line("    %s", pick(g, []string{name + ".append(1)", name + ".sort()", name + "[0] = 9", name + " += [2]"}))
}

func (g *generator) index() string { return fmt.Sprint(g.rand.IntN(5) - 2) }

func (g *generator) ifElse() {
	g.line("if %s:", g.expr(kBool, 3))
	g.nested(1+g.rand.IntN(3), nil)
	if g.rand.IntN(3) == 0 {
		g.line("elif %s:", g.expr(kBool, 2))
		g.nested(1+g.rand.IntN(2), nil)
	}
	if g.rand.IntN(2) == 0 {
		g.line("else:")
		g.nested(1+g.rand.IntN(2), nil)
	}
}

func (g *generator) loop(head string, names map[string]kind) {
	if g.loops >= 2 {
		return
	}
	g.loops++
	g.line("%s", head)
	g.nested(1+g.rand.IntN(3), func() {
		for _, name := range slices.Sorted(maps.Keys(names)) {
			g.vars[names[name]] = append(g.vars[names[name]], name)
		}
	})
	g.loops--
	if g.rand.IntN(5) == 0 {
		g.line("else:")
		g.nested(1, nil)
	}
}

func (g *generator) forRange() {
	name := g.name("i")
	head := pick(g, []string{"range(4)", "range(1, 6)", "range(5, 0, -2)", "range(len(%s))"})
	if head == "range(len(%s))" {
		head = fmt.Sprintf(head, g.expr(kInts, 1))
	}
	g.loop(fmt.Sprintf("for %s in %s:", name, head), map[string]kind{name: kInt})
}

func (g *generator) forEach() {
	name := g.name("x")
	switch g.rand.IntN(4) {
	case 0:
		g.loop(fmt.Sprintf("for %s in %s[:6]:", name, g.atom(kInts)), map[string]kind{name: kInt})
	case 1:
		g.loop(fmt.Sprintf("for %s in %s[:6]:", name, g.atom(kStrs)), map[string]kind{name: kStr})
	case 2:
		g.loop(fmt.Sprintf("for %s in %s[:6]:", name, g.atom(kStr)), map[string]kind{name: kStr})
	case 3:
		index := g.name("i")
		g.loop(fmt.Sprintf("for %s, %s in enumerate(%s[:5]):", index, name, g.atom(kStrs)),
			map[string]kind{index: kInt, name: kStr})
	}
}

func (g *generator) forItems() {
	key, value := g.name("k"), g.name("n")
	g.loop(fmt.Sprintf("for %s, %s in sorted(%s.items())[:5]:", key, value, g.atom(kCounts)),
		map[string]kind{key: kStr, value: kInt})
}

func (g *generator) while() {
	if g.loops >= 2 {
		return
	}
	name := g.name("w")
	g.line("%s = %d", name, 1+g.rand.IntN(4))
	g.frozen[name] = true
	g.vars[kInt] = append(g.vars[kInt], name)
	g.line("while %s > 0 and %s:", name, g.expr(kBool, 2))
	g.loops++
	g.nested(1+g.rand.IntN(2), func() { g.line("%s -= 1", name) })
	g.loops--
}

func (g *generator) swap() {
	k := pick(g, []kind{kInt, kStr, kFloat})
	a, b := g.writable(k), g.writable(k)
	if a != "" && a != b {
		g.line("%s, %s = %s, %s", a, b, b, g.expr(k, 2))
	}
}

func (g *generator) print() {
	g.line("print(%s, %s)", g.expr(pick(g, g.kinds), 2), g.expr(pick(g, g.kinds), 1))
}

func (g *generator) tryExcept() {
	g.line("try:")
	g.nested(1+g.rand.IntN(3), nil)
	g.line("except %s:", pick(g, []string{
		"ValueError", "(IndexError, KeyError)", "ZeroDivisionError", "LookupError", "Exception", "ValueError as e",
	}))
	g.nested(1, nil)
	if g.rand.IntN(4) == 0 {
		g.line("else:")
		g.nested(1, nil)
	}
	if g.rand.IntN(4) == 0 {
		g.line("finally:")
		loops := g.loops
		g.loops = 2
		g.line("    print(%q)", "finally")
		g.loops = loops
	}
}

func (g *generator) raise() {
	g.line("if %s:", g.expr(kBool, 2))
	g.line("    raise %s(%s)", pick(g, []string{"ValueError", "KeyError", "RuntimeError"}), g.expr(kStr, 1))
}

func (g *generator) leave() {
	if g.loops > 0 {
		g.line("if %s:", g.expr(kBool, 2))
		g.line("    %s", pick(g, []string{"break", "continue"}))
	}
}

func (g *generator) early() {
	g.line("if %s:", g.expr(kBool, 3))
	g.line("    %s", g.leaving(2))
}

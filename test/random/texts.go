package random

// texts walks a text by position, in pieces or by lines, while it may get another
// value, and counts what it finds.
func (g *generator) texts() {
	text, i := g.name("t"), g.name("i")
	g.line("%s = %s", text, g.expr(kStr, 2))
	g.vars[kStr] = append(g.vars[kStr], text)
	switch g.rand.IntN(5) {
	case 0:
		g.line("for %s in range(%s):", i, pick(g, []string{"len(" + text + ")", "1, len(" + text + ")", "3"}))
		index := pick(g, []string{i, i + " - 1", "-1 - " + i, i + " // 2", i + " * 2"})
		g.nested(2, func() {
			g.vars[kInt] = append(g.vars[kInt], i)
			g.line("if %s[%s] %s %s[%s]:", text, i, pick(g, []string{"==", "!=", "<"}), text, index)
			g.line("    print(%s, %s[%s].upper())", i, text, index)
		})
	case 1:
		g.line("%s = 0", i)
		g.line("while %s < len(%s) and %s < 9:", i, text, i)
		g.nested(2, func() {
			g.line("print(%s[%s], end=\"|\")", text, i)
			g.line("%s += %d", i, 1+g.rand.IntN(2))
			if g.rand.IntN(3) == 0 {
				g.line("%s = %s[1:]", text, text)
			}
		})
	case 2:
		word := g.name("w")
		g.line("for %s in %s.%s:", word, text, pick(g, []string{"split()", "splitlines()", "split(\",\")", "lower().split()", "split(\"a\")"}))
		g.nested(2, func() {
			g.vars[kStr] = append(g.vars[kStr], word)
			if g.rand.IntN(2) == 0 {
				g.line("%s = %s.strip()", word, word)
			}
			if g.rand.IntN(3) == 0 {
				g.line("%s += %s", text, word)
			}
		})
	case 3:
		counts, c := g.name("d"), g.name("c")
		g.line("%s: dict[str, int] = {}", counts)
		g.line("for %s in %s:", c, pick(g, []string{text, text + ".split()", "sorted(" + text + ")"}))
		g.line("    %s[%s] = %s.get(%s, %d) %s %s", counts, c, counts, c, g.rand.IntN(3),
			pick(g, []string{"+", "-", "*"}), pick(g, []string{"1", "2", "len(" + counts + ")", "len(" + c + ")"}))
		g.line("print(%s)", counts)
	case 4:
		g.line("print([%s[%s] for %s in range(len(%s)) if %s[-%s - 1] >= \"a\"])", text, i, i, text, text, i)
	}
}

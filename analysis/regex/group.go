package regex

import (
	"strconv"
	"strings"
)

// group reads what follows a parenthesis. It is not ok for what is no part of
// the pattern: a comment, and flags.
func (p *parser) group(verbose bool, depth int, first bool) (item part, ok bool) {
	start := p.tell() - 1
	if !p.eat('?') {
		return p.capture("", start, verbose, depth), true
	}
	t, ok := p.get()
	switch {
	case !ok:
		p.fail(0, "unexpected end of pattern")
	case t.is('P'):
		return p.pythonGroup(start, verbose, depth), true
	case t.is(':'), t.is('>'):
		return p.body(start, verbose, depth), true
	case t.is('#'):
		p.comment(start)
		return part{}, false
	case t.is('='), t.is('!'):
		return p.look(start, t.c, false, verbose, depth), true
	case t.is('<'):
		t, ok := p.get()
		if !ok {
			p.fail(0, "unexpected end of pattern")
		}
		if !t.is('=') && !t.is('!') {
			p.fail(t.length()+2, "unknown extension ?<%s", t.text())
		}
		return p.look(start, t.c, true, verbose, depth), true
	case t.is('('):
		return p.conditional(start, verbose, depth), true
	case t.is('-') || !t.escape && flagOf[t.c] != 0:
		return p.flagsGroup(t.c, start, verbose, depth, first)
	case t.is('t'):
		p.unsupported("the flag t")
	}
	p.fail(t.length()+1, "unknown extension ?%s", t.text())
	return part{}, false
}

// body reads what is in a group, and the parenthesis that ends it.
func (p *parser) body(start int, verbose bool, depth int) part {
	body := p.alternatives(verbose, depth+1)
	p.close(start)
	body.kind = other
	return body
}

func (p *parser) close(start int) {
	if !p.eat(')') {
		p.fail(p.tell()-start, "missing ), unterminated subpattern")
	}
}

func (p *parser) capture(name string, start int, verbose bool, depth int) part {
	index := len(p.groups)
	p.groups = append(p.groups, group{})
	if name != "" {
		if earlier := p.named(name); earlier > 0 {
			p.fail(len([]rune(name))+1, "redefinition of group name '%s' as group %d; was group %d", name, index, earlier)
		}
		p.groups[index].name = name
	}
	body := p.body(start, verbose, depth)
	g := &p.groups[index]
	g.closed, g.low, g.high = true, body.low, body.high
	return body.then(part{always: map[int]bool{index: true}})
}

func (p *parser) named(name string) int {
	for i, g := range p.groups {
		if g.name == name {
			return i
		}
	}
	return 0
}

// pythonGroup reads (?P<name>…) and (?P=name).
func (p *parser) pythonGroup(start int, verbose bool, depth int) part {
	switch {
	case p.eat('<'):
		name := p.until('>', "group name")
		p.checkName(name)
		return p.capture(name, start, verbose, depth)
	case p.eat('='):
		name := p.until(')', "group name")
		p.checkName(name)
		length := len([]rune(name)) + 1
		n := p.named(name)
		if n == 0 {
			p.fail(length, "unknown group name '%s'", name)
		}
		if !p.groups[n].closed {
			p.fail(length, "cannot refer to an open group")
		}
		return p.refer(n)
	}
	t, ok := p.get()
	if !ok {
		p.fail(0, "unexpected end of pattern")
	}
	p.fail(t.length()+2, "unknown extension ?P%s", t.text())
	return part{}
}

func (p *parser) checkName(name string) {
	if !p.isIdentifier(name) {
		p.fail(len([]rune(name))+1, "bad character in group name '%s'", name)
	}
}

func (p *parser) isIdentifier(name string) bool {
	for i, c := range name {
		switch {
		case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && '0' <= c && c <= '9':
		case c > 127:
			p.unsupported("a group name beyond ASCII")
		default:
			return false
		}
	}
	return name != ""
}

func (p *parser) comment(start int) {
	for {
		if p.next == nil {
			p.fail(p.tell()-start, "missing ), unterminated comment")
		}
		if t, _ := p.get(); t.is(')') {
			return
		}
	}
}

func (p *parser) look(start int, c rune, behind, verbose bool, depth int) part {
	before := p.behind
	if behind && before == 0 {
		p.behind = len(p.groups)
	}
	body := p.alternatives(verbose, depth+1)
	p.behind = before
	p.close(start)
	if behind && body.low != body.high {
		p.uneven = true // said last, as Python does
	}
	if c == '!' {
		return part{}
	}
	return part{always: body.always}
}

// conditional reads (?(group)yes|no).
func (p *parser) conditional(start int, verbose bool, depth int) part {
	name := p.until(')', "group name")
	length := len([]rune(name)) + 1
	n := 0
	if p.isIdentifier(name) {
		if n = p.named(name); n == 0 {
			p.fail(length, "unknown group name '%s'", name)
		}
	} else {
		n = p.number(name, length)
	}
	p.checkBehind(n)
	whole := p.sequence(verbose, depth+1, false)
	no := part{}
	if p.eat('|') {
		no = p.sequence(verbose, depth+1, false)
		if p.at('|') {
			p.fail(0, "conditional backref with more than two branches")
		}
	}
	p.close(start)
	return whole.or(no)
}

// number is a group that a conditional names by its number.
func (p *parser) number(name string, length int) int {
	n, err := strconv.Atoi(strings.TrimSpace(name))
	switch {
	case err != nil || n < 0:
		p.fail(length, "bad character in group name '%s'", name)
	case n == 0:
		p.fail(length, "bad group number")
	case n >= 1<<30:
		p.fail(length, "invalid group reference %d", n)
	}
	p.later = append(p.later, reference{n, p.tell() - length})
	return n
}

var flagOf = map[rune]Flags{
	'i': IgnoreCase, 'L': locale, 'm': Multiline, 's': DotAll, 'x': Verbose, 'a': ASCII, 'u': Unicode,
}

// flagsGroup reads (?i), which must stand at the start, and (?i-s:…).
func (p *parser) flagsGroup(c rune, start int, verbose bool, depth int, first bool) (part, bool) {
	on, off, local := p.groupFlags(c)
	if !local {
		if !first {
			p.fail(p.tell()-start, "global flags not at the start of the expression")
		}
		return part{}, false
	}
	verbose = (verbose || on&Verbose != 0) && off&Verbose == 0
	return p.body(start, verbose, depth), true
}

// groupFlags are the flags that a group turns on and off; they are not local
// when they are those of the whole pattern.
func (p *parser) groupFlags(c rune) (on, off Flags, local bool) {
	for flagOf[c] != 0 {
		if c == 'L' {
			p.fail(0, "bad inline flags: cannot use 'L' flag with a str pattern")
		}
		on |= flagOf[c]
		if flagOf[c]&kinds != 0 && on&kinds != flagOf[c] {
			p.fail(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		c = p.nextFlag(")-:", "missing -, : or )")
	}
	switch c {
	case ')':
		p.flags |= on
		return on, 0, false
	case ':':
		return on, 0, true
	}
	c = p.nextFlag("", "missing flag")
	for flagOf[c] != 0 {
		if flagOf[c]&kinds != 0 {
			p.fail(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
		}
		off |= flagOf[c]
		c = p.nextFlag(":", "missing :")
	}
	if on&off != 0 {
		p.fail(1, "bad inline flags: flag turned on and off")
	}
	return on, off, true
}

// nextFlag is a flag, or a character that may end them.
func (p *parser) nextFlag(ends, missing string) rune {
	t, ok := p.get()
	switch {
	case !ok:
		p.fail(0, "%s", missing)
	case !t.escape && (strings.ContainsRune(ends, t.c) || flagOf[t.c] != 0):
		return t.c
	case t.is('t'):
		p.unsupported("the flag t")
	case !t.escape && ('a' <= t.c && t.c <= 'z' || 'A' <= t.c && t.c <= 'Z'):
		p.fail(1, "unknown flag")
	case t.c > 127:
		p.unsupported("this group")
	}
	p.fail(t.length(), "%s", missing)
	return 0
}

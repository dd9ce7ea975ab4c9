package regex

import (
	"math"
	"strconv"
	"unicode"
)

// A part is what is known about a piece of a pattern.
type part struct {
	kind   kind
	low    uint64       // how many characters it matches at least
	high   uint64       // and at most
	always map[int]bool // the groups that have matched when it has
}

type kind int

const (
	other kind = iota
	place      // matches no character: it cannot be repeated
	repeat
)

var one = part{low: 1, high: 1}

// then is a part followed by another.
func (p part) then(next part) part {
	out := part{low: add(p.low, next.low), high: add(p.high, next.high), always: map[int]bool{}}
	for _, from := range []part{p, next} {
		for g := range from.always {
			out.always[g] = true
		}
	}
	return out
}

// or is a part or another.
func (p part) or(way part) part {
	out := part{low: min(p.low, way.low), high: max(p.high, way.high), always: map[int]bool{}}
	for g := range p.always {
		if way.always[g] {
			out.always[g] = true
		}
	}
	return out
}

func (p part) times(low, high uint64) part {
	out := part{kind: repeat, low: multiply(p.low, low), high: multiply(p.high, high)}
	if low > 0 {
		out.always = p.always
	}
	return out
}

func add(a, b uint64) uint64 {
	if a > math.MaxUint64-b {
		return math.MaxUint64
	}
	return a + b
}

func multiply(a, b uint64) uint64 {
	if a != 0 && b > math.MaxUint64/a {
		return math.MaxUint64
	}
	return a * b
}

type group struct {
	name      string
	closed    bool
	low, high uint64
}

type parser struct {
	scanner
	flags  Flags
	groups []group // the first is the whole pattern
	behind int     // how many groups there were where the outermost look-behind starts; 0 outside any
	later  []reference
	uneven bool // whether a look-behind matches texts of several lengths
}

// A reference is a group that a conditional names by its number.
type reference struct{ group, at int }

// alternatives reads a|b|c.
func (p *parser) alternatives(verbose bool, depth int) part {
	whole := p.sequence(verbose, depth+1, depth == 0)
	for p.eat('|') {
		if depth == 0 {
			verbose = p.flags&Verbose != 0
		}
		whole = whole.or(p.sequence(verbose, depth+1, false))
	}
	return whole
}

func (p *parser) sequence(verbose bool, depth int, first bool) part {
	var items []part
	for p.next != nil && !p.at('|') && !p.at(')') {
		t, _ := p.get()
		switch {
		case t.escape:
			items = append(items, p.escape(t.c))
		case verbose && (t.c == ' ' || '\t' <= t.c && t.c <= '\r'):
		case verbose && t.c == '#':
			for more := true; more; {
				t, ok := p.get()
				more = ok && !t.is('\n')
			}
		case t.c == '[':
			p.set()
			items = append(items, one)
		case t.c == '*' || t.c == '+' || t.c == '?' || t.c == '{':
			items = p.repeat(t.c, items)
		case t.c == '^' || t.c == '$':
			items = append(items, part{kind: place})
		case t.c == '(':
			if item, ok := p.group(verbose, depth, first && len(items) == 0); ok {
				items = append(items, item)
			} else {
				verbose = verbose || first && p.flags&Verbose != 0
			}
		default:
			items = append(items, one)
		}
	}
	var out part
	for _, item := range items {
		out = out.then(item)
	}
	return out
}

func (p *parser) escape(c rune) part {
	switch c {
	case 'A', 'Z', 'b', 'B':
		return part{kind: place}
	case 'd', 'D', 's', 'S', 'w', 'W':
		return one
	}
	if c < '1' || c > '9' {
		p.char(c, false)
		return one
	}
	digits := string(c) + p.digits(10, 1)
	if len(digits) == 2 && c < '8' && digits[1] < '8' {
		if last := p.digits(8, 1); last != "" {
			p.octal(digits + last)
			return one
		}
	}
	n, _ := strconv.Atoi(digits)
	if n >= len(p.groups) {
		p.fail(len(digits), "invalid group reference %d", n)
	}
	if !p.groups[n].closed {
		p.fail(len(digits)+1, "cannot refer to an open group")
	}
	return p.refer(n)
}

// refer is a reference to a group that is closed.
func (p *parser) refer(n int) part {
	p.checkBehind(n)
	return part{low: p.groups[n].low, high: p.groups[n].high}
}

func (p *parser) checkBehind(n int) {
	switch {
	case p.behind == 0:
	case n >= len(p.groups) || !p.groups[n].closed:
		p.fail(0, "cannot refer to an open group")
	case n >= p.behind:
		p.fail(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
}

func (p *parser) octal(digits string) rune {
	n, _ := strconv.ParseUint(digits, 8, 32)
	if n > 0o377 {
		p.fail(len(digits)+1, `octal escape value \%s outside of range 0-0o377`, digits)
	}
	return rune(n)
}

var controls = map[rune]rune{'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11}

// char is the character that an escape means.
func (p *parser) char(c rune, inSet bool) rune {
	if known, ok := controls[c]; ok {
		return known
	}
	switch {
	case c == 'x':
		return p.hex(c, 2)
	case c == 'u':
		return p.hex(c, 4)
	case c == 'U':
		return p.hex(c, 8)
	case c == 'N':
		p.unsupported(`a character by its name, \N{…}`)
	case c == '0' || inSet && '0' < c && c < '8':
		return p.octal(string(c) + p.digits(8, 2))
	case '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		p.fail(2, `bad escape \%c`, c)
	}
	return c
}

func (p *parser) hex(c rune, length int) rune {
	digits := p.digits(16, length)
	if len(digits) < length {
		p.fail(len(digits)+2, `incomplete escape \%c%s`, c, digits)
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	if err != nil || n > unicode.MaxRune {
		p.fail(len(digits)+2, `bad escape \%c%s`, c, digits)
	}
	return rune(n)
}

// set reads what is in brackets.
func (p *parser) set() {
	here := p.tell() - 1
	token := func() token {
		t, ok := p.get()
		if !ok {
			p.fail(p.tell()-here, "unterminated character set")
		}
		return t
	}
	p.eat('^')
	for n := 0; ; n++ {
		this := token()
		if this.is(']') && n > 0 {
			return
		}
		low, ranges := p.setItem(this)
		if !p.eat('-') {
			continue
		}
		that := token()
		if that.is(']') {
			return
		}
		high, also := p.setItem(that)
		if !ranges || !also || high < low {
			p.fail(this.length()+1+that.length(), "bad character range %s-%s", this.text(), that.text())
		}
	}
}

func (t token) text() string {
	if t.escape {
		return `\` + string(t.c)
	}
	return string(t.c)
}

// setItem is a character, which may start or end a range, or a class.
func (p *parser) setItem(t token) (c rune, char bool) {
	if !t.escape {
		return t.c, true
	}
	switch t.c {
	case 'd', 'D', 's', 'S', 'w', 'W':
		return 0, false
	}
	return p.char(t.c, true), true
}

// repeat reads *, +, ? and {m,n}, and repeats the last item.
func (p *parser) repeat(c rune, items []part) []part {
	here := p.tell()
	low, high := uint64(0), uint64(math.MaxUint64)
	switch c {
	case '?':
		high = 1
	case '+':
		low = 1
	case '{':
		var ok bool
		if low, high, ok = p.bounds(here); !ok {
			return append(items, one)
		}
	}
	length := p.tell() - here + 1
	if len(items) == 0 || items[len(items)-1].kind == place {
		p.fail(length, "nothing to repeat")
	}
	last := &items[len(items)-1]
	if last.kind == repeat {
		p.fail(length, "multiple repeat")
	}
	if !p.eat('?') {
		p.eat('+')
	}
	*last = last.times(low, high)
	return items
}

// bounds reads the numbers of {m,n}; it is not ok where a brace is only a brace.
func (p *parser) bounds(here int) (low, high uint64, ok bool) {
	if p.at('}') {
		return 0, 0, false
	}
	const all = 1 << 20
	from := p.digits(10, all)
	to := from
	if p.eat(',') {
		to = p.digits(10, all)
	}
	if !p.eat('}') {
		p.seek(here)
		return 0, 0, false
	}
	low, high = p.limit(from, 0), p.limit(to, math.MaxUint64)
	if high < low {
		p.fail(p.tell()-here, "min repeat greater than max repeat")
	}
	return low, high, true
}

func (p *parser) limit(digits string, none uint64) uint64 {
	if digits == "" {
		return none
	}
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil || n == math.MaxUint32 {
		p.failAt(-1, "the repetition number is too large")
	}
	return n
}

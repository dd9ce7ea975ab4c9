package regex

import "fmt"

// A token is a character, or a backslash with the character after it.
type token struct {
	c      rune
	escape bool
}

func (t token) is(c rune) bool { return !t.escape && t.c == c }

func (t token) length() int {
	if t.escape {
		return 2
	}
	return 1
}

// A scanner reads tokens, of which it always knows the next one.
type scanner struct {
	chars []rune
	index int    // where what follows the next token starts
	next  *token // nil at the end
}

func (s *scanner) advance() {
	s.next = nil
	if s.index >= len(s.chars) {
		return
	}
	t := token{c: s.chars[s.index]}
	if t.c == '\\' {
		if s.index+1 >= len(s.chars) {
			s.failAt(s.index, "bad escape (end of pattern)")
		}
		t = token{s.chars[s.index+1], true}
	}
	s.next = &t
	s.index += t.length()
}

// get goes past the next token, which it gives.
func (s *scanner) get() (token, bool) {
	this := s.next
	s.advance()
	if this == nil {
		return token{}, false
	}
	return *this, true
}

// at reports whether the next token is the character.
func (s *scanner) at(c rune) bool { return s.next != nil && s.next.is(c) }

// eat goes past the next token if it is the character.
func (s *scanner) eat(c rune) bool {
	if !s.at(c) {
		return false
	}
	s.advance()
	return true
}

// digits reads at most so many digits of a radix.
func (s *scanner) digits(radix, most int) string {
	text := ""
	for len(text) < most && s.next != nil && !s.next.escape && isDigit(s.next.c, radix) {
		text += string(s.next.c)
		s.advance()
	}
	return text
}

func isDigit(c rune, radix int) bool {
	switch {
	case '0' <= c && c <= '9':
		return int(c-'0') < radix
	case 'a' <= c && c <= 'f', 'A' <= c && c <= 'F':
		return radix == 16
	}
	return false
}

// until reads the text before the character that ends it.
func (s *scanner) until(end rune, name string) string {
	text := ""
	for {
		t, ok := s.get()
		switch {
		case !ok && text == "":
			s.fail(0, "missing %s", name)
		case !ok:
			s.fail(len([]rune(text)), "missing %c, unterminated name", end)
		case t.is(end) && text == "":
			s.fail(1, "missing %s", name)
		case t.is(end):
			return text
		}
		if t.escape {
			text += `\`
		}
		text += string(t.c)
	}
}

// tell is the position of the next token.
func (s *scanner) tell() int {
	if s.next == nil {
		return s.index
	}
	return s.index - s.next.length()
}

func (s *scanner) seek(index int) {
	s.index = index
	s.advance()
}

// fail reports a mistake so many characters before the next token.
func (s *scanner) fail(before int, format string, args ...any) {
	s.failAt(s.tell()-before, format, args...)
}

func (s *scanner) failAt(position int, format string, args ...any) {
	panic(&Error{Message: fmt.Sprintf(format, args...), Position: position})
}

func (s *scanner) unsupported(what string) {
	panic(&Error{Message: what, Position: s.tell(), Unsupported: true})
}

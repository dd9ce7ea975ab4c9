package syntax

import (
	"unicode"
	"unicode/utf8"
)

// keywords are Python's reserved words. The soft ones (match, case, type, _)
// may be names.
var keywords = map[string]bool{
	"False": true, "None": true, "True": true, "and": true, "as": true, "assert": true,
	"async": true, "await": true, "break": true, "class": true, "continue": true, "def": true,
	"del": true, "elif": true, "else": true, "except": true, "finally": true, "for": true,
	"from": true, "global": true, "if": true, "import": true, "in": true, "is": true,
	"lambda": true, "nonlocal": true, "not": true, "or": true, "pass": true, "raise": true,
	"return": true, "try": true, "while": true, "with": true, "yield": true,
}

// IsKeyword reports whether word is reserved in Python.
func IsKeyword(word string) bool { return keywords[word] }

// identifier returns the name that n spells.
func (l *lowerer) identifier(n *cst) string {
	id := l.source(n)
	switch {
	case n.missing:
	case keywords[id]:
		l.errorf(n.rng(), "invalid syntax: '%s' is a keyword", id)
	default:
		l.checkLetters(n, id)
	}
	return id
}

// checkLetters reports letters beyond ASCII that Python would refuse or replace.
func (l *lowerer) checkLetters(n *cst, id string) {
	for i, r := range id {
		if r < utf8.RuneSelf {
			continue
		}
		switch {
		case !isIdentifierRune(r, i == 0):
			l.errorf(n.rng(), "invalid character '%c' (U+%04X) in a name", r, r)
			return
		case unicode.Is(unstable, r):
			l.report(codeUnicode, n.rng(), "Python replaces the character '%c' (U+%04X) in names by another; write the name with plain letters", r, r)
			return
		}
	}
}

func isIdentifierRune(r rune, first bool) bool {
	if r == '_' || unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_ID_Start) {
		return true
	}
	return !first && unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)
}

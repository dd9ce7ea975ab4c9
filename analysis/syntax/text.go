package syntax

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxSize is the largest file that is read; Python source above it is data.
const maxSize = 8 << 20

var bom = []byte("\uFEFF")

// coding is the comment that PEP 263 allows on one of the first two lines.
var coding = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`)

// blankLine is a first line after which a coding comment still counts.
var blankLine = regexp.MustCompile(`^[ \t\f]*(?:#.*)?$`)

// readable returns src with bytes that no Python source may hold replaced, one
// for one, and says what was wrong. Without such bytes it is src itself.
func readable(src []byte) ([]byte, []Error) {
	errors := declaredEncoding(src)
	if utf8.Valid(src) && bytes.IndexByte(src, 0) < 0 {
		return src, errors
	}
	text := bytes.Clone(src)
	var bad, nul bool
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if !bad {
				bad = true
				errors = append(errors, Error{Range{i, i + 1}, codeEncoding, "this byte is not UTF-8; save the file as UTF-8"})
			}
			text[i] = '?'
		case r == 0:
			if !nul {
				nul = true
				errors = append(errors, Error{Range{i, i + 1}, codeEncoding, "source code cannot contain null bytes"})
			}
			text[i] = ' '
		}
		i += size
	}
	return text, errors
}

// declaredEncoding reports a coding comment for anything but UTF-8.
func declaredEncoding(src []byte) []Error {
	at := 0
	if bytes.HasPrefix(src, bom) {
		at = len(bom)
	}
	for range 2 {
		end := at + bytes.IndexAny(src[at:], "\r\n")
		if end < at {
			end = len(src)
		}
		line := src[at:end]
		if m := coding.FindSubmatchIndex(line); m != nil {
			name := string(line[m[2]:m[3]])
			if isUTF8(name, src) {
				return nil
			}
			return []Error{{Range{at + m[2], at + m[3]}, codeEncoding, "the encoding " + name + " is not read; save the file as UTF-8 and remove this comment"}}
		}
		if !blankLine.Match(line) || end == len(src) {
			return nil
		}
		at = end + lineEnd(src[end:])
	}
	return nil
}

// isUTF8 reports whether a declared encoding reads src as UTF-8 does.
func isUTF8(name string, src []byte) bool {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch name {
	case "utf8", "utf", "u8": // with a byte order mark CPython wants the full name
		return !bytes.HasPrefix(src, bom)
	case "ascii", "us-ascii":
		return bytes.IndexFunc(src, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
	}
	return name == "utf-8" || strings.HasPrefix(name, "utf-8-")
}

// lineEnd returns the length of the line end at the start of text, or 0.
func lineEnd(text []byte) int {
	switch {
	case len(text) == 0:
		return 0
	case text[0] == '\n':
		return 1
	case text[0] == '\r' && len(text) > 1 && text[1] == '\n':
		return 2
	case text[0] == '\r':
		return 1
	}
	return 0
}

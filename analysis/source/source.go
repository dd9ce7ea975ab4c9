// Package source maps byte offsets of a text to lines and columns.
package source

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// A Lines knows where each line of a text starts. It is immutable.
type Lines struct {
	text   []byte
	starts []int // offset of each line's first byte
}

// NewLines indexes text. Lines end in \n, \r\n or \r, as in LSP and Python.
func NewLines(text []byte) *Lines {
	starts := append(make([]int, 0, bytes.Count(text, []byte{'\n'})+1), 0)
	if bytes.IndexByte(text, '\r') < 0 { // nearly always
		for at := 0; ; {
			n := bytes.IndexByte(text[at:], '\n')
			if n < 0 {
				return &Lines{text: text, starts: starts}
			}
			at += n + 1
			starts = append(starts, at)
		}
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			starts = append(starts, i+1)
		case text[i] == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			starts = append(starts, i+1)
		}
	}
	return &Lines{text: text, starts: starts}
}

// Count returns the number of lines; the empty text has one.
func (l *Lines) Count() int { return len(l.starts) }

// Position returns the zero-based line of offset and the column in bytes.
// Offsets outside the text are clamped to it.
func (l *Lines) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(l.text))
	line = sort.SearchInts(l.starts, offset+1) - 1
	return line, offset - l.starts[line]
}

// Offset returns the byte offset of a zero-based line and byte column, clamped
// to the text.
func (l *Lines) Offset(line, column int) int {
	if line < 0 {
		return 0
	}
	if line >= len(l.starts) {
		return len(l.text)
	}
	return min(l.starts[line]+max(column, 0), len(l.text))
}

// Human returns the one-based line of offset and its one-based column counted
// in code points, as people and CPython count.
func (l *Lines) Human(offset int) (line, column int) {
	n, col := l.Position(offset)
	start := l.starts[n]
	return n + 1, utf8.RuneCount(l.text[start:start+col]) + 1
}

// Line returns the text of a zero-based line without its line end.
func (l *Lines) Line(line int) []byte {
	if line < 0 || line >= len(l.starts) {
		return nil
	}
	end := len(l.text)
	if line+1 < len(l.starts) {
		end = l.starts[line+1]
	}
	text := l.text[l.starts[line]:end]
	for len(text) > 0 && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	return text
}

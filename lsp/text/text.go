// Package text holds the text of a document as an immutable value, translates
// between byte offsets and the positions of the Language Server Protocol in any
// of its encodings, and applies edits.
package text

import (
	"unicode/utf8"

	"github.com/portalis-dev/portalis/analysis/source"
)

// An Encoding says in which units a position counts within a line.
type Encoding int

// The encodings. UTF16 is the protocol's default.
const (
	UTF16 Encoding = iota
	UTF8
	UTF32
)

// A Position is a place between two characters, counted from zero.
type Position struct{ Line, Character int }

// A Range is a half-open interval of positions.
type Range struct{ Start, End Position }

// A Text is a text that never changes.
type Text struct {
	bytes []byte
	lines *source.Lines
}

// New makes a Text of src, which the caller must not change afterwards.
func New(src []byte) *Text { return &Text{src, source.NewLines(src)} }

// Bytes returns the text; nobody may change it.
func (t *Text) Bytes() []byte { return t.bytes }

// Len returns the length of the text in bytes.
func (t *Text) Len() int { return len(t.bytes) }

// Offset returns the byte offset of p. As the protocol asks, a character beyond
// the end of its line means the end of the line, and a line beyond the text
// means the end of the text. A position inside a character means its start.
func (t *Text) Offset(p Position, enc Encoding) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= t.lines.Count() {
		return len(t.bytes)
	}
	start := t.lines.Offset(p.Line, 0)
	line := t.lines.Line(p.Line)
	return start + columnBytes(line, p.Character, enc)
}

// Position returns the position of a byte offset. An offset inside a character
// means its start.
func (t *Text) Position(offset int, enc Encoding) Position {
	line, column := t.lines.Position(offset)
	text := t.lines.Line(line)
	return Position{line, columnUnits(text[:min(column, len(text))], enc)}
}

// Line returns the text of a line without its line end.
func (t *Text) Line(line int) []byte { return t.lines.Line(line) }

// LineEnd returns the offset of the end of the line that offset is in, before
// its line break.
func (t *Text) LineEnd(offset int) int {
	line, _ := t.lines.Position(offset)
	return t.lines.Offset(line, 0) + len(t.lines.Line(line))
}

// Replace returns the text with what r covers replaced. A range that ends before
// it starts is taken as empty.
func (t *Text) Replace(r Range, enc Encoding, replacement string) *Text {
	start := t.Offset(r.Start, enc)
	end := max(start, t.Offset(r.End, enc))
	changed := make([]byte, 0, len(t.bytes)-(end-start)+len(replacement))
	changed = append(changed, t.bytes[:start]...)
	changed = append(changed, replacement...)
	changed = append(changed, t.bytes[end:]...)
	return New(changed)
}

// columnBytes returns how many bytes of line its first units take.
func columnBytes(line []byte, units int, enc Encoding) int {
	at := 0
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		units -= width(r, size, enc)
		if units < 0 {
			break
		}
		at += size
	}
	return at
}

// columnUnits returns how many units the bytes of line take.
func columnUnits(line []byte, enc Encoding) int {
	units := 0
	for at := 0; at < len(line); {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size == 1 && !utf8.FullRune(line[at:]) {
			break // the offset lies inside this character
		}
		units += width(r, size, enc)
		at += size
	}
	return units
}

func width(r rune, size int, enc Encoding) int {
	switch {
	case enc == UTF8:
		return size
	case enc == UTF16 && r > 0xFFFF:
		return 2
	}
	return 1
}

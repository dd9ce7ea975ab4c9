package text

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

var encodings = map[string]Encoding{"utf-8": UTF8, "utf-16": UTF16, "utf-32": UTF32}

func TestPositions(t *testing.T) {
	const src = "aé𝒳z\r\n\nlast"
	for _, test := range []struct {
		offset, line int
		characters   [3]int // in UTF-16, UTF-8, UTF-32
	}{
		{0, 0, [3]int{0, 0, 0}},
		{1, 0, [3]int{1, 1, 1}},
		{3, 0, [3]int{2, 3, 2}},
		{7, 0, [3]int{4, 7, 3}},
		{8, 0, [3]int{5, 8, 4}},
		{10, 1, [3]int{0, 0, 0}},
		{11, 2, [3]int{0, 0, 0}},
		{15, 2, [3]int{4, 4, 4}},
	} {
		for enc, character := range test.characters {
			text := New([]byte(src))
			want := Position{test.line, character}
			if got := text.Position(test.offset, Encoding(enc)); got != want {
				t.Errorf("Position(%d, %d) = %v, want %v", test.offset, enc, got, want)
			}
			if got := text.Offset(want, Encoding(enc)); got != test.offset {
				t.Errorf("Offset(%v, %d) = %d, want %d", want, enc, got, test.offset)
			}
		}
	}
}

func TestPositionsOutside(t *testing.T) {
	text := New([]byte("ab\n𝒳y\n"))
	for _, test := range []struct {
		position Position
		enc      Encoding
		want     int
	}{
		{Position{0, 99}, UTF16, 2},  // past the end of a line: before its line break
		{Position{99, 0}, UTF16, 9},  // past the last line: the end
		{Position{-1, 5}, UTF16, 0},  // before the first
		{Position{0, -3}, UTF8, 0},   // before the first character
		{Position{1, 1}, UTF16, 3},   // in the middle of a surrogate pair: its start
		{Position{1, 2}, UTF8, 3},    // in the middle of a UTF-8 sequence: its start
		{Position{2, 0}, UTF32, 9},   // the empty last line
		{Position{1, 2}, UTF16, 7},   // after the pair
		{Position{1, 3}, UTF16, 8},   // after the y
		{Position{1, 400}, UTF32, 8}, // past the end again
	} {
		if got := text.Offset(test.position, test.enc); got != test.want {
			t.Errorf("Offset(%v, %d) = %d, want %d", test.position, test.enc, got, test.want)
		}
	}
	if got := text.Position(5, UTF16); got != (Position{1, 0}) {
		t.Errorf("Position inside a character = %v, want its start", got)
	}
}

func TestReplace(t *testing.T) {
	text := New([]byte("x = '𝒳'\ny"))
	changed := text.Replace(Range{Position{0, 5}, Position{0, 7}}, UTF16, "é")
	if got := string(changed.Bytes()); got != "x = 'é'\ny" {
		t.Errorf("text is %q", got)
	}
	if got := string(text.Bytes()); got != "x = '𝒳'\ny" {
		t.Errorf("the old text changed to %q", got)
	}
	reversed := text.Replace(Range{Position{1, 0}, Position{0, 0}}, UTF16, "!")
	if got := string(reversed.Bytes()); got != "x = '𝒳'\n!y" {
		t.Errorf("reversed range gave %q", got)
	}
}

// mirror is an editor's own idea of the text: lines of characters, edited with
// nothing of the code under test.
type mirror []rune

func (m mirror) position(index int, enc Encoding) Position {
	line, start := 0, 0
	for i := 0; i < index; i++ {
		if m[i] == '\n' || m[i] == '\r' && !(i+1 < len(m) && m[i+1] == '\n') {
			line, start = line+1, i+1
		}
	}
	return Position{line, units(m[start:index], enc)}
}

func units(rs []rune, enc Encoding) int {
	switch enc {
	case UTF8:
		return len(string(rs))
	case UTF16:
		return len(utf16.Encode(rs))
	}
	return len(rs)
}

const alphabet = "abc d=é漢𝒳😀\n\n\n\r\t"

func randomText(rng *rand.Rand, length int) string {
	letters := []rune(alphabet)
	var b strings.Builder
	for range rng.IntN(length + 1) {
		b.WriteRune(letters[rng.IntN(len(letters))])
	}
	return b.String()
}

// A position between \r and \n, or between two halves of one, cannot be said in
// the protocol, so the mirror never edits there.
func (m mirror) boundary(index int) int {
	for index > 0 && index < len(m) && m[index-1] == '\r' && m[index] == '\n' {
		index--
	}
	return index
}

func editRandomly(t *testing.T, seed uint64, enc Encoding, edits int) {
	rng := rand.New(rand.NewPCG(seed, uint64(enc)))
	editor := mirror(randomText(rng, 200))
	server := New([]byte(string(editor)))
	for n := range edits {
		from := editor.boundary(rng.IntN(len(editor) + 1))
		to := editor.boundary(min(len(editor), from+rng.IntN(12)))
		from = min(from, to)
		inserted := randomText(rng, 9)
		span := Range{editor.position(from, enc), editor.position(to, enc)}

		next := append(mirror(nil), editor[:from]...)
		next = append(next, []rune(inserted)...)
		next = append(next, editor[to:]...)

		server = server.Replace(span, enc, inserted)
		if got := string(server.Bytes()); got != string(next) {
			t.Fatalf("seed %d, edit %d, %v by %q of %q:\n got %q\nwant %q", seed, n, span, inserted, string(editor), got, string(next))
		}
		editor = next
	}
}

func TestThousandRandomEdits(t *testing.T) {
	for name, enc := range encodings {
		t.Run(name, func(t *testing.T) { editRandomly(t, 7, enc, 1000) })
	}
}

func FuzzEdits(f *testing.F) {
	f.Add(uint64(1), byte(0))
	f.Add(uint64(2), byte(1))
	f.Add(uint64(3), byte(2))
	f.Fuzz(func(t *testing.T, seed uint64, enc byte) { editRandomly(t, seed, Encoding(enc%3), 40) })
}

// FuzzPosition checks that every character boundary survives the way to a
// position and back, in any bytes at all.
func FuzzPosition(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n"), byte(0))
	f.Add([]byte("é𝒳\xff\xfe漢"), byte(1))
	f.Fuzz(func(t *testing.T, src []byte, enc byte) {
		text := New(src)
		for offset := 0; offset <= len(src); {
			if offset > 0 && offset < len(src) && src[offset-1] == '\r' && src[offset] == '\n' {
				offset++ // inside a line break there is no position
				continue
			}
			position := text.Position(offset, Encoding(enc%3))
			if got := text.Offset(position, Encoding(enc%3)); got != offset && utf8.Valid(src) {
				t.Fatalf("offset %d -> %v -> %d in %q", offset, position, got, src)
			}
			_, size := utf8.DecodeRune(src[offset:])
			offset += max(size, 1)
		}
	})
}

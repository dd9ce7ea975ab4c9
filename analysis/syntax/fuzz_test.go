package syntax

import (
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, s := range snippets {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		m := Parse(src)
		checkRanges(t, m)
		Dump(m)
		for offset := 0; offset <= len(src); offset += 1 + len(src)/8 {
			Path(m, offset)
		}
	})
}

func FuzzEdit(f *testing.F) {
	for i, s := range snippets {
		f.Add([]byte(s), []byte(snippets[(i*7+3)%len(snippets)]), i%9, i%4)
	}
	f.Fuzz(func(t *testing.T, src, insert []byte, at, remove int) {
		d := NewDocument()
		same(t, d.Parse(src), Parse(src))
		at = min(max(at, 0), len(src))
		end := min(at+max(remove, 0), len(src))
		if end < at {
			end = at
		}
		next := append(append(append([]byte{}, src[:at]...), insert...), src[end:]...)
		same(t, d.Parse(next), Parse(next))
		same(t, d.Parse(src), Parse(src))
	})
}

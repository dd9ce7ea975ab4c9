package source

import "testing"

func TestPositions(t *testing.T) {
	text := "ab\n\r\nc\rdé€😀f\r"
	tests := []struct{ offset, line, column, humanLine, humanColumn int }{
		{0, 0, 0, 1, 1},
		{2, 0, 2, 1, 3},
		{3, 1, 0, 2, 1},
		{4, 1, 1, 2, 2}, // between \r and \n is still the line they end
		{5, 2, 0, 3, 1},
		{7, 3, 0, 4, 1},
		{10, 3, 3, 4, 3},
		{13, 3, 6, 4, 4},
		{17, 3, 10, 4, 5},
		{19, 4, 0, 5, 1},
		{-5, 0, 0, 1, 1},
		{99, 4, 0, 5, 1},
	}
	l := NewLines([]byte(text))
	for _, test := range tests {
		if line, column := l.Position(test.offset); line != test.line || column != test.column {
			t.Errorf("Position(%d) = %d, %d, want %d, %d", test.offset, line, column, test.line, test.column)
		}
		offset := min(max(test.offset, 0), len(text))
		if line, column := l.Human(offset); line != test.humanLine || column != test.humanColumn {
			t.Errorf("Human(%d) = %d, %d, want %d, %d", test.offset, line, column, test.humanLine, test.humanColumn)
		}
		if got := l.Offset(test.line, test.column); got != offset {
			t.Errorf("Offset(%d, %d) = %d, want %d", test.line, test.column, got, offset)
		}
	}
	if l.Count() != 5 {
		t.Errorf("%d lines, want 5", l.Count())
	}
	for i, want := range []string{"ab", "", "c", "dé€😀f", "", ""} {
		if got := string(l.Line(i)); got != want {
			t.Errorf("Line(%d) = %q, want %q", i, got, want)
		}
	}
	if l.Offset(-1, 4) != 0 || l.Offset(9, 0) != len(text) || l.Offset(0, -3) != 0 {
		t.Error("offsets outside are not clamped")
	}
}

func TestEmptyText(t *testing.T) {
	l := NewLines(nil)
	if line, column := l.Position(7); line != 0 || column != 0 || l.Count() != 1 || l.Line(0) == nil && len(l.Line(0)) != 0 {
		t.Errorf("Position = %d, %d, Count = %d", line, column, l.Count())
	}
}

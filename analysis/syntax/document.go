package syntax

import (
	sitter "github.com/smacker/go-tree-sitter"
)

// A Document parses the versions of one file as it is edited, reusing what it
// knows of the version before. It holds memory that the garbage collector does
// not see, so it must be closed. It is not safe for two goroutines at a time;
// the modules it returns are, and outlive it.
type Document struct {
	old   *sitter.Tree // of clean; nil before the first parse
	clean []byte
}

// NewDocument returns a Document without a version yet.
func NewDocument() *Document { return &Document{} }

// Parse reads the next version of the file. The result is the same as that of
// the function Parse; only the way is shorter.
func (d *Document) Parse(src []byte) *Module {
	return read(src, d.tree)
}

// Close frees what the Document holds.
func (d *Document) Close() {
	if d.old != nil {
		d.old.Close()
		d.old = nil
	}
	d.clean = nil
}

// tree parses a text, incrementally if the version before was without errors:
// from a broken tree tree-sitter does not always come back to the right one.
func (d *Document) tree(clean []byte) *tree {
	if d.old != nil {
		d.old.Edit(editBetween(d.clean, clean))
	}
	next := parseTree(d.old, clean)
	if next == nil {
		d.Close()
		return &tree{root: &cst{kind: errorKind, named: true, end: len(clean)}, broken: true}
	}
	wasIncremental := d.old != nil
	d.Close()
	if wasIncremental && next.RootNode().HasError() {
		next.Close()
		next = parseTree(nil, clean)
	}
	t := copyTree(next)
	if t.broken {
		next.Close()
		return t
	}
	d.old, d.clean = next, clean
	return t
}

// editBetween describes the change from one text to another as a single edit:
// what lies between their common beginning and their common end.
func editBetween(old, new []byte) sitter.EditInput {
	short := min(len(old), len(new))
	start := 0
	for start < short && old[start] == new[start] {
		start++
	}
	end := 0
	for end < short-start && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	oldEnd, newEnd := len(old)-end, len(new)-end
	return sitter.EditInput{
		StartIndex: uint32(start), OldEndIndex: uint32(oldEnd), NewEndIndex: uint32(newEnd),
		StartPoint: pointAt(old, start), OldEndPoint: pointAt(old, oldEnd), NewEndPoint: pointAt(new, newEnd),
	}
}

func pointAt(text []byte, offset int) sitter.Point {
	var p sitter.Point
	for _, c := range text[:offset] {
		p.Column++
		if c == '\n' {
			p.Row, p.Column = p.Row+1, 0
		}
	}
	return p
}

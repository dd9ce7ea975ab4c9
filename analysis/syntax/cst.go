package syntax

import (
	"context"
	"sync"

	sitter "github.com/smacker/go-tree-sitter"
	"github.com/smacker/go-tree-sitter/python"
)

// A cst is one node of tree-sitter's concrete tree, copied out of C memory so
// that the C tree can be closed at once. Comments and line continuations, which
// may stand between any two tokens, are left out.
type cst struct {
	kind        string // the grammar's name for it; a token's own text
	field       string // its role in parent, if it has one
	named       bool   // false for a token such as "("
	missing     bool   // put in by tree-sitter, not in the source
	start, end  int
	parent      *cst
	first, last *cst // children
	next        *cst // sibling
}

// errorKind is the kind of a node that tree-sitter could not make sense of.
const errorKind = "ERROR"

// child returns the first child with the given field name, or nil.
func (n *cst) child(field string) *cst {
	for c := n.first; c != nil; c = c.next {
		if c.field == field {
			return c
		}
	}
	return nil
}

// of returns the first child of the given kind, named or token, or nil.
func (n *cst) of(kind string) *cst {
	for c := n.first; c != nil; c = c.next {
		if c.kind == kind {
			return c
		}
	}
	return nil
}

// only returns the first named child, or nil.
func (n *cst) only() *cst {
	for c := n.first; c != nil; c = c.next {
		if c.named {
			return c
		}
	}
	return nil
}

func (n *cst) rng() Range { return Range{n.start, n.end} }

// A tree is a whole concrete tree.
type tree struct {
	root     *cst
	comments []Range
	broken   bool // whether it has ERROR or MISSING nodes
}

// grammar is the Python grammar with its symbols' names at hand, so that no
// string crosses from C for every node.
type grammar struct {
	lang  *sitter.Language
	names []string
	named []bool
}

var pythonGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{lang: python.GetLanguage()}
	for s := range g.lang.SymbolCount() {
		g.names = append(g.names, g.lang.SymbolName(sitter.Symbol(s)))
		g.named = append(g.named, g.lang.SymbolType(sitter.Symbol(s)) == sitter.SymbolTypeRegular)
	}
	return g
})

// A Parser of tree-sitter is not safe for two goroutines, and costs little to
// keep, so they are pooled.
var parsers = sync.Pool{New: func() any {
	p := sitter.NewParser()
	p.SetLanguage(pythonGrammar().lang)
	return p
}}

// parseTree runs tree-sitter over text, reusing what old still says about it.
// The caller closes the result. It is nil only if tree-sitter gives up, which
// without a time limit or cancellation it does not.
func parseTree(old *sitter.Tree, text []byte) *sitter.Tree {
	p := parsers.Get().(*sitter.Parser)
	defer parsers.Put(p)
	p.Reset()
	t, err := p.ParseCtx(context.Background(), old, text)
	if err != nil {
		return nil
	}
	return t
}

// copyTree copies a tree out of C memory in one pass of a cursor, without
// recursion, adding base to every offset.
func copyTree(t *sitter.Tree, base int) *tree {
	b := &treeBuilder{grammar: pythonGrammar(), base: base, out: &tree{}}
	root := t.RootNode()
	b.out.broken = root.HasError()
	cursor := sitter.NewTreeCursor(root)
	defer cursor.Close()
	b.out.root = b.node(cursor, nil)
	parent := b.out.root
	if !cursor.GoToFirstChild() {
		return b.out
	}
	for {
		if n := b.node(cursor, parent); n != nil && mayHaveChildren(n) && cursor.GoToFirstChild() {
			parent = n
			continue
		}
		for !cursor.GoToNextSibling() {
			if parent == b.out.root {
				return b.out
			}
			cursor.GoToParent()
			parent = parent.parent
		}
	}
}

type treeBuilder struct {
	*grammar
	base  int
	out   *tree
	chunk []cst // room for nodes to come; pointers into it stay good
}

// node copies the node under the cursor and hangs it below parent. It returns
// nil for those that are left out.
func (b *treeBuilder) node(cursor *sitter.TreeCursor, parent *cst) *cst {
	c := cursor.CurrentNode()
	kind, named := errorKind, true
	if s := int(c.Symbol()); s < len(b.names) {
		kind, named = b.names[s], b.named[s]
	}
	start, end := int(c.StartByte())+b.base, int(c.EndByte())+b.base
	switch kind {
	case "comment":
		b.out.comments = append(b.out.comments, Range{start, end})
		return nil
	case "line_continuation":
		return nil
	}
	if len(b.chunk) == 0 {
		b.chunk = make([]cst, 512)
	}
	n := &b.chunk[0]
	b.chunk = b.chunk[1:]
	*n = cst{kind: kind, named: named, start: start, end: end, parent: parent}
	if b.out.broken {
		n.missing = c.IsMissing()
	}
	if parent == nil {
		return n
	}
	n.field = fieldOf(cursor, n)
	if parent.last == nil {
		parent.first = n
	} else {
		parent.last.next = n
	}
	parent.last = n
	return n
}

// leaves are the kinds of named node that never have children worth a look.
// Every question to the cursor costs a call into C.
var leaves = map[string]bool{
	"identifier": true, "integer": true, "float": true, "true": true, "false": true, "none": true,
	"ellipsis": true, "string_start": true, "string_content": true, "string_end": true,
	"pass_statement": true, "break_statement": true, "continue_statement": true, "type_conversion": true,
}

// mayHaveChildren reports whether to look below n. Of tokens only "not in" and
// "is not" have parts.
func mayHaveChildren(n *cst) bool {
	if n.named {
		return !leaves[n.kind]
	}
	return n.kind == "not in" || n.kind == "is not"
}

// fieldOf returns the role of the node under the cursor. Of tokens only
// operators have one.
func fieldOf(cursor *sitter.TreeCursor, n *cst) string {
	if n.named {
		return cursor.CurrentFieldName()
	}
	switch n.parent.kind {
	case "binary_operator", "unary_operator", "boolean_operator", "augmented_assignment":
		return "operator"
	case "comparison_operator":
		return "operators"
	}
	return ""
}

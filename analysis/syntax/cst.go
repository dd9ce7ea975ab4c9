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
	kinds []kind // by symbol
}

// A kind is what the copier of the tree has to know about a symbol.
type kind struct {
	name     string
	named    bool
	children bool // whether a node of it may have children worth a look
}

var pythonGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{lang: python.GetLanguage()}
	for s := range g.lang.SymbolCount() {
		k := kind{name: g.lang.SymbolName(sitter.Symbol(s)), named: g.lang.SymbolType(sitter.Symbol(s)) == sitter.SymbolTypeRegular}
		k.children = k.named && !leaves[k.name] || k.name == "not in" || k.name == "is not"
		g.kinds = append(g.kinds, k)
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
	b.cursor = sitter.NewTreeCursor(root)
	defer b.cursor.Close()
	parent, _ := b.node(nil)
	b.out.root = parent
	if !b.cursor.GoToFirstChild() {
		return b.out
	}
	for {
		if n, children := b.node(parent); children && b.cursor.GoToFirstChild() {
			parent = n
			continue
		}
		for !b.cursor.GoToNextSibling() {
			if parent == b.out.root {
				return b.out
			}
			b.cursor.GoToParent()
			parent = parent.parent
		}
	}
}

type treeBuilder struct {
	*grammar
	cursor *sitter.TreeCursor
	base   int
	out    *tree
	chunk  []cst // room for nodes to come; pointers into it stay good
}

// broken is the kind of an ERROR node, which may hold anything.
var broken = kind{name: errorKind, named: true, children: true}

// node copies the node under the cursor, hangs it below parent and reports
// whether to look below it. It returns nil for those that are left out. Every
// question to the cursor costs a call into C, so it asks as little as it can.
func (b *treeBuilder) node(parent *cst) (n *cst, children bool) {
	c := b.cursor.CurrentNode()
	k := &broken
	if s := int(c.Symbol()); s < len(b.kinds) {
		k = &b.kinds[s]
	}
	start := int(c.StartByte()) + b.base
	switch k.name {
	case "comment":
		b.out.comments = append(b.out.comments, Range{start, int(c.EndByte()) + b.base})
		return nil, false
	case "line_continuation":
		return nil, false
	}
	if len(b.chunk) == 0 {
		b.chunk = make([]cst, 512)
	}
	n = &b.chunk[0]
	b.chunk = b.chunk[1:]
	*n = cst{kind: k.name, named: k.named, start: start, parent: parent}
	if b.out.broken {
		n.missing = c.IsMissing()
	}
	if k.named || k.children || n.missing {
		n.end = int(c.EndByte()) + b.base
	} else {
		n.end = start + len(k.name) // a token is called by its text
	}
	if parent == nil {
		return n, true
	}
	n.field = b.field(n)
	if parent.last == nil {
		parent.first = n
	} else {
		parent.last.next = n
	}
	parent.last = n
	return n, k.children
}

// leaves are the kinds of named node that never have children worth a look.
var leaves = map[string]bool{
	"identifier": true, "integer": true, "float": true, "true": true, "false": true, "none": true,
	"ellipsis": true, "string_start": true, "string_content": true, "string_end": true,
	"pass_statement": true, "break_statement": true, "continue_statement": true, "type_conversion": true,
}

// fieldless are the kinds of node, of those that are frequent, whose children
// have no roles.
var fieldless = map[string]bool{
	"module": true, "block": true, "expression_statement": true, "argument_list": true, "list": true,
	"tuple": true, "set": true, "dictionary": true, "parenthesized_expression": true, "string": true,
	"parameters": true, "dotted_name": true, "return_statement": true, "expression_list": true,
	"pattern_list": true, "decorator": true, "assert_statement": true,
}

// field returns the role of the node under the cursor. Of tokens only operators
// have one.
func (b *treeBuilder) field(n *cst) string {
	switch {
	case fieldless[n.parent.kind]:
		return ""
	case n.named:
		return b.cursor.CurrentFieldName()
	}
	switch n.parent.kind {
	case "binary_operator", "unary_operator", "boolean_operator", "augmented_assignment":
		return "operator"
	case "comparison_operator":
		return "operators"
	}
	return ""
}

package syntax

import (
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
	root   *cst
	broken bool // whether it has ERROR or MISSING nodes
	room   *[]cst
}

// rooms are for the nodes of trees to come: a tree lives only until it is lowered,
// and makes more garbage than all else in reading a file.
var rooms = sync.Pool{New: func() any { return new([]cst) }}

// free gives the nodes of a tree back. Nothing may know of them any longer.
func (t *tree) free() {
	if t.room != nil {
		rooms.Put(t.room)
		t.room, t.root = nil, nil
	}
}

// grammar is the Python grammar with the names of its symbols and fields at hand,
// so that no string crosses from C for every node.
type grammar struct {
	lang   *sitter.Language
	kinds  []kind  // by symbol
	rules  []uint8 // likewise: what flatten does with its nodes
	fields []string
}

// A kind is what the copier of the tree has to know about a symbol.
type kind struct {
	name  string
	named bool
}

var pythonGrammar = sync.OnceValue(func() *grammar {
	installArenas()
	g := &grammar{lang: python.GetLanguage()}
	for s := range g.lang.SymbolCount() {
		k := kind{name: g.lang.SymbolName(sitter.Symbol(s)), named: g.lang.SymbolType(sitter.Symbol(s)) == sitter.SymbolTypeRegular}
		var rule uint8
		if k.named {
			rule |= flatField
		}
		if k.named && !leaves[k.name] || k.name == "not in" || k.name == "is not" {
			rule |= flatDescend
		}
		g.kinds, g.rules = append(g.kinds, k), append(g.rules, rule)
	}
	g.fields = []string{""} // the first is no field
	for i := 1; g.lang.FieldName(i) != ""; i++ {
		g.fields = append(g.fields, g.lang.FieldName(i))
	}
	return g
})

// freshTree parses a text on its own.
func freshTree(text []byte) *tree {
	return treeOf(text, Range{0, len(text)})
}

// treeOf parses a part of a text on its own.
func treeOf(text []byte, part Range) (out *tree) {
	parseParts(text, []Range{part}, func(_ int, t *tree) { out = t })
	return out
}

// parseParts parses parts of a text, each on its own, and calls use with the tree of
// each.
func parseParts(text []byte, parts []Range, use func(i int, t *tree)) {
	g := pythonGrammar()
	parseFlat(text, parts, g.rules, func(i int, nodes []flatNode, broken bool) { use(i, g.build(nodes, broken)) })
}

// build makes the tree of its flat nodes.
func (g *grammar) build(nodes []flatNode, broken bool) *tree {
	t := &tree{broken: broken, room: rooms.Get().(*[]cst)}
	if cap(*t.room) < len(nodes) {
		*t.room = make([]cst, len(nodes))
	}
	b := &treeBuilder{grammar: g, out: t, room: (*t.room)[:len(nodes)]}
	for i := range nodes {
		b.node(&nodes[i])
	}
	return t
}

type treeBuilder struct {
	*grammar
	out  *tree
	path []*cst // from the root to where the next node may hang
	room []cst  // for the nodes to come
}

// broken is the kind of an ERROR node, which may hold anything.
var broken = kind{name: errorKind, named: true}

// node makes a node and hangs it where it belongs, unless it is left out.
func (b *treeBuilder) node(f *flatNode) {
	k := &broken
	if s := int(f.symbol); s < len(b.kinds) {
		k = &b.kinds[s]
	}
	start, end := int(f.start), int(f.end)
	switch k.name {
	case "comment", "line_continuation":
		return
	}
	n := &b.room[0]
	b.room = b.room[1:]
	*n = cst{kind: k.name, named: k.named, missing: f.missing != 0, start: start, end: end}
	b.path = append(b.path[:f.depth], n)
	if f.depth == 0 {
		b.out.root = n
		return
	}
	n.parent = b.path[f.depth-1]
	n.field = b.field(n, f)
	if n.parent.last == nil {
		n.parent.first = n
	} else {
		n.parent.last.next = n
	}
	n.parent.last = n
}

// leaves are the kinds of named node that never have children worth a look.
var leaves = map[string]bool{
	"identifier": true, "integer": true, "float": true, "true": true, "false": true, "none": true,
	"ellipsis": true, "string_start": true, "string_content": true, "string_end": true,
	"pass_statement": true, "break_statement": true, "continue_statement": true, "type_conversion": true,
}

// field returns the role of a node in its parent. Of tokens only operators have
// one.
func (b *treeBuilder) field(n *cst, f *flatNode) string {
	if n.named {
		return b.fields[f.field]
	}
	switch n.parent.kind {
	case "binary_operator", "unary_operator", "boolean_operator", "augmented_assignment":
		return "operator"
	case "comparison_operator":
		return "operators"
	}
	return ""
}

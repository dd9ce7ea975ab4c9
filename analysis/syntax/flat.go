package syntax

// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include <stdlib.h>
// #include "flat.h"
import "C"

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// A flatNode is a node of tree-sitter's tree as flat.c copies it. A call into C
// costs more than the copy of a node, so there is one for the whole tree.
type flatNode = C.FlatNode

// flatten calls use with the nodes of a tree, in the order of the source and
// parents first. They are in C's memory and good only during the call.
func flatten(t *sitter.Tree, rules []uint8, use func(nodes []flatNode, broken bool)) {
	flat := C.flat_tree(pointer(t), (*C.uint8_t)(unsafe.SliceData(rules)), C.uint32_t(len(rules)))
	defer C.free(unsafe.Pointer(flat.nodes))
	use(unsafe.Slice(flat.nodes, flat.count), bool(flat.broken))
}

// An arena is the memory of one tree at a time; see arena.c.
type arena struct{ c *C.Arena }

var arenas = sync.Pool{New: func() any {
	a := &arena{C.arena_new()}
	runtime.SetFinalizer(a, func(a *arena) { C.arena_delete(a.c) })
	return a
}}

// installArenas comes before anything is parsed.
func installArenas() { C.arena_install() }

// parseFlat is flatten for the tree of a text, of which nothing else is kept.
func parseFlat(text []byte, rules []uint8, use func(nodes []flatNode, broken bool)) {
	a := arenas.Get().(*arena)
	defer arenas.Put(a)
	flat := C.flat_parse(a.c, (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), C.uint32_t(len(text)),
		(*C.uint8_t)(unsafe.SliceData(rules)), C.uint32_t(len(rules)))
	use(unsafe.Slice(flat.nodes, flat.count), bool(flat.broken))
}

// pointer is the tree in C's memory, which the binding keeps to itself.
func pointer(t *sitter.Tree) unsafe.Pointer {
	return reflect.ValueOf(t.BaseTree).Elem().FieldByName("c").UnsafePointer()
}

// The rules of a symbol.
const (
	flatDescend = uint8(C.FLAT_DESCEND) // whether its nodes may have children worth a look
	flatField   = uint8(C.FLAT_FIELD)   // whether their role matters
)

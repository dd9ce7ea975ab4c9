package syntax

// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include <stdlib.h>
// #include "flat.h"
import "C"

import (
	"reflect"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// A flatNode is a node of tree-sitter's tree as flat.c copies it. A call into C
// costs more than the copy of a node, so there is one for the whole tree.
type flatNode = C.FlatNode

// flatten calls use with the nodes of a tree, in the order of the source and
// parents first. They are in C's memory and good only during the call.
func flatten(t *sitter.Tree, rules []uint8, use func(nodes []flatNode)) {
	flat := C.flat_tree(pointer(t), (*C.uint8_t)(unsafe.SliceData(rules)), C.uint32_t(len(rules)))
	defer C.free(unsafe.Pointer(flat.nodes))
	use(unsafe.Slice(flat.nodes, flat.count))
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

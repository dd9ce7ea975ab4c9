package syntax

// #cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
// #include "flat.h"
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

// A flatNode is a node of tree-sitter's tree as flat.c copies it. A call into C
// costs more than the copy of a node, so there is one for all of the trees.
type flatNode = C.FlatNode

// An arena is the memory of the trees of one parse; see arena.c.
type arena struct{ c *C.Arena }

var arenas = sync.Pool{New: func() any {
	a := &arena{C.arena_new()}
	runtime.SetFinalizer(a, func(a *arena) { C.arena_delete(a.c) })
	return a
}}

// installArenas comes before anything is parsed.
func installArenas() { C.arena_install() }

// parseFlat parses parts of a text, each on its own, and calls use with the nodes of
// each, in the order of the source and parents first. They are in C's memory and good
// only during the call.
func parseFlat(text []byte, parts []Range, rules []uint8, use func(i int, nodes []flatNode, broken bool)) {
	if len(parts) == 0 {
		return
	}
	a := arenas.Get().(*arena)
	defer arenas.Put(a)
	flat := make([]C.FlatPart, len(parts))
	for i, r := range parts {
		flat[i] = C.FlatPart{start: C.uint32_t(r.Start), end: C.uint32_t(r.End)}
	}
	nodes := C.flat_parse(a.c, (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), unsafe.SliceData(flat), C.uint32_t(len(flat)),
		(*C.uint8_t)(unsafe.SliceData(rules)), C.uint32_t(len(rules)))
	rest := nodes
	for i, p := range flat {
		use(i, unsafe.Slice(rest, p.count), p.broken != 0)
		rest = (*flatNode)(unsafe.Add(unsafe.Pointer(rest), uintptr(p.count)*unsafe.Sizeof(*rest)))
	}
}

// The rules of a symbol.
const (
	flatDescend = uint8(C.FLAT_DESCEND) // whether its nodes may have children worth a look
	flatField   = uint8(C.FLAT_FIELD)   // whether their role matters
)

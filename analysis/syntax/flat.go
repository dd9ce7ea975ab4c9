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
// only during the call. Parts that are long together are shared out among processors.
func parseFlat(text []byte, parts []Range, rules []uint8, use func(i int, nodes []flatNode, broken bool)) {
	shares := share(parts, runtime.GOMAXPROCS(0))
	parsed := make([]flatShare, len(shares))
	var others sync.WaitGroup
	for i, share := range shares {
		if i+1 == len(shares) {
			parsed[i] = parseShare(text, share, rules)
			break
		}
		others.Go(func() { parsed[i] = parseShare(text, share, rules) })
	}
	others.Wait()
	n := 0
	for _, s := range parsed {
		rest := s.nodes
		for _, p := range s.parts {
			use(n, unsafe.Slice(rest, p.count), p.broken != 0)
			rest = (*flatNode)(unsafe.Add(unsafe.Pointer(rest), uintptr(p.count)*unsafe.Sizeof(*rest)))
			n++
		}
		arenas.Put(s.arena)
	}
}

// worthSharing is how much text is worth a processor of its own, in bytes: parsing it
// takes some milliseconds.
const worthSharing = 16 << 10

// share cuts parts into at most so many runs of about the same length.
func share(parts []Range, most int) [][]Range {
	if len(parts) == 0 {
		return nil
	}
	all := 0
	for _, p := range parts {
		all += p.End - p.Start
	}
	many := max(1, min(most, all/worthSharing))
	var shares [][]Range
	from, length := 0, 0
	for i, p := range parts {
		length += p.End - p.Start
		if i+1 == len(parts) || len(shares)+1 < many && length*many >= all*(len(shares)+1) {
			shares = append(shares, parts[from:i+1])
			from = i + 1
		}
	}
	return shares
}

// A flatShare has the nodes of several parts, one part after the other.
type flatShare struct {
	arena *arena
	parts []C.FlatPart
	nodes *flatNode
}

func parseShare(text []byte, parts []Range, rules []uint8) flatShare {
	s := flatShare{arena: arenas.Get().(*arena), parts: make([]C.FlatPart, len(parts))}
	for i, r := range parts {
		s.parts[i] = C.FlatPart{start: C.uint32_t(r.Start), end: C.uint32_t(r.End)}
	}
	s.nodes = C.flat_parse(s.arena.c, (*C.char)(unsafe.Pointer(unsafe.SliceData(text))), unsafe.SliceData(s.parts), C.uint32_t(len(parts)),
		(*C.uint8_t)(unsafe.SliceData(rules)), C.uint32_t(len(rules)))
	return s
}

// The rules of a symbol.
const (
	flatDescend = uint8(C.FLAT_DESCEND) // whether its nodes may have children worth a look
	flatField   = uint8(C.FLAT_FIELD)   // whether their role matters
)

// The copy of tree-sitter's tree in one call; see flat.go.
#ifndef PORTALIS_FLAT_H
#define PORTALIS_FLAT_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

// What to do with the nodes of a symbol.
enum { FLAT_DESCEND = 1, FLAT_FIELD = 2 };

typedef struct {
	uint32_t start, end;
	uint32_t depth;  // of the root: 0
	uint16_t symbol;
	uint8_t field;   // 0 where it has none
	uint8_t missing;
} FlatNode;

// A FlatPart is a part of a text, and its tree.
typedef struct {
	uint32_t start, end; // of the part
	uint32_t count;      // of its nodes, which follow those of the parts before it
	uint32_t broken;     // whether its tree has ERROR or MISSING nodes
} FlatPart;

// flat_parse parses parts of a text, each as Python on its own, and copies their trees.
// What to do with the nodes of each symbol says rules; those beyond count are ERROR
// nodes, which have children and fields. The nodes are in the order of the source,
// parents first, and good until the arena is entered again; where they stand is told
// from the start of the text.
FlatNode *flat_parse(Arena *, const char *text, FlatPart *parts, uint32_t many, const uint8_t *rules, uint32_t count);

#endif

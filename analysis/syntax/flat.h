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

typedef struct {
	FlatNode *nodes; // in the order of the source, parents first
	uint32_t count;
	bool broken; // whether it has ERROR or MISSING nodes
} FlatTree;

// flat_tree copies a tree. What to do with the nodes of each of its symbols says
// rules; those beyond count are ERROR nodes, which have children and fields. Its
// nodes are to be freed.
FlatTree flat_tree(const void *tree, const uint8_t *rules, uint32_t count);

// flat_parse parses Python and copies the tree. Its nodes are in the arena.
FlatTree flat_parse(Arena *, const char *text, uint32_t length, const uint8_t *rules, uint32_t count);

#endif

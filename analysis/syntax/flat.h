// The copy of tree-sitter's tree in one call; see flat.go.
#ifndef PORTALIS_FLAT_H
#define PORTALIS_FLAT_H

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
	FlatNode *nodes; // in the order of the source, parents first; to be freed
	uint32_t count;
} FlatTree;

// flat_tree copies a tree. What to do with the nodes of each of its symbols says
// rules; those beyond count are ERROR nodes, which have children and fields. It
// has no nodes if there is no memory.
FlatTree flat_tree(const void *tree, const uint8_t *rules, uint32_t count);

#endif

#include "flat.h"

#include <stdbool.h>

// The part of tree-sitter's public interface that is used here, as its header has
// it. The library itself comes with github.com/smacker/go-tree-sitter, whose
// header cannot be included from other modules. Weak, because the functions are
// found only when the program is linked.
typedef struct {
	uint32_t context[4];
	const void *id;
	const void *tree;
} TSNode;

typedef struct {
	const void *tree;
	const void *id;
	uint32_t context[3];
} TSTreeCursor;

#define LATER __attribute__((weak))

LATER TSNode ts_tree_root_node(const void *);
LATER uint16_t ts_node_symbol(TSNode);
LATER uint32_t ts_node_start_byte(TSNode);
LATER uint32_t ts_node_end_byte(TSNode);
LATER bool ts_node_is_missing(TSNode);
LATER bool ts_node_has_error(TSNode);
LATER TSTreeCursor ts_tree_cursor_new(TSNode);
LATER void ts_tree_cursor_delete(TSTreeCursor *);
LATER TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
LATER uint16_t ts_tree_cursor_current_field_id(const TSTreeCursor *);
LATER bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
LATER bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
LATER bool ts_tree_cursor_goto_parent(TSTreeCursor *);
LATER void *ts_parser_new(void);
LATER bool ts_parser_set_language(void *, const void *);
LATER void *ts_parser_parse_string(void *, const void *old, const char *, uint32_t);
LATER void ts_parser_delete(void *);
LATER const void *tree_sitter_python(void);

typedef struct {
	FlatNode *nodes;
	uint32_t count, room;
} Nodes;

// copy appends the nodes of a tree whose text starts at an offset.
static void copy(Nodes *out, TSNode root, uint32_t offset, const uint8_t *rules, uint32_t count) {
	uint32_t depth = 0;
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	for (;;) {
		if (out->count == out->room) {
			out->room = out->room ? 2 * out->room : 1024;
			out->nodes = arena_realloc(out->nodes, out->room * sizeof(FlatNode));
		}
		TSNode n = ts_tree_cursor_current_node(&cursor);
		uint16_t symbol = ts_node_symbol(n);
		uint8_t rule = symbol < count ? rules[symbol] : FLAT_DESCEND | FLAT_FIELD;
		out->nodes[out->count++] = (FlatNode){
			.start = offset + ts_node_start_byte(n),
			.end = offset + ts_node_end_byte(n),
			.depth = depth,
			.symbol = symbol,
			.field = depth > 0 && rule & FLAT_FIELD ? ts_tree_cursor_current_field_id(&cursor) : 0,
			.missing = ts_node_is_missing(n),
		};
		if ((rule & FLAT_DESCEND || depth == 0) && ts_tree_cursor_goto_first_child(&cursor)) {
			depth++;
			continue;
		}
		while (depth > 0 && !ts_tree_cursor_goto_next_sibling(&cursor)) {
			ts_tree_cursor_goto_parent(&cursor);
			depth--;
		}
		if (depth == 0) {
			break;
		}
	}
	ts_tree_cursor_delete(&cursor);
}

FlatNode *flat_parse(Arena *arena, const char *text, FlatPart *parts, uint32_t many, const uint8_t *rules, uint32_t count) {
	arena_enter(arena);
	void *parser = ts_parser_new();
	ts_parser_set_language(parser, tree_sitter_python());
	Nodes out = {NULL, 0, 0};
	for (FlatPart *p = parts; p < parts + many; p++) {
		uint32_t before = out.count;
		TSNode root = ts_tree_root_node(ts_parser_parse_string(parser, NULL, text + p->start, p->end - p->start));
		copy(&out, root, p->start, rules, count);
		p->count = out.count - before;
		p->broken = ts_node_has_error(root);
	}
	ts_parser_delete(parser); // what the scanner of the grammar has is not in the arena
	arena_leave();
	return out.nodes;
}

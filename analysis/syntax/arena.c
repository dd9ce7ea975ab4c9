#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// A tree of tree-sitter is made of very many small blocks. One that lives only until
// it is copied takes them from a few large ones, which are kept for the next tree:
// that saves the search for free blocks, the walk over the tree that frees them, and
// the pages that the system would have to clear each time.

enum {
	CHUNK = 1 << 20,
	KEPT = 8 << 20, // bytes of chunks that an arena keeps
	UNIT = 8,
	CLASSES = 64, // free blocks of so many sizes are used again
};

typedef struct Chunk {
	struct Chunk *next;
	size_t size; // of what follows
} Chunk;

// A Block is what is allocated; what follows is used.
typedef struct Block {
	union {
		size_t size;
		uint64_t align;
	};
} Block;

typedef struct Free {
	struct Free *next;
} Free;

struct Arena {
	Chunk *first, *now;
	char *at, *end; // of what is free in the chunk
	Free *free[CLASSES];
};

static _Thread_local Arena *current;

static void use(Arena *a, Chunk *c) {
	a->now = c;
	a->at = (char *)(c + 1);
	a->end = a->at + c->size;
}

static Chunk *new_chunk(size_t size) {
	Chunk *c = malloc(sizeof(Chunk) + size);
	if (c == NULL) {
		abort();
	}
	*c = (Chunk){NULL, size};
	return c;
}

// grow makes room for a block of some bytes.
static void grow(Arena *a, size_t size) {
	Chunk *next = a->now->next;
	if (next == NULL || next->size < size) {
		Chunk *made = new_chunk(size > CHUNK ? size : CHUNK);
		made->next = next;
		a->now->next = made;
		next = made;
	}
	use(a, next);
}

static void *take(Arena *a, size_t size) {
	size = size == 0 ? UNIT : (size + UNIT - 1) / UNIT * UNIT;
	size_t class = size / UNIT;
	if (class < CLASSES && a->free[class] != NULL) {
		Free *f = a->free[class];
		a->free[class] = f->next;
		return f;
	}
	if ((size_t)(a->end - a->at) < sizeof(Block) + size) {
		grow(a, sizeof(Block) + size);
	}
	Block *b = (Block *)a->at;
	a->at += sizeof(Block) + size;
	b->size = size;
	return b + 1;
}

static void *checked(void *p, size_t size) {
	if (p == NULL && size > 0) {
		abort();
	}
	return p;
}

static void *arena_malloc(size_t size) {
	return current ? take(current, size) : checked(malloc(size), size);
}

static void *arena_calloc(size_t count, size_t size) {
	if (!current) {
		return checked(calloc(count, size), count * size);
	}
	return memset(take(current, count * size), 0, count * size);
}

static void arena_free(void *p) {
	if (!current) {
		free(p);
		return;
	}
	if (p == NULL) {
		return;
	}
	size_t class = ((Block *)p - 1)->size / UNIT;
	if (class < CLASSES) {
		Free *f = p;
		f->next = current->free[class];
		current->free[class] = f;
	}
}

void *arena_realloc(void *p, size_t size) {
	Arena *a = current;
	if (!a) {
		return checked(realloc(p, size), size);
	}
	if (p == NULL) {
		return take(a, size);
	}
	Block *b = (Block *)p - 1;
	if (size <= b->size) {
		return p;
	}
	size_t more = (size - b->size + UNIT - 1) / UNIT * UNIT;
	if ((char *)p + b->size == a->at && (size_t)(a->end - a->at) >= more) { // it is the last
		a->at += more;
		b->size += more;
		return p;
	}
	void *made = memcpy(take(a, size), p, b->size);
	arena_free(p);
	return made;
}

// Weak for the same reason as in flat.c.
__attribute__((weak)) void ts_set_allocator(void *(*)(size_t), void *(*)(size_t, size_t), void *(*)(void *, size_t), void (*)(void *));

void arena_install(void) { ts_set_allocator(arena_malloc, arena_calloc, arena_realloc, arena_free); }

Arena *arena_new(void) {
	Arena *a = checked(calloc(1, sizeof(Arena)), sizeof(Arena));
	a->first = new_chunk(CHUNK);
	return a;
}

static void delete_from(Chunk *c) {
	while (c != NULL) {
		Chunk *next = c->next;
		free(c);
		c = next;
	}
}

void arena_delete(Arena *a) {
	delete_from(a->first);
	free(a);
}

void arena_enter(Arena *a) {
	memset(a->free, 0, sizeof(a->free));
	size_t kept = 0;
	for (Chunk *c = a->first; c != NULL; c = c->next) {
		kept += c->size;
		if (kept >= KEPT) {
			delete_from(c->next);
			c->next = NULL;
		}
	}
	use(a, a->first);
	current = a;
}

void arena_leave(void) { current = NULL; }

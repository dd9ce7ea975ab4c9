// Memory for one parse, given back as a whole; see arena.c.
#ifndef PORTALIS_ARENA_H
#define PORTALIS_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

// arena_install has tree-sitter allocate by way of arenas. It comes before all else.
void arena_install(void);

Arena *arena_new(void);
void arena_delete(Arena *);

// arena_enter empties an arena and has tree-sitter allocate from it in this thread,
// until arena_leave. What was allocated stays good until the arena is entered again.
void arena_enter(Arena *);
void arena_leave(void);

// arena_realloc is realloc in the arena of this thread.
void *arena_realloc(void *, size_t);

#endif

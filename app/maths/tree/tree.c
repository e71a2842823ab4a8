/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The nodes of tree.h and the arena they live in. Knows what a node may hold, never what it means.
 */
#include "app/maths/tree.h"

#include "app/base/die.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define MANY UINT32_MAX

static const struct {
    const char *word;
    uint32_t low, high;
} kinds[TREE_KIND_COUNT] = {
#define X(name, word, low, high) [TREE_##name] = {word, low, high},
    TREE_KINDS(X)
#undef X
};

const char *tree_kind_word(enum tree_kind kind)
{
    return kinds[kind].word;
}

/* --- arena ------------------------------------------------------------------------------------ */

enum { BLOCK_BYTES = 16384 };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct tree_arena {
    struct block *block; /* the one that is being filled comes first */
};

struct tree_arena *tree_arena_new(void)
{
    return xcalloc(1, sizeof(struct tree_arena));
}

void tree_arena_free(struct tree_arena *arena)
{
    if (!arena)
        return;
    while (arena->block) {
        struct block *next = arena->block->next;
        free(arena->block);
        arena->block = next;
    }
    free(arena);
}

void *tree_arena_alloc(struct tree_arena *arena, size_t bytes)
{
    enum { ALIGN = _Alignof(max_align_t) };
    bytes = (bytes + ALIGN - 1) / ALIGN * ALIGN;
    struct block *block = arena->block;
    if (!block || block->size - block->used < bytes) {
        size_t size = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        block = xmalloc(sizeof *block + size);
        block->used = 0;
        block->size = size;
        /* a big piece does not end the block that small ones are taken from */
        if (bytes > BLOCK_BYTES / 2 && arena->block) {
            block->next = arena->block->next;
            arena->block->next = block;
        } else {
            block->next = arena->block;
            arena->block = block;
        }
    }
    void *p = block->bytes + block->used;
    block->used += bytes;
    return p;
}

const char *tree_arena_text(struct tree_arena *arena, const char *text, size_t len)
{
    char *copy = tree_arena_alloc(arena, len + 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

/* --- constructors ----------------------------------------------------------------------------- */

/* A node with room for n children; NULL when one of them is, or beyond a limit. */
static struct tree *make(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                         const struct tree *const *child, size_t n)
{
    assert(n >= kinds[kind].low && n <= kinds[kind].high);
    unsigned depth = 0;
    size_t size = 1;
    for (size_t i = 0; i < n; i++) {
        if (!child[i])
            return NULL;
        depth = child[i]->depth > depth ? child[i]->depth : depth;
        size += child[i]->size;
    }
    if (depth >= TREE_DEPTH_MAX || size > TREE_SIZE_MAX)
        return NULL;
    struct tree *t = tree_arena_alloc(arena, sizeof *t);
    *t = (struct tree){.kind = kind,
                       .detail = (uint8_t)detail,
                       .depth = (uint16_t)(depth + 1),
                       .n = (uint32_t)n,
                       .size = (uint32_t)size};
    if (n) {
        const struct tree **copy = tree_arena_alloc(arena, n * sizeof *copy);
        memcpy(copy, child, n * sizeof *copy);
        t->child = copy;
    }
    return t;
}

const struct tree *tree_leaf(struct tree_arena *arena, enum tree_kind kind, const char *text,
                             size_t len)
{
    struct tree *t = make(arena, kind, 0, NULL, 0);
    t->text = tree_arena_text(arena, text, len);
    return t;
}

const struct tree *tree_detail(struct tree_arena *arena, enum tree_kind kind, unsigned detail)
{
    return make(arena, kind, detail, NULL, 0);
}

const struct tree *tree_node(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                             const struct tree *const *child, size_t n)
{
    return make(arena, kind, detail, child, n);
}

const struct tree *tree_one(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                            const struct tree *a)
{
    return make(arena, kind, detail, &a, 1);
}

const struct tree *tree_two(struct tree_arena *arena, enum tree_kind kind, unsigned detail,
                            const struct tree *a, const struct tree *b)
{
    return make(arena, kind, detail, (const struct tree *const[]){a, b}, 2);
}

const struct tree *tree_integer(struct tree_arena *arena, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    const struct tree *t = tree_leaf(arena, TREE_NUMBER, digits + at, sizeof digits - at);
    return value < 0 ? tree_one(arena, TREE_NEGATE, 0, t) : t;
}

const struct tree *tree_symbol(struct tree_arena *arena, const char *name)
{
    return tree_leaf(arena, TREE_SYMBOL, name, strlen(name));
}

const struct tree *tree_indexed(struct tree_arena *arena, const char *name,
                                const struct tree *subscript)
{
    struct tree *t = make(arena, TREE_SYMBOL, 0, &subscript, 1);
    if (t)
        t->text = tree_arena_text(arena, name, strlen(name));
    return t;
}

const struct tree *tree_relation(struct tree_arena *arena, const struct tree *const *sides,
                                 const uint8_t *relations, size_t n_sides)
{
    struct tree *t = make(arena, TREE_RELATION, 0, sides, n_sides);
    if (!t)
        return NULL;
    uint8_t *copy = tree_arena_alloc(arena, n_sides - 1);
    memcpy(copy, relations, n_sides - 1);
    t->relations = copy;
    return t;
}

const struct tree *tree_relate(struct tree_arena *arena, const struct tree *a,
                               enum tree_relation relation, const struct tree *b)
{
    const uint8_t relations[] = {(uint8_t)relation};
    return tree_relation(arena, (const struct tree *const[]){a, b}, relations, 2);
}

const struct tree *tree_matrix(struct tree_arena *arena, const struct tree *const *child,
                               size_t rows, size_t columns)
{
    assert(rows > 0 && columns > 0);
    struct tree *t = make(arena, TREE_MATRIX, 0, child, rows * columns);
    if (t)
        t->rows = (uint32_t)rows;
    return t;
}

const struct tree *tree_with(struct tree_arena *arena, const struct tree *like,
                             const struct tree *const *child)
{
    struct tree *t = make(arena, like->kind, like->detail, child, like->n);
    if (!t)
        return NULL;
    t->rows = like->rows;
    t->at = like->at;
    t->len = like->len;
    t->text = like->text;
    t->relations = like->relations;
    return t;
}

const struct tree *tree_placed(struct tree_arena *arena, const struct tree *t, uint32_t at,
                               uint32_t len)
{
    if (!t)
        return NULL;
    struct tree *copy = tree_arena_alloc(arena, sizeof *copy);
    *copy = *t;
    copy->at = at;
    copy->len = len;
    return copy;
}

/* --- questions -------------------------------------------------------------------------------- */

/* What the detail of a node means; how a product or quotient was written means nothing. */
static unsigned meaning(const struct tree *t)
{
    return t->kind == TREE_MULTIPLY || t->kind == TREE_DIVIDE ? 0 : t->detail;
}

int tree_compare(const struct tree *a, const struct tree *b)
{
    if (a == b)
        return 0;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (meaning(a) != meaning(b))
        return meaning(a) < meaning(b) ? -1 : 1;
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    if (a->rows != b->rows)
        return a->rows < b->rows ? -1 : 1;
    int order =
        a->text && b->text ? strcmp(a->text, b->text) : (a->text != NULL) - (b->text != NULL);
    if (!order && a->relations)
        order = memcmp(a->relations, b->relations, a->n - 1);
    for (uint32_t i = 0; !order && i < a->n; i++)
        order = tree_compare(a->child[i], b->child[i]);
    return (order > 0) - (order < 0);
}

bool tree_same(const struct tree *a, const struct tree *b)
{
    return a->size == b->size && a->depth == b->depth && tree_compare(a, b) == 0;
}

/* FNV-1a, over everything that tree_compare looks at. */
static uint64_t mix(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ p[i]) * 1099511628211u;
    return hash;
}

uint64_t tree_hash(const struct tree *t)
{
    uint32_t head[] = {t->kind, meaning(t), t->n, t->rows};
    uint64_t hash = mix(14695981039346656037u, head, sizeof head);
    if (t->text)
        hash = mix(hash, t->text, strlen(t->text));
    if (t->relations)
        hash = mix(hash, t->relations, t->n - 1);
    for (uint32_t i = 0; i < t->n; i++) {
        uint64_t below = tree_hash(t->child[i]);
        hash = mix(hash, &below, sizeof below);
    }
    return hash;
}

bool tree_is_number(const struct tree *t, const char *digits)
{
    return t->kind == TREE_NUMBER && strcmp(t->text, digits) == 0;
}

bool tree_is_symbol(const struct tree *t, const char *name)
{
    return t->kind == TREE_SYMBOL && t->n == 0 && strcmp(t->text, name) == 0;
}

bool tree_is_constant(const struct tree *t, enum tree_constant which)
{
    return t->kind == TREE_CONSTANT && t->detail == which;
}

bool tree_is_relation(const struct tree *t, enum tree_relation which)
{
    return t->kind == TREE_RELATION && t->n == 2 && t->relations[0] == which;
}

enum tree_relation tree_mirrored(enum tree_relation relation)
{
    switch (relation) {
    case RELATION_LESS:
        return RELATION_GREATER;
    case RELATION_LESS_EQUAL:
        return RELATION_GREATER_EQUAL;
    case RELATION_GREATER:
        return RELATION_LESS;
    case RELATION_GREATER_EQUAL:
        return RELATION_LESS_EQUAL;
    default:
        return relation;
    }
}

bool tree_has_constant(const struct tree *t, enum tree_constant which)
{
    if (tree_is_constant(t, which))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (tree_has_constant(t->child[i], which))
            return true;
    return false;
}

bool tree_has(const struct tree *t, enum tree_kind kind)
{
    if (t->kind == kind)
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (tree_has(t->child[i], kind))
            return true;
    return false;
}

bool tree_mentions(const struct tree *t, const struct tree *symbol)
{
    if (tree_same(t, symbol))
        return true;
    for (uint32_t i = 0; i < t->n; i++)
        if (tree_mentions(t->child[i], symbol))
            return true;
    return false;
}

/* The child that names a bound variable, and whether child i is inside its scope. */
static bool binds(const struct tree *t, uint32_t i)
{
    switch (t->kind) {
    case TREE_BIG:
    case TREE_LIMIT:
        return i <= 1;
    case TREE_INTEGRAL:
        return t->n == 4 && i <= 1;
    default:
        return false;
    }
}

const struct tree *tree_substitute(struct tree_arena *arena, const struct tree *t,
                                   const struct tree *symbol, const struct tree *value)
{
    if (!t || !value)
        return NULL;
    if (t->kind == TREE_SYMBOL && tree_same(t, symbol))
        return value;
    if (t->n == 0 || t->kind == TREE_SYMBOL)
        return t;
    const struct tree **child = tree_arena_alloc(arena, t->n * sizeof *child);
    bool changed = false;
    for (uint32_t i = 0; i < t->n; i++) {
        bool bound = binds(t, i) && tree_same(t->child[1], symbol);
        child[i] = bound ? t->child[i] : tree_substitute(arena, t->child[i], symbol, value);
        if (!child[i])
            return NULL;
        changed |= child[i] != t->child[i];
    }
    return changed ? tree_with(arena, t, child) : t;
}

struct symbols {
    struct tree_arena *arena;
    const struct tree **found;
    size_t n, cap;
    const struct tree *bound[TREE_DEPTH_MAX]; /* variables of the sums and integrals around */
    size_t n_bound;
};

static void collect(struct symbols *symbols, const struct tree *t)
{
    if (t->kind == TREE_SYMBOL) {
        for (size_t i = 0; i < symbols->n_bound; i++)
            if (tree_same(symbols->bound[i], t))
                return;
        for (size_t i = 0; i < symbols->n; i++)
            if (tree_same(symbols->found[i], t))
                return;
        if (symbols->n == symbols->cap) {
            size_t cap = symbols->cap ? 2 * symbols->cap : 8;
            const struct tree **more = tree_arena_alloc(symbols->arena, cap * sizeof *more);
            if (symbols->n)
                memcpy(more, symbols->found, symbols->n * sizeof *more);
            symbols->found = more;
            symbols->cap = cap;
        }
        symbols->found[symbols->n++] = t;
        return;
    }
    for (uint32_t i = 0; i < t->n; i++) {
        bool bound = binds(t, i) && t->child[1]->kind == TREE_SYMBOL;
        if (bound)
            symbols->bound[symbols->n_bound++] = t->child[1];
        collect(symbols, t->child[i]);
        if (bound)
            symbols->n_bound--;
    }
}

const struct tree *const *tree_symbols(struct tree_arena *arena, const struct tree *t, size_t *n)
{
    struct symbols symbols = {.arena = arena};
    if (t)
        collect(&symbols, t);
    *n = symbols.n;
    return symbols.found;
}

/* --- dump ------------------------------------------------------------------------------------- */

static const char *const constants[CONSTANT_COUNT] = {
#define X(name, plain, latex) [CONSTANT_##name] = plain,
    TREE_CONSTANTS(X)
#undef X
};
static const char *const functions[FUNCTION_COUNT] = {
#define X(name, plain, latex, low, high) [FUNCTION_##name] = plain,
    TREE_FUNCTIONS(X)
#undef X
};
static const char *const relations[RELATION_COUNT] = {
#define X(name, plain, ascii, latex) [RELATION_##name] = ascii,
    TREE_RELATIONS(X)
#undef X
};

static void dump_head(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_APPLY) {
        str_add_text(out, functions[t->detail]);
        return;
    }
    str_add_text(out, kinds[t->kind].word);
    if (t->kind == TREE_MATRIX)
        str_printf(out, " %u:", (unsigned)t->rows);
    else if (meaning(t))
        str_printf(out, ":%u", meaning(t));
}

void tree_dump(struct str *out, const struct tree *t)
{
    if (t->kind == TREE_CONSTANT) {
        str_add_text(out, constants[t->detail]);
        return;
    }
    if (t->text && !t->n) {
        if (t->kind == TREE_WORDS || t->kind == TREE_UNIT)
            str_printf(out, "%s:", kinds[t->kind].word);
        str_add_text(out, t->text);
        return;
    }
    str_add_char(out, '(');
    dump_head(out, t);
    if (t->text) {
        str_add_char(out, ' ');
        str_add_text(out, t->text);
    }
    for (uint32_t i = 0; i < t->n; i++) {
        str_add_char(out, ' ');
        if (i > 0 && t->relations) {
            str_add_text(out, relations[t->relations[i - 1]]);
            str_add_char(out, ' ');
        }
        tree_dump(out, t->child[i]);
    }
    str_add_char(out, ')');
}

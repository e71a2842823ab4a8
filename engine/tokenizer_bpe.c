/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Byte-pair encoding and the two tables it reads. The idea to read it by: a piece is a linked
 * list of tokens, at first one per byte, and a heap holds every neighbouring pair that has a rank;
 * the lowest rank (on a tie the leftmost) is merged until none is left, O(n log n) for any piece.
 * A heap entry is never removed early: it is stale when the node no longer begins that rank.
 */
#include "engine/tokenizer.h"

#include "engine/error.h"
#include "engine/utf8.h"

#include <stdlib.h>
#include <string.h>

/* --- growing bytes --------------------------------------------------------------------------- */

bool tok_bytes_add(struct tok_bytes *b, const void *bytes, size_t len)
{
    if (len > SIZE_MAX / 4 - b->len)
        return false;
    if (b->len + len > b->cap || !b->data) {
        size_t cap = b->cap ? b->cap : 64;
        while (cap < b->len + len)
            cap *= 2;
        char *data = realloc(b->data, cap);
        if (!data)
            return false;
        b->data = data;
        b->cap = cap;
    }
    if (len)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    return true;
}

void tok_bytes_release(struct tok_bytes *b)
{
    free(b->data);
    *b = (struct tok_bytes){0};
}

/* --- the byte alphabet ----------------------------------------------------------------------- */

/* Bytes that are printable in Latin-1 stand for themselves; the others get U+0100 and up, in
 * order: 00..20 (33 of them), 7F..A0 (34), AD. */
uint32_t tok_char_of_byte(unsigned char byte)
{
    if (byte <= 0x20)
        return 0x100u + byte;
    if (byte >= 0x7F && byte <= 0xA0)
        return 0x100u + 33u + (byte - 0x7Fu);
    return byte == 0xAD ? 0x100u + 67u : byte;
}

int tok_byte_of_char(uint32_t c)
{
    if (c >= 0x100)
        return c <= 0x120   ? (int)(c - 0x100)
               : c <= 0x142 ? (int)(c - 0x121 + 0x7F)
               : c == 0x143 ? 0xAD
                            : -1;
    return tok_char_of_byte((unsigned char)c) == c ? (int)c : -1;
}

/* --- vocabulary ------------------------------------------------------------------------------ */

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= UINT64_C(0xD6E8FEB86659FD93);
    h ^= h >> 29;
    h *= UINT64_C(0xD6E8FEB86659FD93);
    return h ^ h >> 32;
}

static uint64_t hash_text(const char *text, size_t len)
{
    uint64_t h = UINT64_C(0x9E3779B97F4A7C15) ^ len, word;
    for (; len >= sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        h = mix(h ^ word);
    }
    word = 0;
    memcpy(&word, text, len);
    return mix(h ^ word);
}

/* A slot is 0 or the index + 1 of an entry with some bits of its hash above it: they spare nearly
 * every look at an entry that is another's, and the table stays small enough for the cache. */
#define SLOT_BITS 23
#define SLOT_MASK ((1u << SLOT_BITS) - 1)
_Static_assert(TOK_MAX_ID + 2 < 1 << SLOT_BITS, "an entry's number fits a slot");

static uint32_t make_slot(uint64_t hash, size_t index)
{
    return (uint32_t)(hash >> 32) << SLOT_BITS | (uint32_t)(index + 1);
}

/* The slot that holds the text or the empty one where it belongs. */
static size_t find_slot(const struct tok_vocab *v, const char *text, size_t len, uint64_t hash)
{
    size_t mask = v->n_slots - 1, at = hash & mask;
    for (; v->slots[at]; at = (at + 1) & mask) {
        if ((v->slots[at] ^ make_slot(hash, 0)) >> SLOT_BITS)
            continue;
        const struct tok_entry *e = &v->entries[(v->slots[at] & SLOT_MASK) - 1];
        if (e->len == len && memcmp(v->pool.data + e->offset, text, len) == 0)
            break;
    }
    return at;
}

static bool grow_vocab(struct tok_vocab *v)
{
    if (v->count == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 1024;
        struct tok_entry *entries = realloc(v->entries, cap * sizeof *entries);
        if (!entries)
            return false;
        v->entries = entries;
        v->cap = cap;
    }
    if (v->count * 4 < v->n_slots * 3)
        return true;
    size_t n = v->n_slots ? v->n_slots * 2 : 2048;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < v->count; i++) {
        const struct tok_entry *e = &v->entries[i];
        uint64_t hash = hash_text(v->pool.data + e->offset, e->len);
        size_t at = hash & (n - 1);
        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = make_slot(hash, i);
    }
    free(v->slots);
    v->slots = slots;
    v->n_slots = n;
    return true;
}

enum eng_status tok_vocab_add(struct tok_vocab *v, const char *text, size_t len, int32_t id,
                              struct eng_error *error)
{
    if (v->count > TOK_MAX_ID)
        return eng_fail(error, ENG_UNSUPPORTED, "tokenizer.json: model.vocab: over %d tokens",
                        TOK_MAX_ID);
    if (!grow_vocab(v))
        return eng_fail_memory(error, "the vocabulary");
    uint64_t hash = hash_text(text, len);
    size_t slot = find_slot(v, text, len, hash);
    if (v->slots[slot])
        return eng_fail(error, ENG_BAD_MODEL,
                        "tokenizer.json: model.vocab: the token \"%.*s\" appears twice",
                        (int)(len > 100 ? 100 : len), text);
    size_t offset = v->pool.len;
    if (!tok_bytes_add(&v->pool, text, len))
        return eng_fail_memory(error, "the vocabulary");
    v->entries[v->count] =
        (struct tok_entry){.offset = (uint32_t)offset, .len = (uint32_t)len, .id = id};
    v->slots[slot] = make_slot(hash, v->count++);
    return ENG_OK;
}

int32_t tok_vocab_find(const struct tok_vocab *v, const char *text, size_t len)
{
    if (!v->n_slots)
        return -1;
    size_t slot = find_slot(v, text, len, hash_text(text, len));
    return v->slots[slot] ? v->entries[(v->slots[slot] & SLOT_MASK) - 1].id : -1;
}

void tok_vocab_release(struct tok_vocab *v)
{
    free(v->entries);
    free(v->slots);
    tok_bytes_release(&v->pool);
    *v = (struct tok_vocab){0};
}

/* --- merges ---------------------------------------------------------------------------------- */

static size_t merge_slot(const struct tok_merges *m, int32_t left, int32_t right)
{
    uint64_t key = (uint64_t)(uint32_t)left << 32 | (uint32_t)right;
    size_t mask = m->n_slots - 1, at = mix(key + UINT64_C(0x9E3779B97F4A7C15)) & mask;
    for (; m->slots[at]; at = (at + 1) & mask) {
        const struct tok_merge *found = &m->merges[m->slots[at] - 1];
        if (found->left == left && found->right == right)
            break;
    }
    return at;
}

enum eng_status tok_merges_add(struct tok_merges *m, int32_t left, int32_t right, int32_t result,
                               struct eng_error *error)
{
    if (m->count == m->cap) {
        size_t cap = m->cap ? m->cap * 2 : 1024;
        struct tok_merge *merges = realloc(m->merges, cap * sizeof *merges);
        if (!merges)
            return eng_fail_memory(error, "the merges");
        m->merges = merges;
        m->cap = cap;
    }
    m->merges[m->count++] = (struct tok_merge){.left = left, .right = right, .result = result};
    return ENG_OK;
}

enum eng_status tok_merges_index(struct tok_merges *m, struct eng_error *error)
{
    m->n_slots = 16;
    while (m->n_slots * 3 < m->count * 4)
        m->n_slots *= 2;
    m->slots = calloc(m->n_slots, sizeof *m->slots);
    if (!m->slots)
        return eng_fail_memory(error, "the merges");
    for (size_t i = 0; i < m->count; i++)
        m->slots[merge_slot(m, m->merges[i].left, m->merges[i].right)] = (uint32_t)i + 1;
    return ENG_OK;
}

uint32_t tok_merges_rank(const struct tok_merges *m, int32_t left, int32_t right)
{
    return m->slots[merge_slot(m, left, right)] - 1; /* an empty slot gives TOK_NO_RANK */
}

void tok_merges_release(struct tok_merges *m)
{
    free(m->merges);
    free(m->slots);
    *m = (struct tok_merges){0};
}

/* --- encoding -------------------------------------------------------------------------------- */

/* A heap entry is rank << 32 | position, so that comparing numbers is the whole order. Four
 * children to a node: on a long piece the way down is what costs, and this halves it. */
static void sift_down(uint64_t *heap, size_t count, size_t at)
{
    uint64_t entry = heap[at];
    for (size_t first; (first = 4 * at + 1) < count;) {
        size_t least = first, end = first + 4 < count ? first + 4 : count;
        for (size_t child = first + 1; child < end; child++)
            if (heap[child] < heap[least])
                least = child;
        if (heap[least] >= entry)
            break;
        heap[at] = heap[least];
        at = least;
    }
    heap[at] = entry;
}

static void push(uint64_t *heap, size_t *count, uint64_t entry)
{
    size_t at = (*count)++;
    for (; at > 0 && heap[(at - 1) / 4] > entry; at = (at - 1) / 4)
        heap[at] = heap[(at - 1) / 4];
    heap[at] = entry;
}

static uint64_t pop(uint64_t *heap, size_t *count)
{
    uint64_t top = heap[0];
    heap[0] = heap[--*count];
    if (*count)
        sift_down(heap, *count, 0);
    return top;
}

static bool reserve_nodes(struct tok_run *run, size_t n)
{
    if (n <= run->n_nodes)
        return true;
    size_t room = run->n_nodes ? run->n_nodes : 64;
    while (room < n)
        room *= 2;
    struct tok_node *nodes = realloc(run->nodes, room * sizeof *nodes);
    if (nodes)
        run->nodes = nodes;
    uint64_t *heap = nodes ? realloc(run->heap, room * 2 * sizeof *heap) : NULL;
    if (heap)
        run->heap = heap;
    if (!nodes || !heap)
        return false;
    run->n_nodes = room;
    return true;
}

void tok_bpe_scratch_release(struct tok_run *run)
{
    free(run->nodes);
    free(run->heap);
    tok_bytes_release(&run->spelling);
}

/* Looks up the pair that node `at` begins. */
static uint32_t set_rank(const struct tok_merges *m, struct tok_node *nodes, uint32_t at)
{
    struct tok_node *n = &nodes[at];
    n->rank = n->next == TOK_NO_NODE ? TOK_NO_RANK : tok_merges_rank(m, n->id, nodes[n->next].id);
    return n->rank;
}

/* The bytes that have a token become the list; returns how many. */
static size_t build_list(struct tok_run *run, const char *piece, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        int32_t id = run->tok->byte_ids[(unsigned char)piece[i]];
        if (id < 0)
            continue;
        run->nodes[n] = (struct tok_node){
            .id = id, .previous = n ? (uint32_t)n - 1 : TOK_NO_NODE, .next = (uint32_t)n + 1};
        n++;
    }
    if (n)
        run->nodes[n - 1].next = TOK_NO_NODE;
    return n;
}

/* Merges the n nodes as far as it goes; node 0 stays the first. Every merge takes one entry and
 * adds at most two, so the heap never holds more than 2 n. */
static void merge_list(struct tok_run *run, size_t n)
{
    const struct tok_merges *m = &run->tok->merges;
    struct tok_node *nodes = run->nodes;
    uint64_t *heap = run->heap;
    size_t count = 0;
    for (uint32_t i = 0; i < n; i++)
        if (set_rank(m, nodes, i) != TOK_NO_RANK)
            heap[count++] = (uint64_t)nodes[i].rank << 32 | i;
    for (size_t i = (count + 2) / 4; i-- > 0;)
        sift_down(heap, count, i);
    while (count) {
        uint64_t entry = pop(heap, &count);
        uint32_t at = (uint32_t)entry, rank = (uint32_t)(entry >> 32);
        struct tok_node *node = &nodes[at];
        if (node->rank != rank)
            continue;
        struct tok_node *gone = &nodes[node->next];
        node->id = m->merges[rank].result;
        node->next = gone->next;
        gone->rank = TOK_NO_RANK;
        if (node->next != TOK_NO_NODE)
            nodes[node->next].previous = at;
        if (set_rank(m, nodes, at) != TOK_NO_RANK)
            push(heap, &count, (uint64_t)node->rank << 32 | at);
        uint32_t before = node->previous;
        if (before != TOK_NO_NODE && set_rank(m, nodes, before) != TOK_NO_RANK)
            push(heap, &count, (uint64_t)nodes[before].rank << 32 | before);
    }
}

/* The id of a piece that is a token as a whole, or -1. */
static enum eng_status find_whole(struct tok_run *run, const char *piece, size_t len, int32_t *id)
{
    run->spelling.len = 0;
    for (size_t i = 0; i < len; i++) {
        char utf8[4];
        size_t n = utf8_encode(tok_char_of_byte((unsigned char)piece[i]), utf8);
        if (!tok_bytes_add(&run->spelling, utf8, n))
            return eng_fail_memory(run->error, "a piece of text");
    }
    *id = tok_vocab_find(&run->tok->vocab, run->spelling.data, run->spelling.len);
    return ENG_OK;
}

enum eng_status tok_bpe(struct tok_run *run, const char *piece, size_t len)
{
    if (run->tok->ignore_merges) {
        int32_t id = -1;
        enum eng_status status = find_whole(run, piece, len, &id);
        if (status)
            return status;
        if (id >= 0)
            return eng_tokens_add(run->out, id, run->error);
    }
    if (!reserve_nodes(run, len))
        return eng_fail_memory(run->error, "a piece of text");
    size_t n = build_list(run, piece, len);
    if (n > 1)
        merge_list(run, n);
    for (uint32_t i = n ? 0 : TOK_NO_NODE; i != TOK_NO_NODE; i = run->nodes[i].next) {
        enum eng_status status = eng_tokens_add(run->out, run->nodes[i].id, run->error);
        if (status)
            return status;
    }
    return ENG_OK;
}

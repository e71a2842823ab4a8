/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the tokenizer's files. A text becomes ids in steps, one file each:
 *   tokenizer.c        repair, the public calls
 *   tokenizer_added.c  added tokens such as <|user|>, and the segments between them
 *   tokenizer_split.c  a segment into pieces, by the regexes of the model (tokenizer_regex.c
 *                      rewrites them for PCRE2)
 *   tokenizer_bpe.c    a piece into ids, by the merges
 * and tokenizer_load.c fills the tables from tokenizer.json (tokenizer_pre.c the pre-tokenizer's
 * part). Nothing in struct eng_tokenizer changes after loading; what a call needs is in tok_run.
 */
#ifndef LEMMA_ENGINE_TOKENIZER_H
#define LEMMA_ENGINE_TOKENIZER_H

#include "engine/engine.h"
#include "engine/json.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Bounds of what is accepted; every real file is far below them. */
#define TOK_MAX_ID ((1 << 22) - 1)
#define TOK_MAX_FILE (256u << 20)
#define TOK_MAX_STAGES 8
#define TOK_MAX_PATTERN 16384 /* bytes of a regex in the file */
#define TOK_MAX_ADDED 65536
#define TOK_MAX_TAG 512         /* bytes of an added token's content */
#define TOK_MAX_TEXT (1u << 30) /* bytes of one text */

/* Growing bytes; false from tok_bytes_add means no memory. */
struct tok_bytes {
    char *data; /* owned */
    size_t len, cap;
};
bool tok_bytes_add(struct tok_bytes *b, const void *bytes, size_t len);
void tok_bytes_release(struct tok_bytes *b);

/* Token texts as the file spells them (in the byte alphabet) -> ids. */
struct tok_entry {
    uint32_t offset, len; /* in pool */
    int32_t id;
};
struct tok_vocab {
    struct tok_entry *entries; /* (count) in file order; owned */
    uint32_t *slots;           /* (n_slots, a power of two) see tokenizer_bpe.c; owned */
    size_t count, cap, n_slots;
    struct tok_bytes pool;
};

/* A pair of neighbours -> its rank, which is its place in the file, and what it becomes. */
struct tok_merge {
    int32_t left, right, result;
};
struct tok_merges {
    struct tok_merge *merges; /* (count) by rank; owned */
    uint32_t *slots;          /* (n_slots, a power of two) rank + 1, or 0; owned */
    size_t count, cap, n_slots;
};

/* Which parts of a segment a regex keeps as pieces: its matches, what lies between, or both. */
struct tok_stage {
    pcre2_code *code; /* owned */
    bool keep_matches, keep_gaps;
};

struct tok_added {
    size_t offset, len; /* of its content, NUL-terminated in added_pool */
    int32_t id;
    bool special, single_word, lstrip, rstrip, normalized;
};

/* The added tokens that are looked for in one pass, sorted by content. */
struct tok_pass {
    uint32_t *order;     /* indices into added[]; owned */
    uint32_t first[257]; /* those that begin with byte b are first[b] .. first[b + 1] - 1 */
};

struct tok_text {
    uint32_t offset, len; /* in text_pool; offset TOK_NO_TEXT: the id does not exist */
    bool special;
};
#define TOK_NO_TEXT UINT32_MAX

struct eng_tokenizer {
    struct tok_vocab vocab;
    struct tok_merges merges;
    int32_t byte_ids[256]; /* -1: no token for this byte; it is dropped, as the library does */
    bool ignore_merges;    /* a piece that is a token as a whole is not built from merges */
    struct tok_stage stages[TOK_MAX_STAGES];
    size_t n_stages;
    struct tok_added *added; /* (n_added) in file order; owned */
    size_t n_added;
    struct tok_bytes added_pool;
    struct tok_pass passes[2]; /* those with normalized: false first, as the library does */
    pcre2_code *word;          /* one word character, for single_word; NULL when none asks */
    struct tok_text *texts;    /* (size) decoded bytes by id; owned */
    struct tok_bytes text_pool;
    int32_t size;
};

/* The byte alphabet of GPT-2: every byte has a printable character, and the other way round. */
uint32_t tok_char_of_byte(unsigned char byte);
int tok_byte_of_char(uint32_t c); /* -1: not in the alphabet */

/* --- tables ---------------------------------------------------------------------------------- */

/* ENG_BAD_MODEL if the text is there already. */
enum eng_status tok_vocab_add(struct tok_vocab *v, const char *text, size_t len, int32_t id,
                              struct eng_error *error);
int32_t tok_vocab_find(const struct tok_vocab *v, const char *text, size_t len); /* or -1 */
void tok_vocab_release(struct tok_vocab *v);
enum eng_status tok_merges_add(struct tok_merges *m, int32_t left, int32_t right, int32_t result,
                               struct eng_error *error);
/* After the last add. A pair that stands twice keeps its later rank, as in the library. */
enum eng_status tok_merges_index(struct tok_merges *m, struct eng_error *error);
uint32_t tok_merges_rank(const struct tok_merges *m, int32_t left, int32_t right);
void tok_merges_release(struct tok_merges *m);
#define TOK_NO_RANK UINT32_MAX

/* --- one call of eng_tokenize ---------------------------------------------------------------- */

struct tok_node {
    int32_t id;
    uint32_t previous, next; /* TOK_NO_NODE at the ends */
    uint32_t rank;           /* of the pair this node begins; TOK_NO_RANK when there is none */
};
#define TOK_NO_NODE UINT32_MAX

struct tok_run {
    const struct eng_tokenizer *tok;
    pcre2_match_data *match;
    pcre2_match_context *limits;
    uint64_t budget; /* steps left for expensive matches */
    struct tok_node *nodes;
    uint64_t *heap;
    size_t n_nodes; /* room in nodes; heap has twice as much */
    struct tok_bytes spelling;
    struct eng_tokens *out;
    struct eng_error *error;
};

/* `len` is the length of the whole text; end also after a failed begin. */
enum eng_status tok_run_begin(struct tok_run *run, const struct eng_tokenizer *tok, size_t len,
                              struct eng_tokens *out, struct eng_error *error);
void tok_run_end(struct tok_run *run);
void tok_bpe_scratch_release(struct tok_run *run);

/* Appends the ids of text in which added tokens count. */
enum eng_status tok_tagged(struct tok_run *run, size_t pass, const char *text, size_t len);
/* Appends the ids of one piece, or of one segment (which the regexes cut into pieces). */
enum eng_status tok_bpe(struct tok_run *run, const char *piece, size_t len);
enum eng_status tok_split(struct tok_run *run, size_t stage, const char *text, size_t len);
/* Whether `code` matches exactly at text + at. */
enum eng_status tok_match_here(struct tok_run *run, const pcre2_code *code, const char *text,
                               size_t len, size_t at, bool *matches);

/* --- loading --------------------------------------------------------------------------------- */

/* Compiles a regex in the library's dialect (Oniguruma's, Ruby syntax), or a literal text. What
 * PCRE2 would read differently is rewritten; what cannot be is refused by name. `where` begins
 * the sentence. */
enum eng_status tok_regex_compile(pcre2_code **out, const char *pattern, size_t len, bool literal,
                                  const char *where, struct eng_error *error);
/* Rewrites only; appends to out. For tok_regex_compile and its tests. */
enum eng_status tok_regex_rewrite(struct tok_bytes *out, const char *pattern, size_t len,
                                  const char *where, struct eng_error *error);
/* Reads the value of "pre_tokenizer" into tok->stages; r stands before the value. */
enum eng_status tok_read_pre_tokenizer(struct eng_tokenizer *tok, struct json_reader *r,
                                       struct eng_error *error);
/* Reads the list of added tokens at json, `base` bytes into the file; needs the vocabulary. */
enum eng_status tok_read_added(struct eng_tokenizer *tok, const char *json, size_t len, size_t base,
                               struct eng_error *error);
void tok_added_release(struct eng_tokenizer *tok);
/* Turns a failed reader into a status and a sentence; `base` is where its bytes begin. */
enum eng_status tok_json_fail(const struct json_reader *r, size_t base, struct eng_error *error);
/* The same, or `what` if it did not fail but stands on a token of the wrong type. */
enum eng_status tok_wrong_type(const struct json_reader *r, size_t base, const char *what,
                               struct eng_error *error);
enum eng_status tok_load(struct eng_tokenizer *tok, const char *json, size_t len,
                         struct eng_error *error);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lexer's state and the functions that its files share: lex.c (signs, brackets), digits.c,
 * letters.c, command.c. Each function that reads takes bytes from l->at on and emits tokens.
 */
#ifndef LEMMA_MATHS_PARSE_LEXER_H
#define LEMMA_MATHS_PARSE_LEXER_H

#include "app/maths/parse/token.h"

struct lexer {
    struct tokens *out;
    struct tree_arena *arena;
    const struct parse_options *options;
    const char *s;
    size_t at, to;
    bool wide;      /* a wide one since the last token */
    bool spaced;    /* white space since the last token */
    bool soft;      /* the next { is decoration */
    bool twice;     /* each backslash is written twice */
    bool formula;   /* inside $...$ */
    bool quoted;    /* inside \text: what can be a unit is one */
    uint8_t *group; /* owned: the shape of each { that is open */
    size_t n_groups, cap_groups;
    size_t depth;      /* of all brackets and environments */
    size_t unit_depth; /* where the compound unit began, while there is one */
    size_t wordy;      /* where the last run of small letters that is no name ended */
    struct name_index names;
    unsigned unit;   /* a unit is being read: kg m^2 */
    const char *per; /* 시속: the unit of time below the next unit, or NULL */
};

/* The character at a place before l->to, folded; 0 at the end. Its bytes to *width. */
uint32_t lexer_peek(const struct lexer *l, size_t at, size_t *width);
struct token *lexer_emit(struct lexer *l, enum token_kind kind, unsigned which, size_t from,
                         size_t to, const char *text);
void lexer_bad(struct lexer *l, enum parse_status status, size_t at, size_t to);
void lexer_range(struct lexer *l, size_t from, size_t to);
/* Reads a number if one begins at l->at. */
bool lexer_number(struct lexer *l);
void lexer_command(struct lexer *l);
bool lexer_escaped_twice(const struct lexer *l, size_t from, size_t to);
/* May an answer in words begin here? */
bool lexer_phrase_place(const struct lexer *l);
/* A run of letters, or of Hangul. */
void lexer_letters(struct lexer *l);
void lexer_hangul(struct lexer *l);
/* Does the run of Hangul [l->at, end) say an operation: 3분의 2, x의 제곱, 시속? Emits it. */
bool lexer_korean(struct lexer *l, size_t end);
/* One letter, already folded, from the bytes [from, to). */
void lexer_letter(struct lexer *l, uint32_t c, size_t from, size_t to);
void lexer_named(struct lexer *l, const struct name *name, size_t from, size_t to);
/* Is `name` a unit at this place? Emits it. `alone`: a single letter is enough. */
bool lexer_unit(struct lexer *l, const char *name, size_t len, size_t from, size_t to, bool alone);
/* The C of ^\circ C, when a degree sign was just read: turns it into a unit. */
bool lexer_celsius(struct lexer *l, uint32_t c, size_t from, size_t to);
bool lexer_after_value(const struct lexer *l);

#endif

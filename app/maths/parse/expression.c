/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums, products, powers. The product is the hard one: factors stand side by side, with signs
 * between them or without, quotients bind from the left, units make quantities of what stands in
 * front, and dx ends an integral.
 */
#include "app/maths/parse/parser.h"

#include <string.h>

/* --- sums ------------------------------------------------------------------------------------- */

static bool sees_sign(struct parser *p)
{
    enum token_kind kind = parser_look(p)->kind;
    return kind == T_MINUS || kind == T_PLUS || kind == T_PLUS_MINUS;
}

/* What `read` reads, with any signs in front of it. */
static const struct tree *parse_signed(struct parser *p,
                                       const struct tree *(*read)(struct parser *))
{
    size_t first = p->i;
    if (!sees_sign(p))
        return read(p);
    const struct token *sign = parser_look(p);
    p->i++;
    if (sign->kind == T_PLUS && parser_sees(p, T_TEXT))
        return parser_fail(p, PARSE_NOT_MATHS, parser_look(p), NULL);
    if (!parser_enter(p))
        return NULL;
    const struct tree *t = parse_signed(p, read);
    parser_leave(p);
    if (!t || sign->kind == T_PLUS)
        return t;
    bool minus = sign->kind == T_MINUS;
    /* -7 mod 3 is about -7; -mod(7, 3) and -(7 mod 3) are not */
    bool modulo = t->kind == TREE_APPLY && t->detail == FUNCTION_MOD && t->n == 2;
    if (minus && modulo && t->at == sign[1].at && sign[1].kind != T_FUNCTION) {
        const struct tree *left = tree_one(p->arena, TREE_NEGATE, 0, t->child[0]);
        t = tree_two(p->arena, TREE_APPLY, FUNCTION_MOD, left, t->child[1]);
        return parser_placed(p, t, first);
    }
    return parser_placed(
        p, tree_one(p->arena, minus ? TREE_NEGATE : TREE_PLUS_MINUS, minus ? 0 : sign->which, t),
        first);
}

/* (mod 7) behind a sum. */
static bool sees_modulus(struct parser *p)
{
    const struct token *t = parser_look(p), *next = parser_ahead(p, 1);
    return t->kind == T_MODULUS ||
           (t->kind == T_OPEN && t->which == BRACKET_ROUND && next->kind == T_FUNCTION &&
            next->which == FUNCTION_MOD && parser_ahead(p, 2)->kind != T_OPEN);
}

static const struct tree *parse_modulus(struct parser *p, const struct tree *left, size_t first)
{
    const struct tree *right;
    if (parser_takes(p, T_MODULUS)) {
        right = parse_argument(p, false, "value");
    } else {
        p->i += 2;
        right = parse_sum(p);
        const struct token *close = parser_look(p);
        if (right && (close->kind != T_CLOSE || close->which != BRACKET_ROUND))
            return parser_expected(p, ")");
        p->i++;
    }
    if (!right)
        return NULL;
    return parser_placed(p, tree_two(p->arena, TREE_APPLY, FUNCTION_MOD, left, right), first);
}

static bool is_set(const struct tree *t)
{
    switch (t->kind) {
    case TREE_ELEMENTS:
    case TREE_SUCH_THAT:
    case TREE_NUMBERS:
        return true;
    default:
        return false;
    }
}

/* What is on the stack above base as one sum. */
static const struct tree *close_sum(struct parser *p, size_t base, size_t first)
{
    if (p->n_stack == base + 1)
        return p->stack[--p->n_stack];
    const struct tree *a = p->stack[base], *b = p->stack[base + 1];
    if (p->n_stack == base + 2 && is_set(a) && b->kind == TREE_NEGATE && is_set(b->child[0])) {
        p->stack[base + 1] = b->child[0];
        return parser_pop_node(p, base, TREE_DIFFERENCE, 0, first);
    }
    return parser_pop_node(p, base, TREE_ADD, 0, first);
}

/* The sign at the end of 0^+ belongs to the limit, not to a sum. */
static bool sees_operator(struct parser *p)
{
    if (!sees_sign(p))
        return false;
    return !p->around.limit || parser_ahead(p, 1)->kind != T_CLOSE;
}

const struct tree *parse_sum(struct parser *p)
{
    size_t first = p->i, base = p->n_stack;
    const struct tree *t = parse_signed(p, parse_product);
    if (!t)
        return NULL;
    parser_push(p, t);
    while (sees_operator(p) && !(p->integral && p->integral->variable)) {
        const struct token *sign = parser_look(p);
        size_t at = p->i++;
        if (!(t = parse_signed(p, parse_product)))
            return NULL;
        if (sign->kind == T_PLUS_MINUS) {
            const struct tree *left = close_sum(p, base, first);
            if (!left)
                return NULL;
            t = parser_placed(p, tree_two(p->arena, TREE_PLUS_MINUS, sign->which, left, t), first);
        } else if (sign->kind == T_MINUS) {
            t = parser_placed(p, tree_one(p->arena, TREE_NEGATE, 0, t), at);
        }
        if (!t)
            return NULL;
        parser_push(p, t);
    }
    t = close_sum(p, base, first);
    return t && sees_modulus(p) ? parse_modulus(p, t, first) : t;
}

/* --- products --------------------------------------------------------------------------------- */

/* The y of x = 1 y = 2: a space is all that stands between two equations. */
static bool starts_assignment(struct parser *p)
{
    const struct token *t = parser_look(p), *value = t - 1;
    if (t->kind != T_NAME || !t->spaced || p->tokens->latex || p->i < 3 ||
        parser_ahead(p, 1)->kind != T_RELATION || parser_ahead(p, 1)->which != RELATION_EQUAL ||
        value->kind != T_NUMBER)
        return false;
    const struct token *equals = value[-1].kind == T_MINUS && p->i > 3 ? value - 2 : value - 1;
    return equals->kind == T_RELATION && equals->which == RELATION_EQUAL &&
           equals[-1].kind == T_NAME;
}

bool parser_starts_condition(struct parser *p)
{
    enum { LONGEST = 32 };
    const struct token *t = parser_look(p);
    bool bracket = t->kind == T_OPEN && t->which == BRACKET_ROUND && t->spaced && p->i &&
                   !parser_name_is(p, t - 1, "P");
    if (starts_assignment(p))
        return true;
    if (!bracket && !t->wide)
        return false;
    bool relation = false;
    size_t depth = 0;
    for (size_t k = 0; k < LONGEST; k++) {
        t = parser_ahead(p, k);
        depth += t->kind == T_OPEN;
        relation |= t->kind == T_RELATION && depth == bracket && t->which != RELATION_TO;
        if (relation && !bracket)
            return true;
        if (t->kind == T_CLOSE && depth-- == 1 && bracket)
            return relation && token_ends_item(parser_ahead(p, k + 1));
        if (depth > LONGEST || (depth == 0 && token_ends_item(t)))
            return false;
    }
    return false;
}

bool parser_sees_factor(struct parser *p)
{
    const struct token *t = parser_look(p), *next = parser_ahead(p, 1);
    const struct token *before = p->i ? &p->tokens->token[p->i - 1] : t;
    if (!token_begins_value(t) || parser_sees_differential(p) || sees_modulus(p) ||
        parser_starts_condition(p))
        return false;
    switch (t->kind) {
    case T_BAR:
        if (next->kind == T_BAR && t->spaced && !next->spaced && parser_ahead(p, 2)->spaced)
            return false; /* parallel */
        return !p->around.bars && !p->around.set;
    case T_NORM:
        return !p->around.norms && !(t->spaced && next->spaced);
    case T_NAME: /* [1,2] U [3,4] */
        return !(parser_name_is(p, t, "U") &&
                 (before->kind == T_CLOSE || before->kind == T_NUMBERS) &&
                 (next->kind == T_OPEN || next->kind == T_NUMBERS));
    case T_TEXT:
    case T_ELLIPSIS:
    case T_NUMBERS:
    case T_EMPTY:
    case T_CURRENCY:
        return false;
    case T_FUNCTION:
        return t->which != FUNCTION_MOD;
    default:
        return true;
    }
}

/* A product that is being read: its factors lie on the stack above base. */
struct product {
    size_t base, first;
    unsigned written;
    bool slash;    /* a quotient written with / stands in front */
    bool quantity; /* one of the factors has a unit */
};

static const struct tree *close_product(struct parser *p, struct product *product)
{
    if (p->n_stack == product->base + 1)
        return p->stack[--p->n_stack];
    return parser_pop_node(p, product->base, TREE_MULTIPLY, product->written, product->first);
}

/* Number words as units: 2 apples, 5 units. */
static bool sees_counted(struct parser *p)
{
    const struct token *t = parser_look(p);
    if (t->kind != T_TEXT || p->i == 0)
        return false;
    const struct token *before = t - 1;
    bool number = before->kind == T_NUMBER || before->kind == T_VULGAR ||
                  (before->kind == T_CLOSE && before->which == BRACKET_GROUP) ||
                  (before->kind == T_CLOSE && before->which == BRACKET_SOFT);
    if (!number)
        return false;
    switch (t[1].kind) {
    case T_END:
    case T_COMMA:
    case T_SEMICOLON:
    case T_LINE:
    case T_CLOSE:
    case T_CELL:
    case T_COLON:
    case T_FINISH:
    case T_NOT:
    case T_AND:
    case T_OR:
    case T_RELATION:
    case T_PLUS:
    case T_MINUS:
    case T_PLUS_MINUS:
        return true;
    default:
        return false;
    }
}

static bool sees_unit(struct parser *p)
{
    const struct token *t = parser_look(p);
    bool fraction = t->kind == T_FRACTION && parser_ahead(p, 1)->kind == T_OPEN &&
                    parser_ahead(p, 2)->kind == T_UNIT;
    bool amount = t->kind == T_CURRENCY && p->i && t[-1].kind != T_UNIT &&
                  t[-1].kind != T_CURRENCY && (p->i < 2 || t[-2].kind != T_CURRENCY); /* $5 $5 */
    return t->kind == T_UNIT || amount || fraction || sees_counted(p);
}

/* A unit behind the product so far: all of it is the value, or its last factor when there was a
 * unit before. 3시간 20분 is a sum. */
static bool add_unit(struct parser *p, struct product *product)
{
    const struct tree *value =
        product->quantity ? p->stack[--p->n_stack] : close_product(p, product);
    size_t base = p->n_stack, first = product->first;
    enum token_kind before = p->tokens->token[p->i - 1].kind;
    if (value && value->kind == TREE_QUANTITY && (before == T_UNIT || before == T_CURRENCY)) {
        parser_fail(p, PARSE_UNEXPECTED, parser_look(p), NULL);
        return false;
    }
    for (;;) {
        const struct tree *unit = value ? parse_unit(p) : NULL;
        if (!unit)
            return false;
        parser_push(p, parser_placed(p, tree_two(p->arena, TREE_QUANTITY, 0, value, unit), first));
        if (base != product->base || !parser_sees(p, T_NUMBER) ||
            (parser_ahead(p, 1)->kind != T_UNIT && parser_ahead(p, 1)->kind != T_CURRENCY))
            break;
        first = p->i;
        value = parse_number(p);
    }
    if (p->n_stack > base + 1)
        parser_push(p, parser_pop_node(p, base, TREE_ADD, 0, product->first));
    product->quantity = true;
    return p->stack[p->n_stack - 1] != NULL;
}

static const struct tree *parse_factor(struct parser *p)
{
    return parse_signed(p, parse_power);
}

/* ÷ 2ab divides by 2ab, as in every schoolbook: letters that touch the divisor belong to it. */
static const struct tree *with_letters(struct parser *p, const struct tree *factor, size_t first)
{
    size_t base = p->n_stack;
    parser_push(p, factor);
    while (parser_sees(p, T_NAME) && !parser_sees_differential(p) &&
           (!parser_look(p)->spaced || p->tokens->latex)) {
        const struct tree *letter = parse_power(p);
        if (!letter)
            return NULL;
        parser_push(p, letter);
    }
    return p->n_stack == base + 1 ? p->stack[--p->n_stack]
                                  : parser_pop_node(p, base, TREE_MULTIPLY, WRITTEN_PLAIN, first);
}

static bool divide(struct parser *p, struct product *product)
{
    const struct token *sign = parser_look(p);
    p->i++;
    size_t first = p->i;
    const struct tree *right = parse_factor(p);
    if (right && product->quantity && parser_sees(p, T_UNIT)) { /* 10 km / 2 h */
        const struct tree *unit = parse_unit(p);
        right = unit ? parser_placed(p, tree_two(p->arena, TREE_QUANTITY, 0, right, unit), first)
                     : NULL;
    }
    /* a fraction behind ÷ is one number: 1/2 ÷ 1/4 is 2 */
    if (right && sign->which == WRITTEN_OBELUS && right->kind == TREE_NUMBER &&
        parser_sees(p, T_DIVIDE) && parser_look(p)->which == WRITTEN_SLASH &&
        parser_ahead(p, 1)->kind == T_NUMBER) {
        p->i++;
        const struct tree *below = parse_factor(p);
        right = below ? parser_placed(
                            p, tree_two(p->arena, TREE_DIVIDE, WRITTEN_SLASH, right, below), first)
                      : NULL;
    }
    if (right && sign->which == WRITTEN_OBELUS)
        right = with_letters(p, right, first);
    const struct tree *left = right ? close_product(p, product) : NULL;
    if (!left)
        return false;
    const struct tree *t =
        parser_placed(p, tree_two(p->arena, TREE_DIVIDE, sign->which, left, right), product->first);
    if (!t)
        return false;
    parser_push(p, t);
    product->slash = true;
    return true;
}

/* a mod b, n choose k. */
static bool infix(struct parser *p, struct product *product, enum tree_kind kind, unsigned detail)
{
    p->i++;
    const struct tree *right = parse_factor(p);
    const struct tree *left = right ? close_product(p, product) : NULL;
    if (!left)
        return false;
    const struct tree *t =
        parser_placed(p, tree_two(p->arena, kind, detail, left, right), product->first);
    if (!t)
        return false;
    parser_push(p, t);
    return true;
}

static bool side_by_side(struct parser *p, struct product *product)
{
    const struct token *t = parser_look(p);
    if (p->i && t[-1].kind == T_TEXT && t[-1].which == TEXT_PLAIN) {
        parser_fail(p, PARSE_NOT_MATHS, t - 1, NULL);
        return false;
    }
    if (t->kind == T_NUMBER && p->i && t[-1].kind == T_NUMBER) {
        parser_fail(p, PARSE_AMBIGUOUS_NUMBERS, t, NULL);
        return false;
    }
    if (product->slash)
        p->tokens->notes |= NOTE_SLASH_PRODUCT;
    const struct tree *factor = parse_power(p);
    if (!factor)
        return false;
    parser_push(p, factor);
    return true;
}

/* What stands behind a factor: true when it was something that goes on with the product. */
static bool parse_more(struct parser *p, struct product *product, bool *failed)
{
    const struct token *t = parser_look(p);
    const struct tree *factor;
    switch (t->kind) {
    case T_TIMES:
        p->i++;
        if (parser_sees(p, T_UNIT)) { /* 5*km */
            *failed = !add_unit(p, product);
            return true;
        }
        product->written = t->which;
        product->slash = false;
        if (!(factor = parse_factor(p)))
            *failed = true;
        else
            parser_push(p, factor);
        return true;
    case T_DIVIDE:
        *failed = !divide(p, product);
        return true;
    case T_CHOOSE:
        if (t->which)
            break;
        *failed = !infix(p, product, TREE_BINOMIAL, 0);
        return true;
    case T_FUNCTION:
        if (t->which != FUNCTION_MOD)
            break;
        *failed = !infix(p, product, TREE_APPLY, FUNCTION_MOD);
        return true;
    default:
        break;
    }
    if (sees_unit(p)) {
        *failed = !add_unit(p, product);
        return true;
    }
    if (t->kind == T_ELLIPSIS && t[-1].kind == T_NUMBER && t[-1].which) { /* 0.333... */
        parser_fail(p, PARSE_UNEXPECTED, t, "recurring");
        *failed = true;
        return true;
    }
    if (parser_take_differential(p)) /* what dx is multiplied with stays as it is */
        return true;
    if (!parser_sees_factor(p))
        return false;
    *failed = !side_by_side(p, product);
    return true;
}

const struct tree *parse_product(struct parser *p)
{
    struct product product = {.base = p->n_stack, .first = p->i};
    const struct tree *t;
    if (parser_take_differential(p))
        t = parser_placed(p, tree_integer(p->arena, 1), product.first);
    else
        t = parse_power(p);
    if (!t)
        return NULL;
    parser_push(p, t);
    product.quantity = t->kind == TREE_QUANTITY;
    bool failed = false;
    while (parse_more(p, &product, &failed))
        if (failed)
            return NULL;
    return close_product(p, &product);
}

/* --- powers ----------------------------------------------------------------------------------- */

static bool is_matrix(const struct tree *t)
{
    bool capital = t->kind == TREE_SYMBOL && t->text[0] >= 'A' && t->text[0] <= 'Z';
    return t->kind == TREE_MATRIX || t->kind == TREE_TRANSPOSE || capital ||
           (t->kind == TREE_SYMBOL && strncmp(t->text, "vec ", 4) == 0);
}

/* The number of tokens of ^\circ, ^{\circ} or another single token as exponent, 0 if it is none. */
static size_t lone_exponent(struct parser *p, enum token_kind kind)
{
    if (parser_ahead(p, 1)->kind == kind)
        return 2;
    const struct token *open = parser_ahead(p, 1);
    return open->kind == T_OPEN && open->which == BRACKET_GROUP &&
                   parser_ahead(p, 2)->kind == kind && parser_ahead(p, 3)->kind == T_CLOSE
               ? 4
               : 0;
}

static bool is_letter_t(struct parser *p)
{
    size_t n = lone_exponent(p, T_NAME);
    return n && parser_name_is(p, parser_ahead(p, n == 2 ? 1 : 2), "T");
}

static const struct tree *degrees(struct parser *p, const struct tree *value, size_t first)
{
    bool sure;
    const char *name = unit_find("°", strlen("°"), &sure);
    name = name ? name : "°";
    const struct tree *unit = tree_leaf(p->arena, TREE_UNIT, name, strlen(name));
    return parser_placed(p, tree_two(p->arena, TREE_QUANTITY, 0, value, unit), first);
}

/* The inside of ^{...}, or what else stands there: one atom with its own signs and exponents. */
const struct tree *parse_exponent(struct parser *p)
{
    if (!parser_enter(p))
        return NULL;
    const struct tree *t;
    size_t first = p->i;
    if (parser_sees_open(p, BRACKET_GROUP)) {
        t = parse_argument(p, false, "exponent");
    } else if (sees_sign(p)) {
        const struct token *sign = parser_look(p);
        p->i++;
        t = parse_exponent(p);
        if (t && sign->kind != T_PLUS)
            t = parser_placed(p,
                              tree_one(p->arena,
                                       sign->kind == T_MINUS ? TREE_NEGATE : TREE_PLUS_MINUS,
                                       sign->which, t),
                              first);
    } else if (!token_begins_value(parser_look(p))) {
        t = parser_expected(p, "exponent");
    } else {
        t = parser_sees(p, T_NUMBER) && parser_ahead(p, 1)->kind != T_COUNT
                ? parse_argument(p, false, "exponent")
                : parse_atom(p);
        if (t && parser_sees(p, T_FACTORIAL)) {
            unsigned signs = parser_look(p)->which;
            p->i++;
            t = parser_placed(p, tree_one(p->arena, TREE_FACTORIAL, signs, t), first);
        }
        if (t && parser_takes(p, T_POWER)) {
            const struct tree *power = parse_exponent(p);
            t = power ? parser_placed(p, tree_two(p->arena, TREE_POWER, 0, t, power), first) : NULL;
        }
    }
    parser_leave(p);
    return t;
}

static const struct tree *raise(struct parser *p, const struct tree *base, size_t first)
{
    size_t n;
    if ((n = lone_exponent(p, T_DEGREE))) {
        p->i += n;
        return degrees(p, base, first);
    }
    if ((n = lone_exponent(p, T_TRANSPOSE)) ||
        (is_matrix(base) && is_letter_t(p) && (n = lone_exponent(p, T_NAME)))) {
        p->i += n;
        return parser_placed(p, tree_one(p->arena, TREE_TRANSPOSE, 0, base), first);
    }
    p->i++;
    const struct tree *exponent = parse_exponent(p);
    return exponent ? parser_placed(p, tree_two(p->arena, TREE_POWER, 0, base, exponent), first)
                    : NULL;
}

const struct tree *parse_power(struct parser *p)
{
    size_t first = p->i;
    const struct tree *t = parse_atom(p);
    while (t) {
        const struct token *sign = parser_look(p);
        switch (sign->kind) {
        case T_POWER:
            t = raise(p, t, first);
            break;
        case T_FACTORIAL:
            p->i++;
            t = parser_placed(p, tree_one(p->arena, TREE_FACTORIAL, sign->which, t), first);
            break;
        case T_PERCENT:
            p->i++;
            t = parser_placed(p, tree_one(p->arena, TREE_PERCENT, 0, t), first);
            break;
        case T_DEGREE:
            p->i++;
            t = degrees(p, t, first);
            break;
        case T_TRANSPOSE:
            p->i++;
            t = parser_placed(p, tree_one(p->arena, TREE_TRANSPOSE, 0, t), first);
            break;
        case T_SUB: { /* x^{2}_{1} */
            bool late =
                t->kind == TREE_POWER && t->child[0]->kind == TREE_SYMBOL && t->child[0]->n == 0;
            if (!late)
                return t;
            const char *name = t->child[0]->text;
            const struct tree *base = parse_index(p, name, strlen(name), first);
            t = base ? parser_placed(p, tree_two(p->arena, TREE_POWER, 0, base, t->child[1]), first)
                     : NULL;
            break;
        }
        case T_PRIME:
            if (!is_matrix(t))
                return t;
            p->i++;
            t = parser_placed(p, tree_one(p->arena, TREE_TRANSPOSE, 0, t), first);
            break;
        default:
            return t;
        }
    }
    return t;
}

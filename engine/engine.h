/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text in, text out for one model: the engine as the program sees it. Three opaque things: a
 * tokenizer, a model (immutable weights, shared between threads) and a session (one timeline).
 * Nothing here exits, prints or reads the environment; errors are a status and one sentence.
 *
 * The idea to read it by: a session only grows. A recurrent state cannot be cut back like a K/V
 * cache; going back means fork or load of an earlier state.
 *
 * Threads: a model may be used by many threads; calls that compute take turns. A session belongs
 * to one thread at a time, except eng_session_cancel, which any thread or signal handler may call.
 */
#ifndef LEMMA_ENGINE_H
#define LEMMA_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* enumerator, name, meaning */
#define ENG_STATUSES(X)                                                             \
    X(OK, "ok", "success")                                                          \
    X(NO_MEMORY, "no_memory", "not enough memory")                                  \
    X(IO, "io", "a file is missing or cannot be read or written")                   \
    X(BAD_MODEL, "bad_model", "the model directory is damaged or inconsistent")     \
    X(UNSUPPORTED, "unsupported", "a model or an option this engine does not know") \
    X(BAD_ARGUMENT, "bad_argument", "a value out of range")                         \
    X(FULL, "full", "the context is full")                                          \
    X(CANCELLED, "cancelled", "stopped on request")                                 \
    X(BAD_STATE, "bad_state", "a saved state that is damaged or belongs to another model")

enum eng_status {
#define X(enumerator, name, meaning) ENG_##enumerator,
    ENG_STATUSES(X)
#undef X
};

/* Owned by the caller; filled on failure only. The text is one sentence that names the thing. */
struct eng_error {
    enum eng_status status;
    char text[512];
};

const char *eng_status_name(enum eng_status status); /* "bad_model", ... */

/* --- tokenizer ------------------------------------------------------------------------------ */

struct eng_tokenizer;

/* Reads DIR/tokenizer.json; DIR/tokenizer_config.json is not needed. */
enum eng_status eng_tokenizer_open(struct eng_tokenizer **out, const char *dir,
                                   struct eng_error *error);
void eng_tokenizer_close(struct eng_tokenizer *tok);
/* Highest id + 1. */
int32_t eng_tokenizer_size(const struct eng_tokenizer *tok);

/* A growing list of token ids; zero-initialise, release with eng_tokens_release. */
struct eng_tokens {
    int32_t *ids; /* owned */
    size_t count, cap;
};
void eng_tokens_release(struct eng_tokens *tokens);
enum eng_status eng_tokens_add(struct eng_tokens *tokens, int32_t id, struct eng_error *error);

/* Appends the ids of `text` (any bytes; ill-formed UTF-8 is repaired with U+FFFD). Plain text
 * never yields an added token such as <|user|>, unless parse_tags asks for the library's way. */
enum eng_status eng_tokenize(const struct eng_tokenizer *tok, const char *text, size_t len,
                             bool parse_tags, struct eng_tokens *out, struct eng_error *error);
/* The id of an added token by its exact content ("<|user|>"), or -1. */
int32_t eng_tag_id(const struct eng_tokenizer *tok, const char *content);
/* Whether white space after this added token is swallowed (`rstrip`) in tagged text. */
bool eng_tag_strips_right(const struct eng_tokenizer *tok, int32_t id);
/* The n-th added token in file order: its content and id; false when n is past the last. */
bool eng_tag_at(const struct eng_tokenizer *tok, size_t n, const char **content, int32_t *id);
/* The bytes of one token (not necessarily whole characters), valid while the tokenizer is open;
 * *special tells an added token with special: true. NULL for an id without text. */
const char *eng_token_bytes(const struct eng_tokenizer *tok, int32_t id, size_t *len,
                            bool *special);

/* --- model ---------------------------------------------------------------------------------- */

struct eng_model;

enum eng_kv { ENG_KV_F32, ENG_KV_F16 };

struct eng_options {
    const char *dir;     /* model directory */
    const char *backend; /* "auto" or NULL, or a kernel name: "scalar", "avx2", "avx512" */
    int threads;         /* 0: one per core */
    int64_t context;     /* most tokens of a session; 0: the model's own limit */
    enum eng_kv kv;
    int chunk; /* prompt tokens computed at a time; 0: the default */
};

enum eng_layer_kind {
    ENG_LAYER_MAMBA,
    ENG_LAYER_SLIDING,
    ENG_LAYER_FULL,
    ENG_LAYER_GMU,
    ENG_LAYER_CROSS
};
const char *eng_layer_kind_name(enum eng_layer_kind kind);

/* What a model is and what it will take, known before any session memory is taken. */
struct eng_info {
    int vocab_size, d_model, d_mlp, n_layer, n_head, n_kv, head_dim, window;
    int d_inner, d_state, d_conv, dt_rank;
    const enum eng_layer_kind *layer_kinds; /* (n_layer), owned by the model */
    int64_t context;
    uint64_t parameters, n_tensor;
    uint64_t weight_bytes;          /* in the files */
    uint64_t step_bytes;            /* weights read to generate one token */
    uint64_t bytes_by_dtype[3];     /* F32, BF16, F16 */
    uint64_t state_bytes_fixed;     /* recurrent state and full windows of one session */
    uint64_t state_bytes_per_token; /* the growing K/V cache */
    uint64_t workspace_bytes;       /* scratch of the model, shared by its sessions */
    uint64_t converted_bytes;       /* small tensors kept as f32 beside the files */
    uint64_t hash;                  /* of config and weights; the same on every machine */
    const char *backend;            /* kernel in use */
    int threads;
    const int32_t *stop_tokens; /* (n_stop) from generation_config.json, else config.json */
    size_t n_stop;
    const char *prompt_family; /* "phi4flash" or "starter", from lemma.json */
};

enum eng_status eng_model_open(struct eng_model **out, const struct eng_options *options,
                               struct eng_error *error);
void eng_model_close(struct eng_model *model); /* after all its sessions */
void eng_model_describe(const struct eng_model *model, struct eng_info *info);
/* The model's tokenizer, or NULL when its directory has none; `error` (may be NULL) then says. */
const struct eng_tokenizer *eng_model_tokenizer(const struct eng_model *model,
                                                struct eng_error *error);
bool eng_is_stop(const struct eng_model *model, int32_t id);
/* Euclidean norm of an embedding row: near zero for a token never trained. -1 if out of range. */
double eng_embedding_norm(const struct eng_model *model, int32_t id);
/* GB/s (1e9 bytes) of plain reading with all threads: the ceiling of generation. */
double eng_read_bandwidth(const struct eng_model *model);

/* --- session -------------------------------------------------------------------------------- */

struct eng_session;

enum eng_status eng_session_new(struct eng_session **out, struct eng_model *model,
                                struct eng_error *error);
void eng_session_free(struct eng_session *session);
/* The tokens so far (owned by the session, valid until it grows). */
const int32_t *eng_session_tokens(const struct eng_session *session, size_t *count);
/* (vocab_size) f32 logits after the last token; NULL before the first, and after a feed that was
 * stopped between two chunks. Valid until the session grows. */
const float *eng_session_logits(const struct eng_session *session);

/* Called after each chunk; row r of `logits` (n_rows, vocab_size) follows token `first + r`. Only
 * eng_session_feed_all passes rows; else n_rows = 0 and logits = NULL. Return false to stop. */
typedef bool eng_progress(void *context, size_t done, size_t total, const float *logits,
                          size_t first, size_t n_rows);

/* Appends tokens. Any cutting of the same tokens into calls and chunks gives the same bits. On
 * cancel or a progress that returns false: ENG_CANCELLED; the tokens of finished chunks stay. */
enum eng_status eng_session_feed(struct eng_session *session, const int32_t *ids, size_t count,
                                 eng_progress *progress, void *context, struct eng_error *error);
/* The same, with logits for every position: slower, for measuring. */
enum eng_status eng_session_feed_all(struct eng_session *session, const int32_t *ids, size_t count,
                                     eng_progress *progress, void *context,
                                     struct eng_error *error);
/* One token for each of n different sessions of one model in one pass: weights are read once.
 * On error nothing has changed; if it is ENG_CANCELLED, one of the sessions was asked to stop and
 * has forgotten it: leave that one out, or step again. */
enum eng_status eng_step(struct eng_session *const *sessions, const int32_t *ids, size_t n,
                         struct eng_error *error);

/* Makes the running or next feed/step of this session fail with ENG_CANCELLED, within one token's
 * work; cleared by that failure. Any thread; async-signal-safe. */
void eng_session_cancel(struct eng_session *session);

/* --- sampling ------------------------------------------------------------------------------- */

/* Order of work: repetition penalty, temperature, top_k, top_p, min_p. All zero: greedy. */
struct eng_sampling {
    float temperature;    /* 0: greedy (highest logit, lowest id on a tie) */
    int top_k;            /* 0: off */
    float top_p;          /* 0 or 1: off */
    float min_p;          /* 0: off; keeps p >= min_p * largest p */
    float repeat_penalty; /* 0 or 1: off; logits of recent tokens: positive divided, else times */
    int repeat_window;    /* how many of the last tokens count as recent */
};

/* Chooses a token from the last logits. `random` is 64 random bits of the caller's generator: the
 * same bits, logits and settings give the same token on every machine. *out is the id. */
enum eng_status eng_session_sample(const struct eng_session *session,
                                   const struct eng_sampling *sampling, uint64_t random,
                                   int32_t *out, struct eng_error *error);

/* --- states --------------------------------------------------------------------------------- */

/* An independent copy; pages of the past are shared until either side writes. */
enum eng_status eng_session_fork(struct eng_session **out, const struct eng_session *session,
                                 struct eng_error *error);
/* Atomic (written beside, then renamed); mode 0600. Versioned, bound to the model's hash, and
 * guarded by a checksum. */
enum eng_status eng_session_save(const struct eng_session *session, const char *path,
                                 struct eng_error *error);
/* Refuses, with a reason, another model, another K/V type, another version, a damaged file. */
enum eng_status eng_session_load(struct eng_session **out, struct eng_model *model,
                                 const char *path, struct eng_error *error);

#endif

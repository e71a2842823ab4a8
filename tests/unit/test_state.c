/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saved sessions: what was saved goes on bit by bit; what is damaged, foreign or cut is refused
 * with a reason; a save that fails leaves the old file whole and nothing beside it.
 */
#include "engine/engine.h"
#include "tests/unit/faults.h"
#include "tests/unit/tiny_model.h"

#include <limits.h>
#include <signal.h>
#include <sys/resource.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { VOCAB = 32, N_IDS = 600, MAX_FILE = 1 << 20 };

static int32_t ids[N_IDS];
static char tiny[TINY_PATH], work[TINY_PATH], path[512];

#define OK(call)                                                      \
    do {                                                              \
        enum eng_status status_ = (call);                             \
        if (status_ != ENG_OK)                                        \
            fail_msg("%s: %s", eng_status_name(status_), error.text); \
    } while (0)

static struct eng_model *open_with(const char *dir, int64_t context, enum eng_kv kv)
{
    struct eng_error error;
    struct eng_model *m = NULL;
    const struct eng_options options = {.dir = dir, .threads = 1, .context = context, .kv = kv};
    OK(eng_model_open(&m, &options, &error));
    return m;
}

static struct eng_model *open_tiny(void)
{
    return open_with(tiny, 0, ENG_KV_F32);
}

static struct eng_session *new_session(struct eng_model *m, size_t count)
{
    struct eng_error error;
    struct eng_session *s = NULL;
    OK(eng_session_new(&s, m, &error));
    OK(eng_session_feed(s, ids, count, NULL, NULL, &error));
    return s;
}

static struct eng_session *load(struct eng_model *m)
{
    struct eng_error error;
    struct eng_session *s = NULL;
    OK(eng_session_load(&s, m, path, &error));
    return s;
}

static void assert_same(const struct eng_session *a, const struct eng_session *b)
{
    size_t n, n_b;
    const int32_t *x = eng_session_tokens(a, &n), *y = eng_session_tokens(b, &n_b);
    assert_int_equal(n, n_b);
    if (n)
        assert_memory_equal(x, y, n * sizeof *x);
    const float *p = eng_session_logits(a), *q = eng_session_logits(b);
    assert_true((p == NULL) == (q == NULL));
    if (p)
        assert_memory_equal(p, q, VOCAB * sizeof *p);
}

/* The refusal must have this status and this reason, and name the file. */
static void assert_refused(struct eng_model *m, const char *file, enum eng_status status,
                           const char *says)
{
    struct eng_error error = {.status = ENG_OK};
    struct eng_session *s = NULL;
    enum eng_status got = eng_session_load(&s, m, file, &error);
    if (got != status || error.status != status || s || !strstr(error.text, says) ||
        !strstr(error.text, file))
        fail_msg("%s: %s; expected %s, \"%s\"", eng_status_name(got), error.text,
                 eng_status_name(status), says);
}

static unsigned char *slurp(size_t *len)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    unsigned char *bytes = malloc(MAX_FILE);
    assert_non_null(bytes);
    *len = fread(bytes, 1, MAX_FILE, f);
    assert_true(*len > 0 && *len < MAX_FILE);
    fclose(f);
    return bytes;
}

static void spill(const unsigned char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static int files_in_work(void)
{
    int n = 0;
    DIR *d = opendir(work);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));)
        n += e->d_name[0] != '.' || strlen(e->d_name) > 2;
    closedir(d);
    return n;
}

/* A saved session of n tokens at `path`. */
static void save_fresh(size_t n)
{
    struct eng_error error;
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, n);
    OK(eng_session_save(s, path, &error));
    eng_session_free(s);
    eng_model_close(m);
}

/* --- round trips ----------------------------------------------------------------------------- */

static void save__at_every_border__goes_on_bit_by_bit(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 4, 5, 6, 255, 256, 257, 259, 260, 261, 300, 512, 520};
    struct eng_error error;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct eng_model *m = open_tiny(), *again = open_tiny(); /* as after a restart */
        struct eng_session *s = new_session(m, lengths[i]);
        OK(eng_session_save(s, path, &error));
        struct eng_session *t = load(again), *u = load(again);
        assert_same(s, t);
        for (int k = 0; k < 12; k++) {
            OK(eng_step(&s, &ids[k], 1, &error));
            OK(eng_step(&t, &ids[k], 1, &error));
            assert_same(s, t);
        }
        OK(eng_session_feed(s, ids + 20, 60, NULL, NULL, &error));
        OK(eng_session_feed(u, ids, 12, NULL, NULL, &error));
        OK(eng_session_feed(u, ids + 20, 60, NULL, NULL, &error));
        assert_same(s, u);
        eng_session_free(s);
        eng_session_free(t);
        eng_session_free(u);
        eng_model_close(m);
        eng_model_close(again);
    }
}

static void save__twice__gives_the_same_bytes(void **state)
{
    (void)state;
    struct eng_error error;
    size_t first, second;
    save_fresh(270);
    unsigned char *a = slurp(&first);
    struct eng_model *m = open_tiny();
    struct eng_session *s = load(m);
    OK(eng_session_save(s, path, &error));
    unsigned char *b = slurp(&second);
    assert_int_equal(first, second);
    assert_memory_equal(a, b, first);
    free(a);
    free(b);
    eng_session_free(s);
    eng_model_close(m);
}

static void save__of_a_fork__is_independent(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, 300), *fork = NULL;
    OK(eng_session_fork(&fork, s, &error));
    OK(eng_session_feed(s, ids, 10, NULL, NULL, &error));
    OK(eng_session_save(fork, path, &error));
    OK(eng_session_feed(fork, ids, 10, NULL, NULL, &error));
    assert_same(fork, s);
    struct eng_session *t = load(m);
    OK(eng_session_feed(t, ids, 10, NULL, NULL, &error));
    assert_same(t, s);
    eng_session_free(s);
    eng_session_free(t);
    eng_session_free(fork);
    eng_model_close(m);
}

static void save__other_kernel_and_threads__continue_it(void **state)
{
    (void)state;
    struct eng_error error;
    struct eng_model *m = open_tiny(), *scalar = NULL;
    const struct eng_options options = {
        .dir = tiny, .backend = "scalar", .threads = 2, .chunk = 3, .context = 700};
    OK(eng_model_open(&scalar, &options, &error));
    struct eng_session *s = new_session(m, 100);
    OK(eng_session_save(s, path, &error));
    struct eng_session *t = load(scalar);
    OK(eng_session_feed(s, ids, 40, NULL, NULL, &error));
    OK(eng_session_feed(t, ids, 40, NULL, NULL, &error));
    assert_same(s, t);
    eng_session_free(s);
    eng_session_free(t);
    eng_model_close(m);
    eng_model_close(scalar);
}

static void save__file__is_private_and_alone(void **state)
{
    (void)state;
    struct stat st;
    struct eng_error error;
    mode_t mask = umask(0);
    save_fresh(30);
    umask(mask);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(files_in_work(), 1);
    /* replacing a file with other rights does not keep those */
    assert_int_equal(chmod(path, 0666), 0);
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, 31);
    OK(eng_session_save(s, path, &error));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(files_in_work(), 1);
    eng_session_free(s);
    eng_model_close(m);
}

static void save__returning__has_sent_the_data_to_the_disk(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    long before = fault_syncs;
    save_fresh(9);
    assert_int_equal(fault_syncs, before + 1);
}

/* --- refusals -------------------------------------------------------------------------------- */

static void load__any_byte_flipped__is_refused(void **state)
{
    (void)state;
    size_t len;
    struct eng_model *m = open_tiny();
    save_fresh(9);
    unsigned char *bytes = slurp(&len);
    size_t tried = 0;
    int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    for (size_t i = 0; i < len; i += i < 600 || i + 64 > len ? 1 : 41, tried++) {
        for (int bit = 0; bit < 8; bit += i < 96 ? 1 : 7) {
            const unsigned char flipped = bytes[i] ^ (unsigned char)(1 << bit);
            assert_int_equal(pwrite(fd, &flipped, 1, (off_t)i), 1);
            assert_refused(m, path, ENG_BAD_STATE, ": ");
        }
        assert_int_equal(pwrite(fd, &bytes[i], 1, (off_t)i), 1);
    }
    close(fd);
    eng_session_free(load(m));
    printf("note: flipped bits in %zu of %zu bytes of a saved state: all refused\n", tried, len);
    free(bytes);
    eng_model_close(m);
}

static void load__cut_or_lengthened__is_refused(void **state)
{
    (void)state;
    size_t len;
    struct eng_model *m = open_tiny();
    save_fresh(9);
    unsigned char *bytes = slurp(&len);
    bytes[len] = 0;
    spill(bytes, len + 1);
    assert_refused(m, path, ENG_BAD_STATE, ": ");
    for (size_t cut = len; cut-- > 0; cut -= cut > 200 && cut + 20 < len ? 96 : 0) {
        assert_int_equal(truncate(path, (off_t)cut), 0);
        assert_refused(m, path, ENG_BAD_STATE, ": ");
    }
    free(bytes);
    eng_model_close(m);
}

static void load__another_version__is_named(void **state)
{
    (void)state;
    size_t len;
    struct eng_model *m = open_tiny();
    save_fresh(9);
    unsigned char *bytes = slurp(&len);
    bytes[8]++; /* the second word is the version */
    spill(bytes, len);
    assert_refused(m, path, ENG_BAD_STATE, "version");
    free(bytes);
    eng_model_close(m);
}

static void load__another_model__is_refused(void **state)
{
    (void)state;
    static struct tiny_model changed;
    char dir[TINY_PATH];
    save_fresh(20);
    tiny_build(&changed, &tiny_default);
    tiny_find(&changed, "model.layers.3.mlp.fc2.weight")->bytes[2] ^= 1;
    tiny_dir(dir);
    tiny_write(&changed, dir);
    tiny_free(&changed);
    struct eng_model *m = open_with(dir, 0, ENG_KV_F32),
                     *big = open_with("tests/golden/g1_bf16_L8", 0, ENG_KV_F32);
    assert_refused(m, path, ENG_BAD_STATE, "another model");
    assert_refused(big, path, ENG_BAD_STATE, "another model");
    eng_model_close(m);
    eng_model_close(big);
    tiny_remove_dir(dir);
}

static void load__another_cache_type_or_a_small_context__is_refused(void **state)
{
    (void)state;
    save_fresh(20);
    struct eng_model *half = open_with(tiny, 0, ENG_KV_F16),
                     *small = open_with(tiny, 19, ENG_KV_F32),
                     *exact = open_with(tiny, 20, ENG_KV_F32);
    struct eng_error error;
    assert_refused(half, path, ENG_BAD_STATE, "keys and values");
    assert_refused(small, path, ENG_BAD_STATE, "context");
    struct eng_session *s = load(exact);
    assert_int_equal(eng_step(&s, ids, 1, &error), ENG_FULL);
    eng_session_free(s);
    eng_model_close(half);
    eng_model_close(small);
    eng_model_close(exact);
}

static void load__no_such_file_directory_or_stranger__is_named(void **state)
{
    (void)state;
    struct eng_model *m = open_tiny();
    unlink(path);
    assert_refused(m, path, ENG_IO, ": ");
    assert_refused(m, work, ENG_IO, ": ");
    spill((const unsigned char *)"", 0);
    assert_refused(m, path, ENG_BAD_STATE, "state");
    spill((const unsigned char *)"Dear diary, this is a text and no state of any model at all. "
                                 "It only has to be longer than the header of a saved state.",
          119);
    assert_refused(m, path, ENG_BAD_STATE, "not a saved state");
    eng_model_close(m);
}

static void save__where_nothing_can_be_written__is_named(void **state)
{
    (void)state;
    char deep[600];
    struct eng_error error;
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, 20);
    snprintf(deep, sizeof deep, "%s/none/state", work);
    assert_int_equal(eng_session_save(s, deep, &error), ENG_IO);
    assert_non_null(strstr(error.text, deep));
    /* a directory in the place of the file */
    snprintf(deep, sizeof deep, "%s/dir", work);
    assert_int_equal(mkdir(deep, 0700), 0);
    assert_int_equal(eng_session_save(s, deep, &error), ENG_IO);
    assert_int_equal(rmdir(deep), 0);
    assert_int_equal(eng_session_save(s, "/proc/lemma-state", &error), ENG_IO);
    eng_session_free(s);
    eng_model_close(m);
}

/* --- faults ---------------------------------------------------------------------------------- */

/* The file of 9 tokens must survive whatever happens to the save of 12. */
static void save__each_call_fails__keeps_the_old_file(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    struct eng_error error;
    size_t len, n_tokens;
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, 12);
    OK(eng_session_save(s, path, &error));
    save_fresh(9);
    unsigned char *old = slurp(&len);
    int files = files_in_work();
    enum eng_status status;
    long n = 0;
    struct fault_counts before = fault_disarm(), after;
    do {
        error = (struct eng_error){.status = ENG_OK};
        fault_arm(n + 1, n + 1);
        status = eng_session_save(s, path, &error);
        after = fault_disarm();
        assert_int_equal(after.blocks, before.blocks);
        assert_int_equal(files_in_work(), files);
        if (after.calls < n + 1) {
            assert_int_equal(status, ENG_OK);
            break;
        }
        n++;
        if (status == ENG_OK) {
            /* only a failing close may follow the rename; the new file is whole */
            struct eng_session *t = load(m);
            assert_same(s, t);
            eng_session_free(t);
            spill(old, len);
            before = fault_disarm();
            continue;
        }
        assert_true(status == ENG_IO || status == ENG_NO_MEMORY);
        assert_int_equal(error.status, status);
        struct eng_session *t = load(m);
        eng_session_tokens(t, &n_tokens);
        assert_int_equal(n_tokens, 9);
        eng_session_free(t);
        before = fault_disarm();
    } while (n < 10000);
    assert_true(n > 10);
    free(old);
    eng_session_free(s);
    eng_model_close(m);
}

static void load__each_call_fails__reports_and_leaks_nothing(void **state)
{
    (void)state;
    if (!FAULTS_WORK)
        skip();
    struct eng_error error;
    struct eng_model *m = open_tiny();
    save_fresh(300);
    eng_session_free(load(m));
    struct fault_counts before = fault_disarm(), after;
    enum eng_status status;
    long n = 0;
    do {
        struct eng_session *s = NULL;
        error = (struct eng_error){.status = ENG_OK};
        fault_arm(n + 1, n + 1);
        status = eng_session_load(&s, m, path, &error);
        eng_session_free(s);
        after = fault_disarm();
        assert_int_equal(after.blocks, before.blocks);
        assert_int_equal(after.maps, before.maps);
        assert_true(status == ENG_OK || (!s && error.text[0]));
        assert_true(status == ENG_OK || status == ENG_IO || status == ENG_NO_MEMORY);
        n++;
    } while (status != ENG_OK && n < 10000);
    assert_true(n > 10);
    eng_model_close(m);
}

/* A disk that is full after some bytes, by the system's own limit on the size of a file. */
static void save__disk_full__keeps_the_old_file(void **state)
{
    (void)state;
    static const rlim_t sizes[] = {0, 1, 79, 80, 4096, 5000};
    struct eng_error error;
    struct rlimit old, tight;
    size_t n;
    struct eng_model *m = open_tiny();
    struct eng_session *s = new_session(m, 300);
    save_fresh(9);
    int files = files_in_work();
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        tight = (struct rlimit){sizes[i], old.rlim_max};
        fflush(stdout);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
        enum eng_status status = eng_session_save(s, path, &error);
        setrlimit(RLIMIT_FSIZE, &old);
        assert_int_equal(status, ENG_IO);
        assert_non_null(strstr(error.text, "too large"));
        assert_int_equal(files_in_work(), files);
        struct eng_session *t = load(m);
        eng_session_tokens(t, &n);
        assert_int_equal(n, 9);
        eng_session_free(t);
    }
    signal(SIGXFSZ, SIG_DFL);
    eng_session_free(s);
    eng_model_close(m);
}

static int set_up(void **state)
{
    (void)state;
    struct random_state dice;
    random_seed(&dice, 5);
    for (size_t i = 0; i < N_IDS; i++)
        ids[i] = (int32_t)random_range(&dice, 0, VOCAB - 1);
    tiny_make(tiny, NULL);
    tiny_dir(work);
    tiny_path(path, work, "state");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tiny_remove_dir(tiny);
    tiny_remove_dir(work);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(save__at_every_border__goes_on_bit_by_bit),
        cmocka_unit_test(save__twice__gives_the_same_bytes),
        cmocka_unit_test(save__of_a_fork__is_independent),
        cmocka_unit_test(save__other_kernel_and_threads__continue_it),
        cmocka_unit_test(save__file__is_private_and_alone),
        cmocka_unit_test(save__returning__has_sent_the_data_to_the_disk),
        cmocka_unit_test(load__any_byte_flipped__is_refused),
        cmocka_unit_test(load__cut_or_lengthened__is_refused),
        cmocka_unit_test(load__another_version__is_named),
        cmocka_unit_test(load__another_model__is_refused),
        cmocka_unit_test(load__another_cache_type_or_a_small_context__is_refused),
        cmocka_unit_test(load__no_such_file_directory_or_stranger__is_named),
        cmocka_unit_test(save__where_nothing_can_be_written__is_named),
        cmocka_unit_test(save__each_call_fails__keeps_the_old_file),
        cmocka_unit_test(load__each_call_fails__reports_and_leaks_nothing),
        cmocka_unit_test(save__disk_full__keeps_the_old_file),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

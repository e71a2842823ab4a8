/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as model.safetensors beside a valid config.json: once as the whole file, once as the
 * JSON header of a file whose length and data are right, so that mutations get past them.
 */
#include "engine/engine.h"
#include "tests/unit/tiny_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[TINY_PATH];

static void remove_dir(void)
{
    tiny_remove_dir(dir);
}

/* Opens what lies in dir and, if it is a model, uses it a little. */
static void try_model(void)
{
    static const int32_t ids[] = {1, 2, 3, 0, 1};
    const struct eng_options options = {.dir = dir, .backend = "scalar", .threads = 1};
    struct eng_error error = {.status = ENG_OK};
    struct eng_model *m = NULL;
    struct eng_session *s = NULL;
    if (eng_model_open(&m, &options, &error) != ENG_OK) {
        TINY_CHECK(!m && error.status != ENG_OK && error.text[0]);
        return;
    }
    if (eng_session_new(&s, m, &error) == ENG_OK)
        eng_session_feed(s, ids, sizeof ids / sizeof *ids, NULL, NULL, &error);
    eng_session_free(s);
    eng_model_close(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { DATA = 8192 };
    if (!dir[0]) {
        tiny_make(dir, &tiny_smallest);
        atexit(remove_dir);
    }
    tiny_write_file(dir, "model.safetensors", data, size);
    try_model();

    /* The header of the smallest model ends its data here; a wrong guess only costs depth. */
    static struct tiny_model m;
    uint64_t len = size, used = 0;
    tiny_build(&m, &tiny_smallest);
    for (int i = 0; i < m.count; i++)
        used += m.list[i].n_bytes;
    TINY_CHECK(used <= DATA);
    unsigned char *file = calloc(1, 8 + size + used);
    TINY_CHECK(file);
    memcpy(file, &len, 8);
    memcpy(file + 8, data, size);
    used = 8 + size;
    for (int i = 0; i < m.count; i++) {
        memcpy(file + used, m.list[i].bytes, m.list[i].n_bytes);
        used += m.list[i].n_bytes;
    }
    tiny_free(&m);
    tiny_write_file(dir, "model.safetensors", file, used);
    free(file);
    try_model();
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a saved session; then a valid one with those bytes written over it from the place
 * that the first two name. What loads must be what was saved: anything else stops the program.
 */
#include "engine/engine.h"
#include "tests/unit/tiny_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_STATE = 1 << 16 };

static char dir[TINY_PATH], path[512];
static struct eng_model *model;
static unsigned char valid[MAX_STATE];
static size_t valid_size;

static void clean_up(void)
{
    eng_model_close(model);
    tiny_remove_dir(dir);
}

static void set_up(void)
{
    static const int32_t ids[] = {1, 2, 3, 4, 5, 6};
    struct eng_error error;
    struct eng_session *s = NULL;
    tiny_make(dir, &tiny_smallest);
    atexit(clean_up);
    tiny_path(path, dir, "state");
    const struct eng_options options = {.dir = dir, .backend = "scalar", .threads = 1};
    TINY_CHECK(eng_model_open(&model, &options, &error) == ENG_OK);
    TINY_CHECK(eng_session_new(&s, model, &error) == ENG_OK);
    TINY_CHECK(eng_session_feed(s, ids, 6, NULL, NULL, &error) == ENG_OK);
    TINY_CHECK(eng_session_save(s, path, &error) == ENG_OK);
    eng_session_free(s);
    FILE *f = fopen(path, "rb");
    TINY_CHECK(f);
    valid_size = fread(valid, 1, sizeof valid, f);
    TINY_CHECK(valid_size > 100 && valid_size < sizeof valid);
    fclose(f);
}

static bool load(const void *bytes, size_t len)
{
    static const int32_t next = 3;
    struct eng_error error = {.status = ENG_OK};
    struct eng_session *s = NULL;
    tiny_write_file(dir, "state", bytes, len);
    if (eng_session_load(&s, model, path, &error) != ENG_OK) {
        TINY_CHECK(!s && error.status != ENG_OK && error.text[0]);
        return false;
    }
    TINY_CHECK(eng_step(&s, &next, 1, &error) == ENG_OK);
    eng_session_free(s);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char changed[MAX_STATE];
    if (!valid_size)
        set_up();
    load(data, size);
    if (size < 2)
        return 0;
    size_t at = ((size_t)data[0] << 8 | data[1]) % valid_size, n = size - 2;
    n = n < valid_size - at ? n : valid_size - at;
    memcpy(changed, valid, valid_size);
    memcpy(changed + at, data + 2, n);
    TINY_CHECK(load(changed, valid_size) == (memcmp(changed, valid, valid_size) == 0));
    return 0;
}

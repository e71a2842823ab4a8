/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as one of the small JSON files of a model directory whose other files are valid. The
 * first byte says which file.
 */
#include "engine/engine.h"
#include "tests/unit/tiny_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[TINY_PATH];

static void remove_dir(void)
{
    tiny_remove_dir(dir);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"config.json", "generation_config.json", "lemma.json",
                                        "model.safetensors.index.json"};
    enum { N = sizeof names / sizeof *names };
    static const int32_t ids[] = {1, 2, 3};
    static struct tiny_model m;
    char path[512];
    if (size == 0)
        return 0;
    if (!dir[0]) {
        tiny_dir(dir);
        atexit(remove_dir);
    }
    const char *name = names[data[0] % N];
    tiny_build(&m, &tiny_smallest);
    if (data[0] % N == 3) {
        tiny_split(&m);
        tiny_path(path, dir, "model.safetensors");
        unlink(path);
    }
    tiny_write(&m, dir);
    tiny_free(&m);
    tiny_write_file(dir, name, data + 1, size - 1);

    const struct eng_options options = {.dir = dir, .backend = "scalar", .threads = 1};
    struct eng_error error = {.status = ENG_OK};
    struct eng_model *model = NULL;
    struct eng_session *s = NULL;
    if (eng_model_open(&model, &options, &error) != ENG_OK) {
        TINY_CHECK(!model && error.status != ENG_OK && error.text[0]);
    } else {
        if (eng_session_new(&s, model, &error) == ENG_OK)
            eng_session_feed(s, ids, sizeof ids / sizeof *ids, NULL, NULL, &error);
        eng_session_free(s);
        eng_model_close(model);
    }
    tiny_path(path, dir, name);
    unlink(path);
    return 0;
}

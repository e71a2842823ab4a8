/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fuzz target without a fuzzer: feeds it every file of a directory, and of the small ones every
 * beginning and every byte changed in a few ways, the same each time. So a corpus keeps guarding
 * what it once found wherever a C compiler is, sanitizers or not. One line of summary.
 */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL 512 /* bytes; larger files are changed at this many places, evenly spread */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static long inputs;

/* In a block of exactly its size, so that a sanitizer sees a byte read behind it. */
static void feed(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy) {
        fputs("replay: out of memory\n", stderr);
        exit(1);
    }
    if (size)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    inputs++;
}

static void feed_variants(uint8_t *data, size_t size)
{
    static const uint8_t flips[] = {0x01, 0x20, 0x80, 0xFF};
    size_t step = size > SMALL ? size / SMALL : 1;
    feed(data, size);
    for (size_t at = 0; at < size; at += step) {
        feed(data, at);
        data[at] ^= flips[at / step % sizeof flips];
        feed(data, size);
        data[at] ^= flips[at / step % sizeof flips];
    }
}

static int feed_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        perror(path);
        return 1;
    }
    size_t room = 1 << 16, size = 0;
    uint8_t *data = malloc(room);
    while (data) {
        size += fread(data + size, 1, room - size, f);
        if (size < room)
            break;
        uint8_t *more = realloc(data, room *= 2);
        if (!more)
            free(data);
        data = more;
    }
    fclose(f);
    if (!data)
        return 1;
    feed_variants(data, size);
    free(data);
    return 0;
}

int main(int argc, char **argv)
{
    struct dirent **entries;
    int failed = 0, files = 0;
    if (argc != 2) {
        fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return 2;
    }
    int n = scandir(argv[1], &entries, NULL, alphasort);
    if (n < 0) {
        perror(argv[1]);
        return 1;
    }
    for (int i = 0; i < n; i++) {
        char path[PATH_MAX];
        if (entries[i]->d_name[0] != '.') {
            snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
            failed |= feed_file(path);
            files++;
        }
        free(entries[i]);
    }
    free(entries);
    printf("%ld inputs from %d files\n", inputs, files);
    return failed || files == 0;
}

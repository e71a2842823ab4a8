/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Status, sentence, file mapping: the small things every part of the engine shares.
 */
#include "engine/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

const char *eng_status_name(enum eng_status status)
{
    static const char *const names[] = {
#define X(enumerator, name, meaning) [ENG_##enumerator] = name,
        ENG_STATUSES(X)
#undef X
    };
    size_t n = sizeof names / sizeof *names;
    return (size_t)status < n ? names[status] : "?";
}

enum eng_status eng_fail(struct eng_error *error, enum eng_status status, const char *format, ...)
{
    if (!error)
        return status;
    va_list args;
    va_start(args, format);
    vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    error->status = status;
    return status;
}

enum eng_status eng_fail_memory(struct eng_error *error, const char *what)
{
    return eng_fail(error, ENG_NO_MEMORY, "not enough memory for %s", what);
}

char *eng_join_path(const char *dir, const char *name)
{
    size_t a = strlen(dir), b = strlen(name);
    char *path = malloc(a + b + 2);
    if (!path)
        return NULL;
    memcpy(path, dir, a);
    path[a] = '/';
    memcpy(path + a + 1, name, b + 1);
    return path;
}

bool eng_file_absent(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 && errno == ENOENT;
}

enum eng_status eng_file_map(struct eng_file *file, const char *path, const char *shown,
                             struct eng_error *error)
{
    *file = (struct eng_file){.data = (const unsigned char *)"", .size = 0};
    enum eng_status status = ENG_OK;
    /* O_NONBLOCK: a FIFO in place of the file must not hang the open */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat st;
    if (fd < 0) {
        status = eng_fail(error, ENG_IO, "%.200s: %s", shown, strerror(errno));
        goto done;
    }
    if (fstat(fd, &st) != 0) {
        status = eng_fail(error, ENG_IO, "%.200s: %s", shown, strerror(errno));
        goto done;
    }
    if (!S_ISREG(st.st_mode)) {
        status = eng_fail(error, ENG_IO, "%.200s: not a plain file", shown);
        goto done;
    }
    if (st.st_size == 0)
        goto done;
    void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (data == MAP_FAILED) {
        status = eng_fail(error, errno == ENOMEM ? ENG_NO_MEMORY : ENG_IO, "%.200s: %s", shown,
                          strerror(errno));
        goto done;
    }
    file->data = data;
    file->size = (size_t)st.st_size;
done:
    if (fd >= 0)
        close(fd);
    return status;
}

void eng_file_unmap(struct eng_file *file)
{
    if (file->size)
        munmap((void *)file->data, file->size);
    *file = (struct eng_file){.data = (const unsigned char *)"", .size = 0};
}

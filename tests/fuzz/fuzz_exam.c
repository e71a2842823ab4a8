/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target: a file of problems. Whatever it holds is refused with a sentence or becomes items
 * that are whole: each has a problem, an answer that is a letter of its choices if it has any, and
 * an id of its own.
 */
#include "app/exam/mark.h"
#include "app/maths/exact.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void check_item(const struct exam_item *item)
{
    struct str question = STR_EMPTY;
    check(item->problem.len && item->answer.len && item->id.len);
    check(item->difficulty >= 0 && item->difficulty <= TOPIC_DIFFICULTIES);
    check(item->n_choices == 0 || (item->n_choices >= 2 && item->n_choices <= EXAM_CHOICES_MAX));
    exam_question(item, &question);
    check(question.len >= item->problem.len);
    if (item->n_choices)
        check(exam_mark(item, item->answer.data, item->answer.len) == VERDICT_EQUAL);
    str_release(&question);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct exam exam = {.count = 0};
    struct str error = STR_EMPTY;
    int fd = memfd_create("exam", 0);
    check(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    enum exit_code code = exam_read(&exam, fd, "file", 1, 0, &error);
    check(code == EXIT_CODE_OK ? exam.count > 0 : code == EXIT_CODE_DATA && error.len > 0);
    for (size_t i = 0; i < exam.count && code == EXIT_CODE_OK; i++)
        check_item(&exam.items[i]);
    exam_hash(&exam);
    exam_release(&exam);
    str_release(&error);
    close(fd);
    exact_thread_cleanup();
    return 0;
}

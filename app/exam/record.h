/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run has found so far, as a file of JSON lines: the settings first, then a line for each
 * sample, written when it comes. An interrupted run is taken up from it. The last line may be torn
 * and is then forgotten. Verdicts are in the lines for readers; they are decided anew on reading.
 */
#ifndef LEMMA_EXAM_RECORD_H
#define LEMMA_EXAM_RECORD_H

#include "app/exam/tally.h"

/* All that decides the answers, as names and texts. Names are literals. */
enum { EXAM_SETTINGS_MAX = 16 };
struct exam_settings {
    struct {
        const char *name;
        struct str value;
    } list[EXAM_SETTINGS_MAX];
    size_t count;
};
void exam_settings_add(struct exam_settings *settings, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void exam_settings_release(struct exam_settings *settings);

enum exam_record_mode {
    EXAM_RECORD_NEW,     /* refuses a file that is there */
    EXAM_RECORD_REPLACE, /* begins it again */
    EXAM_RECORD_RESUME   /* goes on with it; a missing one is begun */
};

struct exam_record {
    int fd; /* -1: closed */
};

/* Opens and locks the file; with RESUME fills in the samples that are done. A file of other
 * settings is refused with the one that differs. On failure a sentence and the exit code. */
enum exit_code exam_record_open(struct exam_record *record, const char *path,
                                enum exam_record_mode mode, const struct exam_settings *settings,
                                const struct exam *exam, struct exam_outcome *outcomes,
                                size_t n_samples, struct str *error);
/* Appends a sample at once; false with errno. Indices count from 0. */
bool exam_record_add(struct exam_record *record, const struct exam *exam, size_t item,
                     size_t sample, const struct exam_sample *result);
void exam_record_close(struct exam_record *record);

#endif

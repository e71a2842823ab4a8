/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many lessons at once: each seat of the crowd has one, with the item and sample it is for. A
 * lesson that is over is judged and recorded, and its seat goes to the next.
 */
#include "app/command/eval.h"

#include "app/command/interrupt.h"
#include "app/speaker/crowd.h"
#include "app/tutor/lesson.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A seat: one lesson and what it is to answer. */
struct desk {
    size_t item, sample;
    struct lesson *lesson;
    struct lesson_setup setup;
    struct speaker_sampling sampling;
    struct str question;
    char letters[2 * EXAM_CHOICES_MAX];
    struct exam_sample found;
};

/* For the signal handler: cancelling the speaker cancels the crowd. */
struct stand_in {
    struct speaker base; /* first, so that the two pointers are one */
    struct crowd *crowd;
};

struct run {
    struct eval *eval;
    struct crowd *crowd;
    struct stand_in stand_in;
    struct desk **desks;           /* (n_sessions), by seat */
    size_t item, sample;           /* the next to be asked */
    size_t n_done, n_all, n_right; /* samples */
    bool stopping;
    enum exit_code code;
    struct str *error;
    bool shows_progress;
    int64_t begin_ns, shown_ns;
};

static int64_t clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void cancel(struct speaker *speaker)
{
    crowd_cancel(((struct stand_in *)speaker)->crowd);
}

static const struct speaker_ops stand_in_ops = {.cancel = cancel};

/* --- progress --------------------------------------------------------------------------------- */

static void add_duration(struct str *out, double seconds)
{
    int64_t s = (int64_t)(seconds + 0.5);
    if (s >= 3600)
        str_printf(out, "%d h %d min", (int)(s / 3600), (int)(s / 60 % 60));
    else if (s >= 60)
        str_printf(out, "%d min %d s", (int)(s / 60), (int)(s % 60));
    else
        str_printf(out, "%d s", (int)s);
}

/* One line that is written over; at most five times a second. */
static void show_progress(struct run *run, bool end)
{
    int64_t now = clock_ns();
    if (!run->shows_progress || (!end && now - run->shown_ns < 200000000))
        return;
    run->shown_ns = now;
    struct str line = STR_EMPTY;
    str_add_text(&line, "\r\033[K");
    if (!end) {
        double seconds = 1e-9 * (double)(now - run->begin_ns);
        size_t asked = run->eval->n_asked;
        str_printf(&line, "%zu of %zu, %zu right, %.0f tokens/s", run->n_done, run->n_all,
                   run->n_right, (double)run->eval->tokens / (seconds > 0 ? seconds : 1));
        if (asked) {
            str_add_text(&line, ", ");
            add_duration(&line, seconds / (double)asked * (double)(run->n_all - run->n_done));
            str_add_text(&line, " left");
        }
    }
    fwrite(line.data, 1, line.len, stderr);
    fflush(stderr);
    str_release(&line);
}

/* --- a lesson --------------------------------------------------------------------------------- */

/* Nobody new begins, and those who speak stop. */
static void stop_run(struct run *run, enum exit_code code)
{
    run->stopping = true;
    run->code = code;
    crowd_cancel(run->crowd);
}

static struct desk *begin_desk(struct run *run)
{
    struct eval *eval = run->eval;
    const struct exam_item *item = &eval->exam.items[run->item];
    struct desk *desk = xmalloc(sizeof *desk);
    *desk = (struct desk){.item = run->item,
                          .sample = run->sample,
                          .question = STR_EMPTY,
                          .found = {.answer = STR_EMPTY, .reason = REASON_FAILED}};
    exam_question(item, &desk->question);
    for (size_t i = 0; i < item->n_choices; i++) {
        desk->letters[2 * i] = (char)('A' + i);
        desk->letters[2 * i + 1] = i + 1 < item->n_choices ? '/' : '\0';
    }
    uint64_t seed = random_subseed(item->seed, run->sample);
    desk->sampling = (struct speaker_sampling){
        .temperature = eval->temperature, .top_p = eval->top_p, .seed = seed};
    desk->setup = (struct lesson_setup){
        .problem = desk->question.data,
        .problem_len = desk->question.len,
        .level = item->level,
        .lang = item->lang,
        .model = eval->model_name.data,
        .family = eval->family,
        .letters = item->n_choices ? desk->letters : NULL,
        .seed = seed,
        .temperature = eval->temperature,
        .budget = eval->budget,
        .max_tokens = eval->max_tokens,
    };
    desk->lesson = lesson_new(&desk->setup, eval->prompts[eval_act_of(eval, item)][item->lang]);
    return desk;
}

static void end_desk(struct desk *desk)
{
    lesson_free(desk->lesson);
    str_release(&desk->question);
    str_release(&desk->found.answer);
    free(desk);
}

/* The sample of a lesson that is over: judged, kept, recorded. */
static void settle(struct run *run, struct desk *desk)
{
    struct eval *eval = run->eval;
    const struct exam_item *item = &eval->exam.items[desk->item];
    struct exam_sample *found = &desk->found;
    if (found->reason == REASON_CANCELLED)
        return;
    found->done = true;
    if (exam_sample_counts(found))
        found->verdict = exam_mark(item, found->answer.data, found->answer.len);
    if (eval->has_record &&
        !exam_record_add(&eval->record, &eval->exam, desk->item, desk->sample, found)) {
        str_clear(run->error);
        str_printf(run->error, "the results cannot be kept: %s", strerror(errno));
        stop_run(run, EXIT_CODE_CANTCREAT);
    }
    run->n_done++;
    run->n_right += exam_sample_right(found);
    eval->n_asked++;
    struct exam_sample *kept = &eval->outcomes[desk->item].samples[desk->sample];
    str_release(&kept->answer);
    *kept = *found;
    str_init(&found->answer);
}

static void take_events(struct desk *desk, const struct lesson_output *out)
{
    for (size_t i = 0; i < out->count; i++) {
        const struct event *event = &out->events[i];
        if (event->kind == EVENT_ANSWER) {
            str_clear(&desk->found.answer);
            str_add(&desk->found.answer, event->text, event->len);
            desk->found.has_answer = true;
        } else if (event->kind == EVENT_DONE || event->kind == EVENT_FAILED) {
            desk->found.reason = event->reason;
            desk->found.tokens = event->totals.tokens;
        }
    }
}

/* --- the crowd -------------------------------------------------------------------------------- */

/* Moves to the next sample that is not done; false when all have been asked. */
static bool find_next(struct run *run)
{
    for (; run->item < run->eval->exam.count; run->item++, run->sample = 0)
        for (; run->sample < run->eval->n_samples; run->sample++)
            if (!run->eval->outcomes[run->item].samples[run->sample].done)
                return true;
    return false;
}

/* Gives every free seat something to do. A lesson that cannot begin is over at once. */
static void fill_seats(struct run *run)
{
    while (!run->stopping && crowd_has_room(run->crowd) && find_next(run)) {
        struct desk *desk = begin_desk(run);
        struct lesson_input input = {.kind = LESSON_BEGIN, .now_ns = clock_ns()};
        const struct lesson_output *out = lesson_step(desk->lesson, &input);
        take_events(desk, out);
        run->sample++;
        if (lesson_is_over(desk->lesson)) {
            settle(run, desk);
            end_desk(desk);
        } else {
            run->desks[crowd_join(run->crowd, out->turns, &desk->sampling)] = desk;
        }
    }
}

static struct lesson_input input_from_piece(const struct speaker_piece *piece)
{
    static const enum lesson_input_kind kinds[] = {
        [SPEAKER_READING] = LESSON_READING,
        [SPEAKER_TEXT] = LESSON_TEXT,
        [SPEAKER_END] = LESSON_END,
        [SPEAKER_FAILED] = LESSON_FAILED,
    };
    return (struct lesson_input){.kind = kinds[piece->kind],
                                 .now_ns = clock_ns(),
                                 .text = piece->text,
                                 .len = piece->len,
                                 .tokens = piece->tokens,
                                 .total = piece->total,
                                 .reason = piece->reason};
}

static void leave(struct run *run, size_t seat)
{
    crowd_leave(run->crowd, seat);
    end_desk(run->desks[seat]);
    run->desks[seat] = NULL;
}

/* Too little memory is no fault of the model: the run ends, and that sample is not counted. */
static bool is_trouble(struct run *run, const struct speaker_piece *piece)
{
    if (piece->kind != SPEAKER_FAILED || piece->code == EXIT_CODE_DATA)
        return false;
    if (!run->stopping) {
        str_add(run->error, piece->text, piece->len);
        if (piece->code == EXIT_CODE_BUSY)
            str_add_text(run->error, "; fewer --sessions take less");
        stop_run(run, piece->code);
    }
    return true;
}

static void take_piece(struct run *run, size_t seat, const struct speaker_piece *piece)
{
    struct desk *desk = run->desks[seat];
    run->eval->tokens += piece->kind == SPEAKER_TEXT ? piece->tokens : 0;
    if (is_trouble(run, piece)) {
        leave(run, seat);
        return;
    }
    struct lesson_input input = input_from_piece(piece);
    const struct lesson_output *out = lesson_step(desk->lesson, &input);
    take_events(desk, out);
    if (lesson_is_over(desk->lesson)) {
        settle(run, desk);
        leave(run, seat);
    } else if (out->request == LESSON_FORCE) {
        crowd_force(run->crowd, seat, out->force, strlen(out->force));
    }
}

static void note_signal(struct run *run)
{
    int number = run->stopping ? 0 : interrupt_take();
    if (number)
        stop_run(run, (enum exit_code)(128 + number));
}

static void ask_all(struct run *run)
{
    size_t seat;
    struct speaker_piece piece;
    for (;;) {
        note_signal(run);
        fill_seats(run);
        if (!crowd_next(run->crowd, &seat, &piece))
            break;
        take_piece(run, seat, &piece);
        show_progress(run, false);
    }
    note_signal(run);
}

static void count_done(struct run *run)
{
    const struct eval *eval = run->eval;
    run->n_all = eval->exam.count * eval->n_samples;
    for (size_t i = 0; i < eval->exam.count; i++)
        for (size_t k = 0; k < eval->n_samples; k++) {
            run->n_done += eval->outcomes[i].samples[k].done;
            run->n_right += exam_sample_right(&eval->outcomes[i].samples[k]);
        }
}

enum exit_code eval_run(struct eval *eval, struct str *error)
{
    struct run run = {.eval = eval,
                      .crowd = crowd_new(eval->model, eval->n_sessions),
                      .desks = xcalloc(eval->n_sessions, sizeof(struct desk *)),
                      .error = error,
                      .code = EXIT_CODE_OK,
                      .shows_progress = isatty(STDERR_FILENO),
                      .begin_ns = clock_ns()};
    run.stand_in = (struct stand_in){.base = {.ops = &stand_in_ops}, .crowd = run.crowd};
    count_done(&run);
    interrupt_watch(&run.stand_in.base);
    ask_all(&run);
    interrupt_watch(NULL);
    show_progress(&run, true);
    for (size_t i = 0; i < eval->n_sessions; i++)
        if (run.desks[i])
            leave(&run, i);
    eval->elapsed_ns = clock_ns() - run.begin_ns;
    crowd_free(run.crowd);
    free(run.desks);
    for (size_t i = 0; i < eval->exam.count; i++)
        exam_outcome_settle(&eval->outcomes[i], &eval->exam.items[i], eval->n_samples);
    return run.code;
}

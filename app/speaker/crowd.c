/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A round: every voice is asked until each needs computing; then some tokens of prompts are fed
 * and all who wait for a step get it in one pass. Pieces go out between.
 */
#include "app/speaker/crowd.h"

#include "app/speaker/voice.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { FEED_TOKENS = 256 }; /* of prompts, before the others get their step */

struct seat {
    struct voice voice;
    bool taken, ended;
    bool waits; /* asked in this round, needs `need` */
    enum voice_need need;
};

struct crowd {
    struct eng_model *model;
    struct seat *seats; /* (most) */
    size_t most, taken;
    size_t turn;                   /* who is asked next */
    size_t feed_turn;              /* whose prompt is read next */
    struct eng_session **sessions; /* (most), scratch of a step */
    int32_t *ids;                  /* (most) */
    struct voice *_Atomic feeding; /* for the signal handler */
    atomic_bool cancelled;
};

struct crowd *crowd_new(struct eng_model *model, size_t most)
{
    struct crowd *c = xcalloc(1, sizeof *c);
    c->model = model;
    c->most = most;
    c->seats = xcalloc(most, sizeof *c->seats);
    c->sessions = xcalloc(most, sizeof(struct eng_session *));
    c->ids = xcalloc(most, sizeof *c->ids);
    return c;
}

void crowd_free(struct crowd *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->most; i++)
        crowd_leave(c, i);
    free(c->seats);
    free(c->sessions);
    free(c->ids);
    free(c);
}

bool crowd_has_room(const struct crowd *c)
{
    return c->taken < c->most;
}

size_t crowd_join(struct crowd *c, const struct prompt_turns *turns,
                  const struct speaker_sampling *sampling)
{
    size_t i = 0;
    while (c->seats[i].taken)
        i++;
    c->seats[i] = (struct seat){.taken = true};
    c->taken++;
    voice_init(&c->seats[i].voice, c->model);
    voice_start(&c->seats[i].voice, turns, sampling);
    return i;
}

void crowd_leave(struct crowd *c, size_t seat)
{
    if (!c->seats[seat].taken)
        return;
    c->seats[seat].taken = false;
    c->taken--;
    voice_release(&c->seats[seat].voice);
}

void crowd_force(struct crowd *c, size_t seat, const char *text, size_t len)
{
    voice_force(&c->seats[seat].voice, text, len);
}

void crowd_cancel(struct crowd *c)
{
    atomic_store(&c->cancelled, true);
    struct voice *voice = atomic_load(&c->feeding);
    if (voice)
        voice_cancel(voice);
}

static bool needs(const struct seat *seat, enum voice_need need)
{
    return seat->taken && seat->waits && seat->need == need;
}

/* Slices of prompts and forced text, one voice after the other. */
static void feed(struct crowd *c)
{
    size_t fed = 0;
    for (size_t k = 0; k < c->most && fed < FEED_TOKENS; k++) {
        size_t i = (c->feed_turn + k) % c->most;
        struct seat *seat = &c->seats[i];
        if (!needs(seat, VOICE_FEED) || atomic_load(&c->cancelled))
            continue;
        atomic_store(&c->feeding, &seat->voice);
        fed += voice_feed(&seat->voice);
        atomic_store(&c->feeding, NULL);
        seat->waits = false;
        if (fed >= FEED_TOKENS)
            c->feed_turn = (i + 1) % c->most;
    }
}

/* One token for each who waits for it. When the pass is refused, nothing has changed, and each is
 * stepped alone: only those fail who must. */
static void step(struct crowd *c)
{
    size_t n = 0;
    struct eng_error error;
    for (size_t i = 0; i < c->most; i++) {
        struct seat *seat = &c->seats[i];
        if (!needs(seat, VOICE_STEP))
            continue;
        c->sessions[n] = seat->voice.session;
        c->ids[n++] = seat->voice.next_id;
    }
    bool together = eng_step(c->sessions, c->ids, n, &error) == ENG_OK;
    for (size_t i = 0; i < c->most; i++) {
        struct seat *seat = &c->seats[i];
        if (!needs(seat, VOICE_STEP))
            continue;
        if (together)
            voice_stepped(&seat->voice);
        else
            voice_step(&seat->voice);
        seat->waits = false;
    }
}

/* The next piece that is there without computing; `waiting` counts those who need that. */
static bool ask_all(struct crowd *c, size_t *who, struct speaker_piece *piece, size_t *waiting)
{
    *waiting = 0;
    for (size_t k = 0; k < c->most; k++) {
        size_t i = (c->turn + k) % c->most;
        struct seat *seat = &c->seats[i];
        if (!seat->taken || seat->ended)
            continue;
        if (atomic_load(&c->cancelled)) {
            voice_cancel(&seat->voice);
            seat->waits = false;
        }
        if (!seat->waits && (seat->need = voice_next(&seat->voice, piece)) == VOICE_PIECE) {
            seat->ended = piece->kind == SPEAKER_END || piece->kind == SPEAKER_FAILED;
            c->turn = i + 1;
            *who = i;
            return true;
        }
        seat->waits = true;
        ++*waiting;
    }
    return false;
}

bool crowd_next(struct crowd *c, size_t *seat, struct speaker_piece *piece)
{
    for (size_t waiting;;) {
        if (ask_all(c, seat, piece, &waiting))
            return true;
        if (!waiting)
            return false;
        feed(c);
        step(c);
    }
}

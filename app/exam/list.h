/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the room: how a list grows.
 */
#ifndef LEMMA_EXAM_LIST_H
#define LEMMA_EXAM_LIST_H

#include "app/exam/exam.h"

/* An empty item at the end, valid until the next call. */
struct exam_item *exam_add(struct exam *exam);

#endif

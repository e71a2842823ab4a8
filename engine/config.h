/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: what the small JSON files of a model directory say. config.json gives
 * the shape (defaults for absent keys as the published configuration class has them),
 * generation_config.json the stop tokens, lemma.json the prompt family.
 */
#ifndef LEMMA_ENGINE_CONFIG_H
#define LEMMA_ENGINE_CONFIG_H

#include "engine/error.h"

#define CONFIG_MAX_STOP 16

struct config {
    int vocab_size, d_model, d_mlp, n_layer, n_head, n_kv, head_dim, window;
    int d_inner, d_state, d_conv, dt_rank;
    int64_t max_position;
    float layer_norm_eps;
    int32_t stop[CONFIG_MAX_STOP];
    int n_stop;
    char prompt_family[32];
};

/* Reads and checks all three files of dir; only config.json must be there. */
enum eng_status config_read(struct config *c, const char *dir, struct eng_error *error);

/* L = n_layer: mamba for even i <= L/2, sliding for odd i < L/2, full at L/2+1, above that gmu
 * (even) and cross (odd). */
enum eng_layer_kind config_layer_kind(const struct config *c, int layer);

#endif

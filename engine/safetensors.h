/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the engine: the tensors of a model directory, as one table over one mapped file or
 * several shards. Format: huggingface.co/docs/safetensors. Knows names, types and shapes; what
 * they mean is the business of model.c. Every offset is checked before anyone follows it.
 */
#ifndef LEMMA_ENGINE_SAFETENSORS_H
#define LEMMA_ENGINE_SAFETENSORS_H

#include "engine/error.h"
#include "kernels/kernels.h"

#define TENSOR_MAX_RANK 4

struct tensor {
    char *name; /* owned by the table */
    enum kern_dtype dtype;
    int rank;
    int64_t shape[TENSOR_MAX_RANK];
    const unsigned char *data; /* in the mapped file; aligned to nothing */
    uint64_t bytes;
    int shard;
    bool used; /* set by whoever binds it */
};

struct tensor_shard {
    char *name; /* file name, for messages */
    struct eng_file file;
};

struct tensors {
    struct tensor *list; /* sorted by name */
    size_t count;
    struct tensor_shard *shards;
    size_t n_shard;
};

/* Opens DIR/model.safetensors or, without it, the shards that model.safetensors.index.json names.
 * tensors_close releases everything, also after a failure. */
enum eng_status tensors_open(struct tensors *t, const char *dir, struct eng_error *error);
void tensors_close(struct tensors *t);
/* NULL when absent. */
struct tensor *tensors_find(const struct tensors *t, const char *name);

#endif

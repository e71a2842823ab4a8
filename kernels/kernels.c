/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of backends, the choice among them, and sizes of stored things.
 *
 * The idea to read it by: best first; the first one whose `usable` says yes is the automatic
 * choice.
 */
#include "kernels/cpu.h"

#include <string.h>

static const struct kern_ops *const backends[] = {
    &cpu_ops_avx512,
    &cpu_ops_avx2,
    &cpu_ops_scalar,
};

const struct kern_ops *const *kern_list(size_t *count)
{
    *count = sizeof backends / sizeof *backends;
    return backends;
}

const struct kern_ops *kern_find(const char *name, bool *known)
{
    bool any = !name || strcmp(name, "auto") == 0, found = any;
    const struct kern_ops *best = NULL;
    for (size_t i = 0; !best && i < sizeof backends / sizeof *backends; i++) {
        if (!any && strcmp(name, backends[i]->name) != 0)
            continue;
        found = true;
        if (backends[i]->usable())
            best = backends[i];
    }
    if (known)
        *known = found;
    return best;
}

size_t kern_dtype_size(enum kern_dtype type)
{
    return type == KERN_F32 ? 4 : 2;
}

size_t kern_page_bytes(const struct kern_kv_shape *shape)
{
    size_t row = (size_t)shape->n_kv * (size_t)shape->head_dim;
    return 2 * KERN_PAGE_TOKENS * row * kern_dtype_size(shape->dtype);
}

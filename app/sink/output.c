/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * write() until everything is out; a descriptor somebody else made non-blocking is waited for.
 */
#include "app/sink/output.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

void output_init(struct output *output, int fd)
{
    *output = (struct output){.fd = fd, .buffer = STR_EMPTY};
}

void output_release(struct output *output)
{
    str_release(&output->buffer);
}

void output_add(struct output *output, const char *bytes, size_t len)
{
    if (!output->error)
        str_add(&output->buffer, bytes, len);
}

bool output_flush(struct output *output)
{
    size_t done = 0;
    while (!output->error && done < output->buffer.len) {
        ssize_t n = write(output->fd, output->buffer.data + done, output->buffer.len - done);
        if (n >= 0) {
            done += (size_t)n;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd wait = {.fd = output->fd, .events = POLLOUT};
            poll(&wait, 1, 1000);
        } else if (errno != EINTR) {
            output->error = errno;
        }
    }
    str_clear(&output->buffer);
    return !output->error;
}

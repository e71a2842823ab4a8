/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages to stderr are cleaned before they are printed: a file name or a piece of a broken
 * file may hold control characters, and none of them may reach the terminal.
 */
#include "app/base/die.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_message(const char *format, va_list args)
{
    char text[2048];
    int n = vsnprintf(text, sizeof text, format, args);
    if (n < 0)
        return;
    for (unsigned char *p = (unsigned char *)text; *p; p++) {
        int c1_control = p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0;
        if (*p < 0x20 || *p == 0x7F)
            *p = '?';
        else if (c1_control)
            p[0] = p[1] = '?';
    }
    fflush(stdout);
    fprintf(stderr, "lemma: %s\n", text);
}

void warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_message(format, args);
    va_end(args);
}

void die(enum exit_code code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_message(format, args);
    va_end(args);
    exit(code);
}

void die_memory(void)
{
    die(EXIT_CODE_BUSY, "out of memory; close other programs or use a smaller model or context");
}

void *xmalloc(unsigned long size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        die_memory();
    return p;
}

void *xcalloc(unsigned long count, unsigned long size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        die_memory();
    return p;
}

void *xrealloc(void *old, unsigned long size)
{
    void *p = realloc(old, size ? size : 1);
    if (!p)
        die_memory();
    return p;
}

char *xstrdup(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(xmalloc(n), text, n);
}

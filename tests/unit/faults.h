/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For tests: makes the n-th allocation or file operation of the program fail, and counts them.
 * The functions below stand before those of the C library for the whole test program; disarmed
 * they only pass on and keep the balance of blocks and mappings, so that a leak on an error path
 * shows without a sanitizer. Included by one test program each.
 */
#ifndef LEMMA_TEST_FAULTS_H
#define LEMMA_TEST_FAULTS_H

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The thread sanitizer needs the library's own functions in place. */
#if defined __SANITIZE_THREAD__
#define FAULTS_WORK 0
#else
#define FAULTS_WORK 1
#endif

struct fault_counts {
    long calls;  /* that could have failed, since fault_arm */
    long blocks; /* live heap blocks; 0 under the address sanitizer, which finds leaks itself */
    long maps;   /* live mappings made by mmap */
};

static atomic_bool fault_armed;
static atomic_long fault_calls, fault_first, fault_last, fault_blocks, fault_maps;
static atomic_long fault_syncs; /* calls of fsync so far */

/* From now on the calls number `first` to `last` (from 1) fail; 0, 0: only count. */
static inline void fault_arm(long first, long last)
{
    fault_calls = 0;
    fault_first = first;
    fault_last = last;
    fault_armed = true;
}

static inline struct fault_counts fault_disarm(void)
{
    fault_armed = false;
#if defined __SANITIZE_ADDRESS__
    fault_blocks = 0;
#endif
    return (struct fault_counts){fault_calls, fault_blocks, fault_maps};
}

#if FAULTS_WORK

static bool fault_now(void)
{
    if (!fault_armed)
        return false;
    long n = atomic_fetch_add(&fault_calls, 1) + 1;
    return n >= fault_first && n <= fault_last;
}

/* The real functions. Those for memory have a second name, of the C library or of the address
 * sanitizer, because dlsym needs them itself. */
#if defined __SANITIZE_ADDRESS__
#define FAULT_MEMORY(name) __interceptor_##name
#else
#define FAULT_MEMORY(name) __libc_##name
#endif
void *FAULT_MEMORY(malloc)(size_t size);
void *FAULT_MEMORY(calloc)(size_t n, size_t size);
void *FAULT_MEMORY(realloc)(void *old, size_t size);
void *FAULT_MEMORY(memalign)(size_t alignment, size_t size);
void FAULT_MEMORY(free)(void *p);

static void *fault_next(const char *name)
{
    void *f = dlsym(RTLD_NEXT, name);
    if (!f)
        abort();
    return f;
}

/* Declares `real`, the function of this name that ours stands before. */
#define FAULT_REAL(type, name, ...)         \
    static type (*real)(__VA_ARGS__);       \
    if (!real) {                            \
        void *found = fault_next(#name);    \
        memcpy(&real, &found, sizeof real); \
    }

static void *fault_block(void *p)
{
    if (p)
        fault_blocks++;
    return p;
}

void *malloc(size_t size)
{
    if (fault_now()) {
        errno = ENOMEM;
        return NULL;
    }
    return fault_block(FAULT_MEMORY(malloc)(size));
}

void *calloc(size_t n, size_t size)
{
    if (fault_now()) {
        errno = ENOMEM;
        return NULL;
    }
    return fault_block(FAULT_MEMORY(calloc)(n, size));
}

void *realloc(void *old, size_t size)
{
    if (fault_now()) {
        errno = ENOMEM;
        return NULL;
    }
    void *p = FAULT_MEMORY(realloc)(old, size);
    return old ? p : fault_block(p);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    if (fault_now()) {
        errno = ENOMEM;
        return NULL;
    }
    return fault_block(FAULT_MEMORY(memalign)(alignment, size));
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *p = aligned_alloc(alignment, size);
    if (p)
        *out = p;
    return p ? 0 : ENOMEM;
}

void free(void *p)
{
    if (p)
        fault_blocks--;
    FAULT_MEMORY(free)(p);
}

void *mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset)
{
    FAULT_REAL(void *, mmap, void *, size_t, int, int, int, off_t)
    if (fault_now()) {
        errno = ENOMEM;
        return MAP_FAILED;
    }
    void *p = real(at, len, protection, flags, fd, offset);
    if (p != MAP_FAILED)
        fault_maps++;
    return p;
}

int munmap(void *at, size_t len)
{
    FAULT_REAL(int, munmap, void *, size_t)
    int failed = real(at, len);
    if (!failed)
        fault_maps--;
    return failed;
}

int open(const char *path, int flags, ...)
{
    FAULT_REAL(int, open, const char *, int, ...)
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list args;
        va_start(args, flags);
        mode = va_arg(args, mode_t);
        va_end(args);
    }
    if (fault_now()) {
        errno = EIO;
        return -1;
    }
    return real(path, flags, mode);
}

ssize_t read(int fd, void *to, size_t len)
{
    FAULT_REAL(ssize_t, read, int, void *, size_t)
    if (fault_now()) {
        errno = EIO;
        return -1;
    }
    return real(fd, to, len);
}

ssize_t write(int fd, const void *from, size_t len)
{
    FAULT_REAL(ssize_t, write, int, const void *, size_t)
    if (fault_now()) {
        errno = ENOSPC;
        return -1;
    }
    return real(fd, from, len);
}

/* Standard input and output reach the kernel by calls nobody can stand before. */
size_t fwrite(const void *from, size_t size, size_t n, FILE *file)
{
    FAULT_REAL(size_t, fwrite, const void *, size_t, size_t, FILE *)
    if (fault_now()) {
        errno = ENOSPC;
        return 0;
    }
    return real(from, size, n, file);
}

int fflush(FILE *file)
{
    FAULT_REAL(int, fflush, FILE *)
    if (fault_now()) {
        errno = ENOSPC;
        return EOF;
    }
    return real(file);
}

int fclose(FILE *file)
{
    FAULT_REAL(int, fclose, FILE *)
    int failed = real(file);
    if (fault_now()) {
        errno = EIO;
        return EOF;
    }
    return failed;
}

FILE *fdopen(int fd, const char *mode)
{
    FAULT_REAL(FILE *, fdopen, int, const char *)
    if (fault_now()) {
        errno = ENOMEM;
        return NULL;
    }
    return real(fd, mode);
}

int mkstemp(char *path)
{
    FAULT_REAL(int, mkstemp, char *)
    if (fault_now()) {
        errno = EACCES;
        return -1;
    }
    return real(path);
}

int fstat(int fd, struct stat *to)
{
    FAULT_REAL(int, fstat, int, struct stat *)
    if (fault_now()) {
        errno = EIO;
        return -1;
    }
    return real(fd, to);
}

int fsync(int fd)
{
    FAULT_REAL(int, fsync, int)
    fault_syncs++;
    if (fault_now()) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int rename(const char *from, const char *to)
{
    FAULT_REAL(int, rename, const char *, const char *)
    if (fault_now()) {
        errno = EACCES;
        return -1;
    }
    return real(from, to);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *context)
{
    FAULT_REAL(int, pthread_create, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *)
    if (fault_now())
        return EAGAIN;
    return real(thread, attributes, run, context);
}

#endif
#endif

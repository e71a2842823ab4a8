/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Korean particles behind letters, numbers and words: 3 is 삼 and takes 은, x is 엑스 and takes 는.
 */
#include "app/maths/print/speak_korean.h"

#include "app/base/text.h"

#include <string.h>

enum final { FINAL_NONE, FINAL_RIEUL, FINAL_OTHER };

/* How the last syllable of what was said ends: 3 is 삼, n is 엔, x is 엑스. */
static enum final last_final(const struct str *said)
{
    static const enum final digits[] = {FINAL_OTHER, FINAL_RIEUL, FINAL_NONE,  FINAL_OTHER,
                                        FINAL_NONE,  FINAL_NONE,  FINAL_OTHER, FINAL_RIEUL,
                                        FINAL_RIEUL, FINAL_NONE};
    size_t at = said->len;
    while (at > 0 && strchr(" ,;", said->data[at - 1]))
        at--;
    size_t end = at;
    while (at > 0 && ((unsigned char)said->data[--at] & 0xC0) == 0x80)
        ;
    if (end == at)
        return FINAL_NONE;
    uint32_t c;
    text_decode(said->data + at, end - at, &c);
    if (c >= '0' && c <= '9')
        return digits[c - '0'];
    if (c == 'l' || c == 'L' || c == 'r' || c == 'R')
        return FINAL_RIEUL;
    if (c == 'm' || c == 'M' || c == 'n' || c == 'N')
        return FINAL_OTHER;
    if (c < 0xAC00 || c > 0xD7A3 || (c - 0xAC00) % 28 == 0)
        return FINAL_NONE;
    return (c - 0xAC00) % 28 == 8 ? FINAL_RIEUL : FINAL_OTHER;
}

/* A word that is glued to what was said; a bracket that was closed becomes a thing first. */
void korean_suffix(struct str *out, const char *word)
{
    static const char closed[] = "괄호 닫고";
    size_t n = strlen(closed);
    if (out->len >= n && memcmp(out->data + out->len - n, closed, n) == 0) {
        out->data[out->len -= strlen("고")] = '\0';
        str_add_text(out, "은 것");
    }
    speak_mark(out, word);
}

static void particle(struct str *out, const char *after_consonant, const char *after_vowel)
{
    korean_suffix(out, "");
    speak_mark(out, last_final(out) == FINAL_NONE ? after_vowel : after_consonant);
}

void korean_topic(struct str *out)
{
    particle(out, "은", "는");
}
void korean_subject(struct str *out)
{
    particle(out, "이", "가");
}
void korean_object(struct str *out)
{
    particle(out, "을", "를");
}
void korean_with(struct str *out)
{
    particle(out, "과", "와");
}
void korean_towards(struct str *out)
{
    korean_suffix(out, "");
    speak_mark(out, last_final(out) == FINAL_OTHER ? "으로" : "로");
}

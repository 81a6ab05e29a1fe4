/* Between json_lex.c and json_in.c: see json_lex.c for what is done to a document. */
#ifndef GRADE_VALUE_JSON_LEX_H
#define GRADE_VALUE_JSON_LEX_H

#include "internal.h"

struct lexer {
    const char *text;
    size_t len, at;
    size_t depth, nodes;
    char previous; /* first character of the token before: one of {}[]:," or 0; literals 'a' */
    struct grade_buf out;
    struct grade_err *err;
    struct shift { /* where the text for cJSON and the document part */
        size_t out, at;
    } * shifts;
    size_t shift_count;
};

/* Writes into lx->out what cJSON shall read; the document's faults that it would not see end it. */
int json_rewrite(struct lexer *lx);
/* "line L, column C: ..." of an offset in the document. */
int json_fail_at(const struct lexer *lx, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif

/* Writes JSON a token at a time, compact or laid out, and keeps the commas. Texts may be any bytes:
 * what is not UTF-8 becomes U+FFFD. No function fails; members are written in the order called. */
#ifndef REPORT_JSON_WRITER_H
#define REPORT_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/buf.h"
#include "grade/value.h"

struct json_writer {
    struct grade_buf *out; /* borrowed */
    int indent;            /* spaces for each level; 0: all on one line */
    int depth;
    bool filled; /* the open object or array has a member: a comma is due */
    /* Values and streams are kept small enough for a document that is read again, and say so where
     * something is left out; room: bytes that values may still take. */
    bool bounded;
    size_t room;
};

enum {
    JSON_VALUE_MAX = 64 * 1024,  /* bytes of one value, of a document that is bounded */
    JSON_VALUE_DEPTH_MAX = 96,   /* and its nesting: the document's own comes on top */
    JSON_STREAM_MAX = 64 * 1024, /* kept of stdout and stderr each */
    JSON_ROOM = 2 * 1024 * 1024, /* for all values and streams of the document */
};

/* key is NULL inside an array and for the document itself. */
void json_open(struct json_writer *w, const char *key, char bracket); /* '{' or '[' */
void json_close(struct json_writer *w, char bracket);                 /* '}' or ']' */
void json_null(struct json_writer *w, const char *key);
void json_bool(struct json_writer *w, const char *key, bool truth);
void json_integer(struct json_writer *w, const char *key, long long number);
void json_count(struct json_writer *w, const char *key, uint64_t number);
void json_real(struct json_writer *w, const char *key, double number); /* null where not finite */
void json_text(struct json_writer *w, const char *key, const char *text); /* NULL: null */
void json_bytes(struct json_writer *w, const char *key, const char *text, size_t len);
void json_value(struct json_writer *w, const char *key, const struct grade_value *value);
/* How many bytes of a stream there is room for, in a document that is bounded; they are taken. */
size_t json_bounded(struct json_writer *w, size_t len);

#endif

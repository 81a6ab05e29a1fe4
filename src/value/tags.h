/* What tags.c and tags_match.c share: the reader and the table's row. */
#ifndef GRADE_VALUE_TAGS_H
#define GRADE_VALUE_TAGS_H

#include "internal.h"

struct reader {
    enum grade_value_role role;
    struct grade_buf path; /* where it is: "[2].a" */
    struct grade_err *err;
};

struct tag {
    const char *name; /* without the $ */
    bool matcher;     /* stands only where something is expected */
    /* Reads the body into a value of the caller's; `whole` is the object that the tag stands in. */
    int (*read)(struct reader *r, const struct tag *tag, const struct grade_value *body,
                const struct grade_value *whole, struct grade_value **out);
    const char *form;          /* what the body must be, for messages: "takes ..." */
    const char *const *beside; /* keys that may stand beside it, NULL-terminated, or NULL */
    enum grade_kind kind;      /* of the value, for those that share a function */
};

enum { TAG_SHOWN = 60 }; /* bytes of a value quoted in a message */

extern const struct tag tag_type_rows[];
extern const size_t tag_type_count;
extern const struct tag tag_match_rows[];
extern const size_t tag_match_count;

/* Any value, tags interpreted. */
int tag_read_value(struct reader *r, const struct grade_value *json, struct grade_value **out);
/* A list's items, added to `into`. */
int tag_read_items(struct reader *r, const struct grade_value *list, struct grade_value *into);
int tag_read_dict(struct reader *r, const struct grade_value *json, struct grade_value **out);
/* Goes one step down the path; returns where it was, for tag_leave. */
size_t tag_enter_key(struct reader *r, const struct grade_value *key);
size_t tag_enter_index(struct reader *r, size_t index);
void tag_leave(struct reader *r, size_t back);
/* "$decimal takes ..., not 3" */
int tag_ill(struct reader *r, const struct tag *tag, const struct grade_value *body);
int tag_fail(struct reader *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* tags_table.c: of $ndarray, $series and $frame. */
int tag_read_table(struct reader *r, const struct tag *tag, const struct grade_value *body,
                   const struct grade_value *whole, struct grade_value **out);

#endif

/* Making frames and looking into them: see grade/frames.h for what they say. */
#include "internal.h"

#include <string.h>

struct grade_value *frame_new(const char *kind, struct grade_value *body)
{
    struct grade_value *frame = grade_value_new(GRADE_KIND_LIST);
    grade_value_add(frame, grade_value_str(kind));
    grade_value_add(frame, body);
    return frame;
}

void frame_send(struct grade_box *box, const char *kind, struct grade_value *body)
{
    struct grade_value *frame = frame_new(kind, body);
    cleanup_buf struct grade_buf bytes = GRADE_BUF_INIT;
    if (!grade_marshal_encode(&bytes, frame))
        grade_wire_encode(&bytes, frame);
    grade_value_free(frame);
    grade_box_send(box, grade_buf_text(&bytes), bytes.len);
}

struct grade_value *frame_parse(const char *data, size_t len, const char **out_kind,
                                const struct grade_value **out_body)
{
    struct grade_value *frame;
    struct grade_err err;
    if (grade_wire_decode(&frame, data, len, &err) < 0)
        return NULL;
    if (frame->kind == GRADE_KIND_LIST && frame->count == 2 &&
        frame->items[0]->kind == GRADE_KIND_STR && frame->items[1]->kind == GRADE_KIND_DICT) {
        *out_kind = grade_value_text(frame->items[0], "");
        *out_body = frame->items[1];
        return frame;
    }
    grade_value_free(frame);
    return NULL;
}

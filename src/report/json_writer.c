/* JSON, token by token: see json_writer.h. */
#include "json_writer.h"

#include "escape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void new_line(struct json_writer *w)
{
    if (w->indent)
        grade_buf_addf(w->out, "\n%*s", w->depth * w->indent, "");
}

static void begin(struct json_writer *w, const char *key)
{
    if (w->filled)
        grade_buf_adds(w->out, w->indent ? "," : ", ");
    if (w->depth)
        new_line(w);
    w->filled = true;
    if (key)
        grade_buf_addf(w->out, "\"%s\": ", key);
}

void json_open(struct json_writer *w, const char *key, char bracket)
{
    begin(w, key);
    grade_buf_addc(w->out, bracket);
    w->depth++;
    w->filled = false;
}

void json_close(struct json_writer *w, char bracket)
{
    w->depth--;
    if (w->filled)
        new_line(w);
    grade_buf_addc(w->out, bracket);
    w->filled = true;
}

void json_null(struct json_writer *w, const char *key)
{
    begin(w, key);
    grade_buf_adds(w->out, "null");
}

void json_bool(struct json_writer *w, const char *key, bool truth)
{
    begin(w, key);
    grade_buf_adds(w->out, truth ? "true" : "false");
}

void json_integer(struct json_writer *w, const char *key, long long number)
{
    begin(w, key);
    grade_buf_addf(w->out, "%lld", number);
}

void json_count(struct json_writer *w, const char *key, uint64_t number)
{
    begin(w, key);
    grade_buf_addf(w->out, "%llu", (unsigned long long)number);
}

void json_real(struct json_writer *w, const char *key, double number)
{
    if (!isfinite(number)) {
        json_null(w, key);
        return;
    }
    char digits[48];
    int len = snprintf(digits, sizeof(digits), "%.12g", number);
    for (int i = 0; i < len; i++) /* a locale may write a comma */
        if (digits[i] == ',')
            digits[i] = '.';
    begin(w, key);
    grade_buf_adds(w->out, digits);
}

void json_bytes(struct json_writer *w, const char *key, const char *text, size_t len)
{
    cleanup_buf struct grade_buf clean = GRADE_BUF_INIT;
    report_utf8(&clean, text, len);
    begin(w, key);
    grade_json_quote(w->out, grade_buf_text(&clean), clean.len);
}

void json_text(struct json_writer *w, const char *key, const char *text)
{
    if (text)
        json_bytes(w, key, text, strlen(text));
    else
        json_null(w, key);
}

size_t json_bounded(struct json_writer *w, size_t len)
{
    len = len > JSON_STREAM_MAX ? JSON_STREAM_MAX : len;
    len = len > w->room ? w->room : len;
    w->room -= len;
    return len;
}

/* Brackets outside strings; what is looked at was written by grade_value_to_json. */
static int nesting(const char *text, size_t len)
{
    int depth = 0, most = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"')
            while (++i < len && text[i] != '"')
                i += text[i] == '\\';
        else if (text[i] == '[' || text[i] == '{')
            most = ++depth > most ? depth : most;
        else if (text[i] == ']' || text[i] == '}')
            depth--;
    }
    return most;
}

/* The text beside it, cut to a screenful, still shows how it begins. */
static void bounded_value(struct json_writer *w, const struct grade_value *value)
{
    cleanup_buf struct grade_buf text = GRADE_BUF_INIT;
    grade_value_to_json(&text, value);
    if (text.len > JSON_VALUE_MAX || text.len > w->room)
        grade_buf_addf(w->out, "{\"$opaque\": \"left out: %zu bytes of JSON\"}", text.len);
    else if (nesting(text.data, text.len) > JSON_VALUE_DEPTH_MAX)
        grade_buf_adds(w->out, "{\"$opaque\": \"left out: nested too deeply\"}");
    else
        grade_buf_add(w->out, text.data, text.len);
    w->room -= text.len > w->room ? 0 : text.len;
}

void json_value(struct json_writer *w, const char *key, const struct grade_value *value)
{
    begin(w, key);
    if (value && w->bounded)
        bounded_value(w, value);
    else if (value)
        grade_value_to_json(w->out, value);
    else
        grade_buf_adds(w->out, "null");
}

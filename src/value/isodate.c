/* ISO dates and times as an author may write them, in the one form that isoformat() has. */
#include "internal.h"

#include <stdio.h>
#include <string.h>

/* Reads exactly `width` digits within [least, most]; advances. */
static bool digits(const char **text, int width, int least, int most, int *out)
{
    int number = 0;
    for (int i = 0; i < width; i++, (*text)++) {
        if (**text < '0' || **text > '9')
            return false;
        number = number * 10 + (**text - '0');
    }
    *out = number;
    return number >= least && number <= most;
}

static bool skip(const char **text, char c)
{
    if (**text != c)
        return false;
    (*text)++;
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool date(const char **text, struct grade_buf *out)
{
    int year, month, day;
    if (!digits(text, 4, 1, 9999, &year) || !skip(text, '-') || !digits(text, 2, 1, 12, &month) ||
        !skip(text, '-') || !digits(text, 2, 1, days_in(year, month), &day))
        return false;
    grade_buf_addf(out, "%04d-%02d-%02d", year, month, day);
    return true;
}

/* ".5" is 500000 microseconds; none are not written. */
static bool fraction(const char **text, struct grade_buf *out)
{
    int micros = 0, width = 0;
    for (; **text >= '0' && **text <= '9' && width < 6; width++)
        micros = micros * 10 + (*(*text)++ - '0');
    if (width == 0)
        return false;
    while (width++ < 6)
        micros *= 10;
    if (micros)
        grade_buf_addf(out, ".%06d", micros);
    return true;
}

static bool offset(const char **text, struct grade_buf *out)
{
    if (skip(text, 'Z')) {
        grade_buf_adds(out, "+00:00");
        return true;
    }
    char sign = **text;
    int hours, minutes, seconds = 0;
    if ((sign != '+' && sign != '-') || !skip(text, sign) || !digits(text, 2, 0, 23, &hours) ||
        !skip(text, ':') || !digits(text, 2, 0, 59, &minutes))
        return false;
    if (skip(text, ':') && !digits(text, 2, 0, 59, &seconds))
        return false;
    grade_buf_addf(out, "%c%02d:%02d", sign, hours, minutes);
    if (seconds)
        grade_buf_addf(out, ":%02d", seconds);
    return true;
}

static bool time_of_day(const char **text, struct grade_buf *out)
{
    int hours, minutes, seconds = 0;
    if (!digits(text, 2, 0, 23, &hours) || !skip(text, ':') || !digits(text, 2, 0, 59, &minutes))
        return false;
    bool with_seconds = skip(text, ':');
    if (with_seconds && !digits(text, 2, 0, 59, &seconds))
        return false;
    grade_buf_addf(out, "%02d:%02d:%02d", hours, minutes, seconds);
    if (with_seconds && skip(text, '.') && !fraction(text, out))
        return false;
    return **text == '\0' || offset(text, out);
}

const char *value_iso_normal(const char *text, struct grade_buf *out)
{
    bool is_date = strlen(text) > 4 && text[4] == '-';
    const char *name = "time";
    if (is_date) {
        name = "date";
        if (!date(&text, out))
            return NULL;
        if (*text == '\0')
            return name;
        if (!skip(&text, 'T') && !skip(&text, ' '))
            return NULL;
        grade_buf_addc(out, 'T');
        name = "datetime";
    }
    return time_of_day(&text, out) && *text == '\0' ? name : NULL;
}

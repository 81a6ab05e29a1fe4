/* The texts of floats and decimals. */
#include "internal.h"

#include "grade/mem.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_FLOAT = 400 };

/* The fewest significant digits that read back as the same number, as in "d.ddde+xx". */
static void shortest(double number, char *text, size_t size)
{
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, size, "%.*e", precision, number);
        if (strtod(text, NULL) == number)
            return;
    }
}

static void add_positional(struct grade_buf *out, const char *digits, int count, int exponent)
{
    if (exponent < 0) {
        grade_buf_adds(out, "0.");
        for (int i = -1; i > exponent; i--)
            grade_buf_addc(out, '0');
        grade_buf_add(out, digits, (size_t)count);
        return;
    }
    for (int i = 0; i < count || i <= exponent; i++) {
        if (i == exponent + 1)
            grade_buf_addc(out, '.');
        grade_buf_addc(out, i < count ? digits[i] : '0');
    }
    if (count <= exponent + 1)
        grade_buf_adds(out, ".0");
}

void value_add_float(struct grade_buf *out, double number)
{
    if (isnan(number)) {
        grade_buf_adds(out, "nan");
        return;
    }
    if (signbit(number))
        grade_buf_addc(out, '-');
    number = fabs(number);
    if (isinf(number)) {
        grade_buf_adds(out, "inf");
        return;
    }
    char text[40], digits[20];
    shortest(number, text, sizeof(text));
    char *mark = strchr(text, 'e');
    int exponent = atoi(mark + 1), count = 0;
    for (char *p = text; p < mark; p++)
        if (*p != '.')
            digits[count++] = *p;
    if (exponent >= -4 && exponent < 16) {
        add_positional(out, digits, count, exponent);
        return;
    }
    grade_buf_add(out, text, (size_t)(mark - text));
    grade_buf_addf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

bool value_float_of(const char *text, size_t len, double *out)
{
    static const struct {
        const char *name;
        double number;
    } names[] = {{"inf", INFINITY}, {"-inf", -INFINITY}, {"nan", NAN}};
    char copy[LONGEST_FLOAT + 1];
    if (len == 0 || len > LONGEST_FLOAT)
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    for (size_t i = 0; i < GRADE_COUNT(names); i++)
        if (strcmp(copy, names[i].name) == 0) {
            *out = names[i].number;
            return true;
        }
    if (strspn(copy, "0123456789abcdefABCDEFxXpP+-.") != len || copy[0] == '+')
        return false;
    char *end;
    double number = strtod(copy, &end);
    if (*end || !isfinite(number))
        return false;
    *out = number;
    return true;
}

static bool special_decimal(const char *text, struct value_decimal *out)
{
    static const struct {
        const char *written, *name;
    } specials[] = {{"inf", "inf"}, {"infinity", "inf"}, {"nan", "nan"}, {"snan", "snan"}};
    for (size_t i = 0; i < GRADE_COUNT(specials); i++)
        if (strcasecmp(text, specials[i].written) == 0) {
            out->special = true;
            out->digits = grade_strdup(specials[i].name);
            return true;
        }
    return false;
}

/* Reads an exponent of at most 18 digits; more would overflow and no Decimal has them. */
static bool exponent_of(const char *text, long long *out)
{
    const char *digits = text + (*text == '-' || *text == '+');
    size_t len = strlen(digits);
    if (len == 0 || len > 17 || strspn(digits, "0123456789") != len)
        return false;
    *out = strtoll(text, NULL, 10);
    return true;
}

bool value_decimal_of(const char *text, struct value_decimal *out)
{
    *out = (struct value_decimal){.negative = *text == '-'};
    text += *text == '-' || *text == '+';
    if (special_decimal(text, out))
        return true;
    size_t whole = strspn(text, "0123456789");
    size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    const char *rest = text + whole + (text[whole] == '.') + part;
    if (whole + part == 0)
        return false;
    if ((*rest == 'e' || *rest == 'E') ? !exponent_of(rest + 1, &out->exponent) : *rest != '\0')
        return false;
    out->exponent -= (long long)part;
    cleanup_buf struct grade_buf digits = GRADE_BUF_INIT;
    grade_buf_add(&digits, text, whole);
    grade_buf_add(&digits, text + whole + 1, part);
    out->digits = grade_strdup(digits.data + strspn(digits.data, "0"));
    return true;
}

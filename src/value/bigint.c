/* Ints of any length as text: only what comparing and showing them needs.
 *
 * The harness writes an int in hex digits where Python would refuse to write it in decimal (and
 * where doing so takes quadratic time); an author writes decimal. Comparing the two turns the
 * decimal side, which the author chose, into hex, after cheap tests that most unequal pairs fail.
 */
#include "internal.h"

#include "grade/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_DIGITS = 18, SHORT_HEX = 15, WORK_UNIT = 64 };

bool value_int_is_hex(const char *text)
{
    return strncmp(text + (*text == '-'), "0x", 2) == 0;
}

static uint64_t chunk_value(const char *digits, size_t len)
{
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++)
        value = value * 10 + (uint64_t)(digits[i] - '0');
    return value;
}

static uint64_t power_of_ten(size_t exponent)
{
    uint64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* limbs = limbs * factor + add, little end first; returns the new number of limbs. */
static size_t multiply_add(uint64_t *limbs, size_t count, uint64_t factor, uint64_t add)
{
    unsigned __int128 carry = add;
    for (size_t i = 0; i < count; i++) {
        carry += (unsigned __int128)limbs[i] * factor;
        limbs[i] = (uint64_t)carry;
        carry >>= 64;
    }
    if (carry)
        limbs[count++] = (uint64_t)carry;
    return count;
}

static char *hex_of_limbs(const uint64_t *limbs, size_t count)
{
    struct grade_buf out = GRADE_BUF_INIT;
    if (count == 0)
        grade_buf_adds(&out, "0");
    for (size_t i = count; i-- > 0;)
        grade_buf_addf(&out, i + 1 == count ? "%llx" : "%016llx", (unsigned long long)limbs[i]);
    return grade_buf_take(&out);
}

char *value_hex_of_decimal(const char *digits)
{
    size_t len = strlen(digits);
    uint64_t *limbs = grade_alloc_array(len / CHUNK_DIGITS + 2, sizeof(*limbs));
    size_t count = 0;
    for (size_t at = 0; at < len;) {
        size_t take = (len - at) % CHUNK_DIGITS ? (len - at) % CHUNK_DIGITS : CHUNK_DIGITS;
        count = multiply_add(limbs, count, power_of_ten(take), chunk_value(digits + at, take));
        at += take;
    }
    char *hex = hex_of_limbs(limbs, count);
    free(limbs);
    return hex;
}

static uint64_t hex_digit(char c)
{
    return (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Divides big-end-first limbs of 32 bits by 10**9; returns the remainder. */
static uint32_t divide_billion(uint32_t *limbs, size_t count)
{
    uint64_t rest = 0;
    for (size_t i = 0; i < count; i++) {
        rest = rest << 32 | limbs[i];
        limbs[i] = (uint32_t)(rest / 1000000000);
        rest %= 1000000000;
    }
    return (uint32_t)rest;
}

static char *decimal_of_limbs(uint32_t *limbs, size_t count)
{
    size_t room = count * 10 + 10, at = room;
    char *text = grade_alloc(room + 1);
    size_t first = 0;
    while (first < count) {
        uint32_t rest = divide_billion(limbs + first, count - first);
        while (first < count && limbs[first] == 0)
            first++;
        for (int i = 0; i < 9 && (rest || first < count); i++, rest /= 10)
            text[--at] = (char)('0' + rest % 10);
    }
    memmove(text, text + at, room - at + 1);
    return text;
}

char *value_decimal_of_hex(const char *text)
{
    bool negative = *text == '-';
    const char *digits = text + negative + 2;
    size_t len = strlen(digits), count = (len + 7) / 8;
    uint32_t *limbs = grade_alloc_array(count, sizeof(*limbs));
    for (size_t i = 0; i < len; i++) {
        uint32_t *limb = &limbs[count - 1 - (len - 1 - i) / 8];
        *limb = *limb << 4 | (uint32_t)hex_digit(digits[i]);
    }
    char *decimal = decimal_of_limbs(limbs, count);
    free(limbs);
    if (!negative)
        return decimal;
    char *with_sign = grade_printf("-%s", decimal);
    free(decimal);
    return with_sign;
}

struct grade_value *value_new_hex(bool negative, const char *digits, size_t len)
{
    while (len > 0 && *digits == '0') {
        digits++;
        len--;
    }
    if (len <= SHORT_HEX) {
        long long number = 0;
        for (size_t i = 0; i < len; i++)
            number = number * 16 + (long long)hex_digit(digits[i]);
        return grade_value_int(negative ? -number : number);
    }
    struct grade_buf text = GRADE_BUF_INIT;
    grade_buf_adds(&text, negative ? "-0x" : "0x");
    grade_buf_add(&text, digits, len);
    struct grade_value *value = grade_value_new(GRADE_KIND_INT);
    value->len = text.len;
    value->text = grade_buf_take(&text);
    return value;
}

static int compare_magnitude(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b);
    if (la != lb)
        return la < lb ? -1 : 1;
    int order = memcmp(a, b, la);
    return (order > 0) - (order < 0);
}

/* How many digits n hex digits have in decimal, at least and at most: log10(16) is 1.20412. */
static bool lengths_can_match(size_t hex_len, size_t decimal_len)
{
    double least = floor(((double)hex_len - 1) * 1.204119982655924) + 1;
    double most = ceil((double)hex_len * 1.204119982655925);
    return (double)decimal_len >= least && (double)decimal_len <= most;
}

static int compare_hex_decimal(const char *hex, const char *decimal, long *work)
{
    size_t hex_len = strlen(hex), decimal_len = strlen(decimal);
    if (!lengths_can_match(hex_len, decimal_len))
        return (double)hex_len * 1.204119982655924 < (double)decimal_len ? -1 : 1;
    size_t chunks = decimal_len / CHUNK_DIGITS + 1;
    *work -= (long)(chunks * chunks / WORK_UNIT + decimal_len / WORK_UNIT);
    if (*work < 0)
        return 0;
    cleanup_free char *other = value_hex_of_decimal(decimal);
    return compare_magnitude(hex, other);
}

int value_int_compare(const char *a, const char *b, long *work)
{
    bool a_negative = *a == '-', b_negative = *b == '-';
    if (a_negative != b_negative)
        return a_negative ? -1 : 1;
    bool a_hex = value_int_is_hex(a), b_hex = value_int_is_hex(b);
    const char *a_digits = a + a_negative + (a_hex ? 2 : 0);
    const char *b_digits = b + b_negative + (b_hex ? 2 : 0);
    int order;
    if (a_hex == b_hex)
        order = compare_magnitude(a_digits, b_digits);
    else if (a_hex)
        order = compare_hex_decimal(a_digits, b_digits, work);
    else
        order = -compare_hex_decimal(b_digits, a_digits, work);
    return a_negative ? -order : order;
}

double value_real_of(const struct grade_value *number)
{
    return number->kind == GRADE_KIND_INT ? strtod(number->text, NULL) : number->real;
}

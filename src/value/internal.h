/* What the files of src/value share. Not for other modules. */
#ifndef GRADE_VALUE_INTERNAL_H
#define GRADE_VALUE_INTERNAL_H

#include "grade/compare.h"
#include "grade/value.h"

/* utf8.c: UTF-8 that may hold surrogates in their 3-byte form, as Python's surrogatepass. */

/* Decodes one character; returns its bytes, 0 where they are malformed or len is 0. */
size_t value_utf8_decode(const char *text, size_t len, uint32_t *out_char);
void value_utf8_encode(struct grade_buf *out, uint32_t character);
/* The length of the longest valid beginning: len where all of it is. */
size_t value_utf8_valid(const char *text, size_t len);
size_t value_utf8_count(const char *text, size_t len); /* characters of valid text */
static inline bool value_is_surrogate(uint32_t c)
{
    return c >= 0xd800 && c <= 0xdfff;
}
/* A character that a reader would not see, or that moves what they see: controls, formats, bidi
 * marks, blanks other than the space, surrogates, private and unassigned planes. */
bool value_is_invisible(uint32_t character);

/* bigint.c: the text of an INT is canonical decimal, or "0x..." where it came as hex digits. */

bool value_int_is_hex(const char *text);
/* Three-way comparison of two INT texts. `work` is what it may cost, reduced by what it did, and
 * negative afterwards where that was not enough; the answer is then meaningless. */
int value_int_compare(const char *a, const char *b, long *work);
/* Hex digits with neither sign nor prefix of decimal digits; the caller frees. Quadratic. */
char *value_hex_of_decimal(const char *digits);
/* Decimal text of an INT in "0x..." form; the caller frees. Quadratic: for short ones. */
char *value_decimal_of_hex(const char *text);
/* An INT of checked hex digits; short ones become decimal. */
struct grade_value *value_new_hex(bool negative, const char *digits, size_t len);
struct grade_value *value_new_int(const char *digits, size_t len); /* takes checked digits */
double value_real_of(const struct grade_value *number); /* INT or FLOAT; big ints give inf */

/* number.c: texts of floats and decimals. */

void value_add_float(struct grade_buf *out, double number); /* as Python's repr */
/* "inf", "-inf", "nan", or what repr or float.hex write; all of the text, finite otherwise. */
bool value_float_of(const char *text, size_t len, double *out);
/* A number as str(Decimal) or an author writes it; digits are trimmed of leading zeros. */
struct value_decimal {
    bool negative, special; /* special: text is "nan", "snan" or "inf" in lower case */
    char *digits;           /* the caller frees */
    long long exponent;
};
bool value_decimal_of(const char *text, struct value_decimal *out);

/* isodate.c: brings an ISO date, time or datetime into the form that isoformat() writes. NULL where
 * it is none; else the type's name, and the text appended. */
const char *value_iso_normal(const char *text, struct grade_buf *out);

/* order.c */

/* A total order on values, exact; numbers by value, then kind. Bounded by depth, for display. */
int value_order(const struct grade_value *a, const struct grade_value *b);
uint64_t value_hash(const struct grade_value *value, long *steps); /* order-free for sets, dicts */
/* The items of a set in that order, for showing it: borrowed, in an array to free. Large sets stay
 * as they came. */
const struct grade_value **value_sorted_items(const struct grade_value *set);

/* value.c */
void value_reserve(struct grade_value *value, size_t count); /* room for so many items */
bool value_is(const struct grade_value *value, enum grade_kind kind);
bool value_is_tagged(const struct grade_value *value, const char *tag);
struct grade_value *value_matcher(const char *name, struct grade_value *body);
const struct grade_value *value_body(const struct grade_value *value); /* of TAGGED, MATCHER */
bool value_is_identifier(const char *text);
const char *value_kind_name(enum grade_kind kind); /* Python's name of the type */
bool value_has_matcher(const struct grade_value *value);

/* tags.c: whether the body of a tagged value has the form that value.h gives; false for a tag that
 * value.h does not know. */
bool value_tag_body_ok(const char *tag, const struct grade_value *body);

/* python.c */
/* A cell of a table, cut at about max_bytes. */
void value_add_cell(struct grade_buf *out, const struct grade_value *value, size_t max_bytes);
void value_add_escaped(struct grade_buf *out, const char *text, size_t len); /* no quotes */

/* pattern.c: as grade_pattern_search, but within a budget that several searches share. */
int value_pattern_search(const char *pattern, const char *text, size_t len, long *steps,
                         struct grade_err *err);
int value_pattern_check(const char *pattern, struct grade_err *err);

/* compare.c and what it shares with unordered.c and matchers.c */
struct comparison {
    enum grade_compare_mode mode;
    double rel, abs;     /* tolerance of floats */
    bool lenient;        /* below $approx: an int may stand for a float, 0.0 for -0.0 */
    unsigned tables;     /* above 0 within arrays and frames, where null is nan */
    unsigned quiet;      /* above 0 differences are not recorded */
    long steps;          /* left */
    const char *gave_up; /* why, once it did; nothing matches from there on */
    struct grade_buf path;
    struct grade_diff *diff; /* NULL once it is filled, or where nobody asked */
};

bool compare_values(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual);
bool compare_quietly(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual);
/* Records the difference (only the first counts) and returns false. */
bool compare_differs(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
bool compare_type_differs(struct comparison *c, const struct grade_value *expected,
                          const struct grade_value *actual);
/* For kinds whose values say all: "5 instead of 4", and the hint behind it. */
bool compare_scalar_differs(struct comparison *c, const struct grade_value *expected,
                            const struct grade_value *actual, const char *hint);
/* Compares a part; the step of the path to it is given as a format. */
bool compare_below(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
bool compare_charge(struct comparison *c, size_t steps);     /* false once they are used up */
bool compare_give_up(struct comparison *c, const char *why); /* false */
/* subset: other keys of actual do not matter. attributes: keys are attributes, ".x" in paths. */
bool compare_dicts(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual, bool subset, bool attributes);
bool compare_object_type(const char *expected, const char *actual);
static inline bool compare_records(const struct comparison *c)
{
    return c->diff && c->quiet == 0 && !c->gave_up;
}

/* compare_leaf.c, compare_nest.c, compare_tagged.c: one kind, both being of it. */
bool compare_nones(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual);
bool compare_bools(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual);
bool compare_numbers(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual);
bool compare_texts(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual);
bool compare_lists(struct comparison *c, const struct grade_value *expected,
                   const struct grade_value *actual);
bool compare_whole_dicts(struct comparison *c, const struct grade_value *expected,
                         const struct grade_value *actual);
/* Whether the items are the same in another order; within a budget of its own. */
bool compare_reordered(struct comparison *c, const struct grade_value *expected,
                       const struct grade_value *actual);
/* compare_table.c: tagged values with bodies of their form. */
bool compare_arrays(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual);
bool compare_series(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual);
bool compare_frames(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual);
bool compare_tagged(struct comparison *c, const struct grade_value *expected,
                    const struct grade_value *actual);
bool compare_is_number(const struct grade_value *value); /* INT, FLOAT or COMPLEX */

/* unordered.c */

/* Whether each expected item can be given an actual one of its own, none being left over. The
 * difference is recorded against the two wholes. */
bool compare_unordered(struct comparison *c, const struct grade_value *expected,
                       const struct grade_value *actual);
/* Pairs what is exactly equal. out_partner[i] is the index of expected i's actual, or SIZE_MAX; so
 * is out_taken[k] for actual k. A stride of 2 goes over the keys of dicts. */
void compare_pair_equal(struct comparison *c, const struct grade_value *expected,
                        const struct grade_value *actual, size_t stride, size_t *out_partner,
                        size_t *out_taken);

/* matchers.c */
bool compare_matcher(struct comparison *c, const struct grade_value *expected,
                     const struct grade_value *actual);

/* reason.c: clauses for people. */
void reason_add_value(struct grade_buf *out, const struct grade_value *value, size_t max_bytes);
void reason_add_type(struct grade_buf *out, const struct grade_value *value);  /* "list", "Point" */
void reason_add_typed(struct grade_buf *out, const struct grade_value *value); /* "int 3", "list" */
void reason_of_texts(struct grade_buf *out, const struct grade_value *expected,
                     const struct grade_value *actual);
/* Python source of both, cut to a screenful; texts from shortly before they differ. */
void reason_show(const struct grade_value *expected, const struct grade_value *actual,
                 struct grade_diff *diff);

#endif

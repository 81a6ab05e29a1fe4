/* Typed Python values: from and to JSON, from and to the wire, and as Python source.
 *
 * Values come from two sides: what an author wrote in cases.json (trusted as far as a
 * package is) and what a case process claims (hostile). Depth, size and time are bounded
 * everywhere. Only the supervisor uses this module. A value owns everything below it. */
#ifndef GRADE_VALUE_H
#define GRADE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "grade/buf.h"
#include "grade/err.h"

enum {
    GRADE_VALUE_MAX_DEPTH = 128,     /* nesting, in JSON and on the wire */
    GRADE_VALUE_MAX_NODES = 2000000, /* values below one root */
};

enum grade_kind {
    GRADE_KIND_NONE,
    GRADE_KIND_BOOL,
    GRADE_KIND_INT,   /* digits with an optional '-', of any length; never a C number. Decimal, or
                       * "0x..." of more than 15 digits where it came in hex */
    GRADE_KIND_FLOAT, /* a double, inf and nan and -0.0 included */
    GRADE_KIND_STR,   /* UTF-8, lone surrogates as their 3-byte form; may hold NULs */
    GRADE_KIND_BYTES,
    GRADE_KIND_LIST,
    GRADE_KIND_TUPLE,
    GRADE_KIND_SET,
    GRADE_KIND_FROZENSET,
    GRADE_KIND_DICT, /* items are key, value, key, value, in insertion order */
    GRADE_KIND_COMPLEX,
    GRADE_KIND_TAGGED,  /* a value of any other type; `tag` says which, see below */
    GRADE_KIND_MATCHER, /* expecting side only; `tag` is its name without the `$` */
};

/* Tags of GRADE_KIND_TAGGED, with the form of `body`:
 *   decimal    STR       what str(d) says
 *   datetime   LIST [STR type ("datetime", "date", "time", "timedelta"), STR isoformat or, for
 *              a timedelta, "days,seconds,microseconds"]
 *   object     LIST [STR type as "module.qualname" (builtins without the module), DICT of
 *              attributes or NONE]          any other instance, subclass, function, class ...
 *              An instance of a subclass of a builtin value, a deque or a bytearray has the plain
 *              value as attribute "__value__"; an enum member has name and value alone; functions
 *              and classes have "__qualname__", exceptions "args".
 *   ndarray    DICT {dtype, shape, data}    series, frame: DICT as CASES.md says
 *   given      STR       a probe or a given value, by its name
 *   opaque     STR       what could not be encoded, and why ("nested too deeply", "a cycle") */
struct grade_value {
    enum grade_kind kind;
    bool boolean;      /* BOOL */
    double real, imag; /* FLOAT and COMPLEX */
    char *text;        /* INT, STR, BYTES: NUL-terminated behind len; TAGGED, MATCHER: the tag */
    size_t len;
    struct grade_value *
        *items;   /* LIST, TUPLE, SET, FROZENSET, DICT; TAGGED, MATCHER: one, the body */
    size_t count; /* of items: twice the pairs for a DICT */
    char *
        given; /* actual side: the name of what was given, where this is the very object; or NULL */
};

void grade_value_free(struct grade_value *value); /* NULL is fine; iterative or bounded depth */
struct grade_value *grade_value_copy(const struct grade_value *value);

/* Constructors; the caller owns the result. `add` takes ownership of the item. */
struct grade_value *grade_value_new(enum grade_kind kind);
struct grade_value *grade_value_bool(bool truth);
struct grade_value *grade_value_int(long long number);
struct grade_value *grade_value_float(double number);
struct grade_value *grade_value_str(const char *text);
struct grade_value *grade_value_strn(const char *text, size_t len);
struct grade_value *grade_value_bytes(const void *data, size_t len);
struct grade_value *grade_value_tagged(const char *tag, struct grade_value *body);
void grade_value_add(struct grade_value *sequence, struct grade_value *item);
void grade_value_put(struct grade_value *dict, const char *key, struct grade_value *item);

/* Access that tolerates NULL and wrong kinds: for reading frames, whose writer may lie. */
const struct grade_value *grade_value_get(const struct grade_value *dict, const char *key);
const char *grade_value_text(const struct grade_value *value, const char *otherwise); /* of a STR */
bool grade_value_truth(const struct grade_value *value, bool otherwise);            /* of a BOOL */
long long grade_value_number(const struct grade_value *value, long long otherwise); /* of an INT */
bool grade_value_is_str(const struct grade_value *value, const char *text);

/* JSON ---------------------------------------------------------------------------------- */

/* Parses one JSON document by cJSON behind a lexical pass that keeps what cJSON would lose: integer
 * digits, floats as floats, \u0000, duplicate keys (an error). The result is plain: no tag is
 * interpreted yet; objects are DICTs with STR keys. A fault is GRADE_FAULT_PACKAGE with
 * "line L, column C: ..." in the message. A UTF-8 BOM is an error that says so. */
int grade_json_parse(struct grade_value **out, const char *text, size_t len, struct grade_err *err);

enum grade_value_role {
    GRADE_ROLE_PLAIN,  /* what goes into the sandbox (args, files ...): tags yes, matchers no */
    GRADE_ROLE_EXPECT, /* what is expected: tags and matchers */
};

/* Interprets the tags of CASES.md ("$tuple", "$float", "$match" ...) in a parsed document, into
 * a value of its own. An unknown `$name` is an error with a did-you-mean, as is an ill-formed body
 * ({"$decimal": 3}). A plain object becomes a DICT with STR keys. Errors name the path: "[2].a".
 *
 * Forms where CASES.md leaves a choice:
 *   $bytes     a string (its UTF-8), or {"hex": "00ff"}       $int    "0xff"
 *   $float     "nan", "inf", "-inf", "-0.0" or a number       $complex    two of those
 *   $datetime  an ISO date, time or datetime, told apart by form; a timedelta by units, as in
 *              {"days": 1, "minutes": 30}
 *   $object    {"type", "attrs"}; without attrs they do not matter, with them they are all
 *   $ndarray {dtype, shape, data}, $series {name, dtype, index, data}, $frame {columns, dtypes,
 *              index, data}: what is not named does not matter; null there is nan
 *   $approx    a number or a structure of them, "abs" and "rel" beside it; 1e-6 relative and 1e-12
 *              absolute where neither stands, one alone is the only one
 *   $any       true, a type's name or a list of names ("number" is int or float)
 *   $unordered a list, or a $tuple          $keys    a list of keys, or an object
 *   $min, $max numbers                      $is      the name of a given
 * Several matchers in one object must all hold, as in {"$min": 1, "$max": 4}; so must the items of
 * $all_of. An object with one `$name` may hold nothing else. */
int grade_value_from_json(struct grade_value **out, const struct grade_value *json,
                          enum grade_value_role role, struct grade_err *err);

/* Appends the value as one line of JSON, tags as an author would write them; every byte valid
 * UTF-8 and every control character escaped, whatever the value holds (lone surrogates as \udXXX).
 */
void grade_value_to_json(struct grade_buf *out, const struct grade_value *value);
/* Whether text is UTF-8, lone surrogates not counting as such. */
bool grade_is_utf8(const char *text, size_t len);
/* Appends text as a JSON string with its quotes, likewise safe for hostile bytes. */
void grade_json_quote(struct grade_buf *out, const char *text, size_t len);

/* Python source ---------------------------------------------------------------------------- */

/* Appends the value as Python would write it: `{'a': (1, 2.0)}`, `Decimal('1.5')`, `Point(x=1)`
 * for an object, matchers in words (`about 3.0`, `anything`). Invisible and control characters
 * are escaped. Cut at about max_bytes (0: no bound) with "... (N more items)" or "... (N more
 * characters)". */
void grade_value_to_python(struct grade_buf *out, const struct grade_value *value,
                           size_t max_bytes);

/* Wire ------------------------------------------------------------------------------------- */

/* The encoding of frames between supervisor and case process, both ways; harness/wire.py is
 * its twin. One value is:
 *   N T F                      None, True, False
 *   i<digits>;                 int, decimal        x<[-]hex digits>;   int too long for decimal
 *   f<text>;                   float, as repr or float.hex writes it ("inf", "nan", "-0.0")
 *   s<bytes>:<utf-8>           str (surrogatepass) b<bytes>:<bytes>    bytes
 *   l<n>; u<n>; e<n>; z<n>;    list, tuple, set, frozenset, then n values
 *   d<n>;                      dict, then n pairs
 *   c<re>,<im>;                complex
 *   g<bytes>:<tag><value>      tagged value, the tag in ASCII. Decoding alone, the tag "same" with
 *                              [STR name, value] is the value with its `given` set
 * Decimal counts without leading zeros. Anything else is malformed. */
int grade_wire_decode(struct grade_value **out, const void *data, size_t len,
                      struct grade_err *err);
void grade_wire_encode(struct grade_buf *out, const struct grade_value *value);

/* Appends the value in Python's marshal format, which a case reads without a bytecode of ours.
 * False, and nothing appended, for what that has no form for: tags, sets, complex, ints beyond 64
 * bits, nesting beyond 200. For frames to the case only: reading marshal from a stranger is never
 * safe. */
bool grade_marshal_encode(struct grade_buf *out, const struct grade_value *value);

#endif

/* clang-format off */
/* Frames: what supervisor and case process say to each other. The contract of src/run and harness/.
 *
 * Transport: one AF_UNIX SOCK_SEQPACKET pair for each case. A frame is one value in the wire
 * encoding (grade/value.h), cut into packets of at most GRADE_PACKET_MAX bytes; the first byte of a
 * packet is '+' when more of the same frame follow and '.' when it is the last. A frame is always a
 * LIST [STR kind, DICT body]. A case that says anything else has ended without an answer. What the
 * supervisor sends is in marshal's form (its first byte is '[') where that has one for all of it.
 *
 * supervisor -> case
 *   prepare  {file STR, source BYTES, helpers BYTES|None, steps LIST of [STR label, STR mode
 *            ("exec", "eval"), STR source], exceptions LIST of STR, signatures LIST of STR}
 *            Compile, run nothing. Answer: prepared.
 *   rules    {file STR, source BYTES, queries LIST of {in STR ("f", "C.m")|None: the whole file,
 *            kind STR ("call", "import", "name", "decorator", "literal", "nodes", "special",
 *            "nesting", "lines", "branches"), what}}
 *            After prepared; parse, run nothing. Answer: facts.
 *   mutants  {file STR, source BYTES, starter BYTES|None} For the author's tools; parse, run
 *            nothing. Answer: mutants.
 *   outline  {names LIST of STR, reference, starter, readme BYTES|None} Likewise. Answer: outline.
 *   args     {} After a step that failed; what became of its arguments. Answer: args.
 *   begin    {kind STR ("python", "program", "tests"), file STR, source BYTES, code BYTES (marshalled),
 *            helpers BYTES (marshalled)|None, names LIST of STR that must be defined,
 *            files LIST of [STR path, BYTES], argv LIST of STR (without the program's name),
 *            env DICT (the whole environment), clock STR ("virtual", "real"), seed INT,
 *            threads BOOL (real ones), laws BOOL (some step has some),
 *            types BOOL (the solution is not imported; the name `types` asks mypy about it),
 *            given LIST of [STR name, STR kind, more],
 *            replace LIST of STR (names that what is given takes in the solution, too)}
 *            `python` is imported as module `solution` whatever its file is called; a `program` is
 *            placed in its directory under that name. Answer for kind python: begun or failed. A
 *            program is run at once: it answers nothing but an optional `raised`, and its exit
 *            status and output are the evidence.
 *            Kinds of what is given are those of the language of cases without the `$`; `more` is
 *            the signature of a function or None. What a module holds comes behind it, with dotted
 *            names. Kind "value" has its value in wire form as BYTES.
 *            Of a web application also: web {protocol STR ("wsgi", "asgi"), app STR|None ("app",
 *            "create_app()"; None: Django's)}; where Django is set up: django DICT (settings).
 *   step     {n INT, do STR ("none", "exec", "eval", "call"), label STR, code BYTES (marshalled;
 *            exec, eval), name STR (call), args LIST, kwargs DICT, advance INT (ns), source STR
 *            (for tracebacks), given as in begin (optional: made anew before the action),
 *            show LIST of STR (names whose values `done` has to tell)} Answer: done.
 *            laws {ordered, repr BOOL, operators, frozen LIST of STR} of an eval that gives ([values],
 *            [foreign]): `done` has in its place {eq, ne and, if ordered, lt, le, gt, ge LIST of
 *            LIST of STR ("True", "False", "NotImplemented", "raises TypeError" ...), hash LIST of
 *            INT|STR, foreign DICT name -> LIST, for each value, of LIST of [STR the method's, STR
 *            the operator's], frozen DICT name -> LIST of [STR set, STR deleted, STR still the
 *            same], repr LIST of [STR text, STR outcome of comparing]}
 *            For exec and eval, args and kwargs are optional and become the names `args` (a tuple)
 *            and `kwargs`. Tags in values that a case makes: given (a dotted name), decimal,
 *            datetime, ndarray, series, frame, object (without a call of __init__); one that cannot be made is the
 *            step's exception.
 *   time     {now INT} The answer to sleep (of kinds "sync" and "blocking") and to wait: virtual ns since the first
 *            step.
 *   probe    {do STR, ...} The answer to probe. "return" {value}, "echo" (the first argument),
 *            "self" (the context), "raise" {type STR, args LIST}, "stop" (no more items), "iterate"
 *            {it INT}, "refuse" (NotImplemented); with now INT where the clock has moved.
 *            "later" {id INT, ns INT}: to be fetched when so much time has passed.
 *            "where": the call has failed the case. Answer: where.
 *
 * Learner's tests: prepare also has subjects LIST of [STR file, BYTES source], and prepared subjects
 * LIST of BYTES|exception. begin has tests {runner STR ("pytest", "unittest"), subject STR (the module
 * that the tests import), code BYTES (marshalled)}; the solution is not imported yet. The one step has
 * do "tests" and label "tests" and runs them; done then has tests {collected, passed, failed, errors,
 * skipped INT}. No frame names the case or tells one subject from another.
 *
 * Configuration: prepare and begin also have model STR (of harness/models); begin has model_name STR.
 * The solution is text that the model reads; prepared solution is empty BYTES, or the SyntaxError that
 * says where it cannot be read. begin makes the model and binds it to model_name.
 *
 * case -> supervisor
 *   prepared {solution BYTES|exception, helpers BYTES|exception|None, steps LIST of BYTES|exception,
 *            exceptions DICT name -> [STR module, STR qualname]|None, signatures LIST of
 *            BYTES|exception}
 *   facts    {facts LIST, one for each query, of {scope [line, column]|None: the solution has no
 *            such function or class, count INT (how often; of a measure how much), at LIST of
 *            [line, column], the first few}, fault exception|None (then facts is empty)}
 *   mutants  {mutants LIST of {id STR, operator STR, line INT, column INT, edits LIST of [INT first
 *            byte, INT last byte, STR text]}, left_out INT, fault STR|None}
 *   outline  {names DICT name -> {reference, starter: {there BOOL, form STR|None, methods LIST of STR,
 *            line INT}}, readme LIST of [STR name, INT line, STR form], blocks LIST of [INT line, STR
 *            source, BOOL whether it may be run], broken LIST of STR}
 *   args     {args LIST|None, kwargs DICT} as they are now; without them: they cannot be told
 *   begun    {made DICT (optional: given values that hold an array, a series or a frame, by name,
 *            as they were made)}
 *   failed   {stage STR ("import", "names", "clash", "helpers", "files", "given", "app"),
 *            exception exception|None, missing LIST of STR}
 *   done     {n INT, value any (absent where none), unawaited BOOL (an eval returned a coroutine
 *            that was never awaited), raised exception|None, warnings LIST of [STR category, STR
 *            text], leaked INT, never_awaited INT, shown DICT (where asked for), db DICT {queries
 *            INT, rows INT} (where Django is set up: of this step), made DICT (as in begun, of what
 *            the step gave)}
 *   sleep    {ns INT, kind STR ("sync", "async", "blocking": time.sleep while an event loop
 *            runs)} The solution asked to sleep; "async" gets no answer.
 *   wait     {until INT (virtual ns)} The loop is idle until then.
 *   probe    {op STR, ...} A use of what is given, by its `name` STR: call {args LIST|TUPLE, kwargs
 *            DICT}, pull {it INT of an iterable}, iterate {}, close {it} (no answer), enter {},
 *            exit {exception STR|None}, read {who INT}, write {who INT, value}, equal {other}, less
 *            {other}, hash {}. Of a value that is under way: fetch {id}, cancelled {id} (no answer).
 *            In arguments a probe is tagged `given`, and what is no plain value is an `object` with
 *            its number as attribute `__id__`.
 *   where    {frames LIST} The place of the call that failed the case; no answer.
 *   deadlock {stacks LIST of [STR task name, LIST of frames]} Nothing can wake what waits; no answer.
 *   stacks   {stacks as of deadlock, one for each thread (the name may be empty) or task, stuck BOOL
 *            (all threads wait for ever), tasks BOOL, here LIST of frames (of the main thread)} Where it
 *            stands: the answer to SIGURG.
 *   busy     {reads INT, frames LIST} The clock was read so often without a sleep; no answer.
 *   raised   {exception} A program ended by an exception; no answer.
 *
 * warnings' categories and types are named as in the tag `object` of value.h. A solution's class that
 * says it is from builtins has module "?". A case whose frame cannot be read ends with status 3.
 *
 * exception: DICT {module, qualname, mro LIST of [STR module, STR qualname], args LIST, str STR,
 *   attrs DICT, notes LIST, cause exception|None, context exception|None (None where suppressed),
 *   group LIST of exceptions|None, frames LIST of frames, left_out INT}
 * frame: LIST [STR file, STR function, INT line, INT end_line, INT column, INT end_column], lines
 * from 1, columns from 1 in characters, 0 where unknown, outermost first, frames of the harness
 * removed, at most 40; at most 5 links of cause and context, 10 members of a group, 20 exceptions in
 * all. Files are "solution.py", "helpers.py", "step LABEL" or a library's path. */
/* clang-format on */
#ifndef GRADE_FRAMES_H
#define GRADE_FRAMES_H

enum {
    GRADE_PACKET_MAX = 60000,
    GRADE_FRAME_MAX = 8 * 1024 * 1024, /* a larger frame from a case is an output-limit */
};

#endif

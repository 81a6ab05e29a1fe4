/* `grade help batch`, and --help of the commands about journals. */
#include "help.h"

#include "options.h"

static const char batch_head[] =
    "grade batch grades many submissions: in parallel, to be interrupted and gone on\n"
    "with.\n"
    "\n"
    "usage: grade batch [OPTIONS] SOURCE...\n"
    "\n"
    "  grade batch subs.csv                        a manifest\n"
    "  grade batch subs.csv --journal results.jsonl --resume --report json=out.json\n"
    "                                              each result is kept at once; where\n"
    "                                              an earlier run stopped, go on\n"
    "  grade batch handed-in/                      folders: STUDENT/TOPIC/NN.py\n"
    "  grade batch -p decorators/01 export.zip     as a learning platform exports it\n"
    "  grade batch -p decorators/01 *.py           files\n"
    "  grade report results.jsonl                  the reports again, any time later\n"
    "\n"
    "A SOURCE is one of\n"
    "  a manifest   CSV whose first line names the columns id, problem and solution\n"
    "               (others are passed over), or JSON lines with these keys; paths\n"
    "               are relative to it; - reads it from standard input\n"
    "  a folder     with STUDENT/TOPIC/NN.py; with --problem STUDENT.py, or\n"
    "               STUDENT/FILE.py\n"
    "  an archive   .zip, .tar, .tar.gz, .tar.bz2, .tar.xz or .tar.zst, laid out\n"
    "               like a folder\n"
    "  a file       .py, with --problem\n";

static const char batch_tail[] =
    "\n"
    "The journal has one whole result in each line, everything of hidden cases too:\n"
    "it is for staff. Without --resume one that is there is an error. With it, what\n"
    "has changed since (the solution, the problem, --limit, --python, --seed) is\n"
    "graded again, and what the machine could not grade; the rest only with --again.\n"
    "Reports are made from the journal, of all that is in it. Of several results for\n"
    "one submission the one finished last counts.\n"
    "\n"
    "A report may be many files: --report text=feedback/{id}/{problem}.txt writes one\n"
    "for each submission. Of hidden cases reports say what learners may know, unless\n"
    "--audience staff.\n"
    "\n"
    "Ctrl-C finishes what is running and writes the reports; a second one ends at\n"
    "once and loses nothing that was graded. SIGUSR1 (kill -USR1) says how it stands.\n"
    "\n"
    "On several machines, each grades --shard I/N of the same sources into a journal\n"
    "of its own, and `grade merge` makes one of them. Verdicts depend neither on -j\n"
    "nor on shards.\n"
    "\n"
    "exit status:\n"
    "  0  all were graded and passed; with --exit-zero, all were graded\n"
    "  1  all were graded, and some failed\n"
    "  2  the command line or a manifest is wrong; nothing was graded\n"
    "  3  a problem package is broken\n"
    "  4  some could not be graded: the machine cannot do it, or grade itself failed;\n"
    "     or the journal could not be written\n"
    "  5  interrupted; --resume goes on\n";

static void tell(struct grade_buf *out, enum grade_form form, const char *head, const char *tail)
{
    grade_buf_adds(out, head);
    grade_buf_adds(out, "\noptions:\n");
    grade_options_help(out, form);
    grade_buf_adds(out, tail);
}

void cli_help_batch(struct grade_buf *out)
{
    tell(out, GRADE_FORM_BATCH, batch_head, batch_tail);
}

void cli_help_report(struct grade_buf *out)
{
    tell(out, GRADE_FORM_REPORT,
         "grade report writes reports of what journals hold, as grade batch does at its\n"
         "end.\n"
         "\n"
         "usage: grade report [OPTIONS] JOURNAL...\n"
         "\n"
         "  grade report results.jsonl --report json=out.json\n"
         "  grade report results.jsonl --report text=feedback/{id}/{problem}.txt\n",
         "\n"
         "A journal may still be written to, and may have been torn by a crash. Of several\n"
         "results for one submission the one finished last counts.\n"
         "\n"
         "exit status: 0 all passed, 1 some failed (0 with --exit-zero), 2 a journal\n"
         "cannot be read, 4 some could not be graded\n");
}

void cli_help_merge(struct grade_buf *out)
{
    tell(out, GRADE_FORM_MERGE,
         "grade merge makes one journal of several, from whatever machines: one line for\n"
         "each submission, in order of problem and id.\n"
         "\n"
         "usage: grade merge [OPTIONS] JOURNAL...\n"
         "\n"
         "  grade merge shard-*.jsonl -o results.jsonl\n",
         "\n"
         "Of several results for one submission the one finished last counts, so neither\n"
         "the order of the journals nor merging again makes a difference.\n"
         "\n"
         "exit status: 0 done, 2 a journal cannot be read\n");
}

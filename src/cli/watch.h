/* What the files of `grade watch` share: watch.c is its loop, watch_run.c what it grades,
 * watch_show.c what it shows, watch_keys.c what its keys do. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "load.h"
#include "saves.h"

#include "grade/loop.h"

struct watch {
    const struct grade_options *options;
    struct grade_options again; /* the same with problem, solution and seed as they are now */
    struct cli_paths paths;
    struct grade_python python;
    struct grade_runner *runner; /* outlives the result, which borrows from it */
    char *problem_name, *solution;
    struct grade_problem *problem;
    bool *selected;

    struct saves saves;
    struct stamp graded; /* of the solution when it was read */
    struct grade_buf source;
    struct grade_result *result; /* NULL: none yet */
    bool told, recorded;         /* it has been shown; it has been remembered */
    char *fault;                 /* why there is none, or that of the last try; or NULL */
    time_t when;                 /* it was graded */

    struct grade_watch events, keys, signals, slow; /* inotify, standard input, signals, a timer */
    int wish_fd;                                    /* readable: the run in progress is to end */
    bool grading, wanted;                           /* a run is in progress; another is wanted */
    uint64_t look_ns, reload_ns; /* when to look at the file, at the problem; 0: never */
    bool screen;                 /* standard output can be cleared and drawn anew */
    bool ended, stopped, redraw; /* asked for by a signal or key */
    bool emptied;                /* the file had nothing in it at the last look */
    int signal;                  /* that asked for the end, or 0 */

    size_t hints;   /* of the problem's ladder that are shown */
    bool help;      /* the keys are explained */
    bool no_record; /* it has been said that no record can be kept */
    bool all;       /* the whole report is shown */
    char *next;     /* the problem that n has offered, or NULL */
    char *turn;     /* the problem to turn to, or NULL */
    char *note;     /* a line to be shown once, or NULL */
};

/* watch_run.c. Each fault leaves things as they were. */
int watch_open(struct watch *w, struct grade_err *err); /* the problem and the runner */
void watch_close(struct watch *w);
void watch_look(struct watch *w);   /* reads the file if it changed; sets `wanted` */
void watch_reload(struct watch *w); /* the problem, if it changed; sets `wanted` */
int watch_grade(struct watch *w, struct grade_err *err);
/* Turns to another problem, in a folder of its own that is made as by `grade start`. */
int watch_turn(struct watch *w, const char *problem, struct grade_err *err);
char *watch_folder_for(const struct watch *w, const char *problem); /* caller frees */
/* watch_learn.c: the learner's record, where one is kept */
void watch_record(struct watch *w);      /* the run that has just been shown */
size_t watch_next_hint(struct watch *w); /* the rung to show now, remembered; 0: there is none */
char *watch_next(struct watch *w);       /* the problem to do next, caller frees; NULL: none */

/* watch_show.c */
int watch_draw(struct watch *w, struct grade_err *err);
int watch_say(const char *text, size_t len, struct grade_err *err); /* as it is */
void watch_note(struct watch *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* watch_keys.c */
/* "r run  h hint ...", in rows of that width; the columns that the last takes. */
int watch_keys_line(struct grade_buf *out, int width);
void watch_keys_help(struct grade_buf *out);
void watch_key(struct watch *w, char key);

#endif

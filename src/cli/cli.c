/* From argv to a command: see grade/cli.h. */
#include "grade/cli.h"

#include "commands.h"
#include "options.h"
#include "output.h"
#include "paths.h"

#include "grade/buf.h"
#include "grade/mem.h"
#include "grade/nearest.h"
#include "grade/report.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* As --help lists them. */
/* clang-format off */
const struct cli_command *const cli_commands[] = {
    &cli_grade,
    &cli_watch,
    &cli_list,
    &cli_show,
    &cli_start,
    &cli_hint,
    &cli_next,
    &cli_progress,
    &cli_roadmap,
    &cli_batch,
    &cli_report,
    &cli_merge,
    &cli_new,
    &cli_verify,
    &cli_mutate,
    &cli_bless,
    &cli_import,
    &cli_replay,
    &cli_upgrade,
    &cli_doctor,
    &cli_selftest,
    &cli_help,
    &cli_completion,
    NULL,
};
/* clang-format on */

int cli_complain(const struct grade_err *err)
{
    cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
    grade_report_visible(&line, err->msg, strlen(err->msg), 2);
    fprintf(stderr, "grade: %s\n", grade_buf_text(&line));
    return err->fault == GRADE_FAULT_NONE ? GRADE_FAULT_MACHINE : (int)err->fault;
}

void cli_note(const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        cleanup_buf struct grade_buf line = GRADE_BUF_INIT;
        grade_report_visible(&line, text, len, 2);
        fprintf(stderr, "grade: %s\n", grade_buf_text(&line));
        text += len + (text[len] == '\n');
    }
}

int cli_say(const char *text)
{
    struct grade_err err;
    struct cli_output out;
    int rc = cli_output_open(&out, NULL, &err);
    if (rc == 0)
        rc = cli_output_write(&out, text, strlen(text), &err);
    if (rc == 0)
        rc = cli_output_finish(&out, &err);
    return rc == 0 ? 0 : cli_complain(&err);
}

/* A descriptor 0 to 2 that is closed would be taken by the next file opened, which would then get
 * what is meant for the terminal. Reading from these finds the end, writing fails and is told. */
static void fill_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            _exit(GRADE_FAULT_MACHINE);
}

static const struct cli_command *find_command(const char *word)
{
    for (size_t i = 0; word && cli_commands[i]; i++)
        if (!strcmp(cli_commands[i]->name, word))
            return cli_commands[i];
    return NULL;
}

static bool is_topic(const char *word)
{
    struct cli_paths paths;
    struct grade_err err;
    bool found = false;
    if (cli_paths_init(&paths, NULL, &err) < 0)
        return false;
    for (size_t i = 0; paths.banks && paths.banks[i] && !found; i++) {
        cleanup_free char *folder = grade_printf("%s/%s", paths.banks[i], word);
        found = access(folder, F_OK) == 0;
    }
    cli_paths_done(&paths);
    return found;
}

/* The command that a word was meant to be, or NULL. Misspelt it reads as a problem, and of those a
 * plain word names none unless it is a folder; one that is a topic is told which problems it has.
 */
static const char *misspelt_command(const char *word)
{
    const char *names[GRADE_COUNT(cli_commands)];
    size_t count = 0;
    while (cli_commands[count]) {
        names[count] = cli_commands[count]->name;
        count++;
    }
    bool plain = word && word[0] && word[0] != '-' && !strpbrk(word, "/.");
    const char *near = plain ? grade_nearest(word, names, count) : NULL;
    return near && access(word, F_OK) < 0 && !is_topic(word) ? near : NULL;
}

int grade_cli_main(int argc, char **argv)
{
    fill_standard_descriptors();
    signal(SIGPIPE, SIG_IGN); /* a reader that has gone away is an error that we tell */
    setlocale(LC_CTYPE, "");  /* which symbols the terminal shows; numbers keep their dot */
    const struct cli_command *command = find_command(argc > 1 ? argv[1] : NULL);
    if (command)
        return command->run(argc - 1, argv + 1);
    const char *near = misspelt_command(argc > 1 ? argv[1] : NULL);
    if (near) {
        struct grade_err err;
        grade_fail(&err, GRADE_FAULT_USAGE, 0, "unknown command '%s' (did you mean '%s'?)", argv[1],
                   near);
        return cli_complain(&err);
    }
    return cli_commands[0]->run(argc, argv);
}

int cli_one_of(const char *command, const char *option, const char *word, const char *const *names,
               size_t count, struct grade_err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(word, names[i]))
            return (int)i;
    cleanup_buf struct grade_buf advice = GRADE_BUF_INIT;
    const char *near = grade_nearest(word, names, count);
    if (near)
        grade_buf_addf(&advice, "did you mean '%s'?", near);
    for (size_t i = 0; i < count && !near; i++)
        grade_buf_addf(&advice, "%s%s", i ? ", " : "one of ", names[i]);
    return grade_fail(err, GRADE_FAULT_USAGE, 0, "%s: --%s: '%s' is unknown (%s)", command, option,
                      word, grade_buf_text(&advice));
}

/* `grade complete WORD...`: what may stand where the last WORD is, for the completion of shells.
 *
 * One candidate a line, behind a tab what it is; ":files" and ":folders" ask the shell for those.
 * All of it comes from the table of commands, from what each says of its own options, and from the
 * bank; the scripts in src/cli/completion only hand words over. Never complains: it is called while
 * somebody types. */
#include "complete.h"

#include "commands.h"
#include "help.h"
#include "load.h"

#include "grade/mem.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HELP_MAX = 65536, WORDS_MAX = 256 };

struct asked {
    struct grade_buf *out;
    const char *word; /* what is begun */
    size_t len;
    char *const *before; /* the words in front of it, without the command */
    size_t count;
    const struct cli_command *command;
};

static void offer(const struct asked *asked, const char *word, size_t len, const char *what)
{
    size_t told = what ? strcspn(what, "\n\t") : 0;
    if (len < asked->len || strncmp(word, asked->word, asked->len) != 0 ||
        memchr(word, '\n', len) || memchr(word, '\t', len))
        return;
    grade_buf_add(asked->out, word, len);
    if (told) {
        grade_buf_addc(asked->out, '\t');
        grade_buf_add(asked->out, what, told);
    }
    grade_buf_addc(asked->out, '\n');
}

static void offer_word(const struct asked *asked, const char *word, const char *what)
{
    offer(asked, word, strlen(word), what);
}

static void offer_paths(const struct asked *asked, bool folders)
{
    grade_buf_adds(asked->out, folders ? ":folders\n" : ":files\n");
}

/* Options, as a command tells them ----------------------------------------------------------- */

/* What the command prints for --help: run in a process of its own, since it owns standard output.
 */
static char *help_of(const struct cli_command *command)
{
    int pair[2];
    struct grade_buf text = GRADE_BUF_INIT;
    if (pipe(pair) < 0)
        return grade_buf_take(&text);
    pid_t pid = fork();
    if (pid == 0) {
        char name[64], option[] = "--help";
        strncpy(name, command->name, sizeof(name) - 1);
        name[sizeof(name) - 1] = '\0';
        char *words[] = {name, option, NULL};
        dup2(pair[1], STDOUT_FILENO);
        dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO); /* who knows no --help */
        close(pair[0]);
        close(pair[1]);
        command->run(2, words);
        _exit(0);
    }
    close(pair[1]);
    char chunk[4096];
    for (ssize_t got; (got = read(pair[0], chunk, sizeof(chunk))) > 0 && text.len < HELP_MAX;)
        grade_buf_add(&text, chunk, (size_t)got);
    close(pair[0]);
    if (pid > 0)
        waitpid(pid, NULL, 0);
    return grade_buf_take(&text);
}

/* A line "  -r, --report FORMAT[=FILE]  what it does", or with that in the line below. */
struct option_line {
    char letter; /* 0: none */
    const char *name;
    size_t name_len;
    const char *arg; /* len 0: takes none */
    size_t arg_len;
    const char *what; /* up to the end of its line */
};

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '-';
}

/* The option that the line at *at tells of; false where it tells of none. Moves on to the next
 * line. */
static bool read_option(struct option_line *out, const char **at)
{
    const char *line = *at, *end = line + strcspn(line, "\n");
    *at = *end ? end + 1 : end;
    const char *c = line + strspn(line, " ");
    *out = (struct option_line){0};
    if (c == line || c - line > 8 || *c != '-')
        return false;
    if (c[1] != '-') {
        out->letter = c[1];
        c += strcspn(c, ",\n");
        c += strspn(c, ", ");
    }
    if (strncmp(c, "--", 2) != 0)
        return false;
    out->name = c;
    for (c += 2; is_name(*c); c++)
        ;
    out->name_len = (size_t)(c - out->name);
    if (*c == ' ' && c[1] != ' ' && c + 1 < end) {
        out->arg = ++c;
        c += strcspn(c, " \n");
        out->arg_len = (size_t)(c - out->arg);
    }
    c += strspn(c, " ");
    out->what = *c == '\n' ? c + 1 + strspn(c + 1, " ") : c;
    return true;
}

static bool find_option(struct option_line *out, const char *help, const char *word)
{
    size_t len = strcspn(word, "=");
    for (const char *at = help; *at;)
        if (read_option(out, &at) &&
            ((out->name_len == len && !strncmp(out->name, word, len)) ||
             (out->letter && word[0] == '-' && word[1] == out->letter && !word[2])))
            return true;
    return false;
}

static void offer_options(const struct asked *asked, const char *help)
{
    struct option_line option;
    for (const char *at = help; *at;)
        if (read_option(&option, &at))
            offer(asked, option.name, option.name_len, option.what);
}

/* Values of options -------------------------------------------------------------------------- */

/* "auto, always or never; ..." as words: all that stands before the first mark that is no comma. */
static void offer_listed(const struct asked *asked, const char *text)
{
    const char *colon = strstr(text, ": "), *stop = text + strcspn(text, ";\n");
    if (colon && colon < stop)
        text = colon + 2;
    while (text < stop) {
        size_t len = strcspn(text, ", ;\n|");
        bool joins = len == 2 && !strncmp(text, "or", 2);
        if (len && !joins)
            offer(asked, text, len, NULL);
        text += len;
        text += strspn(text, ", |");
    }
}

static void offer_formats(const struct asked *asked)
{
    for (size_t i = 0; grade_reporters[i]; i++)
        offer_word(asked, grade_reporters[i]->name, grade_reporters[i]->what);
}

static void offer_limits(const struct asked *asked)
{
    for (int i = 0; i < GRADE_LIMIT_COUNT; i++) {
        cleanup_free char *word = grade_printf("%s=", grade_limit_rows[i].name);
        offer_word(asked, word, grade_limit_rows[i].what);
    }
}

/* The problem among the words before, loaded without a complaint; NULL: none. */
static struct grade_problem *problem_before(const struct asked *asked)
{
    struct cli_paths paths;
    struct grade_err err;
    struct grade_problem *problem = NULL;
    const struct grade_options options = {0};
    if (cli_paths_init(&paths, NULL, &err) < 0)
        return NULL;
    for (size_t i = 0; i < asked->count && !problem; i++)
        if (asked->before[i][0] != '-' &&
            cli_load_problem(&problem, asked->before[i], &options, &paths, &err) < 0)
            problem = NULL;
    cli_paths_done(&paths);
    return problem;
}

/* By number, or by name once some of it is there. */
static void offer_cases(const struct asked *asked)
{
    struct grade_problem *problem = problem_before(asked);
    bool by_name = asked->len && !isdigit((unsigned char)asked->word[0]);
    for (size_t i = 0; problem && i < problem->case_count; i++) {
        const struct grade_case *c = &problem->cases[i];
        cleanup_free char *number = grade_printf("%zu", c->number);
        if (by_name)
            offer_word(asked, c->name, NULL);
        else
            offer_word(asked, number, c->name);
    }
    grade_problem_free(problem);
}

static void offer_problems(const struct asked *asked);

static void offer_value(const struct asked *asked, const struct option_line *option)
{
    cleanup_free char *arg = grade_strndup(option->arg, option->arg_len);
    const char *equals = memchr(asked->word, '=', asked->len);
    if (!strcmp(arg, "FORMAT[=FILE]") && equals)
        offer_paths(asked, false);
    else if (!strncmp(arg, "FORMAT", 6) && !strncmp(option->what, "see ", 4))
        offer_formats(asked);
    else if (!strncmp(arg, "FORMAT", 6) || !strcmp(arg, "WHEN") || !strcmp(arg, "LEVEL") ||
             !strcmp(arg, "WHO"))
        offer_listed(asked, option->what);
    else if (strchr(arg, '|') && islower((unsigned char)arg[0]))
        offer_listed(asked, arg);
    else if (!strcmp(arg, "NAME|NUMBER"))
        offer_cases(asked);
    else if (!strcmp(arg, "NAME=VALUE"))
        offer_limits(asked);
    else if (!strcmp(arg, "PROBLEM"))
        offer_problems(asked);
    else if (!strcmp(arg, "DIR"))
        offer_paths(asked, true);
    else if (!strcmp(arg, "FILE") || !strcmp(arg, "PATH"))
        offer_paths(asked, false);
}

/* Operands ----------------------------------------------------------------------------------- */

static void offer_problems(const struct asked *asked)
{
    struct cli_paths paths;
    struct grade_err err;
    struct grade_strings names = {0};
    if (cli_paths_init(&paths, NULL, &err) < 0)
        return;
    grade_bank_list(&names, (const char *const *)paths.banks);
    for (size_t i = 0; i < names.count; i++)
        offer_word(asked, names.items[i], "problem");
    grade_strings_done(&names);
    cli_paths_done(&paths);
    offer_paths(asked, true);
}

static void offer_topics(const struct asked *asked)
{
    const char *name, *what;
    for (size_t i = 0; (name = cli_help_topic(i, &what)) != NULL; i++)
        offer_word(asked, name, what);
}

static bool is_topic(const char *word)
{
    const char *name, *what;
    for (size_t i = 0; (name = cli_help_topic(i, &what)) != NULL; i++)
        if (!strcmp(name, word))
            return true;
    return false;
}

/* A command of the name of a topic is that topic. */
static void offer_commands(const struct asked *asked)
{
    bool help = asked->command == &cli_help;
    for (size_t i = 0; cli_commands[i]; i++)
        if (!help || !is_topic(cli_commands[i]->name))
            offer_word(asked, cli_commands[i]->name, cli_commands[i]->what);
}

/* The usage's operand of this number, from 0; one with dots stands for all that follow. */
static char *operand(const char *usage, size_t number)
{
    char *last = NULL;
    for (const char *c = usage; *c;) {
        size_t len = strcspn(c, " ");
        if (len && strncmp(c, "[OPTIONS]", len) != 0 && c[0] != '-') {
            free(last);
            last = grade_strndup(c, len);
            if (number == 0 || strstr(last, "..."))
                return last;
            number--;
        }
        c += len;
        c += strspn(c, " ");
    }
    free(last);
    return NULL;
}

static void offer_operand(const struct asked *asked, size_t number)
{
    cleanup_free char *what = operand(asked->command->usage, number);
    if (!what)
        return;
    if (strstr(what, "PROBLEM"))
        offer_problems(asked);
    else if (strstr(what, "TOPIC")) {
        offer_topics(asked);
        offer_commands(asked);
    } else if (strstr(what, "DIR"))
        offer_paths(asked, true);
    else if (!strstr(what, "WORD"))
        offer_paths(asked, false);
}

/* How many of the words before are operands; *out_option: the last waits for its value. */
static size_t count_operands(const struct asked *asked, const char *help,
                             struct option_line *out_option, bool *out_waits)
{
    size_t operands = 0;
    *out_waits = false;
    for (size_t i = 0; i < asked->count; i++) {
        const char *word = asked->before[i];
        bool is_option = word[0] == '-' && word[1];
        if (*out_waits)
            *out_waits = false;
        else if (is_option)
            *out_waits =
                find_option(out_option, help, word) && out_option->arg_len && !strchr(word, '=');
        else
            operands++;
    }
    return operands;
}

/* "--report=js": the value goes by itself, with the option in front. */
static bool offer_joined(const struct asked *asked, const char *help)
{
    struct option_line option;
    const char *equals = strchr(asked->word, '=');
    if (strncmp(asked->word, "--", 2) != 0 || !equals)
        return false;
    cleanup_buf struct grade_buf found = GRADE_BUF_INIT;
    struct asked value = *asked;
    value.out = &found;
    value.word = equals + 1;
    value.len = strlen(value.word);
    if (find_option(&option, help, asked->word) && option.arg_len)
        offer_value(&value, &option);
    for (const char *line = grade_buf_text(&found); *line;) {
        size_t len = strcspn(line, "\n");
        if (*line != ':')
            grade_buf_add(asked->out, asked->word, (size_t)(equals + 1 - asked->word));
        grade_buf_add(asked->out, line, len);
        grade_buf_addc(asked->out, '\n');
        line += len + (line[len] == '\n');
    }
    return true;
}

static void answer(struct asked *asked)
{
    bool first = asked->count == 0;
    for (size_t i = 1; asked->count && cli_commands[i]; i++)
        if (!strcmp(asked->before[0], cli_commands[i]->name))
            asked->command = cli_commands[i];
    if (asked->command != cli_commands[0] ||
        (!first && !strcmp(asked->before[0], cli_commands[0]->name))) {
        asked->before++;
        asked->count--;
    }
    cleanup_free char *own = help_of(asked->command);
    struct option_line option;
    const char *probe = own;
    bool has_options = false;
    while (*probe && !has_options)
        has_options = read_option(&option, &probe);
    /* Who says nothing of options, and takes them nevertheless, takes those of grading. */
    cleanup_free char *shared = has_options ? grade_strdup("") : help_of(cli_commands[0]);
    const char *help = has_options ? own : shared;
    bool waits;
    size_t operands = count_operands(asked, help, &option, &waits);
    if (waits)
        offer_value(asked, &option);
    else if (offer_joined(asked, help))
        return;
    else if (asked->word[0] == '-' && asked->word[1])
        offer_options(asked, help);
    else {
        if (first)
            offer_commands(asked);
        offer_operand(asked, operands);
        if (asked->word[0] == '-')
            offer_options(asked, help);
    }
}

void cli_complete(struct grade_buf *out, int count, char *const *words)
{
    const char *word = count > 0 ? words[count - 1] : "";
    struct asked asked = {.out = out,
                          .word = word,
                          .len = strlen(word),
                          .before = words,
                          .count = count > 0 ? (size_t)count - 1 : 0,
                          .command = cli_commands[0]};
    if (count <= WORDS_MAX)
        answer(&asked);
}

static int run_complete(int argc, char **argv)
{
    cleanup_buf struct grade_buf out = GRADE_BUF_INIT;
    cli_complete(&out, argc - 1, argv + 1);
    return out.len ? cli_say(grade_buf_text(&out)) : 0;
}

const struct cli_command cli_completion = {
    .name = "complete",
    .usage = "[WORD...]",
    .what = "for shells: what the last word may become",
    .run = run_complete,
};

#!/bin/sh
# From a fresh Debian 12 to a built grade, and with --try to first verdicts.
#
#   sh src/setup.sh                     install what is missing, build
#   sh src/setup.sh --try               then grade two solutions of a problem in the bank
#   sh src/setup.sh --packages NAME...  only install what is missing, and these Debian packages
#
# Packages come from apt, as root or through sudo; where nothing is missing neither is needed.
set -eu
cd "$(dirname "$0")/.."

BUILD_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config
    libseccomp-dev libcjson-dev libpcre2-dev libmd-dev libsqlite3-dev libcsv-dev libarchive-dev
    libcmark-gfm-dev libcmark-gfm-extensions-dev python3 libpython3-dev"
TRY_PROBLEM=decorators/01

say() {
    printf '%s\n' "setup: $*"
}

fail() {
    printf '%s\n' "setup: $*" >&2
    exit 1
}

# Those of the packages named that are not installed, each with a space before it.
missing() {
    for package in "$@"; do
        case " $(dpkg-query -W -f='${db:Status-Status} ' "$package" 2>/dev/null || :)" in
        *" installed "*) ;;
        *) printf ' %s' "$package" ;;
        esac
    done
}

# apt-get with all that it would say in a file, which is shown only where it fails.
quiet_apt() {
    # No variable reaches apt through sudo by itself, so env sets it on the far side.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o Dpkg::Use-Pty=0 -o Acquire::Retries=2 "$@" </dev/null >"$log" 2>&1
}

find_root() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif ! command -v sudo >/dev/null 2>&1; then
        fail "missing packages:$lacking
setup: you are neither root nor is there sudo; have them installed:
    apt-get install --no-install-recommends$lacking"
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    elif [ -t 0 ]; then
        say "installing packages needs your password for sudo"
        sudo -v || fail "sudo refused; missing packages:$lacking"
        as_root=sudo
    else
        fail "missing packages:$lacking
setup: sudo wants a password and there is no terminal to ask on; have them installed:
    sudo apt-get install --no-install-recommends$lacking"
    fi
}

# Debian starts what it installs; the tests want nginx for its program, not as a server of this machine.
hold_services() {
    held=
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        $as_root sh -c 'printf "#!/bin/sh\nexit 101\n" >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d'
        held=yes
    fi
}

release_services() {
    [ -z "$held" ] || $as_root rm -f /usr/sbin/policy-rc.d
    held=
    for service in nginx supervisor; do
        case "$lacking" in
        *" $service"*) ! command -v systemctl >/dev/null 2>&1 || $as_root systemctl -q disable $service 2>/dev/null || : ;;
        esac
    done
}

install_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "this is no Debian: trusting that these, or what is like them, are here:" "$@"
        return
    fi
    lacking=$(missing "$@")
    if [ -z "$lacking" ]; then
        return
    fi
    find_root
    say "installing$lacking"
    log=$(mktemp)
    held=
    trap 'release_services; rm -f "$log"' EXIT
    quiet_apt update || { cat "$log" >&2; say "apt-get update failed; trying with the lists as they are"; }
    hold_services
    # shellcheck disable=SC2086
    quiet_apt install --no-install-recommends $lacking || {
        cat "$log" >&2
        fail "apt-get could not install:$lacking"
    }
    release_services
    still=$(missing "$@")
    [ -z "$still" ] || fail "apt-get installed all but:$still"
}

# What cmake and ninja say goes to a file, which is shown only where they fail.
build() {
    mkdir -p build
    say "building"
    if ! { cmake --preset release -D GRADE_TESTS=OFF && cmake --build --preset release; } \
        >build/setup.log 2>&1; then
        cat build/setup.log >&2
        fail "the build failed, as told above"
    fi
    say "built build/release/grade"
}

# In a container, cases of root run as another account; in a folder that is closed to it, as /root is, grade
# works once it is installed. Sets $grade to the program to use.
find_grade() {
    grade=build/release/grade
    if [ "$(id -u)" = 0 ] && ! $grade --quiet "$TRY_PROBLEM" "problems/$TRY_PROBLEM/solutions/reference.py" \
        >>build/setup.log 2>&1 && grep -q "closed: install grade" build/setup.log; then
        say "this folder is closed to the account that cases run as here: installing to /usr/local"
        cmake --install build/release >>build/setup.log 2>&1 || {
            cat build/setup.log >&2
            fail "could not install"
        }
        grade=/usr/local/bin/grade
    fi
}

# grade_one SOLUTION STATUS: grades it, in full view, and holds grade to the exit status.
grade_one() {
    say "$grade $TRY_PROBLEM $1"
    echo
    status=0
    "$grade" "$TRY_PROBLEM" "$1" || status=$?
    echo
    [ "$status" = "$2" ] || fail "grade ended with status $status where $2 was due"
}

try() {
    find_grade
    grade_one "problems/$TRY_PROBLEM/solutions/reference.py" 0
    grade_one "problems/$TRY_PROBLEM/solutions/wrong/drops_kwargs.py" 1
    say "it works: the right solution passed, the wrong one was told what is wrong with it"
    say "now yours: $grade $TRY_PROBLEM YOUR_SOLUTION.py"
}

case ${1-} in
--packages)
    shift
    # shellcheck disable=SC2086
    install_packages $BUILD_PACKAGES "$@"
    ;;
--try | "")
    # shellcheck disable=SC2086
    install_packages $BUILD_PACKAGES
    build
    if [ "${1-}" = --try ]; then
        try
    fi
    ;;
*)
    fail "unknown argument '$1'; usage: sh src/setup.sh [--try | --packages NAME...]"
    ;;
esac

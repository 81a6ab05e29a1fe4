#!/bin/sh
# Tries the two commands of README.md on a Debian 12 that has nothing installed. Run as root; takes
# some minutes and needs a Debian mirror, so it is no part of the tests.
#
#   sh tests/fresh.sh [TRIAL...]    root-chroot root user; none named: all
#
#   root         as root, in a root file system of its own: isolation level full
#   user         as an ordinary user who has sudo, likewise
#   root-chroot  as root in a chroot, where the kernel refuses user namespaces: level baseline
#
# GRADE_MIRROR  the mirror to install from (http://deb.debian.org/debian)
# GRADE_FRESH   a folder for the bare system, which is made once, and for the trials (a temporary one)
#
# apt's own configuration, proxies above all, and the resolver's are taken over from this machine.
set -eu
cd "$(dirname "$0")/.."

mirror=${GRADE_MIRROR:-http://deb.debian.org/debian}
place=${GRADE_FRESH:-}

say() {
    printf '%s\n' "fresh: $*"
}

[ "$(id -u)" = 0 ] || { say "must be run as root"; exit 2; }
command -v debootstrap >/dev/null || { say "debootstrap is missing: apt-get install debootstrap"; exit 2; }
if [ -z "$place" ]; then
    place=$(mktemp -d)
    trap 'rm -rf --one-file-system "$place"' EXIT
fi
chmod 755 "$place"

# apt's sources are the mirror's alone; its settings are those that make it work here.
bare_system() {
    [ ! -e "$place/base.done" ] || return 0
    rm -rf --one-file-system "$place/base"
    say "making a bare system from $mirror"
    debootstrap --variant=minbase bookworm "$place/base" "$mirror" >"$place/debootstrap.log" 2>&1 || {
        tail "$place/debootstrap.log"
        exit 1
    }
    for config in /etc/apt/apt.conf /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf; do
        [ ! -f "$config" ] || cp -L "$config" "$place/base$config"
    done
    touch "$place/base.done"
}

# The trial's own script, run inside. $1: root or user.
inside() {
    cat <<'END'
set -eu
who=$1
cd /src
seconds() { date +%s; }
as_who() {
    if [ "$who" = user ]; then
        su learner -c "cd /src && CI=true $1" </dev/null
    else
        CI=true sh -c "$1" </dev/null
    fi
}
if [ "$who" = user ]; then
    apt-get -qq update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends sudo >/dev/null 2>&1
    useradd -m -s /bin/sh learner
    echo 'learner ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/learner
    chown -R learner: /src
fi
for tool in gcc cmake ninja git pkg-config; do
    if command -v "$tool" >/dev/null; then echo "fresh: $tool is there already"; exit 1; fi
done
for command in "sh src/setup.sh --try" "sh src/setup.sh --try" "sh tests/run.sh"; do
    start=$(seconds)
    as_who "$command"
    echo "fresh: $who: '$command' took $(($(seconds) - start)) s"
done
as_who "build/release/grade decorators/01 problems/decorators/01/solutions/reference.py --verbose" |
    grep -i isolat || true
END
}

# Inside namespaces of its own, so that what is mounted goes with it. A root file system that is
# no chroot needs pivot_root.
trial() {
    who=${1%-chroot}
    root=$place/$1
    rm -rf --one-file-system "$root"
    say "== $1"
    cp -a "$place/base" "$root"
    mkdir -p "$root/src" "$root/old"
    tar -c --exclude=./build --exclude=./.git --exclude=__pycache__ . | tar -x --no-same-owner -C "$root/src"
    inside >"$root/trial.sh"
    enter="mount --bind '$root' '$root' && mount --rbind /dev '$root/dev' &&
        mount -t proc proc '$root/proc' && cd '$root' &&"
    case $1 in
    *-chroot) enter="$enter exec chroot . sh /trial.sh $who" ;;
    *) enter="$enter pivot_root . old && umount -l /old && exec chroot . sh /trial.sh $who" ;;
    esac
    outcome=0
    unshare --mount --pid --fork --propagation private \
        env -i PATH="$PATH" HOME=/root sh -c "$enter" || outcome=$?
    rm -rf --one-file-system "$root"
    return $outcome
}

bare_system
failed=
[ $# -gt 0 ] || set -- root user root-chroot
for name in "$@"; do
    trial "$name" || failed="$failed $name"
done
[ -z "$failed" ] || { say "failed:$failed"; exit 1; }
say "all trials passed"

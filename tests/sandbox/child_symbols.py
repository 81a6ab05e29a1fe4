"""What the code between clone and exec, and between fork and filter, calls: nothing but what is on its list.

Usage: child_symbols.py NM LIST OBJECT... The list has a section for each source, "[child.c]". A call that is not
there fails the test: is it a bare system call, without a lock, an allocation or a buffer of libc's? Then add it."""

import os
import re
import subprocess
import sys

# Names of the linker and of compilers that every object may hold.
ALWAYS = {"_GLOBAL_OFFSET_TABLE_"}


def read_list(path):
    sections, section = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), set())
        elif line:
            section.add(line)
    return sections


def plain(symbol):
    """Without what _FORTIFY_SOURCE and glibc's versions of it add: __read_chk, __openat_2, __isoc23_..."""
    symbol = symbol.split("@")[0]
    fortified = re.fullmatch(r"__(\w+?)_(chk|2|alias)", symbol)
    return fortified.group(1) if fortified else symbol


def undefined(nm, path):
    told = subprocess.run([nm, "-u", path], capture_output=True, text=True, check=True).stdout
    return {plain(line.split()[-1]) for line in told.splitlines() if line.strip()} - ALWAYS


def main():
    nm, list_path, *objects = sys.argv[1:]
    sections = read_list(list_path)
    failed, seen = False, set()
    for path in objects:
        source = os.path.basename(path).removesuffix(".o")
        if source not in sections:
            continue
        seen.add(source)
        calls = undefined(nm, path)
        if not calls:
            sys.exit("%s: no symbols at all: is it an object file?" % path)
        for symbol in sorted(calls - sections[source]):
            failed = True
            print("%s: calls %s, which is not on its list in %s" % (source, symbol, list_path))
        print("%s: %d symbols" % (source, len(calls)))
    for source in sorted(set(sections) - seen):
        failed = True
        print("%s: no object given" % source)
    sys.exit(1 if failed else 0)


main()

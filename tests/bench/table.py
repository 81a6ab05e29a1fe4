"""The table that all benchmarks print: a ratio against a named baseline, how far its runs lie apart, and the budget."""

import json
import os
import sys


class Table:
    def __init__(self):
        self.rows = []

    def begin(self, part):
        print("\n%-66s %7s  %7s   %-9s" % (part, "ratio", "spread", "budget"), flush=True)

    def add(self, what, ratio, spread, budget, note=""):
        self.rows.append({"what": what, "ratio": round(ratio, 3), "spread": round(spread, 3), "budget": budget, "note": note})
        print("  %-64s %7.2f  +-%5.2f   %-9s %s" % (what, ratio, spread, budget, note), flush=True)

    def write(self, path):
        with open(path, "w") as file:
            json.dump(self.rows, file, indent=1)

    def markdown(self):
        """Rows as README.md shows them."""
        yield "| what | ratio | spread | budget | |"
        yield "|---|---|---|---|---|"
        for row in self.rows:
            yield "| %(what)s | %(ratio).2f | %(spread).2f | %(budget)s | %(note)s |" % row


def machine():
    """"2 processors, AMD EPYC, Linux 6.1, load 0.1": what the figures were measured on."""
    model = "unknown processor"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return "%d processors, %s, %s %s, Python %d.%d.%d, load %.1f" % (
        os.cpu_count(), model, os.uname().sysname, os.uname().release, *sys.version_info[:3], os.getloadavg()[0])

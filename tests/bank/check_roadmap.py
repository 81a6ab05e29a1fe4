"""Holds the bank to its roadmap: what problems and topics build on is there, somebody who always does what is
ready gets through all of it, and within a topic problems get no easier.

usage: check_roadmap.py PROBLEMS"""

import json
import pathlib
import sys

bank = pathlib.Path(sys.argv[1])
topics = {topic["id"]: topic for topic in json.loads((bank / "topics.json").read_text(encoding="utf-8"))["topics"]}
problems = {"/".join(path.parts[-3:-1]): json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(bank.glob("*/*/problem.json"))}
faults = []

for name, problem in problems.items():
    topic = name.split("/")[0]
    if topic != problem["topic"] or topic not in topics:
        faults.append(f"{name}: is of the topic {problem['topic']}, as problem.json has it")
    for need in problem.get("requires", []):
        if need not in topics and need not in problems:
            faults.append(f"{name}: builds on {need}, which there is not")
for name, topic in topics.items():
    for need in set(topic["requires"]) - set(topics):
        faults.append(f"topics.json: {name} builds on {need}, which there is not")
    own = [problem["difficulty"] for key, problem in problems.items() if key.startswith(name + "/")]
    if own != sorted(own):
        faults.append(f"{name}: difficulties go up and down: {own}")

# As `grade next` has it: a topic stands in nobody's way once half of its problems are solved.
solved: set = set()


def met(need: str) -> bool:
    if need in problems:
        return need in solved
    own = [name for name in problems if name.startswith(need + "/")]
    return sum(name in solved for name in own) * 2 >= len(own)


while True:
    ready = {name for name, problem in problems.items() if name not in solved
             and all(map(met, problem.get("requires", []) + topics[problem["topic"]]["requires"]))}
    if not ready:
        break
    solved |= ready
for name in sorted(set(problems) - solved):
    faults.append(f"{name}: what it builds on builds on it")

for fault in faults:
    print(fault)
sys.exit(bool(faults) or not problems)

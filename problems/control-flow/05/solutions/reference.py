def read_sections(lines):
    """Return the sections of a log, each as {"name": ..., "lines": [...], "complete": ...}."""
    sections = []
    current = None
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0] == "start":
            current = {"name": words[1], "lines": [], "complete": False}
            sections.append(current)
        elif current is None:
            continue
        elif words == ["end"]:
            current["complete"] = True
            current = None
        else:
            current["lines"].append(line.rstrip("\n"))
    return sections

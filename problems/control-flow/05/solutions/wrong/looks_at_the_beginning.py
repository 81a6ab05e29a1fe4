def read_sections(lines):
    sections = []
    current = None
    for line in lines:
        words = line.split()
        if len(words) > 1 and words[0] == "start":
            current = {"name": words[1], "lines": [], "complete": False}
            sections.append(current)
        elif current is not None and line.strip().startswith("end"):
            current["complete"] = True
            current = None
        elif current is not None:
            current["lines"].append(line.rstrip("\n"))
    return sections

def read_sections(lines):
    sections = []
    current = None
    text = []
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0] == "start":
            text.clear()
            current = {"name": words[1], "lines": text, "complete": False}
            sections.append(current)
        elif current is not None and words == ["end"]:
            current["complete"] = True
            current = None
        elif current is not None:
            text.append(line.rstrip("\n"))
    return sections

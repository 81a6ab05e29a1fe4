def read_sections(lines):
    sections = []
    current = None
    for line in lines:
        text = line.rstrip("\n")
        words = text.split(" ")
        if len(words) == 2 and words[0] == "start":
            current = {"name": words[1], "lines": [], "complete": False}
            sections.append(current)
        elif current is not None and text == "end":
            current["complete"] = True
            current = None
        elif current is not None:
            current["lines"].append(text)
    return sections

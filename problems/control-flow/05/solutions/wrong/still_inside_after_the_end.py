def read_sections(lines):
    sections = []
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0] == "start":
            sections.append({"name": words[1], "lines": [], "complete": False})
        elif sections and words == ["end"]:
            sections[-1]["complete"] = True
        elif sections:
            sections[-1]["lines"].append(line.rstrip("\n"))
    return sections

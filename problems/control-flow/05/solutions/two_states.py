import re

START = re.compile(r"\s*start\s+(\S+)\s*")
END = re.compile(r"\s*end\s*")


def read_sections(lines):
    """Be outside or inside of a section, and hand a section over whenever one is left."""
    sections = []
    inside = False
    name, text = "", []

    def leave(complete):
        sections.append({"name": name, "lines": text, "complete": complete})

    for line in lines:
        start = START.fullmatch(line)
        if start:
            if inside:
                leave(complete=False)
            inside, name, text = True, start.group(1), []
        elif inside and END.fullmatch(line):
            leave(complete=True)
            inside = False
        elif inside:
            text.append(line[:-1] if line.endswith("\n") else line)
    if inside:
        leave(complete=False)
    return sections

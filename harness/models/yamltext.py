"""YAML as trees that remember their lines. Parsing is PyYAML's; what a plain scalar means is decided
here, for it differs: `on` and `yes` are booleans in YAML 1.1 (GitLab) and texts in 1.2 (GitHub), while
3.10 is the number 3.1 in both."""

import re

import yaml

from . import Text, tree

NODES = 20000  # of a document, aliases counted as often as they are used
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = ("", "~", "null", "Null", "NULL")
_TRUE = ("true", "True", "TRUE")
_FALSE = ("false", "False", "FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,300}|0x[0-9a-fA-F]{1,200}|0o[0-7]{1,200}").fullmatch
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,300}|[0-9]{1,300}(\.[0-9]{0,300})?)([eE][-+]?[0-9]{1,4})?").fullmatch


class Reference(list):
    """`!reference [job, key]` of GitLab, with its line."""

    line = 0


def core_scalar(text: str) -> object:
    """A plain scalar as YAML 1.2 has it."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT(text):
        return int(text, 0 if text[:2] in ("0x", "0o") else 10)
    return float(text) if _FLOAT(text) else text


class Reader:
    def __init__(self, text: Text, old: bool) -> None:
        self.text = text
        self.old = old  # YAML 1.1
        self.left = NODES

    def document(self) -> object:
        loader = None
        try:
            self.check_depth()
            loader = _Loader(str(self.text))
            node = loader.get_single_node()
            if node is None:
                raise self.text.fault("the file is empty", 1)
            return self.convert(node, loader, 0)
        except yaml.YAMLError as error:
            raise self.explained(error) from None
        finally:
            if loader is not None:
                loader.dispose()

    def check_depth(self) -> None:
        """Before anything is made of it: the composer would recurse as deep as the text says."""
        depth = 0
        for event in yaml.parse(str(self.text), _Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > tree.DEPTH:
                raise self.text.fault("nested more than %d levels deep" % tree.DEPTH, event.start_mark.line + 1)

    def explained(self, error: yaml.YAMLError) -> SyntaxError:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        context = getattr(error, "context", None)
        lines = self.text.split("\n")
        if "\t" in re.match(r"\s*", lines[min(line, len(lines)) - 1])[0]:
            problem = "a tab cannot indent in YAML: use spaces"
            context = None
        elif problem == "mapping values are not allowed here" or "mapping values" in problem:
            problem += ": is a text with ': ' in it not in quotes, or the indentation wrong?"
        return self.text.fault("%s%s" % (context + ": " if context else "", problem), line,
                               mark.column + 1 if mark else 0)

    def fault(self, message: str, node: yaml.Node) -> SyntaxError:
        return self.text.fault(message, node.start_mark.line + 1, node.start_mark.column + 1)

    def convert(self, node: yaml.Node, loader: object, depth: int) -> object:
        self.left -= 1
        if self.left < 0:
            raise self.fault("the document has more than %d nodes" % NODES, node)
        if depth > tree.DEPTH:
            raise self.fault("nested more than %d levels deep" % tree.DEPTH, node)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, loader)
        line = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            found: object = tree.Seq(line)
            if node.tag == "!reference" and self.old:
                found = Reference()
                found.line = line
            for item in node.value:
                if not isinstance(found, Reference):
                    found.lines.append(item.start_mark.line + 1)
                found.append(self.convert(item, loader, depth + 1))
            return found
        return self.mapping(node, loader, depth)

    def mapping(self, node: yaml.MappingNode, loader: object, depth: int) -> tree.Map:
        found = tree.Map(node.start_mark.line + 1)
        merged = []
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fault("a key must be a word", key_node)
            key = key_node.value
            value = self.convert(value_node, loader, depth + 1)
            if key == "<<" and not key_node.style:
                if not self.old:
                    raise self.fault("merge keys (<<) do not work here", key_node)
                merged += value if isinstance(value, list) else [value]
                continue
            if key in found:
                raise self.fault("the key '%s' stands here twice" % key, key_node)
            found.lines[key] = key_node.start_mark.line + 1
            found[key] = value
        for other in merged:
            if not isinstance(other, tree.Map):
                raise self.fault("<< merges mappings only", node)
            for key in other:
                if key not in found:
                    found.lines[key] = other.at(key)
                    found[key] = other[key]
        return found

    def scalar(self, node: yaml.ScalarNode, loader: object) -> object:
        if node.style or node.tag == "tag:yaml.org,2002:str":
            return node.value
        if not node.tag.startswith("tag:yaml.org,2002:"):
            raise self.fault("the tag '%s' does not work here" % node.tag, node)
        if not self.old:
            return core_scalar(node.value)
        if node.tag.endswith((":bool", ":int", ":float", ":null")):
            try:
                return loader.construct_object(node)
            except ValueError:
                return node.value
        return node.value  # a date is no date here


def read_yaml(text: Text, old: bool = False) -> object:
    return Reader(text, old).document()

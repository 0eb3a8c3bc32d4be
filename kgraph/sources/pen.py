"""Reading YAML as the pen: every scalar a string, every node with its line, no duplicate keys, no aliases."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kgraph.errors import InputError, in_line
from kgraph.files import read_text

Content: TypeAlias = "dict[str, Content] | list[Content] | str"
Path_: TypeAlias = "tuple[str | int, ...]"

_LARGEST = 20_000_000
# What YAML refuses, and what survives few exports unchanged.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_LINE = re.compile(rf"{_NO_TEXT.pattern}|[\t\r\n\x85\u2028\u2029]")


class Pen(NamedTuple):
    """A YAML file: its content as mappings, lists and strings, the line of every node by its path, and its faults."""

    file: str
    content: dict[str, Content]
    lines: dict[Path_, int]
    faults: tuple[str, ...] = ()

    def place(self, *path: str | int) -> str:
        """Return ``file:line`` of a node, or of the nearest one above it."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return f"{self.file}:{self.lines.get(at, 1)}"


def read_pen(path: Path, shown_as: str | None = None, first_key: str = "source") -> Pen:
    """Read a YAML file; what can be read in spite of duplicate keys, aliases or control characters has ``faults``.

    Raises:
        InputError: if nothing can be read: no such file, encoding, syntax, tabs, no mapping.
    """
    file = shown_as or str(path)
    text = read_text(path, file, most=_LARGEST, remedy="split it into several sources")
    walk = _Walk(file)
    for number, line in enumerate(text.split("\n"), 1):
        if found := _NO_TEXT.search(line):
            walk.faults.append(f"{file}:{number}: control character U+{ord(found[0]):04X}; remove it")
    try:
        node = YAML(typ="safe", pure=True).compose(_NO_TEXT.sub(" ", text))
        content = walk.content(node, ()) if node is not None else None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line_number = mark.line + 1 if mark else 1
        problem = in_line((error.problem or "not YAML").replace("\n", " "), 200)
        hint = "replace the tab by spaces" if "'\\t'" in problem else "mend the YAML"
        raise InputError([*walk.faults, f"{file}:{line_number}: {problem}; {hint}"]) from error
    except (YAMLError, ValueError, OverflowError) as error:
        raise InputError([*walk.faults, f"{file}:1: {str(error).splitlines()[0]}; mend the YAML"]) from error
    except RecursionError as error:
        raise InputError(f"{file}:1: nested too deeply; a pen has at most a few levels") from error
    if content is None:
        raise InputError([*walk.faults, f"{file}:1: the file is empty; write at least one entry or remove it"])
    if not isinstance(content, dict):
        raise InputError(f"{file}:1: a mapping is expected here; start with a key such as '{first_key}:'")
    return Pen(file, content, walk.lines, tuple(walk.faults))


class _Walk:
    """Turns YAML nodes into plain content, keeping lines and collecting faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path_, int] = {}
        self.faults: list[str] = []
        self._seen: set[int] = set()

    def content(self, node: Node, path: Path_) -> Content:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if id(node) in self._seen:
            self.faults.append(f"{self.file}:{line}: YAML aliases are not used here; write the value out")
            return str(node.value) if isinstance(node, ScalarNode) else ""
        self._seen.add(id(node))
        if isinstance(node, ScalarNode):
            return self._text(node, str(path[-1]) if path else "file")
        if isinstance(node, SequenceNode):
            return [self.content(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        return self._mapping(node, path)

    def _text(self, node: Node, key: str) -> str:
        text = str(node.value)
        if _NO_LINE.search(text):
            line = node.start_mark.line + 1
            self.faults.append(
                f"{self.file}:{line}: a line break or control character stands in '{in_line(key)}'; remove it"
            )
            return _NO_LINE.sub(" ", text)
        return text

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Content]:
        found: dict[str, Content] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self.faults.append(f"{self.file}:{line}: a key must be one word; write 'key: value'")
                continue
            key = self._text(key_node, "a key")
            if key in found:
                first = self.lines[(*path, key)]
                self.faults.append(
                    f"{self.file}:{line}: key '{in_line(key)}' stands here twice (first in line {first}); keep one"
                )
                continue
            found[key] = self.content(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return found

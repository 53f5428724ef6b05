"""Joins our JavaScript modules into one file a page needs, since forty small ones cost more than their text.

No bundler on PyPI works without Node or a network, and ours is a small case: every
module of the handbook imports by name and exports by name, one statement a line
(a fault says so where one does not). Each module becomes a function that returns
what it exports; a module that is imported with ``import()`` becomes a file of its
own, which takes what it shares from the first.
"""

import re
from pathlib import Path

import minify

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_LATER = re.compile(r'(?<![("\w.{])import\("\./([\w-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*?(?:[^*]|\*(?!/))*\*/[ \t]*\n?", re.MULTILINE)


class Modules:
    """The modules of one folder.

    Args:
        folder: Where they stand; imports lead nowhere else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._code: dict[str, str] = {}

    def joined(self, *entries: str) -> dict[str, str]:
        """Return the text of each file to write, by name: the first entry's, and one for each later import.

        Args:
            entries: Names of the modules that every page loads.

        Raises:
            ValueError: A module imports or exports in a way that is not understood; names file and line.
        """
        first = self._ordered(entries)
        later: list[str] = []
        for name in first:
            later += _LATER.findall(self._read(name))
        files: dict[str, str] = {}
        wanted: set[str] = set()
        while later:
            name = later.pop()
            if name in files:
                continue
            own = [module for module in self._ordered([name]) if module not in first]
            shared = sorted({target for module in own for target in self._targets(module) if target in first})
            wanted.update(shared)
            names = ", ".join(map(_name, shared))
            head = f'import {{ modules }} from "./{entries[0]}";\nconst {{ {names} }} = modules;\n' if shared else ""
            exports = ", ".join(_EXPORT.findall(self._read(name)))
            tail = f"export const {{ {exports} }} = {_name(name)};\n" if exports else ""
            files[name] = _small(head + "".join(map(self._wrapped, own)) + tail)
            for module in own:
                later += _LATER.findall(self._read(module))
        tail = f"export const modules = {{ {', '.join(map(_name, sorted(wanted)))} }};\n"
        files[entries[0]] = _small("".join(map(self._wrapped, first)) + tail)
        return files

    def _ordered(self, entries: tuple[str, ...] | list[str]) -> list[str]:
        """Return the entries and all that they import, each after what it imports."""
        found: list[str] = []

        def visit(name: str) -> None:
            if name not in found:
                for target in self._targets(name):
                    visit(target)
                if name not in found:
                    found.append(name)

        for entry in entries:
            visit(entry)
        return found

    def _targets(self, name: str) -> list[str]:
        return [target for _, target in _IMPORT.findall(self._read(name))]

    def _read(self, name: str) -> str:
        if name not in self._code:
            text = (self.folder / name).read_text(encoding="utf-8")
            odd = _OTHER.search(_EXPORT.sub("", _IMPORT.sub(lambda found: "\n" * found[0].count("\n"), text)))
            if odd:
                line = text[: text.index(odd[0])].count("\n") + 1
                raise ValueError(f"{self.folder / name}:{line}: {odd[0][:60]}: import and export by name, one statement a line")
            self._code[name] = _COMMENT.sub("", text)
        return self._code[name]

    def _wrapped(self, name: str) -> str:
        text = self._read(name)
        exports = ", ".join(_EXPORT.findall(text))
        body = _EXPORT.sub("", _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = {_name(found[2])};\n", text))
        return f"const {_name(name)} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();\n"


def _name(module: str) -> str:
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js"))


def _small(text: str) -> str:
    return str(minify.string("application/javascript", text))

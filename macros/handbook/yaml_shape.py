"""Refuses YAML that is small and opens into too much, before it is read: libyaml's own stack overflows at some thousand levels, and ends Python.

Also texts whose aliases (``*name``) repeat each other into gigabytes, or hold themselves.
"""

import yaml

from handbook.errors import Problem, SourceErrors

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # PyYAML built without libyaml has only SafeLoader
MAX_DEPTH = 100  # levels; a navigation has seven
MAX_NODES = 200_000  # with what aliases repeat; the largest file that is read has some 10,000


def check_shape(text: str, file: str, first_line: int = 1) -> None:
    """Check how deep and how large YAML is; what else is wrong with it, who reads it says.

    Args:
        text: The YAML.
        file: The name of its file, for messages.
        first_line: On which line of the file it starts.

    Raises:
        SourceErrors: It is too deep, or its aliases make it too large.
    """
    if not _can_be_too_much(text):
        return
    open_nodes: list[tuple[str | None, int]] = [(None, 0)]  # anchor and size of what is open
    sizes: dict[str, int] = {}
    try:
        for event in yaml.parse(text, Loader=LOADER):
            size, anchor = 0, None
            line = first_line + (event.start_mark.line if event.start_mark else 0)
            if isinstance(event, yaml.CollectionStartEvent):
                open_nodes.append((event.anchor, 1))
                if len(open_nodes) > MAX_DEPTH:
                    raise _refused(file, line, "is nested too deeply", f"Keep to {MAX_DEPTH} levels.")
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, size = open_nodes.pop()
            elif isinstance(event, yaml.ScalarEvent):
                anchor, size = event.anchor, 1
            elif isinstance(event, yaml.AliasEvent):
                if any(event.anchor == name for name, _ in open_nodes):
                    raise _refused(file, line, f"has `*{event.anchor}` inside of what it stands for", "Write the text out.")
                size = sizes.get(event.anchor or "", 1)
            if anchor:
                sizes[anchor] = size
            above, count = open_nodes[-1]
            open_nodes[-1] = (above, count + size)
            if count + size > MAX_NODES:
                raise _refused(file, line, "is too large, with what its aliases (*) repeat", "Write less, or use fewer aliases.")
    except yaml.YAMLError:
        return


def _can_be_too_much(text: str) -> bool:
    """Tell whether a text needs a closer look, which takes about as long as reading it: one with aliases, many brackets or far to the right does."""
    if ("&" in text and "*" in text) or text.count("[") + text.count("{") >= MAX_DEPTH:
        return True
    # Without brackets, each level takes a column of indentation, or a dash or a question mark of its line.
    return any(
        len(line) - len(line.lstrip()) + line.count("- ") + line.count("? ") + line.count("-\t") + line.count("?\t") >= MAX_DEPTH for line in text.splitlines()
    )


def _refused(file: str, line: int, message: str, fix: str) -> SourceErrors:
    return SourceErrors([Problem(file, line, "", message, fix)])

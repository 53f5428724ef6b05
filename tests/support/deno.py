"""Calls functions of the scripts from Python, in Deno: for tests that check their results with a Python library."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.sites import ROOT, temporary

DENO = Path(sys.prefix) / "bin" / "deno"
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
_LOOP = """
let rest = "";
for await (const part of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + part).split("\\n");
  rest = lines.pop();
  for (const line of lines) console.log(JSON.stringify({ result: await call(JSON.parse(line)) }));
}
"""


class Script:
    """A JavaScript expression over ``value`` in a running Deno, which may read files and nothing else. Use it with ``with``.

    Args:
        expression: The expression; it may use ``await``, and returns what JSON can hold.
        imports: Names to import, by the module's path below ``docs/assets/javascripts``.
        zone: The time zone of its clock.
    """

    def __init__(self, expression: str, imports: dict[str, str], zone: str = "UTC") -> None:
        names = "".join(f"import {{ {what} }} from {json.dumps((SCRIPTS / file).as_uri())};" for file, what in imports.items())
        self._program = f"{names}\nconst call = async (value) => ({expression});\n{_LOOP}"
        self._zone = zone

    def __enter__(self) -> Self:
        """Start Deno."""
        program = temporary() / "script.js"
        program.write_text(self._program, encoding="utf-8")
        self._process = subprocess.Popen(
            [DENO, "run", "--quiet", "--no-check", "--allow-read", "--no-npm", "--no-lock", program],
            env={**os.environ, "TZ": self._zone, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End Deno."""
        self._process.communicate()

    def __call__(self, value: object) -> Any:
        """Return the expression's value.

        Raises:
            AssertionError: It threw; Deno has printed the error.
        """
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "The script threw an error, printed above."
        return json.loads(line).get("result")

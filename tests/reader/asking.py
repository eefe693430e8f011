"""A script of Node's that stays, and is asked one thing after the other: a line of JSON in, a line out."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

type Ask = Any  # calls take what the script takes, and return what it answers


@contextmanager
def asking(script: str) -> Iterator[Ask]:
    """Start a script of this folder; what it yields asks it. Afterwards it has ended."""
    command = ["node", str(Path(__file__).with_name(script))]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    given, said = process.stdin, process.stdout
    assert given
    assert said

    def answer(do: str, **request: object) -> Any:
        given.write(json.dumps({"do": do, **request}) + "\n")
        given.flush()
        return json.loads(said.readline())

    yield answer
    given.close()
    process.wait(20)
    said.close()

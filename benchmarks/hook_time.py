"""Build the site of this folder once and print the seconds spent in Handrail's own hooks."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main() -> None:
    """Build, with each of our events under a stopwatch."""
    config = load_config(quiet=True, site_dir=str(Path("site-measured").absolute()))
    spent = 0.0

    def timed(event: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: object, **options: object) -> object:
            nonlocal spent
            started = time.perf_counter()
            try:
                return event(*args, **options)
            finally:
                spent += time.perf_counter() - started

        return run

    for events in config.plugins.events.values():
        for place, event in enumerate(events):
            code = getattr(event, "__code__", None)
            if code and code.co_filename.endswith("handrail/mkdocs.py"):
                events[place] = timed(event)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    print(spent)


if __name__ == "__main__":
    main()

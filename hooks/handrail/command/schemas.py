"""Every schema of a site, by name: of front matter, of each widget's fence, of the files beside pages."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from handrail_widgets.kit.codec import type_hints
from handrail_widgets.kit.codec.constraint import BESIDE

from handrail.command.json_schema import Schema, schema
from handrail.command.writing import replace_file
from handrail.guides.front_matter import Front, PageFront
from handrail.guides.uses import CHECKLIST, WIDGET_ID
from handrail.widgets.kinds import Kinds


def schemas(kinds: Kinds) -> Mapping[str, Schema]:
    """Return the schemas by their names: `guide`, `page`, `widgets/timer`, `files/rules`, and so on.

    Args:
        kinds: The widgets that pages may use. A checklist is a task list, and has no fence.

    """
    made = {
        "guide": schema(
            Front, "The front matter of a guide", "What stands between the two `---` of its index.md."
        ),
        "page": schema(PageFront, "The front matter of a guide's other pages"),
    }
    for name, kind in sorted(kinds.items()):
        if name == CHECKLIST:
            continue
        found = schema(kind.widget.config, f"The widget `{name}`")
        found["properties"]["id"] |= {"pattern": f"^{WIDGET_ID.pattern}$"}
        made[f"widgets/{name}"] = found
        for file in _beside(kind.widget.config):
            about = f"A file of {file.__name__.lower()} beside a page"
            made[f"files/{file.__name__.lower()}"] = schema(file, about)
    return dict(sorted(made.items()))


def _beside(config: type) -> Iterator[type]:
    hints: Mapping[str, Any] = type_hints(config)
    yield from (get_args(hint)[0] for hint in hints.values() if BESIDE in get_args(hint)[1:])


def text(found: Schema) -> str:
    """Return a schema as it stands in a file."""
    return f"{json.dumps(found, ensure_ascii=False, indent=2)}\n"


def write(folder: Path, found: Mapping[str, Schema]) -> None:
    """Write schemas into a folder, as `guide.json`, `widgets/timer.json` and so on."""
    for name, each in found.items():
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text(each).encode())

"""What the handbook says of a file of answers."""

import json
from typing import Final

from jsonschema import Draft202012Validator

from tests.conftest import ROOT

SCHEMA: Final = Draft202012Validator(
    json.loads((ROOT / "docs/handbook/answers.schema.json").read_text("utf-8"))
)
"""Its JSON Schema."""

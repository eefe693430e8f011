"""The entry point of the theme `handrail`: the first of ours that MkDocs imports, before Material."""

import os
from typing import Final

from handrail.product import installed

# Material tells whoever builds with it that its life ends, and to try a successor that has no place for our
# plugin. Authors chose Handrail; what Handrail stands on is for us to see to: decisions.md. An author who
# sets the variable to "" reads the notice all the same.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

THEME: Final = installed()

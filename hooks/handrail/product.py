"""Where the product lies: its theme, its Python packages and its browser runtime.

Nothing else knows. In a checkout they lie beside one another at the top level, and the runtime is built
when what it is made of has changed; in an installed wheel all of it lies ready within the package.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

MANIFEST: Final = "manifest.json"
"""Says which file of a built runtime is which; a package that has it in its `runtime` is ready-made."""

_PACKAGE: Final = Path(__file__).resolve().parent
_MADE: Final = frozenset({"dist", "node_modules", ".cache"})


@dataclass(frozen=True)
class Product:
    """One installation of Handrail.

    Attributes:
        theme: The folder of templates and style sheets.
        runtime: The browser runtime: its sources, with `build.mjs`, or its files, with their manifest.
        widgets: The package handrail_widgets.
        sources: The folders of Python that may change while a site is served; none in a wheel.

    """

    theme: Path
    runtime: Path
    widgets: Path
    sources: tuple[Path, ...] = ()

    @property
    def __file__(self) -> str:
        """What MkDocs asks an entry point for: a file of the theme's folder."""
        return str(self.theme / "mkdocs_theme.yml")

    @property
    def is_ready_made(self) -> bool:
        """Tell whether the runtime was built when the wheel was, so that Node is never looked for."""
        return not self.sources

    @property
    def icon(self) -> Path:
        """The SVG that the installed site's icons are drawn from."""
        return self.theme / "assets" / "handrail" / "icon.svg"

    @property
    def outside(self) -> tuple[Path, ...]:
        """What a checkout's runtime is made of, beside its own folder and the widgets."""
        licences = sorted(self.theme.glob("assets/handrail/fonts/OFL-*"))
        sheet = self.theme / "assets" / "handrail" / "widget.css"  # a guest's is made of it
        return (self.icon, sheet, self.theme.parent / "LICENSE", *licences)

    @property
    def watched(self) -> tuple[Path, ...]:
        """Whatever a site must be built anew for while it is served, beside the author's own files."""
        if self.is_ready_made:
            return ()
        runtime = (path for path in sorted(self.runtime.iterdir()) if path.name not in _MADE)
        return (self.theme, *self.sources, *runtime)


def installed(package: Path = _PACKAGE) -> Product:
    """Return the product that a package `handrail` belongs to, a wheel's or a checkout's."""
    if (package / "runtime" / MANIFEST).is_file():
        return Product(package / "theme", package / "runtime", package.parent / "handrail_widgets")
    root = package.parents[1]
    widgets = root / "widgets" / "handrail_widgets"
    return Product(root / "overrides", root / "widgets" / "runtime", widgets, (root / "hooks", widgets))

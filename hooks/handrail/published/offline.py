"""What makes a built site work without a network: the service worker's facts, and a parcel for each guide.

The caches themselves are the browser's side: `widgets/runtime/offline/`.
"""

import json
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from handrail.guides.guide import Guide
from handrail.published import search
from handrail.published.named import DIGITS, digits
from handrail.published.runtime import SERVICE_WORKER, Runtime

PAGE: Final = "offline.md"
"""The page in the place of one that isn't cached."""

PARCEL: Final = "offline.json"
HTML: Final = "offline.html"
HOME: Final = "index.html"

_LINK = re.compile(r"<(?:script|link)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"[^>]*>")
_NOT_LOADED = re.compile(r"\brel=\"(?:canonical|prev|next)\"")
_URL = re.compile(r"\burl\(\s*[\"']?([^\"')]+)")
_NOT_READ: Final = {PARCEL, "howto.json"}
_NEVER_CHANGES = re.compile(r"\.js$|\.css\?v=[0-9a-f]+$|-[0-9a-f]{12}[./]")


def look(*theme: Path) -> str:
    """Return a short digest of all files in a theme's folders, such as templates and style sheets."""
    found = sha256()
    for folder in theme:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                found.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:8]


def build_id(names: Mapping[str, str], theme: str) -> str:
    """Return what stands for everything that a page loads: the runtime's hashed names, and the look."""
    return sha256(f"{json.dumps(names, sort_keys=True)}{theme}".encode()).hexdigest()[:DIGITS]


def loaded(html: str, base: str = "") -> list[str]:
    """Return what a page asks for by its tags, scripts, style sheets and icons, each once, in order.

    Args:
        html: A built page.
        base: Its folder, relative to the site's root; the addresses are relative to that root too.

    """
    tags = (found for found in _LINK.finditer(html) if not _NOT_LOADED.search(found[0]))
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(base, found[1])) for found in tags))


def fonts(css: str, base: str) -> list[str]:
    """Return the files that a style sheet in the folder `base` asks for, relative to the site's root."""
    found = (match[1] for match in _URL.finditer(css) if not urlsplit(match[1]).scheme)
    return list(dict.fromkeys(posixpath.normpath(posixpath.join(base, name)) for name in found))


def shell(folder: Path) -> list[str]:
    """Return what every page of a built site needs, its search, and the two pages that must always open."""
    own = loaded((folder / HTML).read_text(encoding="utf-8"))
    sheets = (unquote(urlsplit(address).path) for address in own if urlsplit(address).path.endswith(".css"))
    faces = [
        face
        for sheet in sheets
        for face in fonts((folder / sheet).read_text(encoding="utf-8"), posixpath.dirname(sheet))
    ]
    return list(dict.fromkeys([*own, *map(quote, faces), *search.files(folder), HTML, HOME]))


class Weighed(NamedTuple):
    """A file of the site: its address, relative to the root, its bytes, the beginning of its SHA-256."""

    address: str
    size: int
    digest: str


def weighed(address: str, content: bytes) -> Weighed:
    """Weigh one file by its content."""
    return Weighed(address, len(content), digits(content))


def parcel(files: Iterable[Weighed]) -> dict[str, object]:
    """Describe what a guide takes to be kept whole, as `parcel.ts` reads it."""
    version = sha256()
    listed = []
    for address, size, digest in files:
        version.update(f"{address}\0{digest}\0".encode())
        listed.append([address, size])
    return {"version": version.hexdigest()[:DIGITS], "files": listed}


def service_worker(code: bytes, build: Mapping[str, object]) -> bytes:
    """Put what one build says of itself before the service worker's code."""
    return b"const HANDRAIL = " + json.dumps(build, separators=(",", ":")).encode() + b";\n" + code


def places(folder: Path) -> list[str]:
    """Return where a built site's files lie: its folders, each ending in a slash, and the files beside them.

    What lies elsewhere below the same address is of another site.
    """
    return [f"{quote(path.name)}{'/' if path.is_dir() else ''}" for path in sorted(folder.iterdir())]


def own_files(folder: Path, guide: str, guides: Collection[str]) -> Iterator[Path]:
    """Yield what a guide is read from, in order: the files of its folder, without those of guides within it.

    Args:
        folder: The built site.
        guide: The guide's folder in it.
        guides: The folders of all guides.

    """
    for found, folders, names in os.walk(folder / guide):
        here = Path(found)
        inside = (here / name for name in folders)
        folders[:] = sorted(p.name for p in inside if p.relative_to(folder).as_posix() not in guides)
        yield from (here / name for name in sorted(names) if name not in _NOT_READ)


def write(  # noqa: PLR0913 - what a site consists of, each once
    folder: Path,
    guides: Iterable[Guide],
    runtime: Runtime,
    build: str,
    added: Iterable[str] = (),
    *,
    wanted: Iterable[str] = (),
) -> None:
    """Write the service worker into a built site, and each guide's parcel beside its pages.

    Args:
        folder: The site.
        guides: Its guides.
        runtime: What its widgets run on.
        build: What every page says it is of.
        added: Addresses of what Python starts from beside the runtime.
        wanted: Addresses of scripts that come when they are wanted; a guide that is kept has them too.

    """
    weigh = cache(partial(_weighed, folder, runtime.sums))  # most are asked for twice
    always = shell(folder)
    folders = {guide.folder: guide for guide in guides}
    python = [*runtime.python, *added]
    fixed = [
        address for address in {*always, *runtime.files, *added, *wanted} if _NEVER_CHANGES.search(address)
    ]
    code = (runtime.dist / runtime.manifest[SERVICE_WORKER]).read_bytes()
    facts = {
        "id": build,
        "shell": always,
        "python": python,
        "sums": {address: weigh(address).digest for address in sorted(fixed)},
        "places": places(folder),
        "guides": {f"{quote(name)}/": guide.front.sensitive for name, guide in folders.items()},
    }
    (folder / SERVICE_WORKER).write_bytes(service_worker(code, facts))
    common = [weigh(address) for address in (*always, *python, *wanted)]
    for guide in folders:
        addresses = (quote(path.relative_to(folder).as_posix()) for path in own_files(folder, guide, folders))
        described = parcel([*common, *(weigh(address) for address in addresses)])
        text = json.dumps(described, separators=(",", ":"))
        (folder / guide / PARCEL).write_text(text, encoding="utf-8")


def _weighed(folder: Path, known: Mapping[str, str], address: str) -> Weighed:
    """Weigh a file; the sums of the runtime's, which are megabytes, are `known` from its build."""
    path = folder / unquote(urlsplit(address).path)
    if address in known:
        return Weighed(address, path.stat().st_size, known[address])
    return weighed(address, path.read_bytes())

"""A host whose site, line and temper change while a reader is there."""

import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from scripts.reader import Host, served

LOGIN = b"<!doctype html><title>Hotel Wi-Fi</title><h1>Please log in</h1>"


class Changing:
    """What the host does from now on.

    Attributes:
        folder: The site it serves.
        line: `up`; `down`, it hangs up at once; `stuck`, it never answers; `hotel`, all is a login page.
        breaks_after: Bytes of each file over a megabyte after which it hangs up; None for whole files.
        held: Part of the paths that it answers only once `released` is set; None for no path.
        asked: The paths it was asked for.

    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.line: Literal["up", "down", "stuck", "hotel"] = "up"
        self.breaks_after: int | None = None
        self.held: str | None = None
        self.released = threading.Event()
        self.asked: list[str] = []
        self.address = ""
        self.over = threading.Event()


@contextmanager
def changing(folder: Path) -> Iterator[Changing]:
    """Serve a folder at a host that can be told to change."""
    host = Changing(folder)

    class Told(Host):
        def do_GET(self) -> None:  # noqa: N802 - the base class's name
            host.asked.append(self.path)
            self.directory = str(host.folder)
            if host.held is not None and host.held in self.path:
                host.released.wait(60)
            if host.line == "stuck":
                host.over.wait(60)
            if host.line in ("down", "stuck"):
                self.close_connection = True
                return
            if host.line == "hotel":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(LOGIN)))
                self.end_headers()
                self.wfile.write(LOGIN)
                return
            del self.headers["If-Modified-Since"]  # two builds may be of the same second
            super().do_GET()

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-cache")  # else browsers guess how long a page is good
            super().end_headers()

        def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - as in typeshed
            content = source.read()
            if host.breaks_after is not None and len(content) > 1_000_000:
                content = content[: host.breaks_after]
            outputfile.write(content)

    with served(folder, Told) as address:
        host.address = address
        yield host
        host.over.set()
        host.released.set()


def next_build(site: Path, target: Path, letter: str) -> Path:
    """Copy a site as another build of it, marked by a letter from a to f; nothing of the first is left.

    Its page, worker and style sheets have other names, and it says of itself that it is another.
    """
    shutil.copytree(site, target)
    assets = target / "assets/handrail"
    facts, code = told(target)
    look = next(re.findall(r"\?v=(\w+)", address)[0] for address in facts["shell"] if "?v=" in address)
    names = {facts["id"]: letter * 12, look: letter * 8}
    for parcel in target.rglob("offline.json"):
        names[json.loads(parcel.read_text())["version"]] = letter * 12
    for kind in ("worker", "page"):  # the page names the worker
        (old,) = assets.glob(f"{kind}-*.js")
        text = f"{renamed(old.read_text(encoding='utf-8'), names)}\n// {letter}"
        new = f"{kind}-{sha256(text.encode()).hexdigest()[:12]}.js"
        (assets / new).write_text(text, encoding="utf-8")
        names[old.name] = new
        old.unlink()
    for path in [*target.rglob("*.html"), *target.rglob("offline.json")]:
        path.write_text(renamed(path.read_text(encoding="utf-8"), names), encoding="utf-8")
    facts = json.loads(renamed(json.dumps(facts), names))
    for address in facts["sums"]:
        content = (target / unquote(address.partition("?")[0])).read_bytes()
        facts["sums"][address] = sha256(content).hexdigest()[:12]
    (target / "sw.js").write_text(f"const HANDRAIL = {json.dumps(facts)};\n{code}", encoding="utf-8")
    return target


def made_open(site: Path, target: Path) -> Path:
    """Copy a site as if none of its guides were a sensitive one: what is read of it is cached."""
    shutil.copytree(site, target)
    facts, code = told(target)
    facts["guides"] = dict.fromkeys(facts["guides"], False)
    (target / "sw.js").write_text(f"const HANDRAIL = {json.dumps(facts)};\n{code}", encoding="utf-8")
    for path in target.rglob("guides/**/*.html"):
        text = path.read_text(encoding="utf-8")
        # As long as it was, since parcels say how long.
        path.write_text(text.replace("sensitive&#34;:true", "sensitive&#34;:null"), encoding="utf-8")
    return target


def told(site: Path) -> tuple[dict[str, Any], str]:
    """Return what a site's build tells its service worker, and the service worker's code."""
    first, _, code = (site / "sw.js").read_text(encoding="utf-8").partition("\n")
    return json.loads(first.removeprefix("const HANDRAIL = ").removesuffix(";")), code


def renamed(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text

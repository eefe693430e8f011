"""A page's Content-Security-Policy: what the site brought may run and load, and nothing else."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Final

_SOURCES: Final = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # Python is WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",
    "worker-src": "'self' blob:",  # on pages from disk, Python's worker starts from a Blob
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_TRUSTED_TYPES: Final = {"require-trusted-types-for": "'script'", "trusted-types": "handrail default"}
"""Text becomes markup or a script's address only through what `widgets/runtime/trusted.ts` says."""

# One attribute, read as browsers read it. Nothing is given back once matched, so no page takes long.
_ATTRIBUTE: Final = r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+))?+"""
_ATTRIBUTES: Final = re.compile(_ATTRIBUTE)
_TAG: Final = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<([a-z][^\s/>]*+)((?:{_ATTRIBUTE})*+)[\s/]*+>", re.IGNORECASE | re.DOTALL
)
_COUNTS: Final = re.compile(r"""[\s/"'](?:on|style)""", re.IGNORECASE)
"""Where an attribute may begin that the policy has to name; most tags have none and are read no further."""

_TEXT_ONLY: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
_HEAD: Final = re.compile(r"<head\b[^>]*>(?:(\s*)<meta charset\b[^>]*>)?", re.IGNORECASE)
_PROGRAM: Final = re.compile(r"(?:|module|importmap|.*(?:java|ecma)script.*)", re.IGNORECASE)


def guarded(html: str, *, script: str = "", serving: bool = False) -> str:
    """Put the policy into a whole page, before all that it rules; what has no head comes back as it is.

    Scripts, styles and handlers that stand in the page itself are its author's own: each is allowed by
    its hash. What gets in later isn't.

    Args:
        html: The page as it will be written.
        script: The address of our script from the site's root, or "". A page that names it lets text become
            markup only through that script; other pages have no such rule.
        serving: Whether `mkdocs serve` will add its own script, another each time, for the live reload.

    """
    head = _HEAD.search(html)
    if not head:
        return html
    rules = _of(html, serving=serving) | (_TRUSTED_TYPES if script and script in html else {})
    content = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    meta = f'{head[1] or ""}<meta http-equiv="Content-Security-Policy" content="{content}">'
    return html[: head.end()] + meta + html[head.end() :]


def _of(html: str, *, serving: bool) -> dict[str, str]:
    allowed: dict[str, dict[str, None]] = {"script-src": {}, "style-src": {}}  # in order, each once
    for directive, source in _inline(html):
        allowed[directive][source] = None
    if serving:
        allowed["script-src"] = {"'unsafe-inline'": None}  # a hash beside it would undo it
    return {name: " ".join([sources, *allowed.get(name, ())]) for name, sources in _SOURCES.items()}


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """Yield what must be allowed for the page's own scripts, styles and attributes: (directive, source)."""
    at = 0
    while tag := _TAG.search(html, at):
        at = tag.end()
        if tag[1] is None:  # a comment
            continue
        name = tag[1].lower()
        attributes = _attributes(tag[2]) if name == "script" or _COUNTS.search(tag[2]) else {}
        for attribute, value in attributes.items():
            directive = "style-src" if attribute == "style" else "script-src"
            if value and (attribute == "style" or attribute.startswith("on")):
                yield from ((directive, "'unsafe-hashes'"), (directive, _hashed(value)))
        if end := name in _TEXT_ONLY and _TEXT_ONLY[name].search(html, at):
            text = html[at : end.start()]
            at = end.start()
            if name == "style" and text:
                yield "style-src", _hashed(text)
            if (
                name == "script"
                and "src" not in attributes
                and _PROGRAM.fullmatch(attributes.get("type", ""))
            ):
                yield "script-src", _hashed(text)


def _attributes(text: str) -> dict[str, str]:
    """Read a tag's attributes; of two with one name, browsers take the first."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTES.findall(text):
        bare = value[1:-1] if value[:1] in ('"', "'") else value
        found.setdefault(name.lower(), unescape(bare))
    return found


def _hashed(text: str) -> str:
    """Return a text as the policy names it; browsers know no end of a line but LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

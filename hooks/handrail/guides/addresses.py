"""Where a file of the docs folder is found on the built site, and what a link means from another page."""

import posixpath
from typing import Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_MARKDOWN: Final = ".md"


def resolved(page: str, relative: str) -> str:
    """Return the path in the docs folder that an address means on a page; both are paths in that folder."""
    if relative.startswith("/"):
        return posixpath.normpath(unquote(relative)).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(relative)))


def address(path: str) -> str:
    """Return the address of a file of the docs folder, from the site's root; a page is an `.html` file."""
    if not path.endswith(_MARKDOWN):
        return quote(path)
    folder, name = posixpath.split(path)
    stem = "index" if name == "README.md" else name.removesuffix(_MARKDOWN)
    return quote(posixpath.join(folder, f"{stem}.html"))


def moved(target: str, page: str, shown: str) -> str:
    """Return what a link must say on another page than the one it was written for.

    Args:
        target: The link as its author wrote it. Links to other sites stay as they are.
        page: The page that it was written for, as a path in the docs folder.
        shown: The page that it is shown on.

    """
    try:
        scheme, host, relative, query, anchor = urlsplit(target)
    except ValueError:
        return target
    if scheme or host or relative.startswith("/"):
        return target
    path = resolved(page, relative) if relative else page
    if path == shown and anchor:
        return f"#{anchor}"
    to = posixpath.relpath(address(path), posixpath.dirname(address(shown)) or ".")
    return urlunsplit(("", "", to, query, anchor))

"""What the files of a Chromium profile hold, as somebody would read them who searches a device."""

from collections.abc import Iterable, Iterator
from pathlib import Path


def holding(profile: Path, texts: Iterable[str]) -> dict[str, set[str]]:
    """Return the files that hold any of the texts, by their paths in the profile, and which.

    Searched as UTF-8 and UTF-16; the tables of LevelDB, where Chromium has what pages store, also unpacked.
    """
    wanted = {text: [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for text in texts}
    found: dict[str, set[str]] = {}
    for path in sorted(profile.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix == ".ldb":
            content += b"\0".join(_blocks(content))
        here = {text for text, ways in wanted.items() if any(way in content for way in ways)}
        if here:
            found[path.relative_to(profile).as_posix()] = here
    return found


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of seven bits a byte, the low ones first; return it, and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def _blocks(table: bytes) -> Iterator[bytes]:
    """Yield what a table holds: https://github.com/google/leveldb/blob/main/doc/table_format.md."""
    footer = table[-48:]
    at = 0
    for _ in range(2):  # the block of filters, which nobody needs here
        _, at = _number(footer, at)
    start, at = _number(footer, at)
    size, at = _number(footer, at)
    index = _unpacked(table, start, size)
    restarts = int.from_bytes(index[-4:], "little")
    at = 0
    while at < len(index) - 4 - 4 * restarts:
        _, at = _number(index, at)
        key, at = _number(index, at)
        value, at = _number(index, at)
        start, after = _number(index, at + key)
        size, _ = _number(index, after)
        yield _unpacked(table, start, size)
        at += key + value


def _unpacked(table: bytes, start: int, size: int) -> bytes:
    block = table[start : start + size]
    return _from_snappy(block) if table[start + size] == 1 else block


def _from_snappy(data: bytes) -> bytes:
    """Unpack: https://github.com/google/snappy/blob/main/format_description.txt."""
    length, at = _number(data, 0)
    out = bytearray()
    while at < len(data):
        tag = data[at]
        kind, rest = tag & 3, tag >> 2
        at += 1
        if kind == 0:
            wide = max(0, rest - 59)  # bytes in which the length stands, where it is a long one
            count = (int.from_bytes(data[at : at + wide], "little") if wide else rest) + 1
            out += data[at + wide : at + wide + count]
            at += wide + count
            continue
        wide = (1, 2, 4)[kind - 1]
        back = int.from_bytes(data[at : at + wide], "little") + ((tag >> 5) << 8 if kind == 1 else 0)
        count = (rest & 7) + 4 if kind == 1 else rest + 1
        at += wide
        for _ in range(count):
            out.append(out[-back])
    if len(out) != length:
        raise ValueError(f"{len(out)} bytes, and not {length}")
    return bytes(out)

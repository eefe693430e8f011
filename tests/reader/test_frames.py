"""Answers shown as pictures: whatever of them is read, in any order, what comes of it is right or nothing."""

import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.reader.asking import Ask, asking

PREFIX = "HANDRAIL1:"
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
HEAD = struct.Struct(">IHHI")
IDS = st.integers(0, 2**32 - 1)
SEEDS = st.integers(0, 255)
LENGTHS = st.sampled_from([0, 1, 2, 481, 482, 483, 968, 969, 3000]) | st.integers(0, 6000)

SHARES = st.sampled_from([0, 1, 2845, 2846]) | st.integers(0, 3000)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking("frames.mjs") as answer:
        yield answer


def bytes_of(length: int, seed: int) -> bytes:
    """Return bytes that differ from one another."""
    return bytes((at * 31 + seed + (at >> 8)) & 255 for at in range(length))


def text_of(data: bytes) -> str:
    return b64encode(data).decode()


def frames(ask: Ask, whole: bytes, number: int) -> list[str]:
    found: list[str] = ask("frames", whole=text_of(whole), id=number)
    return found


def made(number: int, index: int, total: int, share: bytes) -> str:
    """Return a frame as the handbook describes it, by the standard library alone."""
    start = struct.pack(">IHH", number, index, total)
    data = HEAD.pack(number, index, total, zlib.crc32(start + share)) + share
    signs = ""
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        rest = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            signs += SIGNS[rest % 45]
            rest //= 45
    return PREFIX + signs


@given(length=LENGTHS, seed=SEEDS, number=IDS)
def test_frames_are_what_the_handbook_says(ask: Ask, length: int, seed: int, number: int) -> None:
    """Made by the standard library alone they are the same; a QR code of version 15 has room for each."""
    whole = bytes_of(length, seed)
    found = frames(ask, whole, number)
    data = zlib.crc32(whole).to_bytes(4) + whole
    size = -(-len(data) // len(found))
    assert found == [
        made(number, index, len(found), data[index * size : (index + 1) * size])
        for index in range(len(found))
    ]
    assert len(found) == ask("count", length=length)
    assert max(map(len, found)) <= 758  # signs in version 15 with low correction


@given(length=LENGTHS, seed=SEEDS, number=IDS, data=st.data())
def test_any_order_brings_the_whole_and_nothing_is_whole_before(
    ask: Ask, length: int, seed: int, number: int, data: st.DataObject
) -> None:
    """Frames come in any order, some more than once; without one of them there is nothing."""
    whole = bytes_of(length, seed)
    found = frames(ask, whole, number)
    order = data.draw(st.permutations(range(len(found))))
    again = data.draw(st.lists(st.sampled_from(order), max_size=5))
    *most, last = order
    before = [found[index] for index in [*most, *(index for index in again if index != last)]]
    early = ask("gather", texts=before)
    assert early["whole"] is None
    assert early["missing"] == ([last] if most else [])
    done = ask("gather", texts=[*before, found[last], *(found[index] for index in again)])
    assert b64decode(done["whole"]) == whole
    assert done["stand"] == [len(found), len(found)]
    assert done["met"].count("new") == len(found)


@given(length=LENGTHS, number=IDS, data=st.data())
def test_a_frame_that_was_read_wrongly_is_dropped(
    ask: Ask, length: int, number: int, data: st.DataObject
) -> None:
    """One sign is another, or missing: it is no frame, and the gathering stands as before."""
    found = frames(ask, bytes_of(length, 1), number)
    text = data.draw(st.sampled_from(found))
    at = data.draw(st.integers(len(PREFIX), len(text) - 1))
    other = data.draw(st.sampled_from(["", *SIGNS.replace(text[at], ""), "a", "é"]))
    wrong = text[:at] + other + text[at + 1 :]
    assert ask("frame", text=wrong) == "damaged"
    assert ask("gather", texts=[found[0], wrong])["stand"] == [1, len(found)]


@pytest.mark.parametrize("text", ["", "https://example.org/", "handrail1:00", "HANDRAIL:", " HANDRAIL1:00"])
def test_other_codes_are_foreign(ask: Ask, text: str) -> None:
    assert ask("frame", text=text) == "foreign"


def test_a_newer_version_says_so(ask: Ask) -> None:
    assert ask("frame", text="HANDRAIL2:WHATEVER") == "newer"


@given(total=st.integers(0, 65_535), index=st.integers(0, 65_535), share=SHARES)
@example(total=2, index=1, share=2846)
def test_absurd_frames_are_refused(ask: Ask, total: int, index: int, share: int) -> None:
    """A sum that fits makes no frame of a place outside, of no share, of more frames or signs than can be."""
    text = made(7, index, total, bytes_of(share, 3))
    sane = index < total <= ask("limits")["most"] and share > 0 and len(text) <= 4296
    assert (ask("frame", text=text) == "damaged") != sane


def test_a_total_beyond_all_measure_finds_no_room_in_a_frame(ask: Ask) -> None:
    """A thousand million can't be said in the two bytes that there are, and the most that can is refused."""
    assert ask("frame", text=made(7, 0, 2**16 - 1, b"abc")) == "damaged"
    assert ask("frame", text=made(7, 0, ask("limits")["most"], b"abc"))["total"] == ask("limits")["most"]


@given(seed=SEEDS, one=IDS, data=st.data())
def test_another_transfer_takes_over_once_three_of_its_frames_came_in_a_row(
    ask: Ask, seed: int, one: int, data: st.DataObject
) -> None:
    old = frames(ask, bytes_of(3000, seed), one)
    whole = bytes_of(2500, seed + 1)
    new = frames(ask, whole, one ^ 1)
    seen = data.draw(st.lists(st.sampled_from(old), min_size=1, unique=True))
    begun = data.draw(st.permutations(new))
    two = ask("gather", texts=[*seen, *begun[:2], begun[0]])
    assert two["stand"] == [len(seen), len(old)]
    assert two["met"][-3:] == ["another"] * 3
    three = ask("gather", texts=[*seen, *begun[:3]])
    assert three["stand"] == [3, len(new)]
    assert b64decode(ask("gather", texts=[*seen, *begun])["whole"]) == whole


@given(data=st.data())
def test_two_codes_in_view_by_turns_don_t_undo_each_other(ask: Ask, data: st.DataObject) -> None:
    """The one that had begun goes on to its end."""
    whole = bytes_of(3000, 5)
    old, new = frames(ask, whole, 1), frames(ask, bytes_of(4000, 6), 2)
    texts = [text for pair in zip(data.draw(st.permutations(old)), new, strict=False) for text in pair]
    assert b64decode(ask("gather", texts=texts)["whole"]) == whole


@given(seed=SEEDS)
def test_frames_of_one_name_that_don_t_fit_together_are_no_whole(ask: Ask, seed: int) -> None:
    """Somebody made them so: each has its sum, and all of them have none."""
    one, other = frames(ask, bytes_of(2000, seed), 9), frames(ask, bytes_of(2000, seed + 1), 9)
    assert ask("gather", texts=[*one[:2], *other[2:]])["whole"] == "damaged"


@given(text=st.text(st.characters(exclude_categories=["Cs"])) | st.builds("x".__mul__, st.integers(0, 5000)))
def test_what_was_packed_is_unpacked(ask: Ask, text: str) -> None:
    """As RFC 1951 has it; not where it would be longer than it may be."""
    packed = ask("pack", text=text)
    assert zlib.decompress(b64decode(packed), wbits=-15).decode() == text
    length = len(text.encode())
    assert ask("unpack", bytes=packed, most=length) == text
    if length:
        assert ask("unpack", bytes=packed, most=length - 1) is None


@given(data=st.binary(max_size=40))
@example(data=zlib.compress(b"\xff", wbits=-15))
def test_what_is_no_packed_text_is_nothing(ask: Ask, data: bytes) -> None:
    found = ask("unpack", bytes=text_of(data), most=1000)
    try:
        unzip = zlib.decompressobj(wbits=-15)
        expected = unzip.decompress(data).decode()
        whole = unzip.eof
        assume(not unzip.unused_data)  # browsers refuse what follows, Node doesn't
    except (zlib.error, UnicodeDecodeError):
        whole = False
    assert found == (expected if whole else None)


def test_more_than_the_most_frames_is_a_mistake_of_the_caller(ask: Ask) -> None:
    limits = ask("limits")
    assert ask("count", length=limits["most"] * limits["share"] - 4) == limits["most"]
    assert ask("count", length=limits["most"] * limits["share"] - 3) > limits["most"]

"""Calendar files, read back by a strict little reader of RFC 5545."""

from datetime import date, datetime

from handrail_widgets.time.calendar_file import Entry, calendar_file, escaped, folded
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime.fromisoformat("2026-11-23T00:30:00.123+01:00")
PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


def content_lines(file: str) -> list[str]:
    """Return the unfolded lines of a file, having checked every physical line."""
    assert file.endswith("\r\n")
    rows = file[:-2].split("\r\n")
    lines: list[str] = []
    for row in rows:
        assert "\n" not in row
        assert "\r" not in row
        assert 0 < len(row.encode()) <= 75
        if row.startswith(" "):
            lines[-1] += row[1:]
        else:
            lines.append(row)
    return lines


def components(lines: list[str]) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Return each component's path and properties; no property may stand twice."""
    found: list[tuple[tuple[str, ...], dict[str, str]]] = []
    path: list[tuple[str, dict[str, str]]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            path.append((value, {}))
            found.append((tuple(n for n, _ in path), path[-1][1]))
        elif name == "END":
            assert path.pop()[0] == value
        else:
            assert name not in path[-1][1]
            path[-1][1][name] = value
    assert not path
    return found


def unescaped(value: str) -> str:
    """Return the text that a TEXT value stands for (3.3.11)."""
    out, characters = "", iter(value)
    for character in characters:
        if character == "\\":
            following = next(characters)
            out += {"n": "\n", "N": "\n"}.get(following, following)
        else:
            assert character not in ",;"
            out += character
    return out


def test_each_entry_has_what_the_standard_asks_for() -> None:
    file = calendar_file([Entry("a@b", date(2026, 12, 31), "Check-in", sequence=2)], NOW)
    (calendar_path, calendar), (event_path, event), (alarm_path, alarm) = components(content_lines(file))
    assert calendar_path == ("VCALENDAR",)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert event_path == ("VCALENDAR", "VEVENT")
    assert event["UID"] == "a@b"
    assert event["DTSTAMP"] == "20261122T233000Z"
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["SEQUENCE"] == "2"
    assert event["SUMMARY"] == "Check-in"
    assert alarm_path == ("VCALENDAR", "VEVENT", "VALARM")
    assert alarm == {"ACTION": "DISPLAY", "DESCRIPTION": "Check-in", "TRIGGER": "PT9H"}


def test_a_line_is_cut_between_characters_at_75_octets() -> None:
    rows = folded("ä" * 100).split("\r\n")
    assert [len(row.encode()) for row in rows] == [74, 75, 53]


@given(PLAIN)
def test_any_text_comes_back_unchanged(text: str) -> None:
    file = calendar_file([Entry("a@b", date(2026, 12, 1), text)], NOW)
    _, (_, event), _ = components(content_lines(file))
    assert unescaped(event["SUMMARY"]) == text


def test_line_breaks_and_control_characters_start_no_line_of_their_own() -> None:
    assert escaped("a\r\nb\rc\nEND:VEVENT\x00\x7f") == "a\\nb\\nc\\nEND:VEVENT"

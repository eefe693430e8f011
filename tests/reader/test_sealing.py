"""What is stored while a lock is on opens with its key alone, in its own place, by any AES-GCM."""

import json
import subprocess
from typing import Any

import pytest

from tests.reader.asking import Ask
from tests.reader.test_carry import ask
from tests.reader.test_locked_file import flipped, opened_by_the_handbook

__all__ = ["ask"]

PASSPHRASE = "Zoë eats 4 pears"  # noqa: S105 - of no lock but the tests'
NAME = [2, "site", "/", "guide", "tool"]
RECORD = {"state": '{"done":["a 🍐"]}', "pending": [], "saved": "2026-11-28T10:00:00.000Z"}

# Opens a record as how-it-works.md says, with nothing of ours.
BY_THE_HANDBOOK = """
const { subtle } = require("node:crypto").webcrypto;
const [key, sealed, guide, widget] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const [known, all] = [key, sealed].map((text) => Buffer.from(text, "base64"));
(async () => {
  const aes = await subtle.importKey("raw", known, "AES-GCM", false, ["decrypt"]);
  const additionalData = Buffer.from(JSON.stringify([guide, widget]));
  const gcm = { name: "AES-GCM", iv: all.subarray(0, 12), additionalData };
  const text = await subtle.decrypt(gcm, aes, all.subarray(12));
  process.stdout.write(Buffer.from(text));
})();
"""


@pytest.fixture(scope="module")
def lock(ask: Ask) -> tuple[dict[str, Any], str]:
    found, key = ask("newLock", passphrase=PASSPHRASE)
    return found, key


def test_a_record_opens_by_the_handbook_alone(ask: Ask, lock: tuple[dict[str, Any], str]) -> None:
    """The passphrase opens the lock, whose text is the key, which opens the record."""
    found, key = lock
    assert opened_by_the_handbook(json.loads(found["lock"]), PASSPHRASE) == key
    sealed = ask("conceal", key=key, name=NAME, value=RECORD)
    assert {**sealed, "sealed": ""} == {"saved": RECORD["saved"], "state": False, "sealed": ""}
    given = json.dumps([key, sealed["sealed"], "guide", "tool"])
    done = subprocess.run(
        ["node", "-e", BY_THE_HANDBOOK], input=given, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == RECORD


def test_the_passphrase_alone_gives_the_key(ask: Ask, lock: tuple[dict[str, Any], str]) -> None:
    found, key = lock
    assert ask("keyOf", lock=found, passphrase=PASSPHRASE) == key
    assert ask("keyOf", lock=found, passphrase=PASSPHRASE + " ") is None
    for bad in (5, "", "{}", found["lock"][:-20]):
        assert ask("keyOf", lock={**found, "lock": bad}, passphrase=PASSPHRASE) == "damaged"


def test_no_two_locks_and_no_two_seals_are_alike(ask: Ask, lock: tuple[dict[str, Any], str]) -> None:
    found, key = lock
    other, other_key = ask("newLock", passphrase=PASSPHRASE)
    assert other["id"] != found["id"]
    assert other_key != key
    assert ask("seal", key=key, text="a", beside="") != ask("seal", key=key, text="a", beside="")


def test_what_was_changed_or_moved_or_sealed_otherwise_stays_as_it_is(
    ask: Ask, lock: tuple[dict[str, Any], str]
) -> None:
    """It is set aside by whoever reads it, and nothing of it is lost."""
    _, key = lock
    sealed = ask("conceal", key=key, name=NAME, value=RECORD)
    _, other = ask("newLock", passphrase=PASSPHRASE)
    for changed in (
        {**sealed, "sealed": flipped(sealed["sealed"], -1)},
        {**sealed, "sealed": flipped(sealed["sealed"], 0)},
        {**sealed, "sealed": sealed["sealed"][:20]},
        {**sealed, "sealed": "?"},
    ):
        assert ask("reveal", key=key, name=NAME, value=changed) == changed
    assert ask("reveal", key=other, name=NAME, value=sealed) == sealed
    assert ask("reveal", key=key, name=[*NAME[:4], "another"], value=sealed) == sealed
    assert ask("conceal", key=other, name=NAME, value=sealed) == sealed


def test_a_record_is_read_where_the_site_was_moved_to_and_where_it_was_set_aside(
    ask: Ask, lock: tuple[dict[str, Any], str]
) -> None:
    _, key = lock
    sealed = ask("conceal", key=key, name=NAME, value=RECORD)
    for name in ([2, "site", "/elsewhere/", "guide", "tool"], [*NAME, "set-aside", "2026-11-28", "x"]):
        assert ask("reveal", key=key, name=name, value=sealed) == RECORD


def test_what_is_plain_is_read_as_it_is(ask: Ask, lock: tuple[dict[str, Any], str]) -> None:
    _, key = lock
    for value in (RECORD, [], "text", 5, None):
        assert ask("reveal", key=key, name=NAME, value=value) == value


def test_what_no_json_can_say_keeps_its_words(ask: Ask, lock: tuple[dict[str, Any], str]) -> None:
    _, key = lock
    sealed = ask("concealOdd", key=key, name=NAME)
    assert ask("reveal", key=key, name=NAME, value=sealed) == {
        "words": "kept all the same",
        "when": "1970-01-01T00:00:00.000Z",
        "many": "5",
        "again": [1, 1],
        "self": {"value": None},
    }

"""A locked file opens with its passphrase alone, and what is damaged is told from what doesn't fit."""

import base64
import hashlib
import json
import subprocess
from typing import Any

import pytest

from tests.reader.answers import SCHEMA
from tests.reader.asking import Ask

PASSPHRASE = "Zoë eats 4 pears \N{PEAR}"  # noqa: S105 - of no file but the tests'
TEXT = json.dumps({"format": "handrail-answers", "note": "what was said 🍐"}, ensure_ascii=False)

# Opens a file as how-it-works.md says, with nothing of ours.
BY_THE_HANDBOOK = """
const { subtle } = require("node:crypto").webcrypto;
const [file, passphrase] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const bytes = (text) => Buffer.from(text, "base64");
const { format, version, key, cipher, sealed } = file;
const header = [format, version, key.name, key.hash, key.iterations, key.salt, cipher.name, cipher.iv];
(async () => {
  const word = Buffer.from(passphrase.normalize("NFC"));
  const known = await subtle.importKey("raw", word, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(key.salt), iterations: key.iterations };
  const bits = await subtle.deriveBits(how, known, 256);
  const aes = await subtle.importKey("raw", bits, "AES-GCM", false, ["decrypt"]);
  const additionalData = Buffer.from(JSON.stringify(header));
  const gcm = { name: "AES-GCM", iv: bytes(cipher.iv), additionalData };
  const text = await subtle.decrypt(gcm, aes, bytes(sealed));
  process.stdout.write(Buffer.from(text));
})();
"""


def opened_by_the_handbook(file: dict[str, Any], passphrase: str) -> str:
    """Return the text in a locked file, opened by the handbook's words alone."""
    given = json.dumps([file, passphrase])
    command = ["node", "-e", BY_THE_HANDBOOK]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def summed(file: dict[str, Any]) -> dict[str, Any]:
    """Return a file with the sum that belongs to it, as somebody makes it who forges one."""
    key, cipher = file["key"], file["cipher"]
    header = [file["format"], file["version"], key["name"], key["hash"], key["iterations"], key["salt"]]
    text = json.dumps([*header, cipher["name"], cipher["iv"], file["sealed"]], separators=(",", ":"))
    return {**file, "sum": base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}


def flipped(text: str, at: int) -> str:
    """Return Base64 with one bit of what it stands for flipped."""
    held = bytearray(base64.b64decode(text))
    held[at] ^= 1
    return base64.b64encode(held).decode()


@pytest.fixture
def locked(ask: Ask) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask("lock", text=TEXT, passphrase=PASSPHRASE))
    return found


def test_a_locked_file_is_what_the_handbook_says(locked: dict[str, Any]) -> None:
    """Its schema holds, its sum is as described, and it opens without any code of ours."""
    SCHEMA.validate(locked)
    assert locked == summed(locked)
    assert opened_by_the_handbook(locked, PASSPHRASE) == TEXT
    assert "pear" not in json.dumps(locked)


def test_it_opens_with_its_passphrase_however_that_is_composed(ask: Ask, locked: dict[str, Any]) -> None:
    text = json.dumps(locked)
    assert ask("unlock", text=text, passphrase=PASSPHRASE) == {"text": TEXT}
    assert ask("unlock", text=text, passphrase=PASSPHRASE.replace("ë", "e\N{COMBINING DIAERESIS}")) == {
        "text": TEXT
    }
    assert ask("unlock", text=text, passphrase=PASSPHRASE.lower()) == {"text": None}


def test_no_two_locked_files_are_alike(ask: Ask, locked: dict[str, Any]) -> None:
    other = json.loads(ask("lock", text=TEXT, passphrase=PASSPHRASE))
    assert other["key"]["salt"] != locked["key"]["salt"]
    assert other["cipher"]["iv"] != locked["cipher"]["iv"]


def test_a_flipped_bit_is_damage_and_a_forged_one_does_not_fit(ask: Ask, locked: dict[str, Any]) -> None:
    for at in (0, -1):
        bad = {**locked, "sealed": flipped(locked["sealed"], at)}
        assert ask("unlock", text=json.dumps(bad), passphrase=PASSPHRASE) == {"refused": "damaged"}
        assert ask("unlock", text=json.dumps(summed(bad)), passphrase=PASSPHRASE) == {"text": None}
    header = {**locked, "key": {**locked["key"], "iterations": 600_001}}
    assert ask("unlock", text=json.dumps(header), passphrase=PASSPHRASE) == {"refused": "damaged"}


@pytest.mark.parametrize(
    "change",
    [
        {"key": {"iterations": 10**12}},
        {"key": {"iterations": 1}},
        {"key": {"iterations": 600_000.5}},
        {"key": {"iterations": "600000"}},
        {"key": {"salt": "AAAA"}},
        {"key": {"salt": "?" * 24}},
        {"key": {"hash": "SHA-1"}},
        {"key": {"name": "none"}},
        {"cipher": {"iv": "A" * 20}},
        {"cipher": {"name": "none"}},
        {"sealed": ""},
        {"sealed": "AAA"},
        {"sealed": 5},
        {"key": None},
        {"version": 0},
    ],
    ids=str,
)
def test_absurd_parameters_are_damage(ask: Ask, locked: dict[str, Any], change: dict[str, Any]) -> None:
    """Even where the sum is right, and at once: no key is made of them."""
    bad = {**locked}
    for name, value in change.items():
        bad[name] = {**locked[name], **value} if isinstance(value, dict) else value
    if isinstance(bad["key"], dict):
        bad = summed(bad)
    assert ask("unlock", text=json.dumps(bad), passphrase=PASSPHRASE) == {"refused": "damaged"}


def test_a_truncated_file_is_damage_and_a_newer_one_is_newer(ask: Ask, locked: dict[str, Any]) -> None:
    text = json.dumps(locked)
    assert ask("unlock", text=text[:-40], passphrase=PASSPHRASE) == {"refused": "damaged"}
    newer = {"format": locked["format"], "version": 2}
    assert ask("unlock", text=json.dumps(newer), passphrase=PASSPHRASE) == {"refused": "newer"}

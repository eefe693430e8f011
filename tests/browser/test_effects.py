"""What a widget asks of the page is done: it chimes, hands over a file, copies, prints and speaks."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Announce, Copy, Download, Effect, Print
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.pause import pause
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.engines import Tab, missing, opened, wait
from tests.browser.reader import (
    FIRST_PART,
    boxes,
    count,
    refusals,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)
from tests.words import ENGLISH

PAUSE = "guides/second-chance/02-time-on-your-own.html"
TIMER = "guides/second-chance/05-if-you-both-say-yes.html"
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
LETTER = "Dear “M.”,\n\n<b>I</b> rang, & that was too early: שלום 👩‍👩‍👧\n"

# A tone counts when its context runs. An ear beside the loudspeaker keeps the loudest it heard, since a slow
# machine may look only when the tone has faded.
LISTEN = """
window.tones = [];
window.loudest = 0;
{
  const { start } = AudioScheduledSourceNode.prototype;
  AudioScheduledSourceNode.prototype.start = function (when) {
    tones.push([this.frequency.value, this.context.state]);
    return start.call(this, when);
  };
  const { connect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...more) {
    if (to === this.context.destination) {
      const ear = window.ear ??= this.context.createScriptProcessor(2048, 1, 1);
      ear.onaudioprocess = (heard) => {
        const now = heard.inputBuffer.getChannelData(0).map(Math.abs);
        window.loudest = Math.max(loudest, ...now);
      };
      connect.call(this, ear);
      connect.call(ear, to);
    }
    return connect.call(this, to, ...more);
  };
}
"""
TONES = [[528, "running"], [792, "running"]]

# No widget of ours copies or prints yet: such effects join Python's next answer that brings another state.
JOIN = """
window.asks = [];
window.states = {};
{
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', { get() {
    const data = get.call(this);
    if (!Array.isArray(data)) return data;
    const replies = data.map((reply) => JSON.parse(reply));
    for (const { id, state, effects } of replies) {
      if (effects && id in states && states[id] !== state) effects.push(...asks.splice(0));
      states[id] = state;
    }
    return replies.map((reply) => JSON.stringify(reply));
  } });
}
"""


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site_folder: Path) -> str:
    """Return the site's address, on a host and on disk, ending in a slash."""
    if request.param == "http":
        return str(request.getfixturevalue("site_url"))
    return f"{site_folder.as_uri()}/"


@pytest.fixture(autouse=True)
def refused(context: BrowserContext) -> Iterator[None]:
    """See that the policy forbids nothing of it."""
    found = refusals(context)
    yield
    assert not found


def asking(page: Page, address: str, *effects: Effect) -> Locator:
    """Open a part and tick a box whose answer asks the page for effects; return the box."""
    page.add_init_script(JOIN)
    page.goto(address + FIRST_PART)
    wait_for_python(page)
    wait_until_open(page)
    page.evaluate("(given) => void asks.push(...given)", [codec.encode(effect) for effect in effects])
    box = boxes(page).first
    box.check()
    expect(count(page)).to_contain_text("1 of")
    until(page, "asks.length === 0")
    return box


def test_a_timer_chimes_once_when_it_ends(page: Page, address: str) -> None:
    """Two tones, which can be heard; and no more of them afterwards."""
    page.add_init_script(LISTEN)
    page.clock.install(time=NOON)
    page.goto(address + TIMER)
    wait_for_python(page)
    timer = page.locator(".widget[data-widget=timer]").first
    timer.get_by_role("button", name="Start 20 minutes").click()
    expect(timer.get_by_role("timer")).to_contain_text("20 minutes left")
    page.clock.fast_forward("19:30")
    expect(timer.get_by_role("timer")).to_contain_text("less than a minute left")
    assert page.evaluate("tones") == []
    page.clock.fast_forward("00:31")
    expect(timer).to_contain_text("done at 12:20")
    until(page, "loudest > 0.05")
    assert page.evaluate("tones") == TONES
    page.clock.fast_forward("00:20")
    page.reload()
    wait_for_python(page)
    expect(timer).to_contain_text("12:20")
    assert page.evaluate("tones") == []


def test_the_calendar_file_is_the_one_that_python_wrote(page: Page, address: str) -> None:
    """Byte for byte, under its name."""
    page.clock.set_fixed_time(NOON)
    page.goto(address + PAUSE)
    wait_for_python(page)
    widget = page.locator(".widget[data-widget=pause]").first
    widget.get_by_label("Date of your last contact").fill("2026-11-20")
    widget.get_by_role("button", name="Begin my quiet days").click()
    wait_until_saved(page)
    widget.get_by_text("In your calendar").click()
    button = widget.get_by_role("button", name=re.compile("as a calendar file"))
    with page.expect_download() as waiting:
        button.click()
    config = json.loads(widget.get_attribute("data-config") or "")
    same = Simulated(pause, NOON, words=ENGLISH, **config).write("Date of your last contact", "2026-11-20")
    (file,) = same.press("Begin my quiet days").press(button.text_content() or "").effects
    assert isinstance(file, Download)
    assert waiting.value.suggested_filename == file.name
    assert waiting.value.path().read_bytes() == file.text.encode()
    assert file.text.count("BEGIN:VEVENT") >= 2


def pasted(page: Page) -> str:
    """Return what the clipboard holds, by pasting it where the reader searches."""
    field = page.locator("textarea#pasted")
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
    field.focus()
    page.keyboard.press("ControlOrMeta+v")
    return field.input_value()


def test_a_text_is_copied(context: BrowserContext, page: Page, site_url: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url)
    box = asking(page, site_url, Copy(LETTER))
    until(page, f"navigator.clipboard.readText().then((text) => text === {json.dumps(LETTER)})")
    expect(box).to_be_focused()


@pytest.mark.parametrize("closed", ["undefined", "{ writeText: () => Promise.reject(new Error('closed')) }"])
def test_a_text_is_copied_where_the_clipboard_is_closed(page: Page, address: str, closed: str) -> None:
    """As on a host without https; and the reader stays where they are."""
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {closed} }});")
    page.add_init_script("window.copied = 0; document.addEventListener('copy', () => { copied += 1; });")
    box = asking(page, address, Copy(LETTER))
    until(page, "copied === 1")
    expect(box).to_be_focused()
    assert page.locator("body > textarea").count() == 0
    assert pasted(page) == LETTER


def test_the_page_is_printed(page: Page, address: str) -> None:
    """The browser's own print begins, once."""
    page.add_init_script("window.begun = 0; addEventListener('beforeprint', () => { begun += 1; });")
    asking(page, address, Print())
    until(page, "begun === 1")


def test_what_is_said_is_said_in_the_live_region(page: Page, address: str) -> None:
    """As text, whatever is in it."""
    asking(page, address, Announce(LETTER))
    region = page.locator("#handrail-announcer[role=status]")
    expect(region).to_have_text(LETTER)
    assert region.locator("*").count() == 0


# --- The other engines: what they are asked for is noted at the edge of the page --------------------------

NOTE = """
void (() => {
  window.noted = [];
  window.print = () => noted.push('print');
  navigator.clipboard.writeText = async (text) => noted.push(text);
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    void blob.text().then((text) => noted.push(text));
    return createObjectURL.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function () { noted.push(this.download); };
})()
"""


@pytest.fixture(params=["firefox", "webkit"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """Return a tab in each other engine that is installed here."""
    if why := missing(request.param):
        pytest.skip(f"{request.param} {why}; `make browsers` installs it on Debian, as root")
    with opened(request.param) as engine, engine.reader() as tab:
        yield tab


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
def test_other_engines_do_the_same(tab: Tab, site_url: str) -> None:
    tab.open(site_url + FIRST_PART)
    wait(tab, "document.documentElement.dataset.python === 'ready'")
    tab.evaluate(f"void (() => {{ {JOIN} }})()")
    tab.evaluate(NOTE)
    tab.click(".widget[data-widget=checklist] input[type=checkbox]")
    wait(tab, "Object.keys(states).some((id) => id.endsWith('why-it-ended-checklist'))")
    effects = (Copy(LETTER), Print(), Download("a.txt", "text/plain", LETTER), Announce("Done"))
    tab.evaluate(f"void asks.push(...{json.dumps([codec.encode(effect) for effect in effects])})")
    tab.click(".widget[data-widget=checklist] input[type=checkbox]")
    wait(tab, "noted.length === 4")
    assert sorted(tab.evaluate("noted")) == sorted([LETTER, "print", "a.txt", LETTER])
    wait(tab, "document.getElementById('handrail-announcer').textContent === 'Done'")


@pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
def test_other_engines_chime(tab: Tab, site_url: str) -> None:
    """The real clock, put on to two seconds before the end."""
    tab.open(site_url + TIMER)
    wait(tab, "document.documentElement.dataset.python === 'ready'")
    tab.evaluate(f"void (() => {{ {LISTEN} }})()")
    tab.click(".widget[data-widget=timer] button.button")
    wait(
        tab, "document.querySelector('.widget[data-widget=timer] [role=timer]')?.textContent.includes('left')"
    )
    tab.evaluate(
        "void (globalThis.Date = class extends Date {"
        " constructor(...given) { given.length ? super(...given) : super(Date.now()); }"
        " static earlier = Date.now; static now() { return Date.earlier() + 20 * 60_000 - 2_000; } })"
    )
    wait(tab, "tones.length === 2")
    assert [tone[0] for tone in tab.evaluate("tones")] == [528, 792]

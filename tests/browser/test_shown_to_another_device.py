"""What a reader wrote goes to another device as a code: shown here, read there by the camera."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from scripts.camera import ALLOWED, CODE, COUNT, Held, code_of, filmed, pictures, watcher
from scripts.engines import missing, opened, wait
from scripts.reader import served
from tests.browser.accessible import SIDEWAYS, fits_with_text_twice_as_large, found_by_axe
from tests.browser.carrying import (
    ALL,
    CAUSE,
    LIST,
    LIST_NAME,
    choose,
    file_of,
    take,
    without_logs,
    write_here,
)
from tests.browser.conftest import LAUNCH, READER
from tests.browser.hosts import Strict
from tests.browser.reader import FIRST_PART, OVERVIEW, boxes, count, until, wait_for_python
from tests.conftest import ROOT
from tests.reader.asking import Ask, asking

SHOW = "[data-do=show-pictures]"
READ = "[data-do=read-pictures]"
SAYS = "[data-pictures=read] [data-says]"
# Remembers what the counter showed, and what was said aloud beside it.
SAID = """
new MutationObserver(() => {
  const places = { counts: '.pictures-count', said: '[data-pictures=read] [data-says]' };
  for (const [name, selector] of Object.entries(places)) {
    const text = document.querySelector(selector)?.textContent;
    window[name] ??= [];
    if (text && window[name].at(-1) !== text) window[name].push(text);
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
# Counts what asks for a camera, and remembers what it got.
TRACKS = """
(() => {
  window.tracks = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    window.wanted = wanted;
    const stream = await ask(wanted);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
})()
"""
LIVE = "window.tracks.filter(({ readyState }) => readyState === 'live').length"
# In the task in which one leaves: does the cover lie on top, is the picture gone, how many cameras are on?
EXIT = f"""
(() => {{
  document.querySelector('a[data-exit]').click();
  const covered = document.elementFromPoint(200, 200) === document.documentElement.lastChild;
  return [covered, !document.querySelector('video'), {LIVE}];
}})()
"""
FAIL = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '{}'))"
# A browser that reads codes by itself, see https://wicg.github.io/shape-detection-api/. It finds the texts
# in `codes`, one after the other and then again, whatever the camera sees.
DETECTOR = """
window.looks = 0;
window.codes = [];
window.BarcodeDetector = class {
  static async getSupportedFormats() {
    return window.fails === 'knows no such codes' ? ['ean_13'] : ['qr_code'];
  }
  constructor({ formats }) { window.formats = formats; }
  async detect() {
    const at = window.looks++;
    if (window.fails) throw new DOMException('', 'InvalidStateError');
    const { codes } = window;
    return codes.length ? [{ rawValue: codes[at % codes.length] }] : [];
  }
};
"""
# The colours in the corner of a picture, which is margin, and where the first mark of a code begins.
CORNERS = """
async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const brush = canvas.getContext('2d');
  brush.drawImage(image, 0, 0);
  const at = (place) => [...brush.getImageData(place, place, 1, 1).data.slice(0, 3)];
  let mark = 2; // what is above may show in the first row, where the picture begins between two pixels
  while (mark < image.width && at(mark)[0] > 128) mark += 1;
  return [at(1), at(mark + 1)];
}
"""


def prose(length: int) -> str:
    """Return so many signs as a reader might write them: the guide's own words."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    words = re.findall(r"[\w’]+[.,]?", " ".join(page.read_text("utf-8") for page in pages))
    return " ".join(words)[:length]


def have(page: Page, site_url: str, length: int) -> None:
    """Give a reader answers of so many signs, in a dozen tools."""
    text = prose(length)
    part = -(-length // 12)
    state = [json.dumps([1, {"text": text[at : at + part]}]) for at in range(0, length, part)]
    saved = "2026-11-27T18:30:00.000Z"
    widgets = {
        f"tool-{at}": {"type": "note", "state": each, "pending": [], "saved": saved}
        for at, each in enumerate(state)
    }
    choose(page, site_url + OVERVIEW, file_of(widgets))
    take(page)


def shown(page: Page, site_url: str) -> list[bytes]:
    """Show all that this reader has, and return each picture of it."""
    page.goto(site_url + OVERVIEW)
    page.locator(SHOW).click()
    found = pictures(page)
    page.locator("[data-do=pictures-close]").click()
    return found


def begin(page: Page, site_url: str) -> None:
    """Begin to read."""
    page.goto(site_url + OVERVIEW)
    page.locator(READ).click()


def same(one: Page, other: Page) -> bool:
    """Tell whether two readers have the same answers."""
    return bool(without_logs(one.evaluate(ALL)) == without_logs(other.evaluate(ALL)))


def test_answers_go_to_another_device_by_its_camera(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path
) -> None:
    """What came is shown first, as of a file, and taken over; Python goes on from it; the camera is off."""
    write_here(page, site_url, 0, 2, cause=CAUSE)
    film = filmed(page, shown(page, site_url), tmp_path / "a.mjpeg", Held())
    with watcher(engine, film, ALLOWED) as other:
        other.add_init_script(TRACKS)
        begin(other, site_url)
        expect(other.get_by_role("heading", name="What is in the file")).to_be_focused()
        assert other.evaluate(ALL) == "{}"
        assert other.evaluate("[window.tracks.length, " + LIVE + "]") == [1, 0]
        assert other.evaluate("window.wanted.video.facingMode.ideal") == "environment"
        assert other.evaluate("window.wanted.audio") is False
        expect(other.locator("video")).to_have_count(0)
        expect(other.locator(".carry-preview")).to_contain_text(LIST_NAME)
        take(other)
        page.goto(site_url + OVERVIEW)
        assert same(page, other)
        other.goto(site_url + FIRST_PART)
        wait_for_python(other)
        expect(boxes(other).nth(2)).to_be_checked()
        expect(count(other)).to_contain_text("2 of")


@pytest.mark.parametrize(
    "held",
    [
        Held(side=420, turned=-8, blur=1),
        Held(turned=14, slant=0.12, blur=1.5),
        Held(side=620, turned=178, blur=0.5),
    ],
    ids=["far", "slanted", "upside-down"],
)
def test_a_hand_that_is_not_steady_is_enough(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path, held: Held
) -> None:
    have(page, site_url, 5_000)
    seen = shown(page, site_url)
    assert len(seen) > 3
    film = filmed(page, seen, tmp_path / "a.mjpeg", held)
    with watcher(engine, film, ALLOWED) as other:
        begin(other, site_url)
        take(other)
        assert same(page, other)


def test_what_is_missed_in_one_round_comes_in_the_next(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path
) -> None:
    """Pictures that are missing are named."""
    have(page, site_url, 5_000)
    seen = shown(page, site_url)
    first = [b"" if index in (1, 3) else each for index, each in enumerate(seen)]
    film = filmed(page, [*first * 2, *[b""] * 10, *seen], tmp_path / "a.mjpeg", Held(turned=3))
    with watcher(engine, film, ALLOWED) as other:
        other.add_init_script(SAID)
        begin(other, site_url)
        take(other)
        assert "Missing: 2, 4" in other.evaluate("window.counts.join()")
        assert same(page, other)


def test_a_code_of_something_else_is_left_alone_and_said(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path
) -> None:
    """Then what is ours comes in the same picture, and goes on."""
    write_here(page, site_url, 1)
    seen = [*[code_of("https://example.org/")] * 8, *shown(page, site_url) * 8]
    film = filmed(page, seen, tmp_path / "a.mjpeg", Held(), times=15)
    with watcher(engine, film, ALLOWED) as other:
        begin(other, site_url)
        expect(other.locator(SAYS)).to_contain_text("This code is something else")
        take(other)
        assert same(page, other)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("NotAllowedError", "The camera was not allowed"),
        ("NotFoundError", "No camera was found"),
        ("NotReadableError", "The camera could not be opened"),
        ("", "On this page the browser gives no camera"),
    ],
)
def test_without_a_camera_one_sentence_says_why_and_names_the_file(
    page: Page, site_url: str, name: str, says: str
) -> None:
    missing = "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
    page.add_init_script(FAIL.format(name) if name else missing)
    begin(page, site_url)
    expect(page.locator(SAYS)).to_contain_text(says)
    expect(page.locator(SAYS)).to_contain_text("Open a saved file")
    expect(page.locator("video")).to_have_count(0)
    expect(page.locator(READ)).to_be_focused()
    expect(page.locator(READ)).to_have_attribute("aria-expanded", "false")


def test_who_refuses_the_camera_is_told_of_the_file(engine: BrowserType, site_url: str) -> None:
    """The browser itself says no."""
    with watcher(engine, None, "--deny-permission-prompts") as page:
        begin(page, site_url)
        expect(page.locator(SAYS)).to_contain_text("The camera was not allowed")


@pytest.mark.parametrize("way", ["stop", "again", "turn", "exit", "show"])
def test_the_camera_is_off_once_reading_is_left(engine: BrowserType, site_url: str, way: str) -> None:
    """By its button, by the one that began it, on another page, at the exit, or when this device shows."""
    with watcher(engine, None, ALLOWED) as page:
        page.add_init_script(TRACKS)
        begin(page, site_url)
        until(page, f"{LIVE} === 1")
        if way == "exit":
            page.evaluate("document.querySelector('a[data-exit]').href = '#'")
            assert page.evaluate(EXIT) == [True, True, 0]
        elif way == "turn":
            page.locator("a.guide-start").click()
        else:
            page.locator({"stop": "[data-do=pictures-stop]", "again": READ, "show": SHOW}[way]).click()
        until(page, f"{LIVE} === 0")
        expect(page.locator("video")).to_have_count(0)


def test_a_host_with_all_its_headers_gives_the_camera(engine: BrowserType, site_folder: Path) -> None:
    with served(site_folder, Strict) as address, watcher(engine, None, ALLOWED) as page:
        page.add_init_script(TRACKS)
        begin(page, address)
        until(page, f"{LIVE} === 1")


def test_a_hidden_page_sees_nothing(engine: BrowserType, site_url: str) -> None:
    """The camera goes off, and on again when one comes back."""
    hide = "Object.defineProperty(document, 'visibilityState', { value: '%s', configurable: true })"
    tell = "document.dispatchEvent(new Event('visibilitychange'))"
    with watcher(engine, None, ALLOWED) as page:
        page.add_init_script(TRACKS)
        begin(page, site_url)
        until(page, f"{LIVE} === 1")
        page.evaluate(f"() => {{ {hide % 'hidden'}; {tell} }}")
        assert page.evaluate(LIVE) == 0
        page.evaluate(f"() => {{ {hide % 'visible'}; {tell} }}")
        until(page, f"{LIVE} === 1")


def test_pictures_change_by_themselves_until_they_are_held(page: Page, site_url: str) -> None:
    """No faster than six a second; by keyboard alone they are held, turned, and put away."""
    have(page, site_url, 5_000)
    page.locator(SHOW).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A code for the other device")).to_be_focused()
    counter = page.locator(COUNT)
    changes = page.evaluate(
        """async (selector) => {
          let changes = 0;
          const watch = new MutationObserver(() => (changes += 1));
          watch.observe(document.querySelector(selector), { childList: true });
          await new Promise((done) => setTimeout(done, 2_000));
          return changes;
        }""",
        COUNT,
    )
    assert 2 <= changes <= 12
    page.keyboard.press("Tab")
    expect(page.locator("[data-do=pictures-pause]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=pictures-pause]")).to_have_text("Go on")
    stands = counter.text_content()
    page.wait_for_timeout(500)
    expect(counter).to_have_text(str(stands))
    expect(counter).to_have_attribute("aria-live", "polite")
    before = page.locator(CODE).screenshot()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(counter).not_to_have_text(str(stands))
    assert page.locator(CODE).screenshot() != before
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(counter).to_have_text(str(stands))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(CODE)).to_have_count(0)
    expect(page.locator(SHOW)).to_be_focused()


def test_who_wants_less_motion_finds_pictures_that_stand(browser: Browser, site_url: str) -> None:
    """They are told so, and may let them change, slowly."""
    context = browser.new_context(**READER, reduced_motion="reduce")
    page = context.new_page()
    have(page, site_url, 5_000)
    page.locator(SHOW).click()
    expect(page.locator("[data-pictures=show]")).to_contain_text("Your device asks for less motion")
    expect(page.locator("[data-do=pictures-pause]")).to_have_text("Go on")
    page.wait_for_timeout(500)
    expect(page.locator(COUNT)).to_contain_text("Picture 1 of")
    page.locator("[data-do=pictures-pause]").click()
    page.wait_for_timeout(1_000)
    expect(page.locator(COUNT)).to_contain_text("Picture 1 of")
    expect(page.locator(COUNT)).to_contain_text("Picture 2 of", timeout=5_000)
    context.close()


def test_much_is_said_to_be_much(page: Page, site_url: str) -> None:
    """And shown all the same. What one picture carries stands still."""
    noise = "".join(chr(0x4E00 + (at * at * 7919) % 20_000) for at in range(60_000))
    saved = "2026-11-27T18:30:00.000Z"
    widget = {"type": "note", "state": json.dumps(noise), "pending": [], "saved": saved}
    choose(page, site_url + OVERVIEW, file_of({"tool": widget}))
    take(page)
    page.locator(SHOW).click()
    expect(page.locator("[data-pictures=show]")).to_contain_text("A file is quicker.")
    expect(page.locator(COUNT)).to_contain_text("Picture")


def test_nothing_shown_is_stored(page: Page, site_url: str) -> None:
    write_here(page, site_url, 1)
    page.goto(site_url + OVERVIEW)
    read: Any = f"{ALL}.then((all) => JSON.stringify([all, {{ ...localStorage }}]))"
    before = page.evaluate(read)
    page.locator(SHOW).click()
    page.locator(CODE).wait_for()
    page.locator("[data-do=pictures-close]").click()
    assert page.evaluate(read) == before


def test_pages_from_disk_show_and_read(
    page: Page, engine: BrowserType, site_folder: Path, tmp_path: Path
) -> None:
    """Without a network, where the browser gives the camera to such pages."""
    page.context.set_offline(offline=True)
    folder = f"{site_folder.as_uri()}/"
    have(page, folder, 3_000)
    film = filmed(page, shown(page, folder), tmp_path / "a.mjpeg", Held())
    with watcher(engine, film, ALLOWED) as other:
        other.context.set_offline(offline=True)
        begin(other, folder)
        take(other)
        assert same(page, other)


@pytest.mark.filterwarnings(
    "ignore:setting remote_server_addr:DeprecationWarning"
)  # Selenium warns of itself
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_chromium_reads_what_another_browser_shows(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path, name: str
) -> None:
    if why := missing(name):
        pytest.skip(f"{name} {why}; `make browsers` installs it on Debian, as root")
    file = tmp_path / "answers.json"
    file.write_text(file_of({LIST: {"state": prose(800), "pending": [], "saved": None}}), "utf-8")
    with opened(name) as other, other.reader() as tab:
        tab.open(site_url + OVERVIEW)
        tab.choose("[data-do=import]", file)
        wait(tab, "document.querySelector('[data-do=import-take]')")
        tab.click("[data-do=import-take]")
        wait(tab, "document.querySelector('.carry-says').textContent.startsWith('Taken over.')")
        tab.click(SHOW)
        wait(tab, f"document.querySelector('{CODE}')")
        tab.click("[data-do=pictures-pause]")
        wait(tab, f"document.querySelector('{COUNT}').ariaLive === 'polite'")
        seen = []
        for _ in range(2):
            seen.append(tab.evaluate(f"document.querySelector('{CODE}').toDataURL()"))
            tab.click("[data-do=pictures-next]")
        assert tab.evaluate(f"document.querySelector('{COUNT}').textContent").endswith(" of 2")
    drawn = [b64decode(each.partition(",")[2]) for each in seen]
    with watcher(engine, filmed(page, drawn, tmp_path / "a.mjpeg", Held()), ALLOWED) as reader:
        begin(reader, site_url)
        take(reader)
        (record,) = without_logs(reader.evaluate(ALL)).values()
        assert record["state"] == prose(800)


def test_reading_is_done_by_keyboard_alone(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path
) -> None:
    """How far it is, is said now and then; the focus goes on to what came."""
    have(page, site_url, 5_000)
    film = filmed(page, shown(page, site_url), tmp_path / "a.mjpeg", Held())
    with watcher(engine, film, ALLOWED) as other:
        other.add_init_script(SAID)
        other.goto(site_url + OVERVIEW)
        other.locator(READ).focus()
        other.keyboard.press("Enter")
        expect(other.get_by_role("heading", name="What is in the file")).to_be_focused()
        said = other.evaluate("window.said")
        assert 1 <= sum("pictures are here" in text for text in said) <= 3
        assert said[-1] == "All of it is here. The camera is off."
        other.keyboard.press("Tab")
        other.keyboard.press("Enter")
        expect(other.locator(".carry-says")).to_contain_text("Taken over.")
        assert same(page, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_showing_and_reading_are_accessible_at_every_width(
    engine: BrowserType, site_url: str, width: int, scheme: Any
) -> None:
    with watcher(engine, None, ALLOWED) as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        have(page, site_url, 5_000)
        for control, shown_ in ((SHOW, CODE), (READ, "video")):
            page.locator(control).click()
            page.locator(shown_).wait_for()
            pause = page.locator("[data-do=pictures-pause]")
            if pause.count():
                pause.click()
            assert not found_by_axe(page)
            assert not page.evaluate(SIDEWAYS)
            for button in page.locator(".pictures-view button").all():
                box = button.bounding_box()
                assert box
                assert box["height"] >= 44
            assert fits_with_text_twice_as_large(page)


def test_the_code_is_black_on_white_in_forced_colours_and_can_be_read(
    engine: BrowserType, site_url: str, tmp_path: Path
) -> None:
    """The browser paints all else in a reader's own colours, here white on black."""
    chromium = engine.launch(**LAUNCH)
    context = chromium.new_context(**READER, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    write_here(page, site_url, 1, cause=CAUSE)
    seen = shown(page, site_url)
    assert page.evaluate(CORNERS, b64encode(seen[0]).decode()) == [[255, 255, 255], [0, 0, 0]]
    film = filmed(page, seen, tmp_path / "a.mjpeg", Held())
    with watcher(engine, film, ALLOWED) as other:
        begin(other, site_url)
        take(other)
        assert same(page, other)
    chromium.close()


def frames_of(ask: Ask, length: int) -> list[str]:
    """Return the texts of the codes of a file with answers of so many signs."""
    saved = "2026-11-27T18:30:00.000Z"
    file = file_of({LIST: {"type": "checklist", "state": prose(length), "pending": [], "saved": saved}})
    found: list[str] = ask("frames", whole=ask("pack", text=file), id=7)
    return found


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking("frames.mjs") as answer:
        yield answer


def test_the_camera_goes_off_after_two_minutes_without_a_new_picture(
    engine: BrowserType, site_url: str, ask: Ask
) -> None:
    """Two minutes from the last new one, that is, and it is said."""
    with watcher(engine, None, ALLOWED) as page:
        reading_by_browser(page, site_url)
        first, *_ = frames_of(ask, 5_000)
        page.clock.fast_forward("01:50")
        tell(page, first)
        page.clock.fast_forward("01:50")
        page.wait_for_timeout(300)
        assert page.evaluate(LIVE) == 1
        page.clock.fast_forward("00:15")
        expect(page.locator(SAYS)).to_contain_text("Nothing new was seen for a while, so the camera is off")
        assert page.evaluate(LIVE) == 0
        expect(page.locator("video")).to_have_count(0)


def test_the_camera_goes_off_after_a_quarter_of_an_hour_in_any_case(
    engine: BrowserType, site_url: str, ask: Ask
) -> None:
    """Though a new picture came each minute or two."""
    with watcher(engine, None, ALLOWED) as page:
        reading_by_browser(page, site_url)
        frames = frames_of(ask, 20_000)
        assert len(frames) > 10
        for frame in frames[:9]:
            page.clock.fast_forward("01:35")
            tell(page, frame)
        assert page.evaluate(LIVE) == 1
        page.clock.fast_forward("00:50")
        expect(page.locator("video")).to_have_count(0)
        assert page.evaluate(LIVE) == 0


def reading_by_browser(page: Page, site_url: str) -> None:
    """Begin to read, with a browser that reads codes by itself, and a clock that can be moved on."""
    page.add_init_script(TRACKS)
    page.add_init_script(DETECTOR)
    page.clock.install()
    begin(page, site_url)
    until(page, f"{LIVE} === 1 && window.looks > 0")


def tell(page: Page, text: str) -> None:
    """Have the browser find a code with this text, and wait until the page has counted it."""
    before = page.locator(COUNT).text_content() or ""
    page.evaluate("(text) => { window.codes = [text]; }", text)
    expect(page.locator(COUNT)).not_to_have_text(before)


def test_a_browser_that_reads_codes_by_itself_does_it(engine: BrowserType, site_url: str, ask: Ask) -> None:
    """The camera of this test sees nothing but a test picture, so no library could have found them."""
    with watcher(engine, None, ALLOWED) as page:
        page.add_init_script(DETECTOR)
        page.add_init_script(f"window.codes = {json.dumps(frames_of(ask, 3_000))};")
        begin(page, site_url)
        expect(page.get_by_role("heading", name="What is in the file")).to_be_focused()
        assert page.evaluate("window.formats") == ["qr_code"]
        take(page)
        (record,) = without_logs(page.evaluate(ALL)).values()
        assert record["state"] == prose(3_000)


@pytest.mark.parametrize("fails", ["gives up", "knows no such codes"])
def test_where_the_browser_reads_no_codes_the_library_does(
    page: Page, engine: BrowserType, site_url: str, tmp_path: Path, fails: str
) -> None:
    write_here(page, site_url, 0)
    film = filmed(page, shown(page, site_url), tmp_path / "a.mjpeg", Held())
    with watcher(engine, film, ALLOWED) as other:
        other.add_init_script(DETECTOR)
        other.add_init_script(f"window.fails = {json.dumps(fails)};")
        begin(other, site_url)
        take(other)
        assert same(page, other)
        assert other.evaluate("window.looks") == (1 if fails == "gives up" else 0)

"""In a made-up language no bare English of ours is left, on no page and in no state of a widget."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from handrail.words import english, load
from handrail_widgets import WIDGETS
from handrail_widgets.kit.session import Session
from handrail_widgets.kit.words import Words
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.changing import Changing, changing
from tests.browser.conftest import READER
from tests.browser.reader import READ_ALL, until, wait_for_python, wait_until_saved
from tests.browser.test_offline import ACTIVE
from tests.browser.test_storage_trouble_is_said_aloud import NO_DATABASE, NO_STORAGE
from tests.browser.test_unreadable_state_is_set_aside import SPOIL
from tests.browser.written import built
from tests.madeup import TAG, bare, bracketed, made_up
from tests.test_site import ROOT

CONFIG: Final = f"""\
INHERIT: {ROOT}/mkdocs.yml
site_name: Qqsite
theme:
  custom_dir: {ROOT}/overrides
  language: {TAG}
hooks: ["{ROOT}/hooks/handrail_hooks.py"]
extra:
  footer: []
"""
# All that its author wrote are words that begin with Qq, so that whatever else is there is ours.
INDEX: Final = """\
---
title: Qqtea
line: Qqline
summary: Qqsummary
topic: QqTOPIC
reviewed: 2026-11-23
time: Qqtime
needs: ["Qqpot", "Qqleaves"]
tips: ["Qqtip"]
sources: ["Qqfilm"]
adults: true
wont_promise: Qqpromise
exit_url: https://example.org/
---
Qqabout.
"""
BOIL: Final = """\
---
title: Qqboil
---
Qqfirst.

## Qqfill

![Qqhand](pictures/pot.svg)

Qqcold.[^smith2001]

- [ ] Qqfilled
- [ ] Qqlid

## Qqheat

!!! warning
    Qqsteam.

!!! tip
    Qqlid.

```timer
id: kettle
lengths: [5, 1]
```

```timer
id: second
title: Qqclock
lengths: [90]
```

```qqwords
id: own
```

[^smith2001]: Qqsmith.
"""
WAIT: Final = """\
---
title: Qqwait
---
## Qqwaiting

```pause
id: days
title: Qqdays
```

## Qqlast

Qqdone.
"""
HELP: Final = """\
---
title: Qqhelp
checked: 2026-11-20
---
Qqask.[^1] Qqother.

[^1]: Qqnote.
"""
LONE: Final = INDEX.replace("Qqtea", "Qqlone").replace("adults: true\n", "")
OWN: Final = """\
from dataclasses import dataclass

from handrail_widgets.kit.html import div
from handrail_widgets.kit.widget import Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    pass


@dataclass(frozen=True)
class Looked:
    pass


def update(state: Config, message: Looked) -> Config:
    return state


def view(state: Config) -> object:
    return div[state.words("timer.pause")]


words = Widget("qqwords", Config, lambda config: config, update, view)
"""
FILES: Final = {
    "docs/guides/tea/index.md": INDEX,
    "docs/guides/tea/01-boil.md": BOIL,
    "docs/guides/tea/02-wait.md": WAIT,
    "docs/guides/tea/help.md": HELP,
    "docs/guides/tea/safe.md": HELP.replace("2026-11-20", "Qqautumn").replace("Qqhelp", "Qqsafe"),
    "docs/guides/tea/pictures/pot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"/>',
    "docs/guides/lone/index.md": f"{LONE}\n## Qqstep\n\nQqdo.\n\n- [ ] Qqtick\n",
    "docs/qqnotes/one.md": "# Qqnote\n\n```python\nqq = 1\n```\n\n!!! note\n    Qqnoted.\n",
    "docs/qqnotes/two.md": "# Qqtwo\n\nQqtext.\n",
    "mkdocs.yml": CONFIG,
    "widgets/words.py": OWN,
    f"words/{TAG}.toml": made_up(),
}
OVERVIEW: Final = "guides/tea/index.html"
PART: Final = "guides/tea/01-boil.html"
PAGES: Final = (
    "index.html",
    "404.html",
    "offline.html",
    OVERVIEW,
    PART,
    "guides/tea/02-wait.html",
    "guides/tea/help.html",
    "guides/tea/safe.html",
    "guides/tea/whole.html",
    "guides/lone/index.html",
    "qqnotes/one.html",
)
LOGS: Final = sorted((ROOT / "tests/logs").glob("*.json"))

# Every text below an element that a reader may see or hear: shown or hidden, in attributes, or put there by
# style sheets, also by those for print; and what is wider than the window.
LOOK: Final = r"""
(root) => {
  const said = [];
  const copy = root.cloneNode(true);
  copy.querySelectorAll('script, style, template').forEach((each) => each.remove());
  const blocks = 'p, li, h1, h2, h3, dt, dd, button, label, legend, summary, a, option, td, th, div, span';
  copy.querySelectorAll(blocks).forEach((each) => each.append(' '));
  const boxes = 'button, .button, summary, legend, label, p, h1, h2, h3, td, th, output, select';
  said.push(copy.textContent);
  const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description',
    'aria-roledescription', 'aria-valuetext'];
  const elements = [root, ...root.querySelectorAll('*')];
  for (const element of elements) {
    for (const name of names) if (element.hasAttribute(name)) said.push(element.getAttribute(name));
    if (element.matches('[type=submit], [type=button], [type=reset]')) said.push(element.value ?? '');
    for (const side of ['::before', '::after']) {
      const { content } = getComputedStyle(element, side);
      for (const [, text, name] of content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\((.*?)\)/g)) {
        said.push(name ? element.getAttribute(name) ?? '' : text);
      }
    }
  }
  const width = document.documentElement.clientWidth;
  const isWide = (each) => {
    const { right } = each.getBoundingClientRect();
    const { position, overflowX } = getComputedStyle(each);
    if (position === 'fixed' && right > width + 1) return true;
    if (document.scrollingElement.scrollWidth > width && right > width + 1) return true;
    if (!each.matches(boxes) || overflowX !== 'visible' || each.clientWidth < 2) return false;
    return each.scrollWidth > each.clientWidth + 1;
  };
  const named = (each) => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 60)}`;
  const wide = elements.filter(isWide).map(named);
  if (document.scrollingElement.scrollWidth > width) wide.push(`${document.scrollingElement.scrollWidth} px`);
  return { said, wide };
}
"""
PAGE: Final = f"""
() => {{
  const found = ({LOOK})(document.body);
  found.said.push(document.title, document.querySelector('meta[name=description]')?.content ?? '');
  return found;
}}
"""
# A widget's states, one after the other in its place, each looked at.
STATES: Final = f"""
(views) => {{
  const widget = document.querySelector('.widget[data-widget=timer]');
  const place = widget.querySelector('.widget-view');
  return views.map((html) => {{
    place.innerHTML = html;
    place.querySelectorAll('details').forEach((each) => {{ each.open = true; }});
    return ({LOOK})(widget);
  }});
}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site in the made-up language."""
    return built(tmp_path_factory.mktemp("another"), FILES)


@pytest.fixture
def unsteady(folder: Path) -> Iterator[Changing]:
    """Serve it once more, on a line that a test may cut."""
    with changing(folder) as host:
        yield host


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[Changing]:
    with changing(folder) as host:
        yield host


def narrow(browser: Browser, **wishes: Any) -> BrowserContext:
    """Return a reader with a phone."""
    context = browser.new_context(**READER | {"viewport": {"width": 360, "height": 740}} | wishes)
    context.set_default_timeout(20_000)
    return context


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """Return their tab, for pages that leave nothing behind."""
    context = narrow(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return the tab of one who has never been here, and whose browser has service workers."""
    context = narrow(browser, service_workers="allow")
    yield context.new_page()
    context.close()


def found(look: dict[str, list[str]]) -> dict[str, object]:
    """Return what is wrong with what was seen: bare words with the text around them, and what is too wide."""
    english: dict[str, object] = {rest: text for text in look["said"] if (rest := bare(text))}
    return english | ({"too wide": look["wide"]} if look["wide"] else {})


def said(key: str) -> str:
    """Return a sentence without places in the made-up language."""
    sentence = english().sentences[key]
    assert isinstance(sentence, str)
    return bracketed(sentence)


def check(page: Page) -> None:
    assert found(page.evaluate(PAGE)) == {}


def test_the_check_sees_english() -> None:
    """Else the tests below would say nothing."""
    assert bare("[Start oxo] Qqtea 3 [a [b oxo] c]") == ""
    assert bare("[Start oxo] and Qqtea") == "and"
    assert bare("Saved on this device") == "Saved on this device"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_bare_word_of_ours(phone: Page, host: Changing, path: str) -> None:
    """Those with widgets as they are where Python can't start, which a notice says."""
    phone.goto(f"{host.address}{path}?python=none")
    expect(phone.locator("html")).to_have_attribute("lang", TAG)
    if phone.locator(".widget").count():
        expect(phone.locator(".handrail-notice")).to_be_visible()
    check(phone)


def test_a_search_that_finds_something_or_nothing(phone: Page, host: Changing) -> None:
    phone.goto(f"{host.address}qqnotes/one.html")
    field = phone.locator(".search input[name=query]")
    field.press_sequentially("Qqtext")
    expect(phone.locator(".md-search-result__link").first).to_be_visible()
    check(phone)
    field.press_sequentially("zz")
    expect(phone.locator(".md-search-result__link")).to_have_count(0)
    expect(phone.locator(".md-search-result__meta")).to_contain_text(said("search.none"))
    check(phone)


def test_what_is_said_of_saving_and_of_going_on(page: Page, host: Changing) -> None:
    """Saved; set aside because nobody can read it; where the reader was."""
    page.goto(host.address + PART)
    wait_for_python(page)
    page.get_by_role("checkbox").first.check()
    wait_until_saved(page)
    expect(page.locator("[data-saved-line]").first).to_contain_text("[Saved on this device")
    check(page)
    page.evaluate(SPOIL, next(iter(page.evaluate(READ_ALL))))
    page.reload()
    wait_for_python(page)
    expect(page.locator(".widget-problem")).to_contain_text(said("tools.unreadable-state"))
    check(page)
    page.locator("section[data-step='2']").evaluate("step => step.scrollIntoView()")
    until(page, 'Object.values(localStorage).some((saved) => saved.startsWith(\'{"step":"qqheat"\'))')
    page.goto(host.address + OVERVIEW)
    expect(page.locator("a.guide-start")).to_contain_text("[Go on with step 2")
    check(page)


def test_what_is_said_where_nothing_can_be_saved(page: Page, host: Changing) -> None:
    page.add_init_script(NO_DATABASE)
    page.add_init_script(NO_STORAGE)
    page.goto(f"{host.address}{PART}?python=none")
    expect(page.locator(".handrail-notice[data-kind=saved]")).to_have_text(said("saved.off-notice"))
    check(page)


def test_what_is_said_of_keeping_a_guide_offline(page: Page, unsteady: Changing) -> None:
    """Offered, under way, stopped, there, removed; and what comes instead of a page without a network."""
    host, panel = unsteady, page.locator("[data-offline]")

    def sees(key: str) -> None:
        expect(panel).to_contain_text(said(key))
        check(page)

    page.goto(host.address + OVERVIEW)
    until(page, ACTIVE)
    expect(panel.get_by_role("button")).to_contain_text("MB")
    check(page)
    host.line = "stuck"
    panel.get_by_role("button").click()
    expect(panel.locator(f"[aria-label='{said('keep.bar')}']")).to_be_visible()
    check(page)
    panel.get_by_role("button", name=said("keep.stop")).click()
    sees("keep.stopped")
    host.over.set()
    host.line = "up"
    panel.get_by_role("button", name=said("keep.again")).click()
    sees("keep.kept")
    host.line = "down"
    page.goto(f"{host.address}guides/lone/index.html")
    expect(page.locator("h1")).to_have_text(said("offline.title"))
    expect(page.locator("[data-cached-pages]")).to_be_visible()
    check(page)
    host.line = "up"
    page.goto(host.address + OVERVIEW)
    panel.get_by_role("button", name=said("keep.remove")).click()
    sees("keep.removed")


UNREAD = {"id", "value", "fact", "kind", "column", "beside", "link", "phrases", "of", "unless"}
WRITTEN = {"text", "answer"}


def _authors(text: str) -> str:
    return re.sub(r"[^\W\d_]+", "Qqx", text)


def _theirs(config: Any, key: str = "") -> Any:
    """Return a config in which all that would be read is in such words, but not ids, links and phrases."""
    if isinstance(config, dict):
        return {name: _theirs(value, name) for name, value in config.items()}
    if isinstance(config, list):
        return [_theirs(value, key) for value in config]
    return _authors(config) if isinstance(config, str) and key not in UNREAD else config


def views(log: Path, words: Words) -> tuple[list[str], list[str]]:
    """Replay a recorded log in the made-up language: each view it comes to, once, and all that is read aloud.

    What author and reader wrote in it is put into words that begin with Qq.
    """
    recorded = json.loads(log.read_text(encoding="utf-8"))
    config = _theirs(recorded["config"]) | {"title": "Qqtitle"}
    opening = {"do": "open", "id": "a", "type": recorded["type"], "config": config}
    requests: list[dict[str, Any]] = [opening | {"saved": None, "messages": [], "now": recorded["now"]}]
    for message in recorded["messages"]:
        written = {name: _authors(message["with"][name]) for name in WRITTEN & message["with"].keys()}
        message["with"] |= written
        requests.append({"do": "dispatch", "id": "a", "messages": [message]})
    session = Session(WIDGETS, words)
    replies = [json.loads(session.handle(json.dumps(request))) for request in requests]
    assert [reply["problem"] for reply in replies if reply["problem"]] == []
    aloud = [effect["text"] for reply in replies for effect in reply["effects"] if effect["is"] == "Announce"]
    return list(dict.fromkeys(reply["html"] for reply in replies)), aloud


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_no_state_of_a_widget_has_a_bare_word_of_ours(browser: Browser, host: Changing, log: Path) -> None:
    """Each step of the recorded log is drawn and looked at with the site's style sheets."""
    htmls, aloud = views(log, load(TAG, host.folder.parent / "words").words)
    assert len(htmls) > 3
    assert {rest: text for text in aloud if (rest := bare(text))} == {}
    context = narrow(browser, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{host.address}{PART}?python=none")
    expect(page.locator("html")).to_have_attribute("data-python", "failed")
    page.evaluate("document.documentElement.dataset.python = 'ready'")
    looks = page.evaluate(STATES, htmls)
    assert [wrong for look in looks if (wrong := found(look))] == []
    context.close()

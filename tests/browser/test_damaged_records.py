"""What others of the origin wrote into the store, or a failing disk left there, is data and no more."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, READ_ALL, boxes, count, until, wait_for_python, wait_until_saved
from tests.browser.records import key, put

WIDGET = "why-it-ended-checklist"
VIEW = f"handrail:{key('second-chance', WIDGET, 'view')}"
POSITION = f"handrail:{key('second-chance', '', 'position')}"
STANDINGS = f"handrail:{key('second-chance', '', 'standings')}"
ANSWERS = key("second-chance", WIDGET)
GOOD = '<ul class="ticks"><li class="tick">My own view</li></ul>'
HOSTILE = {
    "script": "<script src='PLANT'></script>",
    "inline script": "<script>window.ran = 1</script>",
    "frame": "<iframe src='PLANT'></iframe>",
    "frame with a document": "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "style sheet": "<link rel='stylesheet' href='PLANT'>",
    "refresh": "<meta http-equiv='refresh' content='0;url=PLANT'>",
    "style": "<p style='position:fixed;inset:0'>x</p>",
    "style element": "<style>body { display: none }</style>",
    "handler": "<img src='none.png' onerror='window.ran = 1'>",
    "srcset": "<img srcset='PLANT 1x'>",
    "address": "<a href='javascript:window.ran = 1'>x</a>",
    "form": "<form action='PLANT'><button formaction='PLANT'>x</button></form>",
    "drawing": "<svg><a href='javascript:1'><script>window.ran = 1</script></a></svg>",
    "template": "<template><p>x</p></template></template><script>window.ran = 1</script>",
    "object": "<object data='PLANT'></object><embed src='PLANT'><base href='PLANT'>",
    "handler of ours": "<button data-on-click='[1]'>x</button><button data-on-load='{}'>x</button>",
    "id of the page": "<p id='content'>x</p>",
}
LEFT = """
(() => {
  const view = document.querySelector('#WIDGET .widget-view');
  const bad = ['script', 'iframe', 'link', 'meta', 'style', 'svg', 'template', 'object', 'embed', 'base'];
  const all = [...view.querySelectorAll('*')];
  const attributes = all.flatMap((each) => [...each.attributes].map(({ name }) => name));
  const others = view.querySelectorAll('[href^=javascript], #content, [data-on-click="[1]"]');
  return [
    ...bad.filter((tag) => view.querySelector(tag)),
    ...attributes.filter((name) => /^(on|style|srcset|action|formaction|data-on-load)/.test(name)),
    ...[...others].map(({ outerHTML }) => outerHTML),
  ];
})()
""".replace("WIDGET", WIDGET)


def hash_of(page: Page, site_url: str) -> str:
    """Return what a view of the widget must say it is of."""
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    return page.locator(f"#{WIDGET}").get_attribute("data-hash") or ""


def stored(page: Page) -> dict[str, Any]:
    text = page.evaluate(f"({READ_ALL})().then((all) => JSON.stringify(all))")
    found: dict[str, Any] = json.loads(text)
    return found


def asides(page: Page) -> list[Any]:
    return [value for name, value in stored(page).items() if '"set-aside"' in name]


@pytest.mark.parametrize("what", HOSTILE)
def test_a_planted_view_draws_only_what_a_widget_may(page: Page, site_url: str, what: str) -> None:
    """Nothing of it runs, loads or stays; what is harmless beside it is shown."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    html = GOOD + HOSTILE[what].replace("PLANT", f"{site_url}planted.js")
    view = {"hash": hash_of(page, site_url), "html": html, "held": []}
    put(page, site_url, {"localStorage": {VIEW: json.dumps(view)}})
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    expect(page.locator(f"#{WIDGET}")).to_contain_text("My own view")
    assert page.evaluate(LEFT) == []
    assert page.evaluate("window.ran") is None
    assert not [url for url in asked if "planted" in url]


@pytest.mark.parametrize(
    "view",
    [
        {"hash": "HASH", "html": None},
        {"hash": "HASH", "html": None, "held": [None, {"control": 1}]},
        {"hash": "HASH", "html": 7, "held": []},
        "text",
        None,
    ],
    ids=str,
)
def test_a_damaged_view_loses_no_tick(page: Page, site_url: str, view: object) -> None:
    """A tick before Python, and it is there after a reload."""
    text = json.dumps(view).replace("HASH", hash_of(page, site_url))
    put(page, site_url, {"localStorage": {VIEW: text}})
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.goto(f"{site_url}{FIRST_PART}")
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("handrail/handrail/second-chance#place", '{"done": 5}'),
        (POSITION, '{"done": [[], {}, -1], "step": {}}'),
        (POSITION, "["),
        (STANDINGS, "5"),
        (STANDINGS, f'{{"{WIDGET}": {{"progress": "all", "facts": 7}}}}'),
    ],
    ids=["place of before", "position", "no JSON", "standings", "standing"],
)
def test_a_damaged_place_stops_nothing(page: Page, site_url: str, name: str, text: str) -> None:
    """Python starts, and a step whose list is ticked is marked."""
    put(page, site_url, {"localStorage": {name: text}})
    page.goto(f"{site_url}{FIRST_PART}")
    wait_for_python(page)
    for box in boxes(page).all():
        box.check()
    expect(page.locator(".outline li.is-done[data-step='1']")).not_to_have_count(0)


DEEP = "[" * 5_000 + "]" * 5_000
NESTED = json.loads("[" * 400 + "]" * 400)
MESSAGE = {"id": "a", "is": "Toggled", "with": {"item": "x", "done": True}, "held": None}


@pytest.mark.parametrize(
    "record",
    [
        {"state": f'{{"version":1,"state":{DEEP}}}', "pending": [], "saved": None},
        {"state": 5, "pending": [], "saved": None},
        {"state": None, "pending": {}, "saved": None},
        {"state": None, "pending": [MESSAGE | {"with": {"item": NESTED}}], "saved": None},
        {"state": None, "pending": [MESSAGE | {"held": {"control": 3}}], "saved": None},
        {"state": None, "pending": [7], "saved": 7},
        {"state": None, "pending": [], "saved": "soon"},
        "text",
        None,
        [],
    ],
    ids=[
        "deep state",
        "number",
        "no list",
        "deep message",
        "held",
        "no message",
        "moment",
        "text",
        "null",
        "list",
    ],
)
def test_a_damaged_record_is_set_aside_whole(page: Page, site_url: str, record: object) -> None:
    """The page says so, the tool works, and what was there is found beside the record as it was."""
    put(page, site_url, {"database": {ANSWERS: record}})
    page.goto(f"{site_url}{FIRST_PART}")
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
    expect(page.locator(".widget-problem")).to_contain_text("set aside")
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    assert asides(page) == [record]


def test_a_message_that_holds_itself_is_set_aside(page: Page, site_url: str) -> None:
    """IndexedDB can hold what JSON can't say; the good messages beside it are read."""
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.goto(f"{site_url}404.html")
    page.evaluate(TIE, json.loads(ANSWERS))
    page.goto(f"{site_url}{FIRST_PART}")
    wait_for_python(page)
    expect(page.locator(".widget-problem")).to_contain_text("set aside")
    expect(count(page)).to_contain_text("1 of")
    assert page.evaluate("window.handrail.boot.source") == "snapshot"


TIE = """
(key) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('handrail');
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('answers', 'readwrite');
    const answers = transaction.objectStore('answers');
    answers.get(key).onsuccess = ({ target }) => {
      const [good] = target.result.pending;
      const knot = {};
      knot.item = [knot, knot];
      const whole = { ...target.result, pending: [good, { ...good, id: 'knot', with: knot }] };
      answers.put(whole, key);
    };
    transaction.oncomplete = () => { opening.result.close(); resolve(); };
    transaction.onerror = () => reject(transaction.error);
  };
})
"""


def test_twenty_thousand_waiting_messages_are_taken_in_portions(page: Page, site_url: str) -> None:
    """All of them are read, none at the cost of a page that stands still: no request holds more than 500."""
    item = "() => document.querySelector('#WIDGET input').dataset.onChange".replace("WIDGET", WIDGET)
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    handler = json.loads(page.evaluate(item))
    pending = [
        {"id": str(at), "is": handler["is"], "with": handler["with"] | {"done": at % 2 == 1}, "held": None}
        for at in range(20_000)
    ]
    put(page, site_url, {"database": {ANSWERS: {"state": None, "pending": pending, "saved": None}}})
    page.add_init_script("""
        window.portions = [];
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (sent, ...rest) {
            if (Array.isArray(sent)) {
                const all = sent.map((text) => JSON.parse(text));
                const asked = all.filter(({ id }) => id.endsWith('why-it-ended-checklist'));
                window.portions.push(...asked.map(({ messages }) => messages?.length ?? 0));
            }
            return postMessage.call(this, sent, ...rest);
        };
    """)
    page.goto(f"{site_url}{FIRST_PART}")
    page.locator("html[data-python=ready]").wait_for(timeout=90_000)
    portions = page.evaluate("window.portions")
    assert sum(portions) == 20_000
    assert max(portions) <= 500
    wait_until_saved(page)
    expect(count(page)).to_contain_text("1 of")
    assert stored(page)[ANSWERS]["pending"] == []


def test_a_forged_word_from_another_page_changes_nothing(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """Anybody on the origin can speak on the channel between tabs."""
    page.goto(f"{site_url}{FIRST_PART}")
    wait_for_python(page)
    other = context.new_page()
    other.goto(f"{site_url}404.html")
    other.evaluate("""
        () => {
            const channel = new BroadcastChannel('handrail handrail /');
            const guide = 'second-chance';
            const widget = 'why-it-ended-checklist';
            const standing = { progress: ['x'], facts: 3 };
            const words = [null, 5, 'x', [], {}, { guide: 1, widget }, { guide, widget: [] }];
            words.push({ guide, widget, standing: 5 }, { guide, widget, standing });
            words.forEach((said) => channel.postMessage(said));
        }
    """)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    until(page, "JSON.stringify(window.handrail.facts) === '{}'")

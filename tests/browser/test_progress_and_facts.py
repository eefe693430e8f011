"""Progress and facts are the widget's: other pages and other tabs know them, also before Python."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import (
    FIRST_PART,
    READ_ALL,
    boxes,
    count,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)
from tests.browser.records import key, put

OTHER_PART = "guides/second-chance/03-be-well.html"
LIST = "why-it-ended-checklist"
RUNTIME = Path(__file__).parents[2] / "widgets" / "runtime"

# The worker's replies, with a fact in each: how many are done, as the reader sees it.
FACTS = """
const Real = window.Worker;
window.Worker = class extends Real {
  set onmessage(heard) {
    super.onmessage = ({ data }) => heard({ data: Array.isArray(data) ? data.map(withFacts) : data });
  }
};
function withFacts(reply) {
  const answer = JSON.parse(reply);
  const [, done] = /(\\d+) of \\d+ done/.exec(answer.html ?? '') ?? [];
  return JSON.stringify(done ? { ...answer, facts: { done } } : answer);
}
window.heard = [];
document.addEventListener('handrail:facts', ({ detail }) => window.heard.push(detail));
"""
KNOWN = f"window.handrail.facts['{LIST}']?.done"


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """Return a reader whose checklists publish a fact."""
    context.add_init_script(FACTS)
    return context


def ticked(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    wait_until_open(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)


def test_facts_are_published_on_the_page(page: Page, site_url: str) -> None:
    """Readable, and told of by an event when they change, not when they don't."""
    ticked(page, site_url)
    until(page, f"{KNOWN} === '1'")
    last = page.evaluate("window.heard.at(-1)")
    assert last["guide"] == "second-chance"
    assert last["facts"][LIST] == {"done": "1"}
    told = page.evaluate("window.heard.length")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    boxes(page).nth(0).uncheck()
    until(page, f"{KNOWN} === '0'")
    assert page.evaluate("window.heard.length") == told + 1


def test_facts_are_known_in_all_tabs(context: BrowserContext, page: Page, site_url: str) -> None:
    """A tab on another page of the guide hears of them, before it has any Python."""
    other = context.new_page()
    other.goto(f"{site_url}{OTHER_PART}?python=none")
    ticked(page, site_url)
    until(other, f"{KNOWN} === '1'")
    assert other.evaluate("window.heard.at(-1).facts")[LIST] == {"done": "1"}
    boxes(page).nth(1).check()
    until(other, f"{KNOWN} === '2'")


def test_facts_of_the_whole_guide_are_there_at_once(page: Page, site_url: str) -> None:
    """On any of its pages, before Python; and from the records, should the copy for that be lost."""
    ticked(page, site_url)
    page.add_init_script(
        f"document.addEventListener('DOMContentLoaded', () => {{ window.early = {KNOWN}; }})",
    )
    page.goto(f"{site_url}{OTHER_PART}?python=none")
    assert page.evaluate("window.early") == "1"
    page.evaluate("localStorage.clear()")
    page.goto(f"{site_url}{OTHER_PART}?python=none")
    until(page, f"{KNOWN} === '1'")


def test_a_record_says_how_its_widget_stands(page: Page, site_url: str) -> None:
    """Progress and facts are in it; a widget that nobody touched has no record."""
    ticked(page, site_url)
    records = page.evaluate(READ_ALL)
    assert list(records) == [key("second-chance", LIST)]
    of = boxes(page).count()
    assert records[key("second-chance", LIST)]["standing"] == {"progress": [1, of], "facts": {"done": "1"}}


def test_a_step_is_done_by_its_progress_and_not_by_its_looks(page: Page, site_url: str) -> None:
    """The list's own class plays no part in it."""
    page.route(
        "**/01-understand.html*",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('class="ticks"', 'class="other"'), content_type="text/html"
        ),
    )
    ticked(page, site_url)
    mark = page.locator(".outline li[data-step='1'].is-done")
    expect(mark).to_have_count(0)
    for box in boxes(page).all():
        box.check()
    expect(mark).not_to_have_count(0)


def test_boxes_of_a_tool_that_counts_nothing_are_no_tasks_before_python(page: Page, site_url: str) -> None:
    """The first step has a worksheet with a box beside its list; the list alone says that it is done."""
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    step = page.locator("section.step[data-step='1']")
    assert step.locator(".widget[data-uncounted] input[type=checkbox]").count() > 0
    mark = page.locator(".outline li[data-step='1'].is-done")
    for box in step.locator(".widget[data-widget=checklist] input[type=checkbox]").all():
        expect(mark).to_have_count(0)
        box.check()
    expect(mark).not_to_have_count(0)


def test_done_steps_stay_with_their_step_when_one_is_put_in_before(page: Page, site_url: str) -> None:
    """They are known by id; so is the step to go on with, and the outline has its number and address."""
    position = {"step": "what-you-feel", "done": ["what-you-feel", 2]}
    name = f"handrail:{key('second-chance', '', 'position')}"
    put(page, site_url, {"localStorage": {name: json.dumps(position)}})
    page.route(
        "**/second-chance/**.html*",
        lambda route: route.fulfill(body=renumbered(route.fetch().text()), content_type="text/html"),
    )
    page.goto(f"{site_url}guides/second-chance/index.html?python=none")
    expect(page.locator("a.guide-start")).to_have_text("Go on with step 4")
    done = page.locator(".page-aside .outline li.is-done")
    assert [item.get_attribute("data-step") for item in done.all()] == ["2", "4"]
    page.locator("a.guide-start").click()
    expect(page.locator("#what-you-feel")).to_be_in_viewport()


def renumbered(html: str) -> str:
    """Return a page of a guide in which each step is one further on."""
    parts = html.split('data-step="')
    return parts[0] + "".join(
        f'data-step="{int(part.partition(chr(34))[0]) + 1}"{part.partition(chr(34))[2]}' for part in parts[1:]
    )


def test_hosts_that_take_the_html_off_lead_on_as_well(page: Page, site_url: str) -> None:
    """The page's own address plays no part in where one was."""
    page.route(
        re.compile(r"/second-chance/01-understand(\?|$)"),
        lambda route: route.fulfill(
            body=page.request.get(site_url + FIRST_PART).text(), content_type="text/html"
        ),
    )
    page.goto(f"{site_url}{FIRST_PART.removesuffix('.html')}?python=none")
    page.locator("section[data-step='3']").evaluate("step => step.scrollIntoView()")
    step = page.locator("section[data-step='3'] h2").get_attribute("id")
    until(page, f'Object.values(localStorage).some((saved) => saved.startsWith(\'{{"step":"{step}"\'))')
    page.goto(f"{site_url}guides/second-chance/index.html?python=none")
    expect(page.locator("a.guide-start")).to_have_text("Go on with step 3")


ENTRIES = """
import { list, erase } from "./reader/ledger/entries";
import { Ledger } from "./reader/ledger/ledger";
const named = ({ guide, widget, kind }) => `${guide} ${widget} ${kind}`;
const told = () => undefined;
const ledger = new Ledger({ name: "handrail", root: "/" }, { saved: told, damaged: told, adopted: told });
window.book = {
  list: async (within) => (await list(ledger, within)).map(named).sort(),
  values: async (within) => {
    const all = await list(ledger, within);
    return Object.fromEntries(all.map(({ kind, value }) => [kind, value]));
  },
  erase: (within) => erase(ledger, within),
};
"""
BUNDLE = """
import { build } from "esbuild";
const [contents, resolveDir] = process.argv.slice(1);
const options = { bundle: true, write: false, format: "iife", target: "es2022" };
const made = await build({ stdin: { contents, resolveDir, loader: "ts" }, ...options });
console.log(made.outputFiles[0].text);
"""


def test_a_readers_data_is_listed_and_erased(page: Page, site_url: str) -> None:
    """By widget, by guide and by site; neither a guide of a like name nor another site is touched."""
    bundle = subprocess.run(
        ["node", "--input-type=module", "-e", BUNDLE, ENTRIES, str(RUNTIME)],
        cwd=RUNTIME, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    ticked(page, site_url)
    other: dict[str, Any] = {"state": "mine", "pending": [], "saved": None}
    names = [
        key("second-chance", LIST, "set-aside", "2026-01-01", "x"),
        key("second-chance-2", LIST),
        key("second", LIST),
        key("second-chance", LIST, site="handrail2"),
        key("second-chance", LIST, root="/elsewhere/"),
    ]
    put(page, site_url, {"database": dict.fromkeys(names, other)})
    page.evaluate(bundle)

    def call(what: str, **within: str) -> Any:
        return page.evaluate(f"(within) => book.{what}(within)", within)

    own = [f"second-chance {LIST} {kind}" for kind in ("answers", "set-aside", "view")]
    assert call("list", guide="second-chance", widget=LIST) == own
    assert set(call("list", guide="second-chance")) >= {*own, "second-chance  standings"}
    assert set(call("list")) >= {*own, f"second-chance-2 {LIST} answers", f"second {LIST} answers"}
    assert call("values", guide="second-chance", widget=LIST)["set-aside"] == other
    call("erase", guide="second-chance", widget=LIST)
    assert call("list", guide="second-chance", widget=LIST) == []
    assert sorted(page.evaluate(READ_ALL)) == sorted(names[1:])
    call("erase")
    assert call("list") == []
    assert sorted(page.evaluate(READ_ALL)) == sorted(names[3:])

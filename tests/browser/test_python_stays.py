"""Going from page to page keeps Python, and all else is as if the page had been loaded whole."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, Worker, expect

from tests.browser.accessible import found_by_axe
from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    Held,
    boxes,
    count,
    settled,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)

SECOND_PART = "guides/second-chance/02-time-on-your-own.html"
TIMER_PART = "guides/second-chance/05-if-you-both-say-yes.html"
# Something that only this document has: gone when a page is loaded whole.
MARK = "window.mark = 'same document'"
SCROLL = "Math.round(scrollY)"


def marked(page: Page) -> bool:
    return page.evaluate("window.mark === 'same document'") is True


def opened(page: Page, address: str) -> list[Worker]:
    """Open a page as usual; return the list of its workers, which grows with each that starts."""
    workers: list[Worker] = []
    page.on("worker", lambda worker: workers.append(worker) if worker.url.startswith("blob:") else None)
    page.goto(address)
    if page.locator(".widget").count():
        wait_for_python(page)
    page.evaluate(MARK)
    return workers


def outline(page: Page, name: str) -> Locator:
    """Return a link of the wide outline; at the tests' width it stands in the folded one."""
    page.set_viewport_size({"width": 1280, "height": 900})
    return page.locator(".page-aside").get_by_role("link", name=name, exact=True)


def go_on(page: Page) -> None:
    page.locator(".turn-next").click()


def test_python_stays_and_takes_over_the_next_page(page: Page, site_url: str) -> None:
    """One worker for three pages; on each the widgets work, and what was ticked on the first is kept."""
    workers = opened(page, site_url + FIRST_PART)
    boot = page.evaluate("window.handrail.boot")
    boxes(page).nth(1).check()
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    expect(page).to_have_title("Part 2 – Handrail")
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    page.locator(".turn-previous").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Understand the break-up")
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")
    assert marked(page)
    assert len(workers) == 1
    assert page.evaluate("window.handrail.boot") == boot


def test_what_the_reader_has_in_a_page_is_taken_over_in_one_go(page: Page, site_url: str) -> None:
    """One transaction reads what is stored, one message opens the widgets that were used, one answers.

    Those that nobody has used follow, one by one.
    """
    page.add_init_script("""
        window.seen = [];
        const { transaction } = IDBDatabase.prototype;
        IDBDatabase.prototype.transaction = function (...given) {
            seen.push('transaction');
            return transaction.apply(this, given);
        };
        const Real = Worker;
        window.Worker = class extends Real {
            constructor(...given) {
                super(...given);
                this.addEventListener('message', ({ data }) => {
                    if (`${data}`.includes('"html"')) seen.push(`answers ${data.length}`);
                });
            }
            postMessage(sent) {
                if (`${sent}`.includes('"open"')) seen.push(`open ${sent.length}`);
                super.postMessage(sent);
            }
        };
    """)
    opened(page, site_url + SECOND_PART)
    for checklist in page.locator(".widget[data-widget=checklist]").all()[:2]:
        checklist.get_by_role("checkbox").first.check()
    wait_until_saved(page)
    page.locator(".turn-previous").click()
    expect(page).to_have_url(site_url + FIRST_PART)
    wait_for_python(page)
    wait_until_open(page)
    page.evaluate("seen.length = 0")
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    wait_for_python(page)
    wait_until_open(page)
    fresh = page.locator(".widget[data-key]").count() - 2
    assert fresh > 1
    seen = page.evaluate("seen")
    assert seen[:3] == ["transaction", "open 2", "answers 2"]
    assert seen.count("open 1") == fresh
    rest = [each for each in seen[3:] if each != "transaction"]  # what was written before goes to the disk
    assert set(rest) == {"open 1", "answers 1"}


def test_a_page_left_before_python_came_hands_it_on(page: Page, site_url: str) -> None:
    """Python asked for on one page takes over the page that is shown when it comes; no click is lost."""
    page.goto(site_url + FIRST_PART)
    page.evaluate(MARK)
    boxes(page).nth(2).check()
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    boxes(page).nth(0).check()
    wait_for_python(page)
    expect(count(page)).to_contain_text("1 of")
    page.locator(".turn-previous").click()
    wait_for_python(page)
    expect(boxes(page).nth(2)).to_be_checked()
    assert marked(page)


def test_own_ticks_are_in_the_first_frame_of_the_next_page(page: Page, site_url: str) -> None:
    """Not a frame of the next page is without the reader's ticks."""
    opened(page, site_url + FIRST_PART)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    page.evaluate("""() => {
      window.seen = [];
      requestAnimationFrame(function look() {
        const all = document.querySelectorAll('.widget[data-widget=checklist] input');
        if (location.pathname.includes('01-')) seen.push(all[1].checked);
        requestAnimationFrame(look);
      });
    }""")
    page.locator(".turn-previous").click()
    until(page, "seen.length > 5")
    assert all(page.evaluate("seen"))


def test_what_ran_on_the_page_before_has_ended(page: Page, site_url: str) -> None:
    """A running timer neither ticks on, nor keeps the screen on, once its page is left."""
    page.add_init_script("""
        window.locks = 0;
        navigator.wakeLock.request = async () => {
            window.locks += 1;
            return { released: false, async release() { window.locks -= 1; this.released = true; } };
        };
        const Real = Worker;
        window.ticks = 0;
        window.Worker = class extends Real {
            constructor(...given) {
                super(...given);
                this.addEventListener('message', ({ data }) => {
                    if (`${data}`.includes('"tick"')) window.ticks += 1;
                });
            }
        };
    """)
    opened(page, site_url + TIMER_PART)
    timer = page.locator(".widget[data-widget=timer]").first
    timer.get_by_role("button", name="Start").click()
    until(page, "locks === 1 && ticks > 0")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Decide to move on")
    until(page, "locks === 0")
    before = page.evaluate("ticks")
    page.wait_for_timeout(1_500)
    assert page.evaluate("ticks") <= before + 1  # one may have been on its way
    page.go_back()
    wait_for_python(page)
    expect(timer.get_by_role("timer")).to_contain_text("left")
    until(page, f"locks === 1 && ticks > {before + 1}")


def test_back_and_forward_keep_scroll_and_ticks(page: Page, site_url: str) -> None:
    """Back is where the reader was, and a page gone to anew begins at its top."""
    opened(page, site_url + FIRST_PART)
    boxes(page).nth(0).check()
    wait_until_saved(page)
    page.locator(".turn-next").scroll_into_view_if_needed()
    there = page.evaluate(SCROLL)
    assert there > 500
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    assert page.evaluate(SCROLL) == 0
    page.mouse.wheel(0, 700)
    until(page, f"{SCROLL} === 700")
    until(page, "history.state?.scroll === 700")
    page.go_back()
    expect(page).to_have_url(site_url + FIRST_PART)
    until(page, f"{SCROLL} === {there}")
    expect(boxes(page).nth(0)).to_be_checked()
    page.go_forward()
    expect(page).to_have_url(site_url + SECOND_PART)
    until(page, f"{SCROLL} === 700")
    assert marked(page)
    page.reload()
    until(page, f"{SCROLL} === 700")


def test_the_focus_and_the_voice_go_along(page: Page, site_url: str) -> None:
    """The new page's heading has the focus, and its title is said."""
    opened(page, site_url + FIRST_PART)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Time on your own")
    expect(page.locator("#handrail-announcer")).to_contain_text("Time on your own")


def test_a_link_to_a_step_leads_to_the_step(page: Page, site_url: str) -> None:
    """The target is in view, has the focus and is the document's target."""
    opened(page, site_url + OVERVIEW)
    page.locator(".guide-parts").get_by_role("link", name="What you feel").click()
    expect(page).to_have_url(re.compile("01-understand.html#.+"))
    heading = page.get_by_role("heading", level=2, name="What you feel")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    assert heading.evaluate("heading => heading.matches(':target')")
    assert marked(page)


def test_a_link_whose_target_is_no_text_leads_to_the_page(page: Page, site_url: str) -> None:
    """It is opened like any other, from its top."""
    opened(page, site_url + FIRST_PART)
    page.evaluate("void (document.querySelector('.turn-next').href += '#%E0%A4%A')")
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("#handrail-announcer")).to_contain_text("Time on your own")
    assert marked(page)


def test_links_of_a_page_in_another_folder_hold(page: Page, site_url: str) -> None:
    """What stays of the old page, and what came with the new one, leads where it should."""
    opened(page, site_url + FIRST_PART)
    page.locator(".site-name").click()
    expect(page).to_have_url(site_url + "index.html")
    wrong = page.evaluate(f"""[...document.querySelectorAll('a[href]')].map((link) => link.href)
        .filter((address) => address.startsWith('{site_url}') && /guides\\/.*guides/.test(address))""")
    assert wrong == []
    page.get_by_role("link", name="How to Get Your Ex Back").click()
    expect(page).to_have_url(site_url + OVERVIEW)
    assert marked(page)
    pictures = page.evaluate("[...document.images].filter((i) => i.complete && !i.naturalWidth).length")
    assert pictures == 0


def test_search_and_scheme_survive(page: Page, site_url: str) -> None:
    """After a turn of the page search still finds, a hit still leads on, and the scheme still changes."""
    opened(page, site_url + FIRST_PART)
    outline(page, "Find help").click()
    expect(page).to_have_url(re.compile("help.html"))
    page.get_by_role("textbox", name="Search").press_sequentially("apolog")
    hit = page.locator(".md-search-result__link").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator(".search-output")).not_to_be_visible()
    expect(page).to_have_url(re.compile("guides/"))
    page.get_by_title("Switch to light").click()
    page.get_by_title("Switch to dark").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    outline(page, "Talk about it").click()
    expect(page).to_have_url(re.compile("04-talk"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_title("Follow the device")).to_be_visible()


def test_copy_buttons_come_with_the_page(page: Page, site_url: str) -> None:
    """Material mounts them on the page that was gone to, as on one that was loaded."""
    page.goto(site_url + "handbook/how-it-works.html")
    page.evaluate(MARK)
    outline(page, "Write a widget").click()
    expect(page).to_have_url(re.compile("write-a-widget"))
    expect(page.locator(".md-code__button").first).to_be_attached()
    assert marked(page)


def test_exit_works_after_a_turn(context: BrowserContext, page: Page, site_url: str) -> None:
    """It blanks and leaves; back leads to the page before, with its text."""
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(site_url + "index.html")
    page.goto(site_url + FIRST_PART)
    page.evaluate(MARK)
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    page.locator("a.exit[data-exit]").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Understand the break-up")
    expect(page).to_have_url(site_url + FIRST_PART)


def test_a_page_that_comes_after_exit_is_not_shown(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """Leaving wins over a page that was still on its way."""
    next_page = Held(context, f"**/{SECOND_PART}")
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(status=204))  # never comes
    page.goto(site_url + FIRST_PART)
    page.evaluate("document.querySelector('.turn-next').click()")
    page.evaluate("document.querySelector('a.exit').click()")
    ended: list[str] = []
    for how in ("requestfinished", "requestfailed"):
        context.on(how, lambda request: ended.append(request.url))
    next_page.let_through()
    while not any(url.endswith(SECOND_PART) for url in ended):
        settled(page)
    settled(page)
    assert page.locator("h1").text_content() == "Understand the break-up"
    assert page.url == site_url + FIRST_PART


def test_a_blank_document_put_aside_is_loaded_anew(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """Browsers may keep a left document as it was, which is blank: back must show the page all the same."""
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(status=204))
    page.goto(site_url + FIRST_PART)
    page.evaluate(MARK)
    page.evaluate("document.querySelector('a.exit').click()")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    until(page, "window.mark !== 'same document'")
    expect(page).to_have_title("Part 1 – Handrail")


def test_print_shows_the_page_that_is_seen(page: Page, site_url: str) -> None:
    opened(page, site_url + FIRST_PART)
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".step-notes li").first).to_be_visible()


def answered(context: BrowserContext, path: str, change: Any) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=change(response.text()))

    context.route(f"**/{path}", answer)


@pytest.mark.parametrize("change", ["another build", "no HTML", "an error", "a script"])
def test_what_is_unusual_is_loaded_whole(
    context: BrowserContext, page: Page, site_url: str, change: str
) -> None:
    """An old page never meets a new runtime; nor does it try to show what it does not understand."""
    opened(page, site_url + FIRST_PART)
    if change == "another build":
        asked = re.compile(r"page-[0-9a-f]{12}\.js")
        ours = page.evaluate("document.querySelector('script[src*=page-]').src")
        context.route("**/page-000000000000.js", lambda route: route.fulfill(response=route.fetch(url=ours)))
        answered(context, SECOND_PART, lambda text: asked.sub("page-000000000000.js", text))
    elif change == "a script":
        answered(context, SECOND_PART, lambda text: text.replace("<h1>", "<script>1</script><h1>", 1))
    elif change == "no HTML":
        context.route(
            f"**/{SECOND_PART}", lambda route: route.fulfill(body="plain", content_type="text/plain")
        )
    else:
        context.route(
            f"**/{SECOND_PART}",
            lambda route: route.fulfill(status=404, body="gone", content_type="text/html"),
        )
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    until(page, "window.mark !== 'same document'")
    page.unroute_all()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Understand the break-up")


def test_a_changed_click_opens_a_tab(context: BrowserContext, page: Page, site_url: str) -> None:
    """Control, the middle button: they do what they always do, and the page stays."""
    opened(page, site_url + FIRST_PART)
    for how in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with context.expect_page() as other:
            page.locator(".turn-next").click(**how)
        expect(other.value).to_have_url(site_url + SECOND_PART)
        other.value.close()
    assert page.url == site_url + FIRST_PART


def test_without_scripts_links_are_links(context: BrowserContext, site_url: str) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(site_url + FIRST_PART)
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    expect(page.get_by_role("heading", level=1)).to_have_text("Time on your own")
    plain.close()


def test_without_python_pages_are_loaded_whole(page: Page, site_url: str) -> None:
    """A new page gives Python another chance."""
    page.goto(site_url + FIRST_PART + "?python=none")
    expect(page.locator("html")).to_have_attribute("data-python", "failed")
    page.evaluate(MARK)
    go_on(page)
    wait_for_python(page)
    assert not marked(page)


def test_axe_finds_nothing_after_a_turn(page: Page, site_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, site_url + FIRST_PART)
    go_on(page)
    expect(page).to_have_url(site_url + SECOND_PART)
    wait_for_python(page)
    assert not found_by_axe(page)


def test_going_about_reports_nothing(page: Page, site_url: str) -> None:
    """No error in the console, whichever way the reader goes."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    opened(page, site_url + OVERVIEW)
    for name in ("Talk about it", "Find help", "Be well, and meet lightly", "Are you safe?"):
        outline(page, name).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name.split(",")[0])
    for _ in range(3):
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk about it")
    wait_for_python(page)
    ours = [line for line in said if "blocked by Playwright" not in line]  # it says so of service workers
    assert [line for line in ours if line.startswith(("error", "warning", "info"))] == []

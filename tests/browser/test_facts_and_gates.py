"""What hangs on an answer changes at once, in every tab, and is announced; gates are always in reach."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, wait_for_python, wait_until_saved

CHECKS = "guides/second-chance/checks.html"
TALK = "guides/second-chance/04-talk.html"
NO = "Yes: a no, a block or a legal order"
CONTACT = (
    ("guides/second-chance/02-time-on-your-own.html", "#reply"),
    ("guides/second-chance/03-be-well.html", "#outing"),
    ("guides/second-chance/03-be-well.html", "#twelve-questions"),
    (TALK, "#invitation"),
)
PAINTED = """
() => {
  window.seen = [];
  const look = () => {
    const tool = document.querySelector('#invitation');
    if (tool) window.seen.push(tool.getClientRects().length > 0);
    if (window.seen.length < 30) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


def answer(page: Page, label: str) -> None:
    """Answer a question of the page that asks before contact."""
    page.get_by_label(label, exact=True).check()
    wait_until_saved(page)


def test_until_a_fact_is_known_everything_shows_and_text_below_its_words(page: Page, site_url: str) -> None:
    """A tool alone has no words over it: the text beside it says when it is put away."""
    page.goto(site_url + TALK)
    wait_for_python(page)
    expect(page.locator("#invitation")).to_be_visible()
    blocks = page.locator("[data-when]")
    for block in blocks.all():
        expect(block).to_be_visible()
        has_text = block.locator("> :not(.when-label, .widget, .when)").count() > 0
        expect(block.locator("> .when-label")).to_be_visible(visible=has_text)
    assert blocks.count() >= 4
    assert page.locator(".when-label:visible").count() >= 4


def test_a_no_puts_every_tool_for_contact_away_and_opens_the_way_out(page: Page, site_url: str) -> None:
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, NO)
    expect(page.get_by_role("link", name="Go to Part 6")).to_be_visible()
    for address, tool in CONTACT:
        page.goto(site_url + address)
        expect(page.locator(tool)).to_be_hidden()
        expect(page.locator("[data-when=their-word][data-is=no]").first).to_be_visible()
        expect(page.locator("[data-when=their-word] > .when-label").first).to_be_hidden()
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, "No, none of these")
    page.goto(site_url + TALK)
    expect(page.locator("#invitation")).to_be_visible()


def test_what_was_put_away_is_gone_from_the_first_frame_on(page: Page, site_url: str) -> None:
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, NO)
    page.add_init_script(f"({PAINTED})()")
    page.goto(site_url + TALK)
    page.wait_for_function("() => window.seen.length >= 5")
    assert not any(page.evaluate("window.seen"))


def test_an_answer_in_another_tab_changes_this_one_and_is_announced(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    page.goto(site_url + TALK)
    wait_for_python(page)
    other = context.new_page()
    other.goto(site_url + CHECKS)
    wait_for_python(other)
    answer(other, NO)
    expect(page.locator("#invitation")).to_be_hidden()
    expect(page.locator("#handrail-announcer")).to_have_text("The page has changed to fit your answer.")


def test_an_answer_on_the_page_itself_changes_it_at_once(page: Page, site_url: str) -> None:
    """Their answer stands in the step whose invitation hangs on it, and does not go with it."""
    page.goto(site_url + TALK)
    wait_for_python(page)
    page.locator("#their-answer").get_by_label("No", exact=True).check()
    expect(page.locator("#invitation")).to_be_hidden()
    expect(page.get_by_text("There is no second invitation.", exact=False).last).to_be_visible()
    expect(page.locator("#their-answer").get_by_role("link", name="Go to step 23")).to_be_visible()
    page.locator("#their-answer").get_by_role("button", name="Clear my choice").click()
    expect(page.locator("#invitation")).to_be_visible()


def test_turning_to_a_page_shows_what_applies(page: Page, site_url: str) -> None:
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, NO)
    page.evaluate("void (window.mark = 'same document')")
    page.locator(".outline-fold > summary").click()
    page.locator(".outline-fold a", has_text="Talk about it").click()
    page.wait_for_url("**/04-talk.html")
    expect(page.get_by_role("heading", name="Ask to talk")).to_be_visible()
    assert page.evaluate("window.mark") == "same document"
    expect(page.locator("#invitation")).to_be_hidden()


def test_a_tool_that_is_put_away_does_not_keep_its_step_from_being_done(page: Page, site_url: str) -> None:
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, NO)
    page.goto(site_url + TALK)
    wait_for_python(page)
    step = page.locator("section.step[data-step='13']")
    step.get_by_label("Nothing, for 14 days").check()
    for box in step.get_by_role("checkbox").all():
        box.check()
    expect(page.locator(".outline li[data-step='13']").first).to_have_class("is-done")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_the_gates_are_in_reach_on_every_step(
    browser: Browser, site_url: str, width: int, *, scripts: bool
) -> None:
    """In the bar at the foot of small screens, in the outline of wide ones; by keyboard too."""
    size = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    context = browser.new_context(**{**READER, **size})
    page = context.new_page()
    for address in (FIRST_PART, TALK):
        page.goto(site_url + address)
        page.locator("section.step").last.scroll_into_view_if_needed()
        bar = page.locator("details.gates > summary")
        if width < 1280:
            bar.focus()
            page.keyboard.press("Enter")
        shown = page.locator("details.gates, .page-aside .outline-gates").locator("a:visible")
        forget = ["Exit, and forget what is cached"] if scripts else []
        expect(shown).to_have_text(
            ["Are you safe?", "Have they said no?", "Am I sure?", "Their answer", *forget]
        )
        for link in shown.all():
            expect(link).to_be_in_viewport()
    context.close()


def test_without_scripts_everything_shows_with_its_words(browser: Browser, site_url: str) -> None:
    context = browser.new_context(**{**READER, "java_script_enabled": False})
    page = context.new_page()
    page.goto(site_url + TALK)
    for block in page.locator("[data-when]").all():
        expect(block).to_be_visible()
        expect(block.locator("> .when-label")).to_be_visible()
    context.close()


def test_the_questions_in_the_bar_close_when_something_else_is_pressed(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site_url}{TALK}?python=none")
    page.locator("details.gates > summary").click()
    question = page.locator("details.gates").get_by_role("link", name="Are you safe?")
    expect(question).to_be_visible()
    page.locator("h1").click()
    expect(question).to_be_hidden()

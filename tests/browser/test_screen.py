"""The safety questions answer before Python and without JavaScript, and nothing of them is ever stored."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import READ_ALL, wait_for_python

SAFETY = "guides/second-chance/safety.html"


def answered(page: Page) -> None:
    screen = page.locator("#done-to-me")
    yes, unsaid, no = (screen.locator(f".outcome-{name}") for name in ("yes", "unsaid", "no"))
    for outcome in (yes, unsaid, no):
        expect(outcome).to_be_hidden()
    questions = screen.get_by_role("group")
    for at in range(questions.count()):
        questions.nth(at).get_by_label("No", exact=True).check()
    expect(no).to_be_visible()
    questions.nth(1).get_by_label("Rather not say").check()
    expect(unsaid).to_be_visible()
    expect(no).to_be_hidden()
    questions.nth(2).get_by_label("Yes").check()
    expect(yes).to_be_visible()
    expect(unsaid).to_be_hidden()
    expect(yes.get_by_role("link", name="Find help")).to_have_attribute(
        "href", "help.html#if-somebody-hurts-frightens-or-controls-you"
    )


def test_it_works_without_javascript(browser: Browser, site_url: str) -> None:
    context = browser.new_context(**READER, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + SAFETY)
    answered(page)
    context.close()


def test_nothing_of_it_is_stored_and_a_reload_forgets_it(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/01-understand.html")
    wait_for_python(page)  # so that there is a store
    page.locator(".widget[data-widget=checklist] input").first.check()
    page.goto(site_url + SAFETY)
    answered(page)
    page.wait_for_timeout(1_000)
    everything = page.evaluate(
        f"async () => JSON.stringify([await ({READ_ALL})(), {{...localStorage}}, {{...sessionStorage}}])"
    )
    assert "understand" in everything or "checklist" in everything
    assert "done-to-me" not in everything
    page.reload()
    expect(page.locator("#done-to-me input:checked")).to_have_count(0)


def test_python_does_not_take_an_answer_back(page: Page, site_url: str) -> None:
    page.goto(site_url + SAFETY)
    page.locator("#done-by-me").get_by_role("group").first.get_by_label("Yes").check()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    expect(page.locator("#done-by-me input:checked")).to_have_count(1)
    expect(page.locator("#done-by-me .outcome-yes")).to_be_visible()

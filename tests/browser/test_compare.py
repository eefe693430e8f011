"""Two people answer apart on one device: nothing of the other is on the page before both are done."""

from playwright.sync_api import Page, expect

from tests.browser.reader import wait_for_python, wait_until_saved


def test_two_answer_apart_and_then_look_together(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/05-if-you-both-say-yes.html")
    wait_for_python(page)
    pace = page.locator("#pace")
    for name, answer in (("The first of you", "Now"), ("The second of you", "Later")):
        pace.get_by_role("button", name=f"{name}: answer").click()
        lines = pace.locator("fieldset")
        expect(lines).to_have_count(7)
        expect(pace.locator("input:checked")).to_have_count(0)
        for at in range(7):
            lines.nth(at).get_by_label("Now" if at == 0 else answer, exact=True).check()
        pace.get_by_role("button", name="Done, hide my answers").click()
        expect(pace.locator("input")).to_have_count(0)
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(pace.get_by_text("You say the same")).to_have_count(0)
    pace.get_by_role("button", name="Show all answers").click()
    expect(pace.get_by_role("status")).to_have_text("You say the same on 1 of 7.")
    expect(pace.get_by_role("listitem").first).to_contain_text("You say the same.")

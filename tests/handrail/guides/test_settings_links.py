from handrail.guides.settings_links import addressed
from handrail_widgets.fork import Choice, Config


def test_a_link_becomes_the_address_that_it_has_on_its_page_and_none_stays_none() -> None:
    """A choice without a link once got a button to its own page."""
    choices = (Choice(value="a", label="A", link="help.md#by-phone"), Choice(value="b", label="B"))
    found = addressed(Config(id="f", fact="f", choices=choices), "guides/tea/01.md")
    assert [choice.link for choice in found.choices] == ["help.html#by-phone", ""]

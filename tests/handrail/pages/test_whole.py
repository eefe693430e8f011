from handrail.pages.whole import joined

ONE = '<h1 id="one">1</h1><a href="#note">n</a> <a href="02.html#note">there</a> <a href="03.html">3</a>'
TWO = '<h2 id="note">N</h2><p aria-labelledby="note x"><label for="note">l</label><a href="#note">n</a></p>'


def test_ids_that_clash_get_their_part_in_front_and_what_refers_to_them_too() -> None:
    first, second = joined([("01.html", '<h2 id="note">N</h2>'), ("02.html", TWO)])
    assert first == '<h2 id="note">N</h2>'
    assert second == (
        '<h2 id="part-2-note">N</h2><p aria-labelledby="part-2-note x"><label for="part-2-note">l</label>'
        '<a href="#part-2-note">n</a></p>'
    )


def test_links_between_parts_stay_on_the_page_and_others_lead_out() -> None:
    parts = [
        ("01.html", ONE),
        ("02.html", '<h2 id="note">N</h2>'),
        ("03.html", '<a href="help.html#x">h</a>'),
    ]
    first, _, third = joined(parts)
    assert '<a href="#note">n</a>' in first
    assert '<a href="#note">there</a>' in first
    assert '<a href="#part-3">3</a>' in first
    assert third == '<a href="help.html#x">h</a>'


def test_a_link_finds_an_id_of_another_part_under_its_new_name() -> None:
    same = '<h2 id="für">N</h2>'
    first, _ = joined([("01.html", f'{same}<a href="02.html#f%C3%BCr">n</a>'), ("02.html", same)])
    assert '<a href="#part-2-für">n</a>' in first


def test_titles_of_parts_are_headings_of_the_second_level() -> None:
    assert joined([("01.html", '<h1 class="x">T</h1>')]) == ('<h2 class="x">T</h2>',)

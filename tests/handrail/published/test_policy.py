import re
from base64 import b64encode
from hashlib import sha256

import pytest
from handrail.published.policy import guarded
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import growth

BARE = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"


def page(body: str) -> str:
    head = '  <head>\n    <meta charset="utf-8">\n    <title>A > B</title>\n  </head>'
    return f"<!doctype html>\n<html>\n{head}\n{body}</html>"


def policy(html: str, *, serving: bool = False) -> str:
    (content,) = re.findall(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', guarded(html, serving=serving)
    )
    return str(content)


def named(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_stands_before_all_that_it_rules() -> None:
    html = guarded(page("<p>text</p>"))
    assert re.search(
        r'<meta charset="utf-8">\n    <meta http-equiv="Content-Security-Policy" [^>]*>\n    <title>', html
    )
    assert re.sub(r"\n    <meta http-equiv[^>]*>", "", html) == page("<p>text</p>")


def test_trusted_types_are_asked_for_where_the_pages_script_is_there_to_say_what_is_trusted() -> None:
    asked = "; require-trusted-types-for 'script'; trusted-types handrail default\">"
    html = page('<script src="assets/page-1.js"></script>')
    assert asked in guarded(html, script="assets/page-1.js")
    assert asked not in guarded(html)
    assert asked not in guarded(html, script="assets/page-2.js")


def test_a_head_without_a_charset_gets_it_first() -> None:
    assert guarded('<head lang="en"><title>t</title>').startswith(
        '<head lang="en"><meta http-equiv="Content-'
    )


@pytest.mark.parametrize("text", ["", "<urlset></urlset>", "User-agent: *", "<header><p>a</p></header>"])
def test_what_is_no_page_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    "body",
    [
        '<script src="page.js"></script><link rel="stylesheet" href="a.css">',
        '<script type="application/ld+json">{"a": 1}</script><script type="application/json">{}</script>',
        '<p title="<script>alert(1)</script>" data-style="a: b">x</p>',
        "<p title='style=\"a: b\"' class=style>x</p>",
        "<!-- <script>alert(1)</script> --><!--> <b>x</b>",
        "<textarea><script>alert(1)</script></textarea>",
        "<p>1 < 2, style='x', <3</p>",
        '<a one style="" href=/style=1>x</a>',
    ],
)
def test_a_page_without_inline_code_has_no_hashes(body: str) -> None:
    assert BARE in policy(page(body))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<script>alert('1 > 2')</script>", "alert('1 > 2')"),
        ("<SCRIPT async\n>a < b && '<p>'</Script >", "a < b && '<p>'"),
        ('<script type="module">1</script>', "1"),
        ('<script type="text/javascript">1</script>', "1"),
        ("<p title=\"a > b\"></p><script data-x='>'>x</script>", "x"),
        ("<script>a\r\nb\rc</script>", "a\nb\nc"),
        ("<script>ä – 別</script>", "ä – 別"),
        ("<!-- a --><script>x</script><!-- b -->", "x"),
        ("<script>unclosed", "unclosed</html>"),
    ],
)
def test_a_script_of_the_page_is_allowed_by_its_hash(body: str, text: str) -> None:
    assert f"script-src 'self' 'wasm-unsafe-eval' {named(text)}; style-src 'self';" in policy(page(body))


def test_a_style_sheet_in_the_page_is_allowed_by_its_hash() -> None:
    body = "<noscript><style>p { color: red }</style></noscript>"
    assert f"style-src 'self' {named('p { color: red }')};" in policy(page(body))


@pytest.mark.parametrize(
    "tag",
    [
        '<td style="text-align: right;">',
        "<td class=a style='text-align: right;'>",
        '<td\nclass="a>b"\tSTYLE = "text-align: right;"/>',
        '<td title="it\'s"style="text-align&#58; right;">',
        '<td style="text-align: right;" style="color: red">',
    ],
)
def test_a_style_of_one_element_is_allowed_by_its_hash(tag: str) -> None:
    assert f"style-src 'self' 'unsafe-hashes' {named('text-align: right;')};" in policy(page(tag))


def test_a_handler_of_one_element_is_allowed_by_its_hash() -> None:
    body = '<button onclick="go(1 &gt; 0)">x</button>'
    assert f"'wasm-unsafe-eval' 'unsafe-hashes' {named('go(1 > 0)')}; style-src" in policy(page(body))


def test_what_stands_twice_is_named_once() -> None:
    assert policy(page('<b style="a: b"></b><b style="a: b"></b>')).count("sha256") == 1


def test_while_serving_the_live_reload_may_run() -> None:
    assert "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'self';" in policy(
        page("<script>x</script>"), serving=True
    )


@given(st.text(alphabet="<>\"'=/! -abstyle\n"))
def test_no_text_breaks_out_of_the_policy(text: str) -> None:
    html = page(text)
    meta = f'\n    <meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    assert guarded(html).replace(meta, "", 1) == html


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", "<a b=", '<a b="', "<script>", "<a b='\" ", "<meta charset "]
)
def test_five_times_the_text_takes_no_square_of_the_time(piece: str) -> None:
    assert growth(lambda size: guarded(page(piece * size)), 20_000) < 12

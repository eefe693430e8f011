"""A guide in Arabic: everything stands the other way round, and nothing hangs over."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.reader import served
from tests.browser.accessible import found_by_axe
from tests.browser.conftest import READER
from tests.browser.reader import wait_for_python, wait_until_saved
from tests.browser.written import built
from tests.test_site import ROOT

FILES: Final = {
    "mkdocs.yml": f"""\
INHERIT: {ROOT}/mkdocs.yml
site_name: دليل
theme:
  custom_dir: {ROOT}/overrides
  language: ar
hooks: ["{ROOT}/hooks/handrail_hooks.py"]
extra:
  footer: []
""",
    "words/ar.toml": """\
[page]
exit = "اخرج من هذه الصفحة"

[guide]
start = "ابدأ"

[journal]
empty = "لم يُكتب شيء بعد."
""",
    "docs/guides/tea/index.md": """\
---
title: كيف تحضّر الشاي
line: كوب هادئ، خطوة بعد خطوة
summary: دليل قصير لكوب شاي.
topic: المطبخ
reviewed: 2026-11-23
sensitive: true
exit_url: https://example.org/
gates:
  - {label: هل الماء ساخن؟, link: help.md}
---
هذا الدليل قصير.
""",
    "docs/guides/tea/01-boil.md": """\
---
title: اغلِ الماء
---
## املأ الإبريق

املأ الإبريق بماء بارد.[^a]

!!! warning "انتبه"
    البخار ساخن.

- [ ] ملأت الإبريق
- [ ] أغلقت الغطاء

```worksheet
id: leaves
title: أوراق الشاي
columns:
  - {id: name, label: الاسم}
  - {id: kind, label: النوع, kind: choice, options: [أخضر, أسود, أبيض]}
add: أضف نوعًا
```

## انتظر

```journal
id: taste
title: كيف كان الطعم
prompts: [{id: first, label: اكتب ما تتذكره}]
```

```timer
id: draw
title: وقت النقع
lengths: [3, 5]
```

[^a]: ماء الصنبور يكفي.
""",
    "docs/guides/tea/help.md": "---\ntitle: مساعدة\n---\nسلْ من يعرف.\n",
}
PAGES: Final = (
    "index.html",
    "guides/tea/index.html",
    "guides/tea/01-boil.html",
    "guides/tea/help.html",
    "guides/tea/whole.html",
)
# What hangs over either edge of the window.
OVER: Final = """
() => [...document.body.querySelectorAll('*')].filter((each) => {
  const { left, right, width, height } = each.getBoundingClientRect();
  const { clip, clipPath, position } = getComputedStyle(each);
  if (width < 2 || height < 2 || clipPath !== 'none' || clip !== 'auto') return false;
  return left < -1 || right > innerWidth + 1;
}).map((each) => `${each.tagName}.${each.className}`)
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site, and serve it."""
    with served(built(tmp_path_factory.mktemp("arabic"), FILES)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**READER | {"locale": "ar"})
    yield context.new_page()
    context.close()


def middle(page: Page, selector: str) -> float:
    """Return where the middle of an element is across the window, from 0 (left) to 1 (right)."""
    box: Any = page.locator(selector).locator("visible=true").first.bounding_box()
    viewport: Any = page.viewport_size
    return float((box["x"] + box["width"] / 2) / viewport["width"])


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_hangs_over_an_edge(page: Page, arabic: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{arabic}{path}?python=none")
    expect(page.locator("body")).to_have_attribute("dir", "rtl")
    assert page.evaluate(OVER) == []


def test_what_stands_left_elsewhere_stands_right_here(page: Page, arabic: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{arabic}guides/tea/01-boil.html?python=none")
    assert middle(page, ".page-aside .outline") > middle(page, ".step h2")
    assert middle(page, ".step-number") > middle(page, ".step > p")
    assert middle(page, ".tick input") > middle(page, ".tick span")
    assert middle(page, ".exit") < 1 / 2
    page.set_viewport_size({"width": 360, "height": 800})
    assert middle(page, ".exit") < middle(page, ".gates > summary")


def test_the_exit_control_covers_nothing_of_the_header(page: Page, arabic: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{arabic}guides/tea/01-boil.html?python=none")
    exit_: Any = page.locator(".exit").bounding_box()
    scheme: Any = page.locator(".scheme").bounding_box()
    assert exit_["x"] + exit_["width"] <= scheme["x"]
    icon: Any = page.locator(".search-form > svg").bounding_box()
    field: Any = page.locator(".search-form input").bounding_box()
    padding = page.locator(".search-form input").evaluate(
        "field => parseFloat(getComputedStyle(field).paddingRight)"
    )
    assert icon["x"] >= field["x"] + field["width"] - padding


def test_what_is_written_from_right_to_left_stays_as_it_is(page: Page, arabic: str) -> None:
    page.goto(f"{arabic}guides/tea/01-boil.html")
    wait_for_python(page)
    note = page.get_by_label("اكتب ما تتذكره")
    note.fill("كان مرًّا، then sweet.")
    page.get_by_label("أخضر").check()
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(note).to_have_value("كان مرًّا، then sweet.")
    expect(page.get_by_label("أخضر")).to_be_checked()
    assert note.evaluate("field => getComputedStyle(field).direction") == "rtl"


def test_the_left_arrow_turns_to_the_next_step(page: Page, arabic: str) -> None:
    page.goto(f"{arabic}guides/tea/01-boil.html?python=none")
    page.locator("button[data-reading=step]").click()
    first, second = (page.locator(f"section[data-step='{number}']") for number in (1, 2))
    expect(second).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(second).to_be_visible()
    expect(first).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(first).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_arabic(page: Page, arabic: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(arabic + path)
    assert not found_by_axe(page)

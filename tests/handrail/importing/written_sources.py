"""Hypothesis strategies for sources as files: plain text, Markdown and HTML, put together of what people write."""

from html import escape

from hypothesis import strategies as st

from tests.handrail.importing.documents import lines_of_text, marked

_LINES = (
    "@ is the first thing",
    "1. Do @. Then rest @.",
    "2) Do @",
    "Step 3: Take @",
    "Part 2 @",
    "- item @",
    "* item @",
    "• item @",
    "   goes on @",
    "\tgoes on @",
    "HEADING @",
    "Heading @\n=========",
    "Heading @\n---",
    "Tips:",
    "Warning: @",
    "Advertisement",
    "Only today @: 20% off, buy now!",
    "You will need:",
    "",
    "",
)
_MARKED = (
    "# @",
    "## @",
    "### @ ###",
    "- [ ] @",
    "1. @\n2. @\n   - @",
    "3. @",
    "> @\n> @",
    "> [!TIP]\n> @",
    "!!! warning\n    @\n\n    @",
    "| @ | @ |\n|---|---|\n| @ | @ |",
    "```\n@\n```",
    "    @",
    "![@](a.png)",
    "[@](https://example.org) @ `@` **@** *@* ~~@~~",
    "@[^n]\n\n[^n]: @",
    "@\n:   @",
    "[@]: https://example.org",
    "<div>@ <b>@</b></div>",
    "<details><summary>@</summary>\n\n@\n\n</details>",
    "@\\\n@  \n@",
    "***",
)
_PAGES = (
    "<h1>@</h1>",
    "<h2>@ <small>@</small></h2>",
    "<h3><img src=a.png alt='@'> @</h3>",
    "<p>@ <b>@</b>@ <i> @ </i>@</p>",
    "@ loose <a href='/x'>@</a> text",
    "<ul><li>@<li>@<ul><li>@</ul>@</ul>",
    "<ol><li><p>@</p><p>@</p></li>@<li value=7><h4>@</h4>@</li></ol>",
    "<ul>@<p>@</p><li></li></ul>",
    "<dl><dt>@<dd>@<dd>@</dl>",
    "<table><caption>@</caption><tr><th>@<th>@<tr><td>@<br>@<td>@</table>",
    "<table><tr><td>@<ul><li>@</ul></td><td>@</td></tr></table>",
    "<blockquote>@<footer>@</footer></blockquote>",
    "<pre>@\n  @</pre>",
    "<figure>@<img src=a.png alt='@'><figcaption>@ <b>@</b></figcaption></figure>",
    "<figure><figcaption>@</figcaption><p>@</p></figure>",
    "<a href='https://example.org'><div>@</div><p>@</p></a>",
    "<span>@<div>@</div>@</span>",
    "<label><input type=checkbox> @</label>",
    "<ul><li><input type=checkbox> @</ul>",
    "<section><header>@</header>@<footer>@</footer></section>",
    "<aside>@</aside>",
    "<nav>@</nav>",
    "<div class='ad-slot'>@</div>",
    "<button>@</button>",
    "<p hidden>@</p>",
    "<details><summary>@</summary>@</details>",
    "<center><font size=2>@</font></center>",
    "@<br><br>@<br>1. @<br>2. @",
    "<p>@<p>@</div>@",
    "<unknown-tag>@</unknown-tag>",
    "<math><mi>@</mi></math>",
    "<sup>@</sup>@<sub>@</sub>",
)

texts = st.lists(st.one_of(st.sampled_from(_LINES).map(marked), lines_of_text), min_size=1, max_size=16).map(
    "\n".join
)
markdown = st.lists(
    st.one_of(st.sampled_from(_MARKED), st.sampled_from(_MARKED), st.sampled_from(_LINES)).map(marked),
    min_size=1,
    max_size=12,
).flatmap(lambda blocks: st.sampled_from(("\n", "\n\n")).map(lambda between: between.join(blocks)))
pages = st.lists(
    st.one_of(st.sampled_from(_PAGES).map(marked), lines_of_text.map(lambda said: f"<p>{escape(said)}</p>")),
    min_size=1,
    max_size=12,
).map(lambda blocks: f"<html><body>{marked('<p>@</p>')}{''.join(blocks)}</body></html>")

"""Sites with a theme of their own, as they are found: five pages, of which two have something for us."""

from pathlib import Path

PAGES = {
    "index.md": "# Home\n\nWelcome. Some `code`, a [link](setup/install.md).\n\n## Why\n\nBecause.\n",
    "setup/install.md": """# Install

Before you begin:

- [ ] Download the *archive*
- [ ] Check the `sum` of it
- [ ] Unpack it

## Then

Some text.

```timer
id: rest
title: Let it rest
lengths: [2]
```

```python
print("code")
```
""",
    "setup/links.md": "# Links\n\n- [ ] Read [the start](../index.md)\n- [ ] Close it\n",
    "about.md": "# About\n\nA table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```note-to-self\nstays\n```\n",
    "more.md": "# More\n\nNothing to tick.\n",
}
"""Their Markdown, by path."""

NAV = """\
nav:
  - index.md
  - Setup: [setup/install.md, setup/links.md]
  - about.md
  - more.md
"""

MATERIAL = """\
theme:
  name: material
  font: false
  features: [navigation.tabs]
  palette:
    - {scheme: default, primary: teal, media: "(prefers-color-scheme: light)", toggle: {icon: material/weather-sunny, name: Dark}}
    - {scheme: slate, primary: teal, media: "(prefers-color-scheme: dark)", toggle: {icon: material/weather-night, name: Light}}
markdown_extensions:
  - admonition
  - pymdownx.superfences
  - pymdownx.highlight
  - pymdownx.tasklist: {custom_checkbox: true}
"""  # noqa: E501 - as it stands in many a site

THEMES = {
    "material": MATERIAL,
    "instant": MATERIAL.replace("[navigation.tabs]", "[navigation.tabs, navigation.instant]"),
    "mkdocs": "theme: {name: mkdocs, highlightjs: false}\n",
    "readthedocs": "theme: {name: readthedocs, highlightjs: false}\n",
}
"""What stands in the configuration of a site of each kind."""


def site(folder: Path, theme: str, plugins: str = "[search, handrail]", more: str = "") -> Path:
    """Write such a site into a folder, and return the folder."""
    for path, text in PAGES.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    start = f"site_name: Works\nsite_url: https://works.example/\nplugins: {plugins}\n"
    (folder / "mkdocs.yml").write_text(f"{start}{THEMES[theme]}{NAV}{more}", encoding="utf-8")
    return folder

"""Files drawn from guides for machines: schema.org's HowTo."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

from handrail_widgets.kit.words import Words

from handrail.guides.catalogue import Catalogue
from handrail.guides.guide import Guide, Page
from handrail.guides.steps import Step
from handrail.reading.inline import plain

_TIPS = {"tip", "hint", "note", "info", "warning", "danger", "caution", "important"}


def files(catalogue: Catalogue, site_url: str, words: Words) -> Iterator[tuple[str, bytes]]:
    """Walk the files to write: path in the site, and content."""
    for guide in catalogue.guides:
        yield f"{guide.folder}/howto.json", howto(guide, site_url, words).encode()


def howto(guide: Guide, site_url: str, words: Words) -> str:
    """Describe a guide as schema.org's HowTo, in JSON-LD (https://schema.org/HowTo).

    Args:
        guide: Its parts become sections, its steps steps, its tips and warnings HowToTips.
        site_url: The site's address, so that addresses are whole; they are relative where it is empty.
        words: What the site says.

    """
    front = guide.front
    base = urljoin(site_url, f"{quote(guide.folder)}/") if site_url else ""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HowTo",
        "name": front.title,
        "description": front.summary,
        "url": f"{base}{guide.index.file}",
        "about": front.topic,
        "dateModified": front.reviewed.isoformat(),
        "supply": [{"@type": "HowToSupply", "name": need} for need in front.needs],
        "step": [_section(part, at, base) for at, part in enumerate(guide.parts, 1)],
    }
    if front.tips:
        described["step"].append(
            {
                "@type": "HowToSection",
                "name": words("guide.tips"),
                "position": len(guide.parts) + 1,
                "itemListElement": [_tip(plain(tip), at) for at, tip in enumerate(front.tips, 1)],
            }
        )
    return json.dumps(_filled(described), ensure_ascii=False, indent=1)


def _section(part: Page, position: int, base: str) -> dict[str, Any]:
    return {
        "@type": "HowToSection",
        "name": part.title,
        "position": position,
        "url": f"{base}{part.file}",
        "itemListElement": [_step(step, part, base) for step in part.steps],
    }


def _step(step: Step, part: Page, base: str) -> dict[str, Any]:
    tasks = [
        plain(task.text)
        for tasks in part.source.task_lists
        if step.heading.line < tasks.line <= step.last
        for task in tasks.tasks
    ]
    texts = [{"@type": "HowToDirection", "text": text} for text in (step.words, *tasks) if text]
    tips = [
        {"@type": "HowToTip", "name": tip.title, "text": tip.words}
        for tip in step.tips
        if tip.kind in _TIPS and tip.words
    ]
    return {
        "@type": "HowToStep",
        "name": step.title,
        "position": step.number,
        "url": f"{base}{part.file}#{step.id}",
        "image": urljoin(base, step.image.target) if step.image else None,
        "itemListElement": [{**item, "position": at} for at, item in enumerate([*texts, *tips], 1)],
    }


def _tip(text: str, position: int) -> dict[str, Any]:
    return {"@type": "HowToTip", "position": position, "text": text}


def _filled(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out what says nothing."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item not in (None, "", [])}
    if isinstance(value, list):
        return [_filled(item) for item in value]
    return value

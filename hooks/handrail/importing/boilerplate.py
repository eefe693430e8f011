"""What a page says that is none of its author's text: share lines, banners, counts. It is dropped by name.

Only a whole paragraph, heading or item can be dropped; a sentence within a paragraph never is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from handrail.importing.document import (
    Block,
    Document,
    Dropped,
    Heading,
    Listing,
    Paragraph,
    Quote,
    words,
)

_NETWORKS = "facebook|twitter|x|pinterest|whatsapp|reddit|linkedin|email|e-mail|telegram|instagram|tumblr"
_BY: Final = (
    r"[Bb]y [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}"
    r"(?i:\s*[,|·•–—-]\s*(?:last )?(?:updated|modified|published|posted|reviewed)?[: ]*(?:on )?[\w ,./]{0,16}\d{4})?"
)
"""Who wrote it, with the day behind the name if it stands there; a name begins with capitals."""
_BY_NAME: Final = {
    "author line": r"(?:co-?authored|written|reviewed|edited|posted|published|updated|fact[- ]checked|expert reviewed|"
    r"medically reviewed|created|geschrieben|verfasst|escrito|écrit|scritto) (?:by|von|por|par|da)\b.{0,160}"
    rf"|{_BY}|شارك في التأليف.{0, 120}",
    "date line": r"(?:last )?(?:updated|modified|published|posted|reviewed)(?: on)?[: ]+[^.]{0,20}\d{4}.{0,20}|تاريخ التحديث.{0,60}",
    "count of views or votes": r"(?:this (?:article|page|guide) has been (?:viewed|read) .{0,60}|[\d,. ]+k?\+? ?(?:views|shares|likes|votes|comments|"
    r"people found this helpful|readers).{0,30}|(?:views|likes|votes|shares|comments)\s*[:(]?\s*[\d,.]+k?\)?|"
    r".{0,30}\d{1,3} ?% of readers.{0,60}|rating:? [\d./ ]+.{0,30}|did this (?:article|guide|page) help you\??.{0,30}|was this (?:article|page) helpful\??.{0,20})",
    "cookie banner": r"(?:we|this (?:site|website|page)|our (?:site|website|partners))\b.{0,120}\bcookies?\b.{0,250}"
    r"|(?:accept|reject|allow) (?:all )?(?:cookies|all)|cookie (?:settings|preferences|policy|notice)|manage (?:cookies|preferences)",
    "share line": rf"(?:share|share (?:this|on|via|with)\b.{{0,60}}|tweet|tweet this|pin it|save to pinterest|like us on .{{0,30}}|follow us.{{0,60}}|"
    rf"print|print this (?:page|article|recipe)|email this.{{0,30}}|download (?:article|pdf|as pdf)|copy link|jump to recipe|(?:(?:{_NETWORKS})[\s|·•,/]*){{2,}}|facebook|pinterest|whatsapp)",
    "advertisement": r"[\W_]*(?:advertisement|advertisements|advert|ad|ads|sponsored|sponsored (?:content|links?|post)|promoted(?: content)?|"
    r"anzeige|werbung|publicité|publicidad|pubblicità|إعلان|article continues below(?: (?:(?:this|the) )?ad(?:vertisement)?)?|"
    r"continue reading below.{0,40}|(?:advertisement|ad) ends?|end of ad(?:vertisement)?)[\W_]*",
    "call to subscribe": r".{0,80}\b(?:subscribe|sign up|join)\b.{0,60}\b(?:newsletter|mailing list|email list|channel)\b.{0,80}",
    "navigation": r"(?:home|menu|search|skip to (?:content|main content)|back to top|log ?in|sign in|register|next|previous|next page|previous page|"
    r"table of contents|contents|read more|show more|load more|see all|edit|edit this|hide|open menu|close)",
    "forum line": r"(?:re: .{0,80}|joined:? .{0,30}|posts:? [\d,]+|location:? [\w ,]{0,30}|(?:reply|quote|report|like|permalink|top)(?:[\s|·•,/]+(?:reply|quote|report|like|permalink|top))*|"
    r"[\w .-]{1,30} (?:wrote|said|posted):?|posted:? .{0,60}\d{4}.{0,20}|(?:senior|junior|new) member|moderator|#\d{1,4}|sent from my .{0,30}|"
    r"\d+ (?:likes?|replies)|(?:today|yesterday),? .{0,20}\d{1,2}:\d{2}.{0,6})",
    "copyright line": r"(?:©|\(c\)|copyright).{0,160}|all rights reserved\.?",
}
_NAMES: Final = {
    name: re.compile(rf"\s*(?:{pattern})\s*[.!|·]?\s*", re.IGNORECASE | re.DOTALL)
    for name, pattern in _BY_NAME.items()
}
_AUTHOR_PLAIN: Final = re.compile(_BY)
_AD_BEGINS: Final = re.compile(
    r"[\W_]*(?:advertisement|advertisements|advert|sponsored(?: content| post)?|anzeige|werbung|publicité|publicidad|pubblicità|إعلان)[\W_]*",
    re.IGNORECASE,
)
_AD_ENDS: Final = re.compile(
    r"[\W_]*(?:(?:advertisement|ad) ends?|end of ad(?:vertisement)?|(?:article )?continues? (?:reading )?below.{0,40})[\W_]*",
    re.IGNORECASE,
)
_SELLS: Final = re.compile(
    r"\d ?% off|\b(?:buy now|shop now|order now|order today|free shipping|discount|limited offer|special offer|promo code|coupon|"
    r"click here to (?:buy|order|get)|deal of the|sale ends|only \$\d)",
    re.IGNORECASE,
)
_NO_HEADINGS: Final = ("navigation", "forum line")
"""What a heading may say all the same."""
_LONGEST: Final = 400
_WITHIN: Final = 4
"""How many blocks an advertisement has at most before the line that ends it."""


def name_of(text: str) -> str:
    """Return by what name a text is dropped, or "" if it is the author's."""
    if not text or len(text) > _LONGEST:
        return ""
    for name, pattern in _NAMES.items():
        if pattern.fullmatch(text):
            if text.lower().startswith("by ") and not _AUTHOR_PLAIN.fullmatch(text.rstrip(" .")):
                continue
            return name
    return ""


def without(document: Document) -> Document:
    """Return a document without what is dropped by name, which it lists."""
    dropped: list[Dropped] = []
    kept = _kept(document.blocks, dropped)
    return document.having(kept, dropped)


def _kept(blocks: Iterable[Block], dropped: list[Dropped]) -> tuple[Block, ...]:
    kept: list[Block] = []
    pending = list(blocks)
    at = 0
    while at < len(pending):
        block = pending[at]
        at += 1
        if isinstance(block, Heading | Paragraph):
            said = words(block.line)
            if not said:
                continue
            name = name_of(said)
            if name and not (isinstance(block, Heading) and _may_be_a_heading(name, said)):
                dropped.append(Dropped(name, said))
                if _AD_BEGINS.fullmatch(said):
                    at = _past_advertisement(pending, at, dropped)
                continue
        elif isinstance(block, Listing):
            items = [replace(item, blocks=_kept(item.blocks, dropped)) for item in block.items]
            items = [item for item in items if item.blocks]
            if not items:
                continue
            block = replace(block, items=tuple(items))
        elif isinstance(block, Quote):
            inner = _kept(block.blocks, dropped)
            if not inner:
                continue
            block = Quote(inner)
        kept.append(block)
    return tuple(kept)


def _may_be_a_heading(name: str, said: str) -> bool:
    """Tell whether a heading says what is dropped elsewhere: a step can be called “Edit”, a part “By Bus”."""
    return name in _NO_HEADINGS or said.startswith("By ")


def _past_advertisement(blocks: list[Block], at: int, dropped: list[Dropped]) -> int:
    """Drop what an advertisement says, from below its label, and return where the text goes on."""
    for end in range(at, min(at + _WITHIN + 1, len(blocks))):
        block = blocks[end]
        if not isinstance(block, Paragraph):
            break
        if _AD_ENDS.fullmatch(words(block.line)):
            dropped += (
                Dropped("advertisement", words(b.line)) for b in blocks[at:end] if isinstance(b, Paragraph)
            )
            return end
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or not _SELLS.search(words(block.line)):
            break
        dropped.append(Dropped("advertisement", words(block.line)))
        at += 1
    return at

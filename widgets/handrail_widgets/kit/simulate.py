"""A widget driven by what a person sees, without a browser: for tests.

    >>> from handrail_widgets import WIDGETS
    >>> from handrail_widgets.kit.words import Words
    >>> words = Words(sentences={"checklist.done": "{done} of {count} done"})
    >>> items = [{"id": "tea", "text": "Tea"}]
    >>> list_ = Simulated(WIDGETS["checklist"], words=words, id="a", items=items)
    >>> list_.tick("Tea").text
    'Tea1 of 1 done'

Every message goes through JSON, as in the browser, and every state is stored and restored once.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Self

from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Every
from handrail_widgets.kit.facts import publishable, published
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.session import view
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import AnyWidget, Progress
from handrail_widgets.kit.words import NO_WORDS, Words

CONTROLS = frozenset({"input", "textarea", "select"})


class Simulated:
    """One widget on an imagined page.

    `now` is the reader's clock, a `datetime` with its offset; `log` holds the messages sent so far,
    as JSON; `effects` holds those of the last step. `words` are the sentences that the widget takes
    from the site; one that has its own needs none.
    """

    def __init__(
        self, widget: AnyWidget, now: datetime | None = None, words: Words = NO_WORDS, **config: object
    ) -> None:
        self.widget = widget
        self.config = replace(codec.decode(widget.config, config), words=words)
        self.now = now or datetime.fromisoformat("2026-11-23T09:00:00.000+01:00")
        self.state = widget.init(self.config)
        self.log: list[codec.Message] = []
        self.effects: tuple[object, ...] = ()
        self.send_time()

    @property
    def tree(self) -> Element:
        """The view as it is now."""
        return self.widget.view(self.state)

    @property
    def text(self) -> str:
        """All that can be read, in order."""
        return self.tree.text

    @property
    def html(self) -> str:
        """The view as the page gets it."""
        return view(self.widget, self.config, self.state)

    @property
    def progress(self) -> Progress | None:
        """How far the reader has come."""
        return self.widget.progress(self.state)

    @property
    def facts(self) -> dict[str, str]:
        """The facts as the page gets them."""
        return published(self.widget, publishable(self.widget, self.config), self.state)

    def press(self, name: str) -> Self:
        """Click the button whose text or label is `name`; that of a form sends the form."""
        button = self._one(name, self._buttons())
        if button.get("type") != "submit" or button.get("on-click") is not None:
            return self._send(button, "on-click", value="")
        forms = (e for e in self.tree.walk() if e.tag == "form" and button in e.walk())
        return self._send(next(forms, button), "on-submit", value="")

    def tick(self, name: str, *, done: bool = True) -> Self:
        """Tick the checkbox labelled `name`, or take the tick back; or choose the radio button."""
        control = self._one(name, self._labelled())
        radio = control.get("type") == "radio"
        return self._send(control, "on-change", value=str(control.get("value")) if radio else done)

    def write(self, name: str, text: str) -> Self:
        """Replace what stands in the field labelled `name`, or choose the option of that value."""
        control = self._one(name, self._labelled())
        event = "on-input" if control.get("on-input") is not None else "on-change"
        return self._send(control, event, value=text)

    def wait(self, **time: float) -> Self:
        """Let time pass, given as for `timedelta`: ``wait(minutes=5)``."""
        self.now += timedelta(**time)
        return self.send_time()

    def reload(self) -> Self:
        """Close the page and open it again."""
        self.state = restore(self.widget, self.widget.init(self.config), store(self.widget, self.state))
        return self.send_time()

    def send_time(self) -> Self:
        """Tell the widget the time, if it asked for it."""
        for subscription in self.widget.subscriptions(self.state):
            if isinstance(subscription, Every):
                self.send(codec.handler(subscription.message))
        return self

    def send(self, handler: codec.Handler, value: codec.Json = "") -> Self:
        """Send what an element carries, filled in as the page would.

        Raises:
            DecodeError: if the widget can't read the message.
            AssertionError: if the state after it isn't the same when stored and restored.

        """
        now = self.now.isoformat(timespec="milliseconds")
        sent = json.loads(json.dumps(codec.filled(handler, now, value)))
        self.log.append(sent)
        happened: object = codec.decode_message(self.widget.messages, sent)
        self.state, self.effects = self.widget.updated(self.state, happened)
        restored = restore(self.widget, self.state, store(self.widget, self.state))
        if restored != self.state:
            message = f"stored {self.state!r}, restored {restored!r}"
            raise AssertionError(message)
        return self

    def _send(self, element: Element, event: str, *, value: str | bool) -> Self:
        if element.get(event) is None or element.get("disabled"):
            message = f"nothing happens {event} of {element!r}"
            raise LookupError(message)
        return self.send(codec.handler(element.get(event)), value)

    def _buttons(self) -> Iterator[tuple[str, Element]]:
        for element in self.tree.walk():
            if element.tag == "button" and not element.get("disabled"):
                yield str(element.get("aria-label") or element.text), element

    def _labelled(self) -> Iterator[tuple[str, Element]]:
        ids = {element.get("id"): element for element in self.tree.walk() if element.get("id")}
        for element in self.tree.walk():
            if element.tag == "label":
                inside = [e for e in element.walk() if e.tag in CONTROLS]
                pointed = ids.get(element.get("for"))
                for control in inside or ([pointed] if pointed else []):
                    yield element.text, control
            elif element.tag in CONTROLS and element.get("aria-label"):
                yield str(element.get("aria-label")), element

    @staticmethod
    def _one(name: str, found: Iterator[tuple[str, Element]]) -> Element:
        seen = list(found)
        exact = [element for text, element in seen if text == name]
        close = exact or [element for text, element in seen if text.startswith(name)]
        if len(close) != 1:
            message = f"{len(close)} controls are called {name!r}; there are {[t for t, _ in seen]}"
            raise LookupError(message)
        return close[0]

"""States, messages and configs as JSON, and back, by the types of their fields.

Understood: `str`, `int`, `float` (finite), `bool`, `None`, `date`, `datetime` (always with its
offset), `Literal`, `tuple`, `frozenset`, frozen dataclasses of them, and unions. A union of several
dataclasses is told apart by an ``is`` key that holds the class's name; of other types, the first that
fits is taken, so a date should not stand beside a `str`.

`decode` is strict and says where it stopped. Values of form fields arrive as strings; `decode_message`
reads those by the type of the field that waits for them.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import overload

from handrail_widgets.kit.codec.decoders import DecodeError, Path, decoded_fields, decoder
from handrail_widgets.kit.codec.messages import Handler, Message, Sendable, decode_message, filled, handler
from handrail_widgets.kit.codec.records import Unsaved, saved_fields, type_hints
from handrail_widgets.kit.codec.values import Json, encode

__all__ = [
    "DecodeError",
    "Handler",
    "Json",
    "Message",
    "Path",
    "Sendable",
    "Unsaved",
    "decode",
    "decode_message",
    "encode",
    "filled",
    "handler",
    "restored",
    "saved_fields",
    "type_hints",
]


@overload
def decode[T](kind: type[T], value: object, path: Path = ()) -> T: ...
@overload
def decode(kind: object, value: object, path: Path = ()) -> object: ...
def decode(kind: object, value: object, path: Path = ()) -> object:
    """Return `value`, which came from JSON or YAML, as an instance of the type `kind`.

    Raises:
        DecodeError: where a value doesn't fit.
        TypeError: for a type that has no JSON.

    """
    return decoder(kind)(value, path)


def restored[State](fresh: State, value: object) -> State:
    """Return `fresh` with its stored fields taken from `value`; those not in it stay fresh.

    Raises:
        DecodeError: where a value doesn't fit.
        TypeError: if `fresh` is not an instance of a dataclass.

    """
    if not is_dataclass(fresh) or isinstance(fresh, type):
        message = f"a state is an instance of a dataclass, which {fresh!r} isn't"
        raise TypeError(message)
    if not isinstance(value, Mapping):
        raise DecodeError((), "a group of keys", value)
    return replace(fresh, **decoded_fields(type(fresh), value))

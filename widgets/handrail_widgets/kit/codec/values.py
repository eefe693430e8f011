"""Values as JSON; `handrail_widgets.kit.codec` is the way in."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from math import isfinite

from handrail_widgets.kit.codec.records import float_fields, saved_fields

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None


def encode(value: object) -> Json:
    """Return the value as JSON; a frozenset is sorted, so that equal values give equal JSON.

    Raises:
        TypeError: for a value of a type that has no JSON.
        ValueError: for a number that isn't finite, and for a time without offset.

    """
    match value:
        case None | bool() | int() | str():
            return value
        case float() if isfinite(value):
            return value
        case datetime(tzinfo=None) | float():
            message = f"{value} could not be read again: JSON has finite numbers, a time its offset"
            raise ValueError(message)
        case date():  # a datetime is a date, and both know their ISO form
            return value.isoformat()
        case tuple() | list():
            return [encode(item) for item in value]
        case frozenset():
            return sorted((encode(item) for item in value), key=json.dumps)
    if is_dataclass(value) and not isinstance(value, type):
        return {"is": type(value).__name__, **encoded_fields(value)}
    message = f"{type(value).__name__} can't be stored; see handrail_widgets.kit.codec for what can"
    raise TypeError(message)


def encoded_fields(record: object) -> dict[str, Json]:
    """Return the stored fields of a dataclass instance as JSON, without the name of its class.

    Where a float is due, 300 is 300.0, as it will be when it is read again.
    """
    kind: type = type(record)
    encoded = {name: encode(getattr(record, name)) for name in saved_fields(kind)}
    for name in float_fields(kind):
        if type(number := encoded.get(name)) is int:
            encoded[name] = float(number)
    return encoded

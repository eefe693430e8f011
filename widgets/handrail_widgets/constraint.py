"""What the type of a field can't say by itself: ``days: Annotated[int, Between(7, 90)]``."""

from dataclasses import dataclass


class _Unsaved:
    """Marks a field of a state that is never stored."""

    def __repr__(self) -> str:
        return "UNSAVED"


UNSAVED = _Unsaved()


class Constraint:
    """A condition on a decoded value, and how an author reads it."""

    @property
    def expected(self) -> str:
        """What would be right, in words that follow "should be"."""
        raise NotImplementedError

    def holds(self, value: object) -> bool:
        """Tell whether the value is right."""
        raise NotImplementedError


@dataclass(frozen=True)
class Between(Constraint):
    """A number, or the length of a list, from `low` to `high`, both included."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return f"a whole number from {self.low} to {self.high}"

    def holds(self, value: object) -> bool:
        """See `Constraint`; `None` passes, since the type says whether it may be absent."""
        return value is None or (isinstance(value, int) and self.low <= value <= self.high)


@dataclass(frozen=True)
class Length(Constraint):
    """A text or a list of `low` to `high` characters or items."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return f"of {self.low} to {self.high} items"

    def holds(self, value: object) -> bool:
        """See `Constraint`."""
        return isinstance(value, str | tuple) and self.low <= len(value) <= self.high

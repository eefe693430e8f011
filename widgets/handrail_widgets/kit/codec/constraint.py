"""What the type of a field can't say by itself: ``days: Annotated[int, Between(7, 90)]``."""

from dataclasses import dataclass


class _Unsaved:
    """Marks a field of a state that is never stored."""

    def __repr__(self) -> str:
        return "UNSAVED"


UNSAVED = _Unsaved()


class _Beside:
    """Marks a field of a config that an author may put into a YAML file of its own."""

    def __repr__(self) -> str:
        return "BESIDE"


BESIDE = _Beside()
"""``rules: Annotated[Rules, BESIDE]``: for a file's name the build puts in what that file says."""


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
    """A number from `low` to `high`, both included."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return f"a number from {self.low} to {self.high}"

    def holds(self, value: object) -> bool:
        """See `Constraint`; `None` passes, since the type says whether it may be absent."""
        return value is None or (isinstance(value, int | float) and self.low <= value <= self.high)


@dataclass(frozen=True)
class Length(Constraint):
    """A text or a list of `low` to `high` characters or items."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return f"{self.low} to {self.high} long"

    def holds(self, value: object) -> bool:
        """See `Constraint`; `None` passes, since the type says whether it may be absent."""
        if value is None:
            return True
        return isinstance(value, str | tuple | frozenset) and self.low <= len(value) <= self.high


@dataclass(frozen=True)
class Word(Constraint):
    """A text without white space that can be part of an id."""

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return "one word without spaces"

    def holds(self, value: object) -> bool:
        """See `Constraint`; `None` passes, since the type says whether it may be absent."""
        return value is None or (isinstance(value, str) and value.split() == [value])

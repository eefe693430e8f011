"""Where in a page its rendering fails: the first line without which it would not."""

from collections.abc import Callable


def first_failing(first: int, last: int, fails: Callable[[int], bool]) -> int:
    """Return the line that breaks a page, found by halving.

    Args:
        first: The first line of the page's text.
        last: The last.
        fails: Tells whether rendering fails for the text up to and with a line.

    Returns:
        The line; `first` where even the whole text doesn't fail a second time.

    """
    if not fails(last):
        return first
    while first < last:
        middle = (first + last) // 2
        if fails(middle):
            last = middle
        else:
            first = middle + 1
    return first

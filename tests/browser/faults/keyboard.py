"""A screen that nobody looks at, with a keyboard: real key presses for browsers that no library drives.

A browser that is driven stores what pages have elsewhere than a reader's does (WebKitGTK in memory alone). So
it is started as readers start it, on an Xvfb, and X's own XTEST extension presses the keys.
"""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes.util import find_library
from typing import Any


class Keyboard:
    """The keyboard of one X display."""

    def __init__(self, display: str) -> None:
        """Connect to a display, such as ":7".

        Raises:
            RuntimeError: if nothing answers there.

        """
        self.display = display
        self._x, self._test = _library("X11"), _library("Xtst")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        found = self._x.XOpenDisplay(display.encode())
        if not found:
            raise RuntimeError(f"no X display answers at {display}")
        self._screen = ctypes.c_void_p(found)

    def press(self, sign: str) -> None:
        """Press and release the key of a small letter or a digit, in the window that has the focus."""
        code = self._x.XKeysymToKeycode(self._screen, ctypes.c_ulong(ord(sign)))
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._screen, code, down, ctypes.c_ulong(0))
        self._x.XSync(self._screen, 0)

    def focus(self) -> None:
        """Give the focus to the widest window that is shown: there is no window manager to do it."""
        root = self._x.XDefaultRootWindow
        root.restype = ctypes.c_ulong
        ignored, children, count = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(
            self._screen,
            ctypes.c_ulong(root(self._screen)),
            ctypes.byref(ignored),
            ctypes.byref(ignored),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        windows = [children[at] for at in range(count.value)]
        widest = max(windows, key=self._width, default=None)
        if widest is not None and self._width(widest):
            self._x.XSetInputFocus(self._screen, ctypes.c_ulong(widest), 1, ctypes.c_ulong(0))
            self._x.XSync(self._screen, 0)
        if count.value:
            self._x.XFree(children)

    def _width(self, window: int) -> int:
        """Return a window's width in pixels, 0 for one that isn't shown."""
        found = _Attributes()
        self._x.XGetWindowAttributes(self._screen, ctypes.c_ulong(window), ctypes.byref(found))
        return int(found.width) if found.map_state == _SHOWN else 0

    def close(self) -> None:
        """Let go of the display."""
        self._x.XCloseDisplay(self._screen)


_SHOWN = 2


class _Attributes(ctypes.Structure):
    """Xlib's XWindowAttributes."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")),
        *((name, ctypes.c_ulong) for name in ("backing_planes", "backing_pixel")),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("map_installed", "map_state")),
        *((name, ctypes.c_long) for name in ("all_event_masks", "your_event_mask", "do_not_propagate_mask")),
        ("override_redirect", ctypes.c_int),
        ("screen", ctypes.c_void_p),
    )


def missing() -> str:
    """Say what this machine lacks for it; "" if all is there."""
    lacking = [f"lib{name}" for name in ("X11", "Xtst") if not find_library(name)]
    lacking += [] if shutil.which("Xvfb") else ["Xvfb"]
    return f"lacks {', '.join(lacking)}" if lacking else ""


def _library(name: str) -> Any:
    found = find_library(name)
    if not found:
        raise RuntimeError(f"lib{name} is not installed here")
    library = ctypes.CDLL(found)
    if name == "X11":
        # A window may be closed while it is asked for; Xlib would end the whole process.
        library.XSetErrorHandler(_unheard)
    return library


_unheard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """Start a screen, and give the keyboard before it; afterwards both have ended."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1000x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        number = process.stdout.readline().strip() if process.stdout else ""
        found = Keyboard(f":{number}")
        yield found
        found.close()
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.stdout:
            process.stdout.close()

"""A slow line, made by the host itself, so that it holds for every engine, its workers and its caches."""

import threading
import time
from typing import Final

from scripts.reader import Host

BITS: Final = 1_500_000  # a second, for all connections together
DELAY: Final = 0.15  # seconds from a request to the first byte of its answer, and for a connection to be made
PACKET: Final = 1_400  # bytes


class _Line:
    """The one line that all connections share: a packet goes when those before it are through."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free = 0.0

    def carry(self, size: int) -> None:
        """Wait until so many bytes are through."""
        with self.lock:
            self.free = max(self.free, time.monotonic()) + size * 8 / BITS
            through = self.free
        time.sleep(max(0.0, through - time.monotonic()))


class SlowLine(Host):
    """A plain host behind a line of 1.5 Mbit/s and 150 ms, as a phone has it at the edge of a village."""

    protocol_version = "HTTP/1.1"  # connections are kept, as they are by real hosts
    line = _Line()

    def setup(self) -> None:
        """Take up a connection, which needs a message there and one back."""
        time.sleep(DELAY)
        super().setup()

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Answer after the delay, in packets."""
        time.sleep(DELAY)
        super().do_GET()

    def copyfile(self, source: object, outputfile: object) -> None:
        """Send a file packet by packet."""
        while packet := source.read(PACKET):  # type: ignore[attr-defined]
            self.line.carry(len(packet))
            outputfile.write(packet)  # type: ignore[attr-defined]

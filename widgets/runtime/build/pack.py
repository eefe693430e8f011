# noqa: INP001
"""Gzip what comes on standard input, as tightly as browsers can unpack it, and write it to standard output.

Run by runtime.mjs. The same bytes give the same bytes on every machine: the header names no time and no system.
"""

import sys

import deflate

TIGHTEST = 12
"""libdeflate's levels go from 1 to 12; zlib's best is about its 8."""

if __name__ == "__main__":
    sys.stdout.buffer.write(deflate.gzip_compress(sys.stdin.buffer.read(), TIGHTEST))

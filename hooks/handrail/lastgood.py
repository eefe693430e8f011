"""While an author works: the last good site stays up when a build fails half way."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def last_good(site: Path) -> Iterator[None]:
    """Put a folder back as it was if what is done inside the `with` fails.

    The copy is made of hard links, so it costs no bytes. It holds, since a build unlinks every file
    before it writes it anew. Where a file system has no such links, files are copied.

    Raises:
        BaseException: Whatever is raised inside, after the folder is put back.

    """
    with TemporaryDirectory(dir=site.parent, prefix=".last-good-") as spare:
        kept = Path(spare, "site")
        shutil.copytree(site, kept, copy_function=_linked)
        try:
            yield
        except BaseException:
            shutil.rmtree(site)
            kept.rename(site)
            raise


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # FAT has none, nor have some network drives
        shutil.copy2(source, target)

"""Files written whole or not at all."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put bytes in the place of a file's; whoever reads meanwhile has the old ones or the new ones.

    Raises:
        OSError: If it can't be written; then the file is as it was.

    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o666 & ~_umask())  # a temporary file is for its owner alone
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _umask() -> int:
    """Return which rights new files don't get; it can be had by setting it alone."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask

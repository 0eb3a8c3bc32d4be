"""Writing files so that a crash leaves either the old content or the new, never a mixture."""

from __future__ import annotations

import os
from pathlib import Path

from kgraph.errors import InputError


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace the file ``path`` by ``content`` (text as UTF-8) in one step.

    Raises:
        InputError: if the folder does not exist or cannot be written to.
    """
    data = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); name a file in a folder you can write to"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def replace_directory(fresh: Path, target: Path) -> None:
    """Put the folder ``fresh`` in the place of ``target``; `recover_directory` undoes a swap cut in half."""
    import shutil

    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except BaseException:
        recover_directory(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover_directory(target: Path) -> None:
    """Bring back the last good ``target`` if a swap was cut between its two renames."""
    old = _old(target)
    if not target.exists() and old.exists():
        old.rename(target)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")

"""Files: read as text, with the line of what is none; written so that a crash leaves the old content or the new."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kgraph.errors import InputError
from kgraph.home import FOLDERS, looks_like_a_home

_ATTEMPTS = 3


def read_text(path: Path, named: str | None = None, *, most: int | None = None, remedy: str = "shorten it") -> str:
    """Return the text of a file in UTF-8, without a mark before it and with lines that end in one way.

    Args:
        path: the file.
        named: what messages call it; by default the path.
        most: how many bytes it may have.
        remedy: what to do about a longer one.

    Raises:
        InputError: if it cannot be read, is too long or is not UTF-8, then with the line.
    """
    file = named or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); check the path") from error
    if most is not None and len(data) > most:
        raise InputError(f"{file}: larger than {most:,} bytes; {remedy}")
    try:
        # Some editors put a mark before the text, or end lines in their own way.
        return data.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{file}:{line}: not UTF-8 (byte {error.start + 1}); save the file as UTF-8") from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace the file ``path`` by ``content`` (text as UTF-8) in one step; a device or pipe is written to.

    Raises:
        InputError: if the folder does not exist or cannot be written to.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        # A link stays a link, and what it leads to is replaced.
        target = path.resolve()
        if target.is_dir():
            raise InputError(f"{path}: cannot be written (it is a folder); name a file")
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace_file(target, data)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be written ({reason}); name a file in a folder you can write to") from error


def write_output(path: Path, content: str | bytes) -> None:
    """Write what a user asked for, as `write_atomically`, but never over what a home is read from.

    Raises:
        InputError: if the path lies in the ontology, data or questions of a home, or cannot be written to.
    """
    try:
        target = path.resolve()
    except (OSError, ValueError, RuntimeError):
        target = path
    for folder in target.parents:
        if folder.name in FOLDERS and looks_like_a_home(folder.parent):
            raise InputError(f"{path}: lies in what a kgraph home is read from ({folder}); name a file elsewhere")
    write_atomically(path, content)


def _replace_file(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def replace_directory(fresh: Path, target: Path) -> None:
    """Put the folder ``fresh`` in the place of ``target``; `recover_directory` undoes a swap cut in half."""
    import shutil

    old = _old(target)
    for attempt in range(_ATTEMPTS):
        try:
            if target.exists():
                shutil.rmtree(old, ignore_errors=True)
                target.rename(old)
            fresh.rename(target)
            break
        except BaseException as error:
            recover_directory(target)
            # A reader that came between the two renames brought the old folder back: once more.
            if not isinstance(error, OSError) or attempt == _ATTEMPTS - 1:
                raise
    shutil.rmtree(old, ignore_errors=True)


def recover_directory(target: Path) -> None:
    """Bring back the last good ``target`` if a swap was cut between its two renames."""
    # Without leave to write, or when another process was faster, there is nothing to bring back.
    with suppress(OSError):
        if not target.exists() and _old(target).exists():
            _old(target).rename(target)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold a folder for one process, so that two builds cannot mix; the system frees it when the process ends.

    Raises:
        InputError: if another process holds it.
    """
    try:
        import fcntl  # noqa: F401

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        # A system without such locks.
        yield
        return
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InputError(f"{folder}: another build is at work here; wait until it is done") from error
    except OSError:
        # A file system without such locks.
        return

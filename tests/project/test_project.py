"""The project's own files agree with each other: locks, README, Makefile, import contracts, wheel."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

Pin = tuple[Version, Marker | None]


def pins(lock: Path) -> dict[str, list[Pin]]:
    """The versions a lock holds, each with the marker it is for; a name may have several."""
    found: dict[str, list[Pin]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            locked = Requirement(line.removesuffix("\\").strip())
            [specifier] = locked.specifier
            assert specifier.operator == "=="
            found.setdefault(canonicalize_name(locked.name), []).append((Version(specifier.version), locked.marker))
    return found


def unmet(requirements: list[str], lock: Path) -> list[str]:
    """The requirements that no pin of the lock meets on this Python."""
    held = pins(lock)
    return [
        text
        for text in requirements
        if not any(
            (marker is None or marker.evaluate()) and Requirement(text).specifier.contains(version, prereleases=True)
            for version, marker in held.get(canonicalize_name(Requirement(text).name), [])
        )
    ]


def test_there_are_locks_for_building_running_and_developing() -> None:
    assert ["build.lock", "dev.lock", "run.lock"] == [lock.name for lock in LOCKS]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_no_address_and_no_path_of_a_machine(lock: Path) -> None:
    addresses = re.findall(
        r".*(?:https?:|file:|git\+|@ |--(?:extra-)?index-url|--find-links|(?<![\w.-])/\w+|[A-Z]:\\).*",
        lock.read_text(encoding="utf-8"),
    )
    assert [] == addresses


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_version_has_a_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.findall(r"^\S+==.*\\\n    --hash=sha256:[0-9a-f]{64}", text, flags=re.MULTILINE)
    assert sum(map(len, pins(lock).values())) == len(entries)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_meets_every_runtime_dependency(name: str) -> None:
    requirements = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["build-system"]["requires"]]
    assert [] == unmet(requirements, ROOT / "requirements" / f"{name}.lock")


def test_the_developers_lock_meets_every_extra() -> None:
    # Spark weighs half a gigabyte: who has it gets its tests run, the others a word that they are skipped.
    extras = {name: extra for name, extra in PYPROJECT["project"]["optional-dependencies"].items() if name != "spark"}
    requirements = [text for extra in extras.values() for text in extra if Requirement(text).name != "kgraph"]
    assert [] == unmet(requirements, ROOT / "requirements" / "dev.lock")


def test_users_and_developers_get_the_same_versions() -> None:
    held = {lock.stem: {name: {version for version, _ in pin} for name, pin in pins(lock).items()} for lock in LOCKS}
    for smaller in ("build", "run"):
        assert held[smaller] == {name: held["dev"].get(name) for name in held[smaller]}


def test_imports_point_downwards_and_in_no_circle() -> None:
    check = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    run = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == run.returncode, run.stdout + run.stderr


def test_every_make_command_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named
    assert set() == named - targets


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert targets == re.findall(r"^  make (\w+)", listed, flags=re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    version = PYPROJECT["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_carries_words_facts_and_questions_and_nothing_else(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(tmp_path / run.stdout.split()[-1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    for folder in ("ontology", "data", "queries"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.parts[-2] != "__pycache__"]
        expected = {
            f"kgraph/_resources/{path.relative_to(ROOT).as_posix()}"
            for path in files
            if not path.is_relative_to(ROOT / "data" / "store")
        }
        assert expected == {name for name in names if name.startswith(f"kgraph/_resources/{folder}/")}
    assert {"kgraph/__init__.py", "kgraph/py.typed"} <= names
    assert set() == {name for name in names if not name.startswith("kgraph/")}

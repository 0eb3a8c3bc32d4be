"""Following docs/how-to-add-a-source.md to the letter works, and its faults are reported as it says."""

import re
from pathlib import Path

import pytest

from kgraph.build import build
from kgraph.errors import InputError
from kgraph.home import Home
from kgraph.loading import load

PAGE = (Path(__file__).parents[2] / "docs" / "how-to-add-a-source.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, flags=re.DOTALL))
FAULTS = re.findall(r"^\| `(\w+: [^`]*)` \| (.*) \|$", PAGE.partition("## Common faults")[2], flags=re.MULTILINE)
SOURCE = "data/sources/sample-2022-03-01.yaml"


@pytest.fixture
def followed(fresh_home: Home) -> Home:
    """A copy of the repository's home in which the page was followed."""
    register = fresh_home.root / "data/actors.yaml"
    register.write_text(register.read_text(encoding="utf-8") + "\n" + BLOCKS["data/actors.yaml"], encoding="utf-8")
    (fresh_home.root / SOURCE).write_text(BLOCKS[SOURCE], encoding="utf-8")
    return fresh_home


def test_the_example_builds_and_gives_both_signs(followed: Home) -> None:
    build(followed, lambda step: None)
    graph = load(followed.root)
    dossier = graph.dossier("Kingdom of Norland", "Moscow")
    assert [["energy"], ["diplomacy"]] == [[line.arena for line in side] for side in (dossier.unites, dossier.divides)]
    assert graph.why("norland", "rivalOf", "russia")


def test_the_page_lists_faults() -> None:
    assert len(FAULTS) >= 10


@pytest.mark.parametrize(("written", "said"), FAULTS)
def test_a_fault_is_reported_as_the_page_says(followed: Home, written: str, said: str) -> None:
    path = followed.root / SOURCE
    head, claim = path.read_text(encoding="utf-8").rsplit("  - id:", maxsplit=1)
    key = {"sayd_by": "said_by"}.get(written.split(":")[0], written.split(":")[0])
    changed, count = re.subn(rf"^    {key}: .*$", f"    {written}", claim, flags=re.MULTILINE)
    assert 1 == count
    path.write_text(f"{head}  - id:{changed}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        build(followed, lambda step: None)
    assert any(fault.endswith(f": {said}") for fault in caught.value.faults), caught.value.faults


def test_every_key_of_the_pens_is_explained() -> None:
    from kgraph.sources.form import ActorForm, AmountForm, ClaimForm, SourceForm

    keys = {key for form in (ActorForm, AmountForm, ClaimForm, SourceForm) for key in form.model_fields}
    assert set() == {key for key in keys if f"`{key}`" not in PAGE}

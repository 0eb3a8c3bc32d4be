"""The notebooks run from beginning to end, show what they say, and betray nothing of the machine they ran on."""

import re
from pathlib import Path

import jupytext
import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "notebooks").glob("*.md"))


PICTURES = {"russia-turkey": 1, "from-a-pair-to-the-network": 5, "pairs-of-2018": 2}
SHOWN = {
    "russia-turkey": (r"unite: .*energy", r"divide: .*libya", r"derived by rule: proxy rival", r"¶14"),
    "pairs-of-2018": (
        r"nothing in it happened",
        r"True",
        r"russia\s+turkey",
        r"only in the claims",
        r"pairs; a deed weighs",
    ),
    "from-a-pair-to-the-network": (
        r"frustration \d+ of weight \d+ - proved",
        r"from \d+ to \d+",
        r"undecided \d+",
        r"volume +\d",
        r"unbalanced [0-2] ",
    ),
}


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def executed(page: Path, tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    folder = tmp_path_factory.mktemp("notebook")
    path = folder / f"{page.stem}.ipynb"
    jupytext.write(jupytext.read(page), path)
    notebook = nbformat.read(path, as_version=4)
    variables = pytest.MonkeyPatch()
    variables.setenv("KGRAPH_HOME", str(ROOT))
    variables.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    try:
        client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
        return client.execute()
    finally:
        variables.undo()


def printed(notebook: nbformat.NotebookNode) -> str:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    texts = [output.get("text", "") for output in outputs]
    texts += [str(value) for output in outputs for kind, value in output.get("data", {}).items() if "image" not in kind]
    return "\n".join(texts)


def test_no_cell_fails_or_warns(executed: nbformat.NotebookNode) -> None:
    outputs = [output for cell in executed.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [] == [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]


def test_no_output_holds_a_path_of_the_machine(executed: nbformat.NotebookNode) -> None:
    assert [] == re.findall(r"(?:/(?:home|root|tmp|usr|work|Users)/|[A-Z]:\\)\S*", printed(executed))
    assert str(ROOT) not in printed(executed)


def test_there_are_as_many_pictures_as_expected(page: Path, executed: nbformat.NotebookNode) -> None:
    kinds = [kind for cell in executed.cells for output in cell.get("outputs", []) for kind in output.get("data", {})]
    assert PICTURES[page.stem] == kinds.count("image/png")


def test_it_shows_what_it_speaks_of(page: Path, executed: nbformat.NotebookNode) -> None:
    text = printed(executed)
    assert [] == [pattern for pattern in SHOWN[page.stem] if not re.search(pattern, text)]

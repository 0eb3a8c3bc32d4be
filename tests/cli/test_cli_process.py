"""The command as a process of its own: pipes, locales, imports, and arguments nobody would think of."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.cli import VERBS

ROOT = Path(__file__).parents[2]
HEAVY = (
    "networkx",
    "pyvis",
    "rdflib",
    "owlready2",
    "pydantic",
    "edtf",
    "rich",
    "ruamel",
    "pyshacl",
    "jinja2",
    "nmo_python",
)
KGRAPH = [sys.executable, "-m", "kgraph"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built home."""
    import shutil

    root = tmp_path_factory.mktemp("place") / "home"
    for folder in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("store", ".*"))
    subprocess.run([*KGRAPH, "build", "--home", str(root)], check=True, capture_output=True, env=environment(root))
    return root


def environment(place: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHONUTF8"))}
    return {**kept, "KGRAPH_HOME": str(place), "PYTHONPATH": str(ROOT), **more}


def kgraph(place: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [*KGRAPH, *arguments]
    return subprocess.run(
        command, env=environment(place, **more), capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=60
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"], ["ask", "--help"], ["ask", "actors/list"], ["ask", "dyads/ties", "a=Rusya"], ["why", "--help"],
        ["ask", "ASK { ?s ?p ?o }"], ["why", "russia", "proxyRivalOf", "turkey"], ["nonsense"],
        ["why", "russia", "supports", "assad", "--format", "json"], ["ask"], ["ask", "ties", "--describe"],
        ["ask", "--format", "x"],
    ],
)  # fmt: skip
def test_answers_import_nothing_heavy(place: Path, arguments: list[str]) -> None:
    program = (
        "import sys\nfrom kgraph.cli import main\n"
        "try: main(sys.argv[2:])\nexcept SystemExit: pass\n"
        "print('loaded:', *[name for name in sys.argv[1].split(',') if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, ",".join(HEAVY), *arguments]
    ran = subprocess.run(command, env=environment(place), capture_output=True, text=True, encoding="utf-8", check=True)
    assert "loaded:" == ran.stderr.splitlines()[-1]


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("tail", ["| head -1", "| head -c 1", "| true", "2>&1 | true"])
@pytest.mark.parametrize(
    "arguments", ["--help", "ask", "ask --help", "ask dyads/ties", "rank --most 0 --format json", "build --check"]
)
def test_a_reader_that_has_seen_enough(place: Path, arguments: str, tail: str) -> None:
    script = f"set -o pipefail; {sys.executable} -m kgraph {arguments} {tail}"
    ran = subprocess.run(["bash", "-c", script], env=environment(place), capture_output=True, check=False)
    assert (0, b"") == (ran.returncode, ran.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["--help", "ask", "ask dyads/ties", "rank"])
def test_a_full_disk_is_one_line(place: Path, arguments: str) -> None:
    script = f"{sys.executable} -m kgraph {arguments} >/dev/full"
    ran = subprocess.run(["sh", "-c", script], env=environment(place), capture_output=True, check=False, text=True)
    assert 2 == ran.returncode
    assert "kgraph: output: No space left on device; check the place and its free space\n" == ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams(place: Path, closed: str) -> None:
    for arguments, code in (("ask dyads/ties", 0), ("ask nothing", 2), ("--help", 0), ("", 2), ("why a b", 2)):
        script = f"{sys.executable} -m kgraph {arguments} {closed}"
        ran = subprocess.run(["sh", "-c", script], env=environment(place), capture_output=True, check=False)
        assert code == ran.returncode
        assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"LC_ALL": "nonsense"},
    ],
)
def test_turkish_and_russian_in_any_locale(place: Path, locale: dict[str, str]) -> None:
    ran = kgraph(place, "ask", "actors/list", **locale)
    assert (0, b"") == (ran.returncode, ran.stderr)
    assert "Türkiye" in ran.stdout.decode()
    assert "Турция" in ran.stdout.decode()
    for arguments in (["why", "Турция", "rivalOf", "Rusya"], ["ask", "actors/named", "text=Турц"], ["--help"], ["ask"]):
        ran = kgraph(place, *arguments, **locale)
        assert (0, b"") == (ran.returncode, ran.stderr), ran.stderr.decode()
        ran.stdout.decode()
    ran = kgraph(place, "ask", "SELECT ?a { ?a rdfs:label 'Турция'@ru }", **locale)
    assert b"a\nactor:turkey\n" == ran.stdout
    ran = kgraph(place, "build", "--check", **locale)
    assert 0 == ran.returncode
    ran = kgraph(place, "why", "Türkiy", "rivalOf", "Rusya", **locale)
    assert 2 == ran.returncode
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_an_interrupt_of_a_build_is_one_line(place: Path) -> None:
    process = subprocess.Popen([*KGRAPH, "build"], env=environment(place), stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "reading the pens" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait() in (0, 130)
    assert "Traceback" not in rest
    assert 0 == kgraph(place, "build", "--check").returncode


def test_python_m_kgraph_is_the_command(place: Path) -> None:
    ran = kgraph(place, "--version")
    assert ran.stdout.startswith(b"kgraph ")
    assert 0 == ran.returncode


def test_a_file_name_that_is_no_unicode(place: Path, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    command = [os.fsencode(part) for part in [*KGRAPH, "rank", "-o"]]
    ran = subprocess.run([*command, name], env=environment(place), capture_output=True, check=False)
    assert ran.returncode in (0, 2)
    assert b"Traceback" not in ran.stderr


ODD: list[list[str]] = [
    [""], [" "], ["-"], ["--"], ["---"], ["-o"], ["--home"], ["help", "nonsense"], ["help", ""], ["help", "help"],
    ["__init__"], ["parser"], ["../ask"], ["ask.run"], ["ASK"], ["ask", ""], ["ask", " "], ["ask", "\n"],
    ["ask", "{"], ["ask", "}"], ["ask", "{}"], ["ask", "{" * 1000], ["ask", "."], ["ask", ".."], ["ask", "/"],
    ["ask", "/etc/passwd"], ["ask", ".rq"], ["ask", "..rq"], ["ask", "/.rq"], ["ask", "../../x.rq"], ["ask", "dyads"],
    ["ask", "dyads/"], ["ask", "ties", "="], ["ask", "ties", "a="], ["ask", "ties", "=a"], ["ask", "ties", "a=="],
    ["ask", "ties", "self=x"], ["ask", "ties", "question=x"], ["ask", "ties", "a=\n"],
    ["ask", "ties", "a=" + "x" * 100_000], ["ask", "x" * 100_000], ["ask", "ties", "a=<>"],
    ["ask", "ties", "a=actor:"], ["ask", "ties", "a=actor:x> }"], ["ask", "--", "ties"], ["ask", "--", "--help"],
    ["ask", "ties", "--", "a=russia"], ["ask", "ties", "--format", ""], ["ask", "-o"],
    ["ask", "ties", "--policy", ""], ["ask", "ties", "--as-of", ""], ["ask", "ties", "--as-of", "/"],
    ["ask", "ties", "--as-of", "9999-12-31~"], ["ask", "ties", "--as-of", "0001~"],
    ["ask", "ties", "--as-of", "0000"], ["ask", "ties", "--as-of", "../.."], ["ask", "ties", "--as-of", "2020/2019"],
    ["ask", "ties", "--as-of", "x" * 9999], ["ask", "ties", "--as-of", "٢٠٢٠"], ["ask", "ties", "--prefer", ""],
    ["ask", "ties", "--prefer", "turkey"], ["ask", "ties", "--home", ""], ["ask", "ties", "--home", "."],
    ["ask", "ties", "--home", "/dev/null"], ["ask", "held-on", "date="], ["ask", "held-on", "date=0000-00-00"],
    ["ask", "held-on", "date=2020-01-01T00:00:00"], ["ask", "SELECT ?s { ?s ?p ?o } LIMIT 1", "--format", "ttl"],
    ["ask", "DESCRIBE actor:turkey {}"], ["ask", "SELECT * { BIND(1/0 AS ?x) }"],
    ["ask", "SELECT (<http://x/f>(1) AS ?x) {}"], ["ask", "#{"], ["ask", "SELECT * { ?s ?p '\ud800' }"],
    ["ask", "ties", "a=\udcff"], ["ask", "named", "text=\udcff"], ["\udcff"], ["ask", "SELECT * { ?x REGEX '(' }"],
    ["ask", "SELECT * { FILTER(REGEX('a', '(((')) }"], ["ask", "SELECT (REPLACE('a', '(', 'b') AS ?x) {}"],
    ["ask", "SELECT (SUM(?s) AS ?x) { ?s ?p ?o }"], ["why"], ["why", "", "", ""], ["why", "a\nb", "c", "d"],
    ["why", "russia", "kg:", "turkey"], ["why", "-1", "-2", "-3"], ["why", "russia", "supports", "russia"],
    ["why", "russia", "supports", "assad", "--most", "9" * 5000],
    ["why", "russia", "supports", "assad", "--most", "1.5"], ["rank", "--most", "0x10"], ["rank", "extra"],
    ["rank", "--most=٣"], ["rank", "--help", "--format"], ["rank", "-h"], ["rank", "-o", "/"], ["rank", "-o", ".."],
    ["build", "extra"], ["build", "--chek"], ["build", "--check", "--check"], ["check", "--dl=1"], ["check", "extra"],
    ["\x1b[31m"], ["ask", "--\x1b[31m"], ["ask", "ties", "--format", "\x1b]0;x\x07"], ["ask", "ties", "\x1b=1"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", ODD, ids=lambda vector: ascii(" ".join(vector))[:60])
def test_odd_arguments_give_an_answer_or_a_line(run: Any, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code in (0, 1, 2)
    assert "Traceback" not in out + err
    assert "\x1b" not in err
    assert "\x07" not in err
    assert len(err) < 1500
    if code == 2:
        assert err
        assert "" == out


WORDS = st.sampled_from(
    [*VERBS, "--help", "-o", "--format", "json", "--policy", "all", "--as-of", "2020", "--most", "1", "--prefer",
     "turkey", "ties", "a=russia", "russia", "supports", "assad", "--describe", "--", "-", "", "=", "{", "--home", "\n"]
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["ask", "why", "rank"]), st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=5))
def test_any_arguments_give_an_answer_or_a_line(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(verb, *arguments)
    assert code in (0, 1, 2)
    assert "Traceback" not in out + err

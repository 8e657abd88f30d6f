"""What people give to `make` is taken as they wrote it: no shell and no `make` reads it as its own text.

The commands run in a small folder whose Python writes down what it was given.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT, SmallProject
from translated_docs.commands.build import paths_below
from translated_docs.outputs import monolingual

RECORDER = r"""#!/bin/sh
{ printf '%s\0' "$@"; printf '\1'; env -0; printf '\2'; } >> "$RECORD"
"""
HARMLESS = "touch marker"
VALUES = [
    f"'; {HARMLESS}; '",
    f'"; {HARMLESS}; "',
    f"a; {HARMLESS} #",
    f"$(shell {HARMLESS})",
    f"$$(shell {HARMLESS})",
    f"$({HARMLESS})",
    f"`{HARMLESS}`",
    f"a\n{HARMLESS}",
    f"a'\n{HARMLESS}\n'",
    f"a & {HARMLESS} | b > marker < c",
    "$(error stop)",
    "${HOME} $HOME $$ $@",
    "back\\slash \\' \\\" \\",
    "%s # , ) ( ! * ? [a] {b} ~",
    "blanks  ",
    "--remove",
    "日本語",
]
ALL_AT_ONCE = "\n".join(VALUES)


class Folder:
    """A folder with the Makefile, the list of languages, and a Python that records."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "docs/_ext/translated_docs/commands").mkdir(parents=True)
        for name in ("Makefile", *(f"docs/_ext/translated_docs/{name}.py" for name in ("outputs", "paths", "settings", "utf8", "commands/make_variables"))):
            shutil.copyfile(ROOT / name, folder / name)
        (folder / "conf.py").write_text('languages = {"ja": "日本語", "xx": "Xxish"}\n', encoding="utf-8")
        (folder / ".venv" / "bin").mkdir(parents=True)
        for name in ("requirements.txt", "tests/requirements.txt", ".venv/ready", ".venv/ready-to-test"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("%d.%d\n" % sys.version_info[:2])
        python = folder / ".venv" / "bin" / "python"
        python.write_text(RECORDER, encoding="utf-8")
        python.chmod(0o755)

    def make(self, *arguments, **environment):
        """Run make; return what it said, and what each Python was given: arguments and environment."""
        record = self.folder / "record"
        record.write_text("")
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
        done = subprocess.run(
            ["make", *arguments], cwd=self.folder,
            env={**inherited, "PYTHON": sys.executable, "RECORD": str(record), **environment},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        calls = [call.split("\1") for call in record.read_text("utf-8").split("\2")[:-1]]
        return done, [
            (given.split("\0")[:-1], dict(line.split("=", 1) for line in variables.split("\0")[:-1]))
            for given, variables in calls
        ]


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


@pytest.mark.parametrize("value", [*VALUES, ALL_AT_ONCE], ids=repr)
def test_a_value_comes_as_it_was_written(folder, value):
    done, seen = folder.make("language", f"CODE={value}")
    assert done.returncode == 0, done.stdout
    assert [arguments for arguments, _ in seen] == [["-m", "translated_docs.commands.language", "--", value]]
    assert not (folder.folder / "marker").exists()


@pytest.mark.slow
def test_an_extension_that_is_not_installed_is_said_in_a_line(tmp_path):
    project = SmallProject(tmp_path / "project")
    project.add_settings('extensions.append("not_there")\n')
    for target in ("html-en", "catalogs"):
        built = project.make(target)
        assert re.search(r"^conf\.py:\d+: an extension can't be imported \(No module named 'not_there'\); name what it needs in", built.stdout, re.M)
        assert (built.returncode, "Traceback" in built.stdout) == (2, False)


@pytest.mark.parametrize("entry", ["extra.css", "styles", "my $(touch marker) 100%; style's.css"])
def test_a_static_path_outside_of_docs_is_followed(folder, entry):
    style = folder.folder / entry / "extra.css" if "." not in entry else folder.folder / entry
    style.parent.mkdir(exist_ok=True)
    style.touch()
    with (folder.folder / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"html_static_path = [{entry!r}]\n")
    assert [len(folder.make()[1]) for _ in range(2)] == [1, 0]
    later = (folder.folder / "build/stamps/site").stat().st_mtime + 10
    os.utime(style, (later, later))
    done, seen = folder.make()
    assert [arguments[1] for arguments, _ in seen] == ["translated_docs.commands.build"], done.stdout
    assert not (folder.folder / "marker").exists()


def test_a_program_that_comes_or_goes_is_a_change_and_bytecode_is_none(folder):
    programs = folder.folder / "docs/_ext/translated_docs"
    bytecode, program = programs / "__pycache__" / "outputs.cpython-311.pyc", programs / "templates" / "page.html"
    assert [len(folder.make()[1]) for _ in range(2)] == [1, 0]
    later = (folder.folder / "build/stamps/site").stat().st_mtime + 10
    for file, calls in [(bytecode, 0), (program, 1)]:
        file.parent.mkdir()
        for change in (file.touch, file.unlink):
            change()
            for path in {file, file.parent, programs} if file.exists() else {file.parent, programs}:
                os.utime(path, (later, later) if file == bytecode else (0, 0))
            assert [len(folder.make()[1]) for _ in range(2)] == [calls, 0], (file.name, change.__name__)


def test_bytecode_is_nothing_that_a_page_is_made_of(tmp_path):
    for name in ("a.py", "b/c.py", "__pycache__/a.cpython-311.pyc", "b/__pycache__/c.cpython-311.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert paths_below(tmp_path) == [tmp_path / name for name in ("a.py", "b", "b/c.py")]


@pytest.mark.parametrize("variable", ["SITE_URL", "CODE", "PORT"])
def test_so_does_one_of_the_environment(folder, variable):
    done, seen = folder.make("live", **{variable: ALL_AT_ONCE})
    assert done.returncode == 0, done.stdout
    assert seen[-1][1][variable] == ALL_AT_ONCE
    assert not (folder.folder / "marker").exists()


@pytest.mark.parametrize(
    ("target", "variable", "program", "arguments"),
    [
        ("all", "SITE_URL", "translated_docs.commands.build", ["ja", "xx"]),
        ("all", "EDIT_ADDRESS", "translated_docs.commands.build", ["ja", "xx"]),
        ("html-xx", "SITE_URL", "translated_docs.commands.build", ["xx", "--only", "html"]),
        ("part-xx", "SITE_URL", "translated_docs.commands.build", ["xx", "--only", *(output.name for output in monolingual())]),
        ("join", "SITE_URL", "translated_docs.commands.build", []),
        ("live", "PORT", "translated_docs.live", ["--port={}"]),  # which asks for the languages itself: they may change
        ("live", "SITE_URL", "translated_docs.live", []),
        ("remove-language", "CODE", "translated_docs.commands.language", ["--remove", "--", "{}"]),
        ("check", "CODE", "translated_docs.commands.check", ["--language={}"]),
        ("check", "FILE", "translated_docs.commands.check", ["--", "{}"]),
        ("load", "SECONDS", "benchmarks.load_test", []),
        ("lighthouse", "CHROMIUM", "benchmarks.lighthouse", ["ja", "xx"]),
        ("test", "FIREFOX", "translated_docs.commands.build", ["ja", "xx"]),
        ("test", "TESTS", "translated_docs.commands.build", ["ja", "xx"]),
        ("all", "A_NAME_OF_NOTHING", "translated_docs.commands.build", ["ja", "xx"]),
    ],
)  # fmt: skip
def test_every_command_passes_its_values_on(folder, target, variable, program, arguments):
    done, seen = folder.make(target, f"{variable}={ALL_AT_ONCE}")
    assert done.returncode == 0, done.stdout
    found, environment = next((a[2:], e) for a, e in seen if a[:2] == ["-m", program])
    assert found == [argument.replace("{}", ALL_AT_ONCE) for argument in arguments]
    assert environment[variable] == ALL_AT_ONCE
    assert not (folder.folder / "marker").exists()


@pytest.mark.parametrize("variable", ["LANGUAGES", "BIN", "STAMPS", "GIVEN"])
def test_what_make_names_for_itself_nobody_can_give(folder, variable):
    done, seen = folder.make(f"{variable}=; touch marker;")
    assert done.returncode == 0, done.stdout
    assert seen[0][0] == ["-m", "translated_docs.commands.build", "ja", "xx"]
    assert not (folder.folder / "marker").exists()


@pytest.mark.parametrize("value", [VALUES[0], VALUES[3], VALUES[7], ALL_AT_ONCE], ids=repr)
def test_a_python_that_is_none_is_said_so(folder, value):
    done, seen = folder.make(f"PYTHON={value}")
    assert done.returncode != 0
    assert "no languages; " in done.stdout
    assert seen == []
    assert not (folder.folder / "marker").exists()


def test_only_another_address_builds_again(folder):
    for value, built in [("", True), ("", False), ("a|'$(x)", True), ("a|'$(x)", False), ("b", True)]:
        _done, seen = folder.make(f"SITE_URL={value}")
        assert bool(seen) is built, value


@pytest.mark.parametrize("name", ["my page.md", "it's.md", "a:b.md", "$(x)%#.md", "日本.md"])
def test_a_file_of_any_name_is_seen_when_it_changes(folder, name):
    page = folder.folder / "docs" / name
    page.touch()
    (folder.folder / "docs" / ".#lock").symlink_to("nobody@nowhere")  # as Emacs leaves it while a page is open
    assert [len(folder.make()[1]) for _ in range(2)] == [1, 0]
    os.utime(page, (2**31, 2**31))
    done, seen = folder.make()
    assert done.returncode == 0, done.stdout
    assert len(seen) == 1


@pytest.mark.parametrize("variable", ["PYTHONSAFEPATH", "PYTHONOPTIMIZE"])
def test_a_python_that_is_told_to_be_another_builds_all_the_same(folder, variable):
    done, seen = folder.make(**{variable: "2"})
    assert done.returncode == 0, done.stdout
    assert all(variable not in variables for _arguments, variables in seen)


@pytest.mark.parametrize("name", ["my talk's", "講演 (2018)", 'a "b" $(c) #d; `e` %f'])
def test_a_folder_of_any_name_will_do(tmp_path, name):
    folder = Folder(tmp_path / name)
    assert [len(folder.make()[1]) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("languages = {\n", "conf.py:1: '{' was never closed"),
        ("x = 1\nlanguages = unknown\n", "conf.py:2: NameError: name 'unknown' is not defined"),
        ("x = 1\nfrom nosuch.other import x\n", "conf.py:2: No module named 'nosuch': make reads this file before anything is installed; "),
        ("x = 1\n", "conf.py:1: AttributeError: "),
        ("languages = {}\n", "conf.py:1: 'languages' is empty"),
        (None, "conf.py:1: there is no such file; get it back from Git"),
        ("# 言葉\nx = '言葉'\n".encode("shift_jis"), "conf.py:1: not UTF-8; save the file again with the encoding UTF-8"),
        ('languages = {"ja": "日本語"}\nproject = 5\n', "conf.py:2: project is 5; write it as"),
        ('languages = {"ja": "日本語"}\nsource_dir = "nowhere"\n', "conf.py:2: source_dir is 'nowhere', which is no folder of the project"),
        ('languages = {"ja": "日本語"}\nsource_dir = ".."\n', "conf.py:2: source_dir is '..', which is no folder of the project"),
        ('languages = {"ja": "日本語"}\nlocale_dirs = ["/"]\n', "conf.py:2: locale_dirs is ['/'], and the first holds the whole project"),
        ('languages = {"ja": "日本語", "en us": "English"}\n', "conf.py:1: 'en us' is not a code of a language"),
        ('languages = {"ja": "日本語", "pt-BR": "Português"}\n', "conf.py:1: 'pt-BR' is not a code of a language"),
        ("languages = {\"ja\": \"日本語\", \"'; touch marker; '\": \"x\"}\n", "is not a code of a language"),
    ],
)
def test_settings_that_cannot_be_read_are_said_so(folder, settings, words):
    if settings is None:
        (folder.folder / "conf.py").unlink()
    else:
        (folder.folder / "conf.py").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    done, seen = folder.make()
    assert words in done.stdout
    assert done.returncode != 0
    assert "Traceback" not in done.stdout
    assert seen == []
    assert not (folder.folder / "marker").exists()
    assert "  make all " in folder.make("help")[0].stdout


@pytest.mark.parametrize(
    ("code", "said"),
    [("import signal; signal.raise_signal(signal.SIGINT)", ""), ("1 / 0", "ZeroDivisionError"), ("import sys; sys.exit('words')", "words\n")],
)
def test_a_command_that_is_interrupted_says_nothing(code, said):
    command = [sys.executable, "-c", f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); import translated_docs.commands; {code}"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT / "docs/_ext")}, capture_output=True, text=True)
    assert done.returncode != 0
    assert said in done.stderr and bool(said) == bool(done.stderr)


@pytest.mark.parametrize("ended_by", ["print('x' * 10**6)", "from translated_docs.jobs.runner import run_and_report; run_and_report(lambda: print('x' * 10**6))"])
def test_whoever_reads_no_more_of_what_is_printed_is_told_nothing(ended_by):
    command = f"import translated_docs.commands; {ended_by}"
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT / "docs" / "_ext")}, cwd=ROOT) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1

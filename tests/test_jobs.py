"""Jobs run in processes of their own, each after those that it waits for."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
from contextlib import redirect_stderr
from functools import partial

import pytest
from conftest import SLOW, SmallProject, modules_after
from translated_docs import fonts
from translated_docs.commands import build
from translated_docs.jobs import schedule
from translated_docs.jobs.runner import Job, run_jobs
from translated_docs.outputs import download, named
from translated_docs.performance import startup
from translated_docs.processes import processes

import conf


def write(path, words):
    path.write_text(words, encoding="utf-8")


def test_a_job_begins_when_those_it_waits_for_have_ended(tmp_path, single_threaded):
    first, second = tmp_path / "first", tmp_path / "second"
    copy = Job("copy", partial(shutil.copyfile, first, second), ("make",))
    assert single_threaded(run_jobs, [copy, Job("make", partial(write, first, "words"))], at_once=2)
    assert second.read_text(encoding="utf-8") == "words"


def test_after_a_failure_no_job_is_begun(tmp_path, single_threaded):
    file = tmp_path / "file"
    jobs = [Job("fails", partial(sys.exit, 1)), Job("next", partial(write, file, ""), ("fails",)), Job("last", partial(write, file, ""))]
    assert not single_threaded(run_jobs, jobs, at_once=1)
    assert not file.exists()


def killed():
    os.kill(os.getpid(), signal.SIGKILL)


def said_of(job):
    with redirect_stderr(io.StringIO()) as said:
        assert not run_jobs([job], at_once=1)
    return said.getvalue()


@pytest.mark.parametrize("words", ["docs/page.md:1: this; that", "\n".join(f"docs/page.md:{line}: this; that" for line in range(9999))])
def test_what_has_ended_a_job_is_said_when_all_have_ended(single_threaded, words):
    assert single_threaded(said_of, Job("ja pdf", partial(sys.exit, words))) == f"{words}\n"


def test_a_job_that_the_system_ends_is_named_with_a_remedy(single_threaded):
    words = "ja pdf: ended by SIGKILL; if memory is short, run 'taskset -c 0 make', which makes one output at a time\n"
    assert single_threaded(said_of, Job("ja pdf", killed)) == words


def run_with_an_import_meanwhile(path):
    known = set()
    later = Job("later", lambda: write(path, " ".join(known)), ("first",))
    return run_jobs([Job("first", lambda: None), later], at_once=1, meanwhile=lambda: known.add("imported"))


def test_what_is_imported_meanwhile_is_there_in_the_jobs_that_begin_later(tmp_path, single_threaded):
    assert single_threaded(run_with_an_import_meanwhile, tmp_path / "later")
    assert (tmp_path / "later").read_text(encoding="utf-8") == "imported"


def calls_at_end(jobs, at_once):
    calls = []
    assert run_jobs([Job(name, lambda: None) for name in jobs], at_once=at_once, at_end=lambda: calls.append("called"))
    return len(calls)


@pytest.mark.parametrize(("jobs", "at_once", "calls"), [("a", 2, 1), ("a", 8, 1), ("ab", 8, 1), ("abc", 1, 0), ("", 2, 0)])
def test_what_is_for_an_idle_core_is_called_once_if_there_is_one(single_threaded, jobs, at_once, calls):
    assert single_threaded(calls_at_end, jobs, at_once) == calls


def begin_ahead(folder, cores):
    """Return what another core begins with while Sphinx is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup, "processors", lambda: cores)
        patch.setattr(startup, "preload", lambda: None)
        sanitizing = processes.Process(target=write, args=(folder / "catalogs", ""))
        startup.prepare_builds(sanitizing)
    if sanitizing.pid:
        sanitizing.join()
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize(("cores", "begun"), [(1, []), (2, ["catalogs"]), (8, ["catalogs"])])
def test_a_core_that_would_be_idle_sanitizes_the_catalogs(tmp_path, single_threaded, cores, begun):
    assert single_threaded(begin_ahead, tmp_path, cores) == begun


@pytest.mark.parametrize("program", ["commands.build", "live.server"])
def test_sphinx_is_imported_once_other_cores_have_begun(program):
    assert "sphinx" not in modules_after(f"import translated_docs.{program}")


def test_a_publication_without_books_needs_nothing_of_them():
    """The row of outputs.py and the line of conf.py are gone, and so is the package."""
    modules_after(
        "sys.modules['translated_docs.pdf'] = sys.modules['typst'] = None\n"
        "import conf; conf.extensions.remove('translated_docs.pdf')\n"
        "from translated_docs import outputs; outputs.OUTPUTS = tuple(row for row in outputs.OUTPUTS if not row.typst)\n"
        "from translated_docs.performance import startup; startup.preload(); startup.preload_for_site()\n"
        "import translated_docs.jobs.schedule"
    )


def test_babel_is_asked_about_the_languages_before_the_jobs_are_forked():
    modules_after(
        "from translated_docs.performance import startup; startup.preload()\n"
        "from translated_docs.catalogs.languages import canonical_code, direction, conf\n"
        "assert canonical_code.cache_info().currsize and direction.cache_info().currsize == len(conf.languages)"
    )


def loaded(failing):
    """Return the threads of a process that has sanitized catalogs, for which Typst was asked, and is to fork jobs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(startup, "preload", lambda: None)
        build.load_schedule(partial(open, "/") if failing else partial(fonts.missing_lines, ["\u2d30"]))
    return len(os.listdir("/proc/self/task"))


def test_no_thread_of_typst_is_there_when_jobs_are_forked(single_threaded):
    assert single_threaded(loaded, failing=False) == 1


def with_letters():
    """Return the threads of a process that has read the letters of books, and is to fork jobs."""
    fonts.read_letters()
    return len(os.listdir("/proc/self/task"))


def test_letters_are_read_without_a_thread_of_typst(single_threaded):
    assert single_threaded(with_letters) == 1


def test_copies_that_cannot_be_written_end_the_build(single_threaded):
    with pytest.raises(SystemExit):
        single_threaded(loaded, failing=True)


NOTE_FORKS = """
import os, sys
def note(event, arguments):
    if event == "os.fork":
        with open(f"{__file__}.threads", "a") as file:
            print(len(os.listdir("/proc/self/task")), file=file)
sys.addaudithook(note)
"""


@SLOW
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the threads of a process")
def test_no_process_is_forked_by_one_that_has_threads(tmp_path):
    project = SmallProject(tmp_path / "project")
    (tmp_path / "sitecustomize.py").write_text(NOTE_FORKS, encoding="utf-8")
    threads = []
    for word in ("one", "two"):  # the second time there are books whose last version is set ahead
        write(project.folder / "docs" / "chapter.md", f"(chapter-one)=\n# 章\n\n{word}\n")
        project.must_make(PYTHONPATH=str(tmp_path))
        threads.append((tmp_path / "sitecustomize.py.threads").read_text().split())
    assert len(threads[0]) > 5 and len(threads[1]) > len(threads[0])
    assert set(threads[1]) == {"1"}


def html_jobs():
    return {job.name: job for job in schedule.jobs_for_languages(["en"], named(["pdf", "html"]))}


@pytest.fixture
def pdf(tmp_path, monkeypatch):
    """Where the English book would be."""
    monkeypatch.setattr(schedule, "BUILD", tmp_path)
    path = tmp_path / download(conf, *named(["pdf"]), "en").made
    path.parent.mkdir(parents=True)
    return path


def test_pages_wait_for_the_first_book_whose_size_they_name(pdf):
    assert html_jobs()["en html"].after == ("en pdf", "en pdf compile")


def test_pages_do_not_wait_for_a_later_version_of_the_book(pdf):
    pdf.write_bytes(b"a book")
    assert html_jobs()["en html"].after == ("en pdf",)


@pytest.mark.parametrize(("megabytes", "named"), [(0.72, []), (0.9, [{"pdf": "0.9 MB"}])])
def test_but_they_are_made_again_if_its_size_is_another(pdf, monkeypatch, megabytes, named):
    made = []
    monkeypatch.setattr(schedule, "run_builder", lambda builder, code, outdir, downloads: made.append(downloads))
    pdf.write_bytes(bytes(700_000))
    mend = html_jobs()["en sizes"]
    pdf.write_bytes(bytes(int(megabytes * 1e6)))
    mend.run()
    assert made == named
    assert set(mend.after) == {"en html", "en pdf compile"}

"""One commit gives the same bytes, wherever, whenever and in however many jobs it is built."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from conftest import LANGUAGES, ROOT, SLOW, Project
from translated_docs.site.publish import digest

pytestmark = [SLOW, pytest.mark.xdist_group("single")]

# Another day for Python and all that it runs; Typst gets its date from us.
ANOTHER_DAY = '''
import datetime, time
later, now, local, utc = 40 * 86400 + 12345, time.time, time.localtime, time.gmtime
time.time = lambda: now() + later
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    today = utcnow = now
datetime.datetime = Later
open(f"{__file__}.was-here", "w").close()
'''


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    """A copy of the project, built once by one `make`, and by nothing else."""
    copy = Project(tmp_path_factory.mktemp("single") / "project")
    built = copy.must_make()
    return copy, built.stdout


def test_another_folder_day_zone_locale_and_number_of_cores_give_the_same_bytes(single, tmp_path):
    other = Project(tmp_path / "a much longer path, with blanks" / "および日本語")
    (tmp_path / "sitecustomize.py").write_text(ANOTHER_DAY, encoding="utf-8")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))},
        "PYTHONPATH": str(tmp_path), "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8",
        "LANGUAGE": "tr", "PYTHONHASHSEED": "12345", "USER": "somebody", "HOME": str(tmp_path),
    }  # fmt: skip

    def one_core_and_another_mask():
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
        os.umask(0o077)

    built = subprocess.run(
        ["make"], cwd=other.folder, env=environment, capture_output=True, text=True, preexec_fn=one_core_and_another_mask
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "sitecustomize.py.was-here").exists()
    assert other.files() == single[0].files()


def test_parts_that_machines_of_their_own_have_built_join_to_the_same_bytes(single, tmp_path):
    joined = Project(tmp_path / "joined")
    for code in LANGUAGES:
        machine = Project(tmp_path / f"machine-{code}")
        machine.must_make(f"part-{code}")
        shutil.copytree(machine.folder / "build", joined.folder / "build", dirs_exist_ok=True)
    joined.must_make("join")
    assert joined.files() == single[0].files()


def test_a_part_that_is_missing_is_named(tmp_path):
    project = Project(tmp_path / "project")
    joined = project.make("join")
    assert joined.returncode != 0
    assert f"build it with 'make part-{LANGUAGES[0]}'" in joined.stdout
    assert "Traceback" not in joined.stdout


def test_make_says_the_digest_of_the_site(single):
    project, said = single
    assert f"sha256 {digest(project.folder / 'build' / 'site')}\n" in said


@pytest.mark.parametrize("name", ["pages", "check", "test"])
def test_the_workflows_keep_to_their_schema_and_to_least_rights(name):
    workflow = ROOT / ".github" / "workflows" / f"{name}.yml"
    run = {"check": True, "capture_output": True, "text": True}
    subprocess.run([".venv/bin/check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow], cwd=ROOT, **run)
    subprocess.run([".venv/bin/zizmor", "--offline", "--no-progress", "--persona", "pedantic", workflow], cwd=ROOT, **run)


def test_read_the_docs_gets_settings_of_its_schema():
    command = [".venv/bin/check-jsonschema", "--builtin-schema", "vendor.readthedocs", ".readthedocs.yaml"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

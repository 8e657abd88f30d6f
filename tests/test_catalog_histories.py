"""Whatever happens to a catalog, by whichever programs, in whichever order: nothing that somebody wrote is lost.

Hypothesis thinks up histories: pages change, translators write, programs save and update, branches are
merged by Git; after each step `make catalogs` runs, and all is looked for again.  What may change is how
lines are wrapped, in which order entries put aside stand, and the header.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from conftest import SLOW
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sphinx_intl.basic import update as sphinx_intl_update
from test_other_programs import AS_NOBODY
from translate.storage.pypo import pofile as ToolkitFile
from translated_docs.catalogs.entries import DRAFT, is_draft, key, source_of, translation
from translated_docs.catalogs.po_file import load
from translated_docs.catalogs.update.merge import ANOTHER
from translated_docs.commands.catalogs import refresh

# Few, and some much alike; one with plural forms, one in a context, one with all that has to be escaped.
SENTENCES = [
    ("最初の文です。", None), ("最初の文でした。", None), ("二つ目の、少し長い文です。", None), ("二つ目の、もう少し長い文です。", None),
    ("A \"third\" one,\twith a back\\slash, so long that every program that wraps lines at all would wrap it somewhere.", None),
    ("一行目\n二行目\n", None), ("保存", "menu"), ("%s枚", None),
]  # fmt: skip
PLURAL = {"%s枚": "全部で%s枚"}
WORDS = [
    "Word {}",
    'Wörter “{}”, "quoted",\tand a back\\slash',
    "eine Zeile {}\nund noch eine",
    "{} " + "long words " * 12 + "end",
]
COMMENTS = ["asked {}", "eine Frage {}: ob", "a long comment {} " + "of many words " * 8 + "so", "two {}\nlines {}"]
SAVING_BY_GETTEXT = {
    "msgcat": ([], ["--escape"], ["--no-wrap"], ["--width=30"], ["--sort-output"], ["--strict", "--indent"], ["--sort-by-file"]),
    "msgattrib": ([], ["--no-wrap"], ["--sort-output"]),
}  # fmt: skip
UPDATING_BY_GETTEXT = ([], ["--previous"], ["--no-fuzzy-matching"], ["--previous", "--no-wrap"])


def on_path(*names):
    return all(map(shutil.which, names))


def ours(message):
    msgid, context = message
    plural = PLURAL.get(msgid)
    return polib.POEntry(
        msgid=msgid, msgctxt=context, msgid_plural=plural or "", msgstr_plural={0: "", 1: ""} if plural else {}
    )


def words_of(comment):
    return [" ".join(line.split()) for line in comment.split("\n") if line.strip() and line != DRAFT]


class Histories(RuleBasedStateMachine):
    """A page and its catalog in a repository."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="history"))
        self.locale, self.templates = self.folder / "locale", self.folder / "gettext"
        self.catalog, self.template = self.locale / "qtz" / "LC_MESSAGES" / "page.po", self.templates / "page.pot"
        for file in (self.catalog, self.template):
            file.parent.mkdir(parents=True)
        self.number, self.page = 0, SENTENCES[::2] + SENTENCES[-1:]
        self.git("init", "--quiet", "--initial-branch=main")
        self.say()
        refresh(self.template, self.catalog, "qtz")
        file = polib.pofile(str(self.catalog), wrapwidth=0)
        for number, entry in enumerate(file):  # one is left to do
            self.translate(entry, WORDS[number % len(WORDS)]) if number else None
            entry.tcomment = COMMENTS[number % len(COMMENTS)].replace("{}", f"of {number}") * (number % 2)
        file[-2].fuzzy = True
        file.save(str(self.catalog))
        refresh(self.template, self.catalog, "qtz")
        self.commit()

    def translate(self, entry, words):
        self.number += 1
        text = words.replace("{}", f"{self.number}") + "\n" * entry.msgid.endswith("\n")
        if entry.msgid_plural:
            entry.msgstr_plural = {0: f"%s {text}", 1: f"%s {text}s"}
        else:
            entry.msgstr = text

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # -- What happens, and what is then there

    def git(self, *arguments, check=True):
        done = subprocess.run(["git", *AS_NOBODY, *arguments], cwd=self.folder, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stderr
        return done.returncode

    def commit(self):
        self.git("add", "locale")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def say(self):
        template = polib.POFile()
        template.metadata = {"POT-Creation-Date": "2026-01-01 00:00+0000", "Content-Type": "text/plain; charset=UTF-8"}
        template.extend(map(ours, self.page))
        template.save(str(self.template))

    def entries(self):
        catalog, error = load(self.catalog)
        assert error is None, error
        return list(catalog)

    def refreshed(self, before):
        """Run `make catalogs`, and look for all that was there."""
        refresh(self.template, self.catalog, "qtz")
        after = self.entries()
        again = self.catalog.read_text(encoding="utf-8")
        refresh(self.template, self.catalog, "qtz")
        assert self.catalog.read_text(encoding="utf-8") == again
        assert [key(entry) for entry in after if not entry.obsolete] == self.page
        assert len({key(entry) for entry in after}) == len(after)
        check(before, after, set(self.page))
        if shutil.which("msgfmt"):
            assert (
                subprocess.run(
                    ["msgfmt", "--check-format", "-o", "/dev/null", self.catalog], capture_output=True
                ).returncode
                == 0
            )
        self.commit()

    # -- Pages

    @rule(data=st.data())
    def the_page_changes(self, data):
        before = self.entries()
        self.change_page(data)
        self.refreshed(before)

    def change_page(self, data):
        self.page = data.draw(st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1, max_size=6), label="page")
        self.say()

    # -- Translators

    def edit(self, data, file):
        """Let a translator write something into a catalog."""
        self.number += 1
        entry = data.draw(st.sampled_from([entry for entry in file if not entry.obsolete]), label="entry")
        what = data.draw(st.sampled_from(["translate", "comment", "draft", "review"]), label="what")
        if what == "comment":
            entry.tcomment = data.draw(st.sampled_from(COMMENTS)).replace("{}", f"{self.number}")
        elif what == "draft":
            entry.fuzzy = entry.fuzzy or bool(translation(entry))
        elif what == "review" or not translation(entry):
            entry.fuzzy, entry.previous_msgid, entry.previous_msgctxt = False, None, None
            entry.previous_msgid_plural = None
        if what == "translate":
            self.translate(entry, data.draw(st.sampled_from(WORDS)))

    def edited(self, data):
        """Let a translator write into the file."""
        file = polib.pofile(str(self.catalog), wrapwidth=0)
        self.edit(data, file)
        file.save(str(self.catalog))

    @rule(data=st.data(), times=st.integers(1, 3))
    def translators_write(self, data, times):
        for _ in range(times):
            self.edited(data)
        self.refreshed(self.entries())

    # -- Programs

    @rule(
        program=st.sampled_from(["polib", "babel", "translate-toolkit", "an editor on Windows", "msgcat", "msgattrib"]),
        data=st.data(),
    )
    def a_program_saves(self, program, data):
        before, path = self.entries(), str(self.catalog)
        if program == "polib":
            polib.pofile(path).save()
        elif program == "babel":
            catalog = read_po(BytesIO(self.catalog.read_bytes()))
            with self.catalog.open("wb") as file:
                write_po(file, catalog, width=76)
        elif program == "translate-toolkit":
            store = ToolkitFile.parsefile(path)
            store.updateheader(add=True, X_Generator="Weblate", PO_Revision_Date="2026-11-22 12:00+0000")
            store.save()
        elif program == "an editor on Windows":
            self.catalog.write_bytes(b"\xef\xbb\xbf" + self.catalog.read_bytes().replace(b"\n", b"\r\n"))
        elif on_path(program):
            options = data.draw(st.sampled_from(SAVING_BY_GETTEXT[program]), label="options")
            subprocess.run([program, *options, "-o", path, path], check=True, capture_output=True)
        self.refreshed(before)

    @rule(program=st.sampled_from(["sphinx-intl", "pybabel", "msgmerge"]), changes=st.booleans(), data=st.data())
    def a_program_updates(self, program, changes, data):
        before, path = self.entries(), str(self.catalog)
        if changes:
            self.change_page(data)
        if program == "sphinx-intl":
            width = data.draw(st.sampled_from([0, 76]), label="width")
            sphinx_intl_update(str(self.locale), str(self.templates), ("qtz",), jobs=1, line_width=width)
        elif program == "pybabel":
            options = data.draw(st.sampled_from([[], ["--previous"], ["--no-fuzzy-matching"]]), label="options")
            CommandLineInterface().run(
                [
                    "pybabel",
                    "--quiet",
                    "update",
                    "-D",
                    "page",
                    "-l",
                    "qtz",
                    "-i",
                    str(self.template),
                    "-o",
                    path,
                    *options,
                ]
            )
        elif on_path(program):
            options = data.draw(st.sampled_from(UPDATING_BY_GETTEXT), label="options")
            subprocess.run(
                [program, "--quiet", "--update", "--backup=none", *options, path, self.template],
                check=True,
                capture_output=True,
            )
        self.refreshed(before)

    # -- Branches

    @precondition(lambda self: on_path("git"))
    @rule(data=st.data())
    def branches_are_merged(self, data):
        """Each of two translators writes on a branch; a conflict is named, and nothing is touched before it is solved."""
        versions, base = [], self.entries()
        for branch in ("one", "two"):
            self.git("checkout", "--quiet", "-B", branch, "main")
            self.edited(data)
            versions.append(self.entries())
            self.commit()
        self.git("checkout", "--quiet", "-B", "main", "one")
        if self.git("merge", "--quiet", "--no-edit", "two", check=False) == 0:
            self.refreshed(merged(base, *versions, self.entries()))
            return
        before = self.catalog.read_bytes()
        with pytest.raises(SystemExit, match=r"page\.po:\d+: a conflict that Git left"):
            refresh(self.template, self.catalog, "qtz")
        assert self.catalog.read_bytes() == before
        side = data.draw(st.sampled_from(["--ours", "--theirs"]), label="side")
        self.git("checkout", "--quiet", side, "--", "locale")
        self.commit()
        self.refreshed(versions[side == "--theirs"])


def merged(base, one, two, by_git):
    """Return the entries that a merge has: those of the branch that changed them; what both did, as Git joined it."""
    known = set(map(str, base))
    changed = [{key(entry): entry for entry in branch if str(entry) not in known} for branch in (one, two)]
    joined = {key(entry): entry for entry in by_git if key(entry) in changed[0].keys() & changed[1].keys()}
    return list(({key(entry): entry for entry in base} | changed[0] | changed[1] | joined).values())


def check(before, after, page):
    """Find every translation, comment and state again."""
    comments = [line for entry in after for line in words_of(entry.tcomment)]
    for entry in before:
        for line in words_of(entry.tcomment):
            assert line in comments, (line, comments)
    reviewed = {
        (source_of(entry), *translation(entry)) for entry in before if translation(entry) and not is_draft(entry)
    }
    drafts = {(source_of(entry), *translation(entry)) for entry in before if translation(entry) and is_draft(entry)}
    there = {(source_of(entry), *translation(entry)) for entry in after if translation(entry)}
    # A draft without a previous source has that of an obsolete entry that says the same: a program has left it so.
    put_aside = {(source_of(entry), *translation(entry)) for entry in before if entry.obsolete and translation(entry)}
    given_again = {entry.msgid for entry in after if entry.fuzzy and not entry.obsolete and (source_of(entry), *translation(entry)) in put_aside}
    there |= {(key(entry), *translation(entry)) for entry in after if entry.msgid in given_again and not entry.obsolete}
    for source, *strings in [*reviewed, *drafts]:
        beside = all(" ".join(f'{ANOTHER}"{polib.escape(text)}"'.split()) in comments for text in strings)
        assert (source, *strings) in there or beside, (source, strings)
    now = {key(entry): entry for entry in after if not entry.obsolete}
    for source, entry in now.items():
        if translation(entry) and not entry.fuzzy:
            assert (source, *translation(entry)) in reviewed
    for entry in before:
        if entry.obsolete or not translation(entry) or key(entry) not in page:
            continue
        found = now[key(entry)]
        if not entry.fuzzy or entry.previous_msgid is None or source_of(entry) not in page:
            assert translation(found) == translation(entry) or entry.fuzzy, (str(entry), str(found))
        if not entry.fuzzy:
            assert not found.fuzzy
        if translation(found) == translation(entry) and found.fuzzy and entry.fuzzy:
            if entry.previous_msgid is None and found.msgid in given_again:
                continue
            assert (found.previous_msgid, found.previous_msgctxt) == (entry.previous_msgid, entry.previous_msgctxt)
            assert is_draft(found) == is_draft(entry)


EXAMPLES = {"few": 5, "many": 100}


@pytest.mark.parametrize(
    "number", [pytest.param(n, marks=SLOW if name == "many" else ()) for name, n in EXAMPLES.items()], ids=EXAMPLES
)
def test_nothing_that_somebody_wrote_is_lost_or_published_unasked(number):
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=number,
            stateful_step_count=8,
            print_blob=False,
            phases=[Phase.generate],
            report_multiple_bugs=False,
        ),  # shrinking takes minutes
    )

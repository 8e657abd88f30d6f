"""The addresses that people give are completed, or rejected with what is wrong and an example."""

from __future__ import annotations

import re
import subprocess
from types import SimpleNamespace

import polib
import pytest
from conftest import ROOT
from sphinx.errors import ConfigError
from translated_docs.addresses import check_addresses, checked
from translated_docs.content.configuration import complete_addresses
from translated_docs.content.messages.edit_links import edit_link


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/guide", "https://example.org/guide/"),
        ("https://example.org/guide/", "https://example.org/guide/"),
        ("HTTPS://Example.ORG/Talks/", "https://example.org/Talks/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x/"),
        ("https://xn--r8jz45g.example/%E8%AC%9B/", "https://xn--r8jz45g.example/%E8%AC%9B/"),
        ("https://example.org/v1.2&3", "https://example.org/v1.2&3/"),
    ],
)
def test_the_address_of_a_site_gets_its_final_slash(given, used):
    assert checked("site_url", given) == used


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("example.org/guide", "begins with neither https:// nor http://"),
        ("//example.org/", "begins with neither"),
        ("ftp://example.org/", "begins with neither"),
        ("javascript:alert(1)", "begins with neither"),
        ("https:example.org", "has no valid host"),
        ("https:///talks/", "has no valid host"),
        ("https://example..org/", "has no valid host"),
        ("https://-example.org/", "has no valid host"),
        ("https://[::1/", "has no valid host"),
        ("https://example.org:port/", "no valid port"),
        ("https://example.org:99999/", "no valid port"),
        ("https://name:secret@example.org/", "has a name or a password"),
        ("https://example.org/it's/", 'holds "\'"'),
        ('https://example.org/"x"/', "holds '\"'"),
        ("https://example.org/my talks/", "holds ' '"),
        (" https://example.org/", "holds ' '"),
        ("https://example.org/\n", r"holds '\n'"),
        ("https://example.org/\x00", r"holds '\x00'"),
        ("https://example.org\\talks", r"holds '\\'"),
        ("https://example.org/<x>/", "holds '<'"),
        ("https://例え.example/", "holds '例'; write such a character as %XX, and a host in ASCII"),
        ("https://example.org/100%/", "holds '%'"),
        ("https://example.org/?page=", "holds '?' or '#'"),
        ("https://example.org/#", "holds '?' or '#'"),
        ("https://example.org/a/../b/", "does not name the folder"),
        ("https://example.org/%2E%2e/", "does not name the folder"),
        ("https://example.org//", "does not name the folder"),
        ("https://example.org/guide/index.html", "does not name the folder"),
        (None, "is no text"),
        (b"https://example.org/", "is no text"),
    ],
)
def test_what_is_no_address_of_a_site_is_rejected(given, words):
    with pytest.raises(ValueError) as error:
        checked("site_url", given)
    assert str(error.value).startswith(f"{given!r} ")
    assert words in str(error.value)
    assert str(error.value).endswith("; write it like https://example.org/guide/")


@pytest.mark.parametrize(
    "given",
    [
        "", "https://git.example/edit/main/{path}#L{line}", "http://[::1]:3000/_edit?file={path}&line={line}&all={path}",
        "https://weblate.example/translate/talks/{component}/{language}/?q=position:{entry}",
    ],
)
def test_an_address_with_the_name_of_the_file_in_it_is_taken(given):
    assert checked("edit_address", given) == given


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("javascript:alert('{path}')", "holds \"'\""),
        ("javascript:alert({path})", "begins with neither"),
        ("data:text/html,{path}", "begins with neither"),
        ("//git.example/{path}", "begins with neither"),
        ("{path}", "begins with neither"),
        ("https://git.example/edit/", "has no {path}"),
        ("https://git.example/{line}", "has no {path}"),
        ("https://git.example/{branch}/{path}", "holds {branch}; there are only {path}, {line}, {component}, {language} and {entry}"),
        ("https://weblate.example/{component}/", "has no {path}, the place for the name of the file, nor {component} and"),
        ("https://weblate.example/{language}/{entry}", "has no {path}"),
        ("https://{component}.example/{language}/", "in the place of a host"),
        ("https://git.example/{Path}", "holds {Path}"),
        ("https://git.example/{}/{path}", "holds {};"),
        ("https://git.example/{path!r}", "holds {path!r}"),
        ("https://git.example/{{path}}", "holds '{'"),
        ("https://git.example/{path}#L{line", "holds '{'"),
        ("https://{path}/", "in the place of a host"),
        ("https://git{line}.example/{path}", "in the place of a host"),
        ("https://git.example/my files/{path}", "holds ' '"),
        ("https://name@git.example/{path}", "has a name or a password"),
        (7, "is no text"),
    ],
)
def test_what_is_no_address_of_files_is_rejected(given, words):
    with pytest.raises(ValueError) as error:
        checked("edit_address", given)
    assert str(error.value).startswith(f"{given!r} ")
    assert words in str(error.value)
    assert str(error.value).endswith("/edit/main/{path}#L{line}")


@pytest.mark.parametrize(
    ("setting", "address", "words"),
    [
        ("site_url", "example.org", "SITE_URL (site_url in conf.py): 'example.org' begins"),
        ("edit_address", "https://x.example/", "EDIT_ADDRESS (edit_address in conf.py): 'https://x.example/' has no"),
    ],
)
def test_wherever_it_comes_from_sphinx_stops_and_names_the_variable(setting, address, words):
    config = SimpleNamespace(**{"site_url": "", "edit_address": "", "languages": {"ja": "日本語"}, setting: address})
    with pytest.raises(ConfigError) as error:
        complete_addresses(None, config)
    assert str(error.value).startswith(words)


def test_in_the_settings_it_is_completed():
    config = SimpleNamespace(site_url="https://example.org", edit_address="")
    check_addresses(config)
    assert config.site_url == "https://example.org/"


def test_the_name_of_a_file_is_escaped_in_its_address():
    config = SimpleNamespace(edit_address="https://git.example/{path}#L{line}")
    assert edit_link(config, "docs/c# & 100%?.md", None) == "https://git.example/docs/c%23%20%26%20100%25%3F.md#L1"


@pytest.mark.parametrize("variable", ["SITE_URL", "EDIT_ADDRESS"])
def test_make_says_it_once_and_builds_nothing(variable):
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "python", "-m", "translated_docs.commands.build", "ja", "--only", "html"],
        cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": "docs/_ext", variable: "nowhere"},
    )  # fmt: skip
    assert done.returncode != 0
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert done.stderr.startswith(f"{variable} (")


WEBLATE = "https://weblate.example/translate/talks/{component}/{language}/?q=position:{entry}"
GLOSSARY = "locale/en/LC_MESSAGES/glossary.po"


def test_a_message_has_its_number_on_weblate():
    """Which counts the messages of a component from one, without the header and those that are obsolete."""
    config = SimpleNamespace(edit_address=WEBLATE)
    lines = [entry.linenum for entry in polib.pofile(str(ROOT / GLOSSARY)) if not entry.obsolete]
    found = [edit_link(config, GLOSSARY, line) for line in (None, lines[0], lines[1], lines[-1])]
    top = "https://weblate.example/translate/talks/glossary-page/en/?q=position:"
    assert found == [f"{top}1", f"{top}1", f"{top}2", f"{top}{len(lines)}"]


def test_a_page_that_weblate_has_not_has_no_address_there():
    config = SimpleNamespace(edit_address=WEBLATE)
    assert edit_link(config, "docs/index.md", 3) == ""
    assert edit_link(config, "locale/en/LC_MESSAGES/gone.po", 3) == ""


# The forms of the guide, each as the program behind it has it:
# GitHub: edit/BRANCH/PATH, by MkDocs' documentation (https://www.mkdocs.org/user-guide/configuration/#edit_uri). GitHub's
#   own (https://docs.github.com/en/repositories/working-with-files/managing-files/editing-files) has the steps, that it
#   forks, and no address; it has #L12 for a file that is shown, and says nothing of one that is edited.
# GitLab: /-/edit/BRANCH/PATH, by GitLab's own test of its addresses (spec/presenters/blob_presenter_spec.rb); #L12 by
#   https://docs.gitlab.com/user/project/repository/web_editor/#link-to-specific-lines, where a file is edited too.
# Forgejo: _edit/BRANCH/PATH, by the routes of Gitea, which Forgejo comes from (routers/web/web.go), and Backstage's
#   documentation of Gitea (https://backstage.io/docs/reference/integration.getgiteaeditcontentsurl). Forgejo's own
#   documentation has no address of an editor, and none of them a line in it: #L12 is harmless there, no more.
# Weblate: tried with Weblate itself (tests/clients/weblate_round.py, and in a browser). A language that it has by another
#   code than a folder is named, it leads to itself, with the rest of the address (weblate/middleware.py): zh_CN, sr@latin.
# So a reader whose editor opens elsewhere is told the line: in the mark's title, and in the guide for translators.
FORMS = {
    "GitHub": ("https://github.com/OWNER/NAME/edit/main/{path}#L{line}", "edit/main/locale/en/LC_MESSAGES/a.po#L12"),
    "GitLab": ("https://gitlab.com/OWNER/NAME/-/edit/main/{path}#L{line}", "/-/edit/main/locale/en/LC_MESSAGES/a.po#L12"),
    "Forgejo": ("https://codeberg.org/OWNER/NAME/_edit/main/{path}#L{line}", "/_edit/main/locale/en/LC_MESSAGES/a.po#L12"),
}


@pytest.mark.parametrize(("address", "end"), FORMS.values(), ids=FORMS)
def test_each_forge_gets_the_address_that_it_knows(address, end):
    config = SimpleNamespace(edit_address=checked("edit_address", address))
    assert edit_link(config, "locale/en/LC_MESSAGES/a.po", 12).endswith(end)


def test_the_guide_has_these_forms():
    [table] = re.findall(r"```text\n(GitHub.*?)```", (ROOT / "docs/contributing/publish.md").read_text("utf-8"), re.DOTALL)
    forms = dict(line.split() for line in table.splitlines())
    assert {name: forms.get(name) for name in FORMS} == {name: address for name, (address, _end) in FORMS.items()}
    assert re.sub(r"\.org", "", forms.pop("Weblate")) == WEBLATE
    assert set(forms) == set(FORMS)

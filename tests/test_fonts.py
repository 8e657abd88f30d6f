"""The book has a font for what people write; a character without one is named where it stands."""

from __future__ import annotations

import io

import pytest
import typst
from pypdf import PdfReader
from translated_docs.catalogs.policy.markup_policy import errors
from translated_docs.fonts import (
    BEYOND_LATIN_1,
    CJK,
    OTHERS,
    REMEDY,
    USUAL,
    families,
    font_folders,
    fonts,
    missing_characters,
    set_whole,
    without_letters,
)  # fmt: skip

import conf

# A text, and the characters of it that no font has.
TEXTS = {
    "usual": ("文とabc、“…” – ①？", []),
    "emoji": ("🎉 👍🏽 👨\u200d👩\u200d👧 🇯🇵 ❤\ufe0f ☑ ✓ ✔ ⚠\ufe0f ⏰ 1\ufe0f\u20e3 #\ufe0f\u20e3 🫨", []),
    "signs": ("← ➜ ⇒ ⌘ ⌥ ⏎ ┌─┐ ░ ▶ ★ ♪ © ™ ℝ ∑ ∫ ⟨ ⊕ 𝐱 𝔸", []),
    "Latin": ("čšž łąę ğış ạ ő ế Việt Nam c\u030c x\u0302", []),
    "Greek and Cyrillic": ("Ελληνικά ἀρχή Кириллица Ѣ Ғ", []),
    "South and South-East Asia": ("สวัสดี नमस्ते বাংলা தமிழ் ខ្មែរ ລາວ မြန်မာ සිංහල", []),
    "others": ("مرحبا שלום ქართული հայ አማርኛ 한국어 㐀𠮷", []),
    "runes": ("ᚠとᚢ", ["ᚠ", "ᚢ"]),
    "Glagolitic and Tibetan": ("aⰀ བོད", ["ད", "བོ", "Ⰰ"]),
    "a playing card": ("🂡です。", ["🂡"]),
    "of nobody": ("\U0001fffe\u0378", ["\u0378", "\U0001fffe"]),
}


@pytest.mark.parametrize("text, missing", TEXTS.values(), ids=TEXTS)
def test_the_characters_that_no_font_has_are_known(text, missing):
    assert missing_characters(text) == missing


def test_all_that_is_taken_for_usual_has_a_font_in_both_weights():
    usual = [chr(point) for point in range(0x20, 0x10000) if not 0xD800 <= point < 0xE000 and USUAL.fullmatch(chr(point))]
    words = "".join(f"\\u{{{ord(character):x}}}" for character in usual)
    for weight in ("regular", "bold"):
        source = f'#set document(title: "-")\n#set text(font: "{CJK}", fallback: false, weight: "{weight}")\n#"{words}"'
        typst.Compiler(source.encode(), font_paths=fonts()).compile(format="pdf", pdf_standards="ua-1")


def fonts_of(text: str, **settings: bool) -> set[str]:
    """Return the families that a text is set in, as a book of it has them."""
    chosen = families(text, **settings)
    written = [f'"{name}"' if isinstance(name, str) else f'(name: "{name["name"]}", covers: regex("{name["covers"]}"))' for name in chosen]
    rules = "\n".join(f'#show regex("{expression}"): set text(font: "{family}")' for expression, family in set_whole(text))
    points = "".join(f"\\u{{{ord(character):x}}}" for character in text)
    source = f'#set document(title: "-")\n#set text(font: ({", ".join(written)}))\n{rules}\n#"{points}"'
    content = typst.Compiler(source.encode(), font_paths=fonts()).compile(format="pdf", pdf_standards="ua-1")
    (page,) = PdfReader(io.BytesIO(content)).pages
    return {font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for font in page["/Resources"]["/Font"].values()}


@pytest.mark.parametrize(
    "text, is_east_asian, expected",
    [
        ("文とabcです", True, {"NotoSansCJKjp"}),
        ("Words alone, of English.", False, {"NotoSansCJKjp"}),
        ("文🎉", True, {"NotoSansCJKjp", "NotoEmoji"}),
        ("文1\ufe0f\u20e3", True, {"NotoSansCJKjp", "NotoEmoji"}),
        ("文čと" + "文" * 200, True, {"NotoSansCJKjp", "NotoSans"}),
        ("x\u0302", True, {"NotoSans"}),
        ("Čeština a slovenština", False, {"NotoSans"}),  # the whole word
        ("Ελληνικά", False, {"NotoSans"}),
    ],
)
def test_a_word_is_set_in_a_font_that_has_all_its_letters(text, is_east_asian, expected):
    assert fonts_of(text, is_east_asian=is_east_asian) == expected


def test_a_book_of_usual_letters_is_not_asked_for_others():
    assert families("文とabc", is_east_asian=True) == [CJK, *OTHERS]
    assert set_whole("文とabc") == []
    assert BEYOND_LATIN_1 in families("č" + "文" * 200, is_east_asian=True)[0]["covers"]


@pytest.mark.parametrize(
    "source, translation, named",
    [
        ("文です。", "It is ᚠ.", "ᚠ"),
        ("文です。", "It is &#x16A0;.", "ᚠ"),
        ("文です。", "It is 🎉.", ""),
        ("ᚠです。", "It is ᚠ.", ""),  # the page is named
    ],
)
@pytest.mark.parametrize("domain", ["page", "sphinx"])
def test_a_translation_with_a_character_without_a_font_is_refused(source, translation, named, domain):
    found = [str(diagnostic) for diagnostic in errors(source, translation, domain) if diagnostic.rule == "characters"]
    expected = f"holds {named}, for which the book has no font; {REMEDY} [characters]"
    assert found == ([expected] if named and (domain == "page" or "&" not in translation) else [])


def test_a_guide_adds_packages_of_fonts_and_folders_of_them(monkeypatch):
    monkeypatch.setattr(conf, "font_packages", ["pip/_vendor", "manimgx_fonts"], raising=False)
    assert [folder.name for folder in font_folders()][-2:] == ["_vendor", "manimgx_fonts"]
    assert without_letters("Tfng") is None


@pytest.mark.parametrize("name", ["no_such_package", "pip/no-such-folder", "no_such.package", ".no"])
def test_a_package_of_fonts_that_is_not_installed_is_named(monkeypatch, name):
    monkeypatch.setattr(conf, "font_packages", [name], raising=False)
    with pytest.raises(SystemExit, match=f"conf.py:\\d+: font_packages names '{name}', which is not installed; name its package"):
        font_folders()


def test_who_needs_a_script_that_no_font_has_is_told_what_to_add():
    assert without_letters("Thai") is None
    assert without_letters("Tfng").startswith("name a package that has a font of it (matplotlib, as ")
    assert without_letters("Tibt").startswith("name a package that has a font of it in extension_requirements of conf.py")

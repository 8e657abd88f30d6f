"""Code can be copied at a press."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_block_of_code_has_a_button_that_copies_it(project, serve_folder, open_page):
    code = "\n```sh\nmake live\n```\n\n(colophon-"
    with project.changed("docs/colophon.md", "\n(colophon-", code, "html-ja"):
        site = serve_folder(project.folder / "build" / "html")
        page = open_page(permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"{site}ja/colophon.html")
        page.click(".copy-button")
        expect(page.locator("article [role=status]")).to_have_text("コピーしました")
        assert page.evaluate("navigator.clipboard.readText()").strip() == "make live"
        page.goto(f"{site}ja/glossary.html")
        assert page.locator("script[src*=copy-button]").count() == 0

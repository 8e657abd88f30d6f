"""Forced colours (high contrast): what is drawn can be seen on the reader's background, whichever colours were chosen."""

from __future__ import annotations

import pytest
from conftest import LANGUAGES, SLOW

SCHEMES = ("light", "dark")
# Of each part, the contrast between its paint and the page: what a drawing draws with, and the icons.
CONTRASTS = """() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(channel);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = luminance(getComputedStyle(document.body).backgroundColor);
  const contrast = colour => (Math.max(page, luminance(colour)) + 0.05) / (Math.min(page, luminance(colour)) + 0.05);
  const painted = (selector, ...names) => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
    .map(e => [e.outerHTML.slice(0, 80), Math.max(...names.map(name => getComputedStyle(e)[name])
      .filter(colour => /^rgb/.test(colour)).map(contrast))]);
  const icon = document.querySelector(".sidebar-search-container");
  return [
    ...painted(".svg-figure svg text", "fill"),
    ...painted(".svg-figure svg :is(path, rect, line, polyline, polygon, circle):not(defs *)", "fill", "stroke"),
    ...painted(".theme-toggle svg, .icon svg, .show-controls svg, .progress-bar rect", "color"),
    ...(icon ? [["search icon", contrast(getComputedStyle(icon, "::before").backgroundColor)]] : []),
  ];
}"""


@pytest.mark.parametrize("chosen", ["auto", pytest.param("light", marks=SLOW), pytest.param("dark", marks=SLOW)])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", ["kubecon/envoy-acceleration.html", "slideshow.html"])
def test_drawings_charts_and_icons_are_seen(open_page, site_url, address, scheme, chosen):
    page = open_page(f"{site_url}{LANGUAGES[0]}/{address}", forced_colors="active", color_scheme=scheme)
    page.evaluate("chosen => document.body.dataset.theme = chosen", chosen)
    contrasts = page.evaluate(CONTRASTS)
    assert contrasts
    assert [(part, contrast) for part, contrast in contrasts if contrast < 3] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_how_far_a_translation_is_can_be_seen(open_page, site_url, scheme):
    page = open_page(f"{site_url}{LANGUAGES[-1]}/progress.html", forced_colors="active", color_scheme=scheme)
    fill, paper = page.evaluate(
        """() => [getComputedStyle(document.querySelector(".progress-translated")).fill,
            getComputedStyle(document.body).backgroundColor]"""
    )
    assert fill != paper

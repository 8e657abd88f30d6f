"""The styles of a picture as a browser computes them, at each element in plain CSS 2: Typst reads little else.

Selectors, layers, conditions and variables are read here, and colours of every kind made those of sRGB.  What a browser
knows and this does not is told with its line.  https://www.w3.org/TR/css-cascade-5/, https://www.w3.org/TR/css-nesting-1/,
https://www.w3.org/TR/css-variables-1/
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml import etree
from tinycss2 import parse_blocks_contents, parse_component_value_list, parse_one_component_value, parse_rule_list, serialize
from tinycss2.ast import Declaration, Node, QualifiedRule

from translated_docs.fonts import CJK, MONOSPACE
from translated_docs.svg.colours import is_colour, plain_colour
from translated_docs.svg.css_values import divided, font_parts, own_style, plain_transform, resolved, significant
from translated_docs.svg.figure_document import SVG
from translated_docs.svg.lengths import FONT_SIZES, MEDIUM
from translated_docs.svg.media_queries import holds, on_screen
from translated_docs.svg.orientation import turn_as_noted
from translated_docs.svg.viewport import HEIGHT, WIDTH, read_picture, viewport
from translated_docs.utf8 import NOT_IN_XML

XML = "http://www.w3.org/XML/1998/namespace"
Values = Mapping[str, Sequence[Node]]  # of variables
COLOURS = {"color", "fill", "stroke", "stop-color", "flood-color", "lighting-color"}
# Of elements, by name: what CSS may say of their shape, and Typst reads as an attribute alone.
SIZES = {"x", "y", "width", "height", "rx", "ry"}
SHAPES = {
    "rect": SIZES, "image": SIZES, "svg": SIZES, "use": SIZES, "circle": {"cx", "cy", "r"}, "ellipse": {"cx", "cy", "rx", "ry"},
    "path": {"d"}, "foreignObject": SIZES,
}  # fmt: skip
ATTRIBUTES = COLOURS | {
    "fill-opacity", "stroke-opacity", "stop-opacity", "flood-opacity", "opacity", "stroke-width", "font-size", "font-family",
}  # fmt: skip
# Of these a lower value counts no longer if there is none: all others take it from what is around.
NOT_INHERITED = {"opacity", "stop-color", "stop-opacity", "flood-color", "flood-opacity", "transform", "clip-path", "mask", "filter", "display"}
INITIAL = {"fill": "black", "stroke": "none", "color": "black", "stroke-width": "1", "fill-opacity": "1", "stroke-opacity": "1"}
CONDITIONAL = ("media", "supports")
WITHOUT_STYLES = ("charset", "container", "counter-style", "font-face", "import", "keyframes", "namespace", "page")
LIKE = {r"\binherit\b": "", r"mono|courier|consol|menlo": MONOSPACE, r"(?<!sans-)\bserif|times|roman|georgia|libertin": ""}
KEYWORDS = {"font-size": {word: f"{size}px" for word, size in FONT_SIZES.items()}}
# What Typst reads over, but for these values; of others a browser draws something else.
NOT_SHOWN = {
    "all": (), "animation": ("none",), "animation-name": ("none",), "clip-path": ("none", "url", "inherit"), "font": ("inherit",), "rotate": ("none",), "scale": ("none",), "translate": ("none",),
    "text-transform": ("none",), "transform-box": ("view-box",),
}  # fmt: skip
NO_BOOK = "browsers show it, and no book does"
MOVES = (
    "moves, and a book shows it as it begins; put it within :::{only} html, and one that does not move within "
    ":::{only} not html, or take out what moves it"
)
ANIMATIONS = {f"{{{SVG}}}{name}" for name in ("animate", "animateColor", "animateMotion", "animateTransform", "set")}
OF_LANGUAGES = "systemLanguage: browsers show what is in their reader's language, and books what is in English"
OF_VALUE, OF_COLOUR = "write the number that it comes to", "write the colour as #rrggbb"
OF_TRANSFORM = "write it as transform, with px and deg, from the picture's own corner"
REMEDIES = {
    "all": "name each property", "font": "write font-size, font-weight and font-family", "clip-path": "draw a <clipPath>, and name it by url(#…)", "text-transform": "write the words as they are to be shown",
    **dict.fromkeys(("transform", "transform-box", "rotate", "scale", "translate"), OF_TRANSFORM),
}  # fmt: skip
UNLAYERED = 1_000_000
DEEPEST = 20  # variables within variables; more are a circle


class Sheet:
    """The rules of a picture's style sheets; ``unread`` are lines and what could not be read there."""

    def __init__(self, width: float, height: float) -> None:
        self.test_media = on_screen(width, height)
        self.matcher = Matcher()
        self.layers: dict[str, int] = {}
        self.line = 0
        self.unread: list[tuple[int, str]] = []

    def read(self, element: etree._Element) -> None:
        """Read a ``<style>``, if it is for this medium."""
        media = parse_component_value_list(element.get("media", ""))
        if element.get("type", "text/css").strip().lower() in ("", "text/css") and holds(media, self.test_media):
            self.line = (element.sourceline or 1) - 1
            self.read_rules(parse_rule_list("".join(element.itertext())), "", UNLAYERED)

    def read_rules(self, nodes: Sequence[Node], parent: str, layer: int) -> None:
        """Read rules and declarations within those of a selector, in their order."""
        for node in nodes:
            if node.type == "declaration" and parent:
                for selector in compile_selector_list(parent):
                    self.matcher.add_selector(selector, (layer, node))
            elif node.type == "qualified-rule":
                if selectors := ", ".join(self.selectors(node, parent)):
                    self.read_rules(parse_blocks_contents(node.content), selectors, layer)
            elif node.type == "at-rule":
                self.read_at_rule(node, parent, layer)

    def read_at_rule(self, rule: Node, parent: str, layer: int) -> None:
        """Read the rules within a layer or a condition that holds; note what is not known."""
        name = rule.lower_at_keyword
        if name == "layer":
            names = [each.strip() for each in serialize(rule.prelude).split(",")]
            layers = [self.layers.setdefault(each or f"layer {len(self.layers)}", len(self.layers)) for each in names]
            layer = layers[-1]
        elif name in CONDITIONAL:
            if not holds(rule.prelude, self.test_media if name == "media" else supports):
                return
        else:
            if name not in WITHOUT_STYLES:
                self.unread.append((self.line + rule.source_line, f"@{name}: {NO_BOOK}; write its rules without it"))
            return
        if rule.content is not None:
            self.read_rules(parse_blocks_contents(rule.content) if parent else parse_rule_list(rule.content), parent, layer)

    def selectors(self, rule: QualifiedRule, parent: str) -> Iterator[str]:
        """Return the selectors of a rule, in full where they stand within others."""
        for written in (serialize(each).strip() for each in divided(rule.prelude, ",")[0]):
            selector = in_full(written, parent)
            try:
                compile_selector_list(selector)
            except (SelectorError, NotImplementedError):
                self.unread.append((self.line + rule.source_line, f"the selector {written!r}: {NO_BOOK}; give what it means a class"))
            else:
                yield selector


def in_parts(declaration: Declaration) -> list[Declaration]:
    """Return the declarations that one is short for, else itself."""
    is_written_out = not any(token.type == "function" and token.lower_name == "var" for token in declaration.value)
    parts = font_parts(declaration.value) if declaration.lower_name == "font" and is_written_out else {}
    return [Declaration(0, 0, name, name, value, declaration.important) for name, value in parts.items()] or [declaration]


def shapes_of(element: etree._Element) -> set[str]:
    """Return which measures an element has; of the whole picture CSS says none."""
    return SHAPES.get(etree.QName(element).localname, set()) if element.getparent() is not None else set()


def in_full(selector: str, parent: str) -> str:
    """Return a selector that stands within those of a parent."""
    whole = f":is({parent})" if parent else ":root"
    if "&" in selector:
        return selector.replace("&", whole)
    return f"{whole} {selector}" if parent else selector


def supports(part: Node) -> bool:
    """Say whether a book shows what a part of ``@supports`` asks for: a property that SVG has, or a selector."""
    try:
        if part.type == "function" and part.lower_name == "selector":
            return bool(compile_selector_list(part.arguments))
    except (SelectorError, NotImplementedError):
        return False
    name = next((each.lower_value for each in getattr(part, "content", ()) if each.type == "ident"), "")
    return name in ATTRIBUTES or name in ("display", "font-family", "paint-order", "mix-blend-mode", "isolation")


def substituted(tokens: Sequence[Node], values: Values, depth: int = 0) -> list[Node] | None:
    """Return tokens with the values of the variables in them; None if one has no value."""
    found: list[Node] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            name, comma, other = partition(token.arguments)
            value = values.get(name, other if comma else None)
            value = substituted(value, values, depth + 1) if value is not None and depth < DEEPEST else None
            if value is None:
                return None
            found += value
        elif token.type in ("function", "() block"):
            inner = substituted(token.arguments if token.type == "function" else token.content, values, depth)
            if inner is None:
                return None
            opening = f"{token.name}(" if token.type == "function" else "("
            found += parse_component_value_list(f"{opening}{serialize(inner)})")
        else:
            found.append(token)
    return found


def partition(arguments: Sequence[Node]) -> tuple[str, bool, Sequence[Node]]:
    """Return the name of a variable, whether something else follows, and what."""
    at = next((number for number, token in enumerate(arguments) if token == ","), len(arguments))
    return serialize(arguments[:at]).strip(), at < len(arguments), arguments[at + 1 :]


class Styles:
    """The styles of one picture."""

    def __init__(self, root: etree._Element, width: float, height: float) -> None:
        self.sheet = Sheet(width, height)
        for element in root.iter(f"{{{SVG}}}style"):
            self.sheet.read(element)
        self.unread = self.sheet.unread

    def set_all(self, root: etree._Element) -> None:
        """Set the styles of all elements, and take the style sheets out."""
        around: list[tuple[ElementWrapper, Values, str]] = [(ElementWrapper.from_xml_root(root), {}, "black")]
        while around:
            wrapped, values, current = around.pop()
            if etree.QName(wrapped.etree_element).namespace == SVG:
                within = self.set_one(wrapped, values, current)
                around += [(child, *within) for child in wrapped.iter_children()]
        for element in list(root.iter(f"{{{SVG}}}style")):
            element.getparent().remove(element)

    def set_one(self, wrapped: ElementWrapper, values: Values, current: str) -> tuple[Values, str]:
        """Set the styles of an element that has variables and a colour of what is around it; return those within it."""
        element = wrapped.etree_element
        declared = self.declared(wrapped)
        values = {**values, **{name: each[0].value for name, each in declared.items() if name.startswith("--")}}
        color = self.computed(element, "color", declared.get("color", ()), values, current)
        current = color if color and color.lower() not in ("inherit", "currentcolor") else current
        names = [name for name in declared if re.fullmatch(r"(?!--)[a-z-]+", name)]
        self.write(element, {name: self.computed(element, name, declared[name], values, current) for name in names})
        return values, current

    def declared(self, wrapped: ElementWrapper) -> dict[str, list[Declaration]]:
        """Return what is said of an element, the strongest first, by property."""
        element, found = wrapped.etree_element, []
        for specificity, order, pseudo, (layer, declaration) in self.sheet.matcher.match(wrapped):
            if pseudo is None:
                important = declaration.important
                found.append(((important, False, -layer if important else layer, specificity, order), declaration))
        for order, declaration in enumerate(parse_blocks_contents(element.get("style", ""))):
            if declaration.type == "declaration":
                found.append(((declaration.important, True, 0, (0, 0, 0), order), declaration))
        by_name: dict[str, list[Declaration]] = defaultdict(list)
        for _key, declaration in sorted(found, key=lambda each: each[0], reverse=True):
            for part in in_parts(declaration):
                by_name[part.name if part.name.startswith("--") else part.lower_name].append(part)
        for name in sorted((ATTRIBUTES | shapes_of(element)).intersection(element.attrib)):
            tokens = parse_component_value_list(element.get(name))
            by_name[name].append(Declaration(0, 0, name, name, tokens, False))
        return by_name

    def computed(self, element, name: str, declared: Sequence[Declaration], values: Values, current: str) -> str | None:
        """Return the value of a property, the first that is one; None if it has none of its own."""
        for declaration in declared:
            tokens = substituted(declaration.value, values)
            word = serialize(tokens).strip().lower() if tokens is not None else "unset"
            if word in ("unset", "revert", "revert-layer") and (name != "all" or tokens is None):
                return None if name in NOT_INHERITED else "inherit"
            if word == "initial":
                return INITIAL.get(name)
            value = self.plain(element, name, tokens, current)
            if value is not None:
                return value
        return None

    def plain(self, element, name: str, tokens: Sequence[Node], current: str) -> str | None:
        """Return a value as Typst reads it; None for one that is none."""
        if name == "transform":
            written = plain_transform(tokens)
        elif name in COLOURS and not is_paint(tokens):
            return None
        else:
            written = None if is_not_shown(name, tokens) else plain_value(tokens, current)
            written = KEYWORDS.get(name, {}).get(written, written)
            written = with_own_family(written) if name == "font-family" and written else written
        if written is None and name.startswith("animation"):
            self.unread.append((element.sourceline or 1, MOVES))
        elif written is None:
            remedy = REMEDIES.get(name, OF_COLOUR if name in COLOURS else OF_VALUE)
            self.unread.append((element.sourceline or 1, f"'{name}: {serialize(tokens).strip()[:80]}': {NO_BOOK}; {remedy}"))
        return written

    def write(self, element: etree._Element, computed: Mapping[str, str | None]) -> None:
        """Give an element the values of its properties, where Typst looks for them."""
        shapes, style = shapes_of(element), {}
        for name, value in computed.items():
            is_attribute = name == "transform" or name in shapes
            if value is None or is_attribute:
                element.attrib.pop(name, None)
            if value is not None and is_attribute:
                element.set(name, value.removeprefix('path("').removesuffix('")'))
            elif value is not None and name in element.attrib:
                element.set(name, value)
            elif value is not None:
                style[name] = value
        if style.pop("white-space", "") in ("pre", "pre-wrap", "break-spaces"):
            element.set(f"{{{XML}}}space", "preserve")
        set_style(element, style)


def plain_value(tokens: Sequence[Node], current: str) -> str | None:
    """Return the text of tokens with plain colours and lengths; None if one can't be read."""
    found = [plain_token(token, current) for token in tokens]
    return None if None in found else NOT_IN_XML.sub("", "".join(found)).strip()


def plain_token(token: Node, current: str) -> str | None:
    if is_colour(token):
        return plain_colour(token, current)
    calculated = resolved(token)
    if calculated or token.type != "function":
        return calculated or serialize([token])
    inner = plain_value(token.arguments, current)
    return None if inner is None else f"{token.name}({inner})"


def with_own_family(families: str) -> str:
    """Return families with one at their end that books have: of "Arial, sans-serif" Typst has none, and takes one with serifs."""
    own = next((own for expression, own in LIKE.items() if re.search(expression, families, re.IGNORECASE)), CJK)
    return f"{families}, '{own}'" if own and own not in families else families


def is_not_shown(name: str, tokens: Sequence[Node]) -> bool:
    """Say whether a value is one that a browser shows, and no book."""
    shown = NOT_SHOWN.get(name)
    return shown is not None and not serialize(tokens).strip().lower().startswith(shown)


def is_paint(tokens: Sequence[Node]) -> bool:
    """Say whether a value may be a paint: a colour, or what SVG has beside it."""
    words = significant(tokens)
    return bool(words) and all(
        is_colour(token) or token.type == "url"
        or (token.type == "function" and token.lower_name == "url")
        or (token.type == "ident" and token.lower_value in ("none", "inherit", "context-fill", "context-stroke"))
        for token in words
    )  # fmt: skip


def set_style(element: etree._Element, style: Mapping[str, str]) -> None:
    element.attrib.pop("style", None)
    if style:
        element.set("style", NOT_IN_XML.sub("", "; ".join(f"{name}: {value}" for name, value in style.items())))


def paint_paper(root: etree._Element) -> None:
    """Put a rectangle of the colour that the picture has behind all that it shows, in the place of its style."""
    style = own_style(root)
    *_others, colour = style.pop("background", "").split() or ["none"]
    colour = style.pop("background-color", colour)
    if colour not in ("none", "transparent") and is_colour(parse_one_component_value(colour)):
        box = root.get("viewBox", "0 0 100% 100%").replace(",", " ").split()
        sides = dict(zip(("x", "y", "width", "height"), box, strict=False))
        root.insert(0, root.makeelement(f"{{{SVG}}}rect", {**sides, "fill": colour, "stroke": "none"}))
        set_style(root, style)


def plain_picture(svg: str) -> tuple[etree._Element | None, list[tuple[int, str]]]:
    """Return the root of an SVG whose styles Typst reads, None if there is none, and the lines of what it does not."""
    root = read_picture(svg.encode())
    if root is None:  # it is named elsewhere
        return None, []
    if size := viewport(root):
        if root.get("width") or root.get("height"):  # of one side alone Typst takes the other from the drawing
            root.attrib.update(zip(("width", "height"), (f"{number:.6g}" for number in size), strict=True))
    styles = Styles(root, *(size or (WIDTH, HEIGHT)))
    if (choice := root.find(".//*[@systemLanguage]")) is not None:
        styles.unread.append((choice.sourceline or 1, f"{OF_LANGUAGES}; make a picture for each, as NAME.en.svg"))
    styles.unread += [(element.sourceline or 1, MOVES) for element in root.iter(*ANIMATIONS)]
    styles.set_all(root)
    paint_paper(root)
    for image in list(root.iter(f"{{{SVG}}}image")):
        turn_as_noted(image)
    if root.get("font-size") is None and "font-size" not in root.get("style", ""):
        root.set("font-size", f"{MEDIUM:g}px")  # Typst has another
    moving = min((line for line, words in styles.unread if words == MOVES), default=0)  # once is enough
    return root, sorted({(line, words) for line, words in styles.unread if words != MOVES or line == moving})

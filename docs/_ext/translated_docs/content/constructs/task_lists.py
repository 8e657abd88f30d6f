"""Task lists: a box before each item, in every output and in translations.

MyST makes the box as HTML within the words of the item, and a translation takes the place of those.
"""

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms import SphinxTransform


class task_box(nodes.Inline, nodes.Element):  # noqa: N801
    """The box of an item; ``done`` (bool) says whether it is ticked."""


class TakeBoxes(SphinxTransform):
    """Note of each box on the item of the list, and take it out of the words."""

    default_priority = 7  # before NameSources, and before the messages are looked for

    def apply(self, **kwargs) -> None:
        for raw in list(self.document.findall(nodes.raw)):
            if "task-list-item-checkbox" in raw.astext() and isinstance(raw.parent.parent, nodes.list_item):
                raw.parent.parent["task_done"] = 'checked="checked"' in raw.astext()
                raw.parent.remove(raw)


class PutBoxes(SphinxTransform):
    """Put a box before the words of each item."""

    default_priority = 30  # Locale is 20

    def apply(self, **kwargs) -> None:
        for item in self.document.findall(nodes.list_item):
            if "task_done" in item:
                item[0].insert(0, task_box(done=item["task_done"]))


def visit_task_box(self, node: task_box) -> None:
    label = _("done") if node["done"] else _("to do")
    checked = ' checked="checked"' if node["done"] else ""
    self.body.append(f'<input type="checkbox" disabled="disabled"{checked} aria-label="{self.attval(label)}" /> ')
    raise nodes.SkipNode


def setup(app):
    app.add_node(task_box, html=(visit_task_box, None))
    app.add_transform(TakeBoxes)
    app.add_transform(PutBoxes)

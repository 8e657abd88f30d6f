"""Pictures that Typst sets from a template, the cover of an EPUB say: kept in ``build/`` by what they are made of.

Typst takes longer to begin than to set one, and its threads must not be there when pages are written in parallel.  So
whoever knows early what will be wanted asks for it, and the process that sets the book sets the pictures too.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sphinx.errors import SphinxError

from translated_docs.fonts import fonts
from translated_docs.outputs import monolingual
from translated_docs.paths import BUILD, write_at_once
from translated_docs.processes import processes
from translated_docs.settings import conf

FOLDER = BUILD / "pictures"


class TypstPicture(NamedTuple):
    """A template, what it is given in ``sys.inputs.given`` (JSON), and how fine the picture is, in dots per inch."""

    template: Path
    given: str
    dots_per_inch: int

    @property
    def file(self) -> Path:
        """The PNG; what has the same name is the same picture."""
        made_of = f"{self.template.read_text(encoding='utf-8')}{self.given}{self.dots_per_inch}{conf.font_packages}"
        return FOLDER / f"{sha256(made_of.encode()).hexdigest()}.png"


def is_early(builder: str) -> bool:
    """Say whether a builder is one whose source Typst sets soon: the time to ask for the pictures of a language."""
    return any(output.builder == builder and output.typst for output in monolingual())


def ask_for(picture: TypstPicture) -> None:
    """Ask for a picture, unless it is there."""
    if not picture.file.exists():
        asked = json.dumps([str(picture.template), *picture[1:]])
        write_at_once(picture.file.with_suffix(".json"), asked.encode())


def set_picture(picture: TypstPicture) -> None:
    """Set a picture; the same bytes for the same template and words."""
    import typst  # what few processes need

    template, given, dots_per_inch = picture
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts(), sys_inputs={"given": given})
    write_at_once(picture.file, compiler.compile(format="png", ppi=dots_per_inch))


def set_asked() -> None:
    """Set the pictures that are asked for, but for those that another process has begun with.

    One that can't be set is left to whoever wants it, who says so.
    """
    import typst  # what few processes need

    for request in sorted(FOLDER.glob("*.json")):
        mine = request.with_suffix(f".{os.getpid()}")
        with suppress(FileNotFoundError):
            request.rename(mine)
        if mine.exists():
            template, given, dots_per_inch = json.loads(mine.read_text(encoding="utf-8"))
            mine.unlink()
            with suppress(typst.TypstError):
                set_picture(TypstPicture(Path(template), given, dots_per_inch))


def picture_bytes(picture: TypstPicture) -> bytes:
    """Return a picture, set in another process if it is not there, which says itself what goes wrong.

    Raises SphinxError if something does.
    """
    if not picture.file.exists():
        process = processes.Process(target=set_picture, args=(picture,))
        process.start()
        process.join()
        if process.exitcode:
            raise SphinxError(f"{picture.template.name} could not be set; the reason is above")
    return picture.file.read_bytes()

"""Read XML with the line of each part, which neither ElementTree nor lxml says of all: event by event, by expat."""

from xml.parsers import expat

from translated_docs.utf8 import LineError


class XmlReader:
    """What is done at each event says a subclass, by its methods ``start``, ``end``, ``words`` and ``doctype``.

    A name is ``namespace}name``, or without a namespace the name alone.
    """

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self.start, self.end, self.words
        parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = self.doctype, self.instruction

    def read(self, content: str | bytes) -> None:
        """Read a file; raise LineError if it does not parse, or ValueError if it is in an encoding that expat does not know."""
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise LineError(error.lineno, f"does not parse ({error}); mend the XML") from error

    def reject(self, words: str) -> None:
        raise LineError(self.parser.CurrentLineNumber, words)

    def instruction(self, target: str, data: str) -> None: ...

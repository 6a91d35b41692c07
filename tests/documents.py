"""A made-up report, of everything that a report can hold."""

from __future__ import annotations

from hostile import HOSTILE

from assessor.reports.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    PictureForm,
    Table,
)
from assessor.reports.drawing import Look, drawn

COLUMNS = (
    Column("#", "number"),
    Column("City"),
    Column("What its peers say", "long"),
    Column("Mean", "number"),
    Column("", "blank"),
)
LONG = "Peers agree that the needs stand in the strategy, and differ on whether anything answers them."


def painted(form: PictureForm) -> bytes:
    """A picture of one bar."""

    def paint(figure, look: Look) -> None:
        figure.add_axes((0.1, 0.1, 0.8, 0.8)).barh([0], [2], color=look.sure)

    return drawn(form, (3, 2), "bar", paint)


def table(title: str = "Ratings", text: str = "Port Callan") -> Table:
    """Return a table of two rows."""
    return Table(title, COLUMNS, ((1, text, LONG, 1.5, ""), (2, "São João", text, 3, "")))


def document(text: str = "Port Callan", *blocks: Block, language: str = "en") -> Document:
    """Return a report that says a text wherever something is said."""
    usual: tuple[Block, ...] = (
        Paragraph(text, "quiet"),
        Heading(1, text),
        Paragraph(f"{text} {LONG}", label=text),
        Bullets((text, LONG), numbered=True),
        Bullets((text,)),
        Heading(2, "Ratings"),
        table("Ratings", text),
        Picture(painted, text, text, "narrow"),
        Heading(3, text),
        Paragraph(text, "strong"),
        table(text, text),
        Heading(1, "To note"),
        Paragraph("Nothing."),
    )
    return Document(
        title=text,
        whose=f"{text} · 2024–2028",
        basis=f"Reviewed by four peers of {text}",
        language=language,
        day="2026-06-01",
        blocks=blocks or usual,
        keywords=("Peer review",),
    )


def pieces(found: Document) -> list[str]:
    """Return everything that a report says in words, piece by piece."""
    said: list[str] = [found.title, found.basis]
    for block in found.blocks:
        match block:
            case Heading(_, text):
                said.append(text)
            case Paragraph(text, _, label):
                said += [label, text]
            case Bullets(items):
                said += items
            case Table(_, columns, rows):
                said += [column.title for column in columns] + [str(value) for row in rows for value in row]
    return said


__all__ = ["HOSTILE", "LONG", "document", "painted", "pieces", "table"]

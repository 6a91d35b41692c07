"""The words of a pack in another language, as a gettext catalogue: ``text/LANGUAGE.po``.

In: the English words, and catalogues. Out: words in another language; catalogues to fill in; what is wrong
with one. A message is known by its place among the words, its context, and by the English sentence that was
translated: once the English says something else, the translation is no longer used until somebody has looked
at it. Every editor of translations can do this; that is why it is gettext.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assessor.documents.problems import Problem, SyntaxProblem, shorten
from assessor.messages import Message
from assessor.pack.model import Texts

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_BRACES: Final = re.compile(r"\{[a-z_]*\}")
_WHOLE: Final = "criteria"
"""What is translated as a whole: no sentence of one is borrowed from English."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in English, and its place among the words."""

    path: tuple[str | int, ...]
    forms: tuple[str, ...]
    """For one and for several; a single one where no number plays a part."""

    @property
    def context(self) -> str:
        """The place as the context of a message: ``criteria.MEA-01.title``."""
        return ".".join(str(key) for key in self.path)

    @property
    def id(self) -> str | tuple[str, ...]:
        """The English as the id of a message."""
        return self.forms[0] if len(self.forms) == 1 else self.forms


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a translation has come."""

    done: int
    missing: tuple[str, ...]
    """Contexts of what is said in English and not in the language."""
    fuzzy: tuple[str, ...]
    """Contexts of what was translated once, and is to be looked at again."""
    unused: tuple[str, ...]
    """Contexts of what English does not say."""


def said_in(english: Texts) -> Iterator[Said]:
    """Yield everything said, in the order of the words."""
    for part, value in english.model_dump(mode="json", exclude_unset=True).items():
        if part not in ("language", "plural"):
            yield from _said((part,), value)


def _said(path: tuple[str | int, ...], value: Any) -> Iterator[Said]:
    if isinstance(value, str):
        yield Said(path, (value,))
    elif path[-1] == "detail":
        yield from [Said(path, tuple(value))] if value else []
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _said((*path, key), inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _said((*path, place), inner)


def is_language(name: str) -> bool:
    """Whether there is such a language: its code as in ``es`` or ``pt_BR``."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name)) == name
    except (UnknownLocaleError, ValueError, TypeError):
        return False


def read_catalogue(data: bytes, name: str, language: str) -> Catalog:
    """Return a catalogue.

    Args:
        data: the file.
        name: what it is called in a problem.
        language: its language.

    Raises:
        SyntaxProblem: it is no catalogue, or there is no such language.
    """
    from babel.messages.pofile import PoFileError, read_po

    if not is_language(language):
        told = Message("'{name}' is no language", name=shorten(language))
        raise SyntaxProblem(Problem("language", told, name, hint=Message("name the file as in es.po")))
    try:
        return read_po(io.StringIO(data.decode("utf-8")), locale=language, abort_invalid=True)
    except UnicodeDecodeError:
        problem = Problem("encoding", Message("this is not UTF-8"), name)
    except PoFileError as error:
        told = Message("this is no gettext catalogue: {reason}", reason=str(error.args[0]))
        problem = Problem("syntax", told, name, error.lineno + 1)
    raise SyntaxProblem(problem) from None


def write_catalogue(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file: what was dropped from it is gone, and no clock shows."""
    from babel.messages.pofile import write_po

    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_STAMPS)).encode()


_STAMPS: Final = (
    '"Language-Team',
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Report-Msgid-Bugs-To',
    '"Generated-By',
)


def brought_up_to_date(catalogue: Catalog | None, english: Texts, language: str, project: str) -> Catalog:
    """Return a catalogue with everything that is said in English, in its order.

    What is new is empty. What English says differently now keeps its translation, marked as fuzzy. What
    English no longer says is dropped.
    """
    from babel.messages.catalog import Catalog

    fresh = Catalog(language, project=project, charset="utf-8", fuzzy=False, header_comment="")
    by_context = {str(message.context): message for message in catalogue or () if message.id}
    for said in said_in(english):
        context = said.context
        known = by_context.get(context)
        flags = {"python-brace-format"} if _BRACES.search(said.forms[0]) else set()
        if known is None:
            fresh.add(said.id, context=context, flags=flags)
            continue
        if known.fuzzy or _forms(known.id) != said.forms:
            flags.add("fuzzy")
        strings = known.string
        if len(said.forms) > 1 and isinstance(strings, str):
            strings = (strings,) * fresh.num_plurals
        elif len(said.forms) == 1 and not isinstance(strings, str):
            strings = strings[-1] if strings else ""
        fresh.add(said.id, strings, context=context, flags=flags, user_comments=known.user_comments)
    return fresh


def translated(english: Texts, catalogue: Catalog, language: str) -> Texts:
    """Return the words in another language; in English what is not translated yet.

    A criterion is translated as a whole, or not at all.
    """
    words: dict[str, Any] = english.model_dump(mode="json", exclude_unset=True)
    words |= {"language": language, "plural": catalogue.plural_expr}
    everything = [(said, _translation(catalogue, said)) for said in said_in(english)]
    partial = {said.path[:2] for said, forms in everything if forms is None and said.path[0] == _WHOLE}
    for said, forms in everything:
        if forms is not None and said.path[:2] not in partial:
            _put(words, said, forms)
    return Texts.model_validate(words)


def _put(words: dict[str, Any], said: Said, forms: tuple[str, ...]) -> None:
    inner: Any = words
    for key in said.path[:-1]:
        inner = inner[key]
    inner[said.path[-1]] = forms if said.path[-1] == "detail" else forms[0]


def _translation(catalogue: Catalog, said: Said) -> tuple[str, ...] | None:
    """Return what is said in the language of a catalogue; None if it is not, or not surely the same."""
    message = catalogue.get(said.forms[0], said.context)
    if message is None or message.fuzzy or _forms(message.id) != said.forms:
        return None
    forms = _forms(message.string)
    return forms if forms and all(form.strip() for form in forms) else None


def progress(catalogue: Catalog, english: Texts) -> Progress:
    """Return how far a translation has come."""
    everything = list(said_in(english))
    contexts = {said.context for said in everything}
    missing = [said.context for said in everything if _translation(catalogue, said) is None]
    messages = [message for message in catalogue if message.id]
    return Progress(
        len(everything) - len(missing),
        tuple(missing),
        tuple(str(message.context) for message in messages if message.fuzzy),
        tuple(str(message.context) for message in messages if message.context not in contexts),
    )


def catalogue_problems(catalogue: Catalog, english: Texts, name: str) -> Iterator[Problem]:
    """Yield what must not be in a catalogue: what English never says, and other braces than it has."""
    said = {each.context: each for each in said_in(english)}
    for message in catalogue:
        if not message.id:
            continue
        known = said.get(str(message.context))
        line = message.lineno
        if known is None:
            told = Message("'{name}' is said nowhere in English", name=str(message.context))
            hint = Message("bring the file up to date with 'assessor pack translate'")
            yield Problem("unused", told, name, line, hint=hint)
            continue
        wanted = {brace for form in known.forms for brace in _BRACES.findall(form)}
        for form in _forms(message.string) if not message.fuzzy else ():
            found = set(_BRACES.findall(form))
            if form and found != wanted:
                told = Message(
                    "'{name}' has {found} in braces; the English has {wanted}",
                    name=known.context,
                    found=_listed(found),
                    wanted=_listed(wanted),
                )
                yield Problem("placeholder", told, name, line)


def _listed(braces: set[str]) -> str:
    return ", ".join(sorted(braces)) or Message("nothing")


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else tuple(text)

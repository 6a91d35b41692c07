"""Help of every command in every language: all of it is what the catalogue has, and none of it is English."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from catalogues import TRANSLATED, catalogue, translation
from command import Command, command_fixture  # noqa: F401

from assessor.cli.main import _COMMANDS, cli
from assessor.cli.spoken import paragraphs, speaking


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, that of all commands first."""
    yield path
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


ALL = sorted(commands())


def command_of(path: tuple[str, ...]) -> click.Command:
    found: click.Command = cli
    for name in path:
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), name)
        assert inner is not None
        found = inner
    return found


def english(path: tuple[str, ...]) -> list[str]:
    """Return all sentences of a command's help in English, in the order in which they stand there."""
    with speaking("en"):
        command = command_of(path)
        options = [param for param in command.params if isinstance(param, click.Option)]
        texts = paragraphs(command.help or "") + [str(option.help) for option in options]
        short = [str(told) for told in _COMMANDS.values()] if not path else []
        return [*texts, "Show this message and exit.", *short]


def flat(text: str) -> str:
    """Return text on one line: where help breaks a line depends on the words before."""
    return " ".join(text.split())


def test_there_is_help_for_every_command() -> None:
    assert len(ALL) > 12
    assert {path[0] for path in ALL if path} == set(_COMMANDS)


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_is_what_the_catalogue_has_and_nothing_else(
    command: Command, path: tuple[str, ...], language: str
) -> None:
    shown = flat(command(*path, "--help", "--lang", language).out)
    rest = shown
    for sentence in english(path):
        told = flat(sentence if language == "en" else translation(sentence, language))
        before, found, after = rest.partition(told)
        assert found, told
        rest = after
        if language != "en":
            assert flat(sentence) not in before
    if language != "en":
        assert not [each for each in english(path) if flat(each) in shown]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_names_of_arguments_and_headings_are_those_of_the_language(
    command: Command, path: tuple[str, ...], language: str
) -> None:
    with speaking("en"):
        pieces = command_of(path).collect_usage_pieces(click.Context(command_of(path)))
    shown = command(*path, "--help", LANGUAGE=language).out
    usage = [translation("Usage:", language), "assessor", *path]
    usage += [translation(piece, language) if _is_known(piece) else piece for piece in pieces]
    assert flat(shown).startswith(flat(" ".join(usage)))
    assert f"\n{translation('Options', language)}:\n" in shown


def _is_known(piece: str) -> bool:
    return catalogue(TRANSLATED[0]).get(piece) is not None


def test_help_in_one_language_leaves_no_word_in_the_next(command: Command) -> None:
    before = command("assess", "--help").out
    for language in TRANSLATED:
        command("assess", "--help", "--lang", language)
    assert command("assess", "--help").out == before


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_version_is_told_in_the_language(command: Command, language: str) -> None:
    told = translation("assessor, version {version}", language).split("{")[0]
    assert command("--version", "--lang", language).out.startswith(told)

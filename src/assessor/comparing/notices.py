"""What is to be known of two assessments before their figures are read side by side.

In: two assessments, and how their changes are split. Out: notices.
"""

from __future__ import annotations

from collections.abc import Iterator

from assessor.comparing.figures import in_both
from assessor.comparing.records import Method, NoticeCode, StepNotice
from assessor.comparing.second import Apart
from assessor.scoring.assessment import Assessment, PackInfo


def notices_on(
    before: Assessment, after: Assessment, method: Method, apart: Apart | None
) -> Iterator[StepNotice]:
    """Yield what is to be known of two assessments.

    Args:
        before: the earlier.
        after: the later.
        method: how changes are split.
        apart: why the second scores are not compared, if they are not.
    """
    if before.strategy.territory != after.strategy.territory:
        yield StepNotice("other-territory", before.strategy.territory, after.strategy.territory)
    if before.as_of != after.as_of:
        code: NoticeCode = "other-day" if before.as_of < after.as_of else "earlier-day"
        yield StepNotice(code, before.as_of, after.as_of)
    if method != "same-rules":
        yield from _on_rules(before, after, method)
    if apart is not None:
        yield StepNotice(apart, _profile(before), _profile(after))


def language_notice(before: Assessment, after: Assessment, language: str) -> Iterator[StepNotice]:
    """Yield a notice if one of two assessments is in another language than the comparison is told in."""
    old, new = before.settings.language, after.settings.language
    if {old, new} != {language}:
        yield StepNotice("other-language", old, new)


def _on_rules(before: Assessment, after: Assessment, method: Method) -> Iterator[StepNotice]:
    yield StepNotice("other-rules", before.pack.version, after.pack.version)
    if _cut_offs(before.pack) != _cut_offs(after.pack):
        yield StepNotice("other-levels", None, None)
    unknown = any(old.rule is None or new.rule is None for old, new in in_both(before, after))
    if method == "by-criteria" and unknown:
        yield StepNotice("rules-unknown", None, None)
    titles = [{idea.id: idea.title for idea in each.ideas} for each in (before, after)]
    for name, title in titles[1].items():
        if name not in titles[0]:
            yield StepNotice("idea-came", None, title)
    for name, title in titles[0].items():
        if name not in titles[1]:
            yield StepNotice("idea-went", title, None)


def _cut_offs(pack: PackInfo) -> list[tuple[str, int]]:
    return [(level.id, level.starts_at) for level in pack.levels]


def _profile(assessment: Assessment) -> str | None:
    second = assessment.second
    return None if second is None else second.title or second.profile

"""What changed after the review of a host, on paper.

In: a ``HostReport`` with a follow-up. Out: a ``Document``.
"""

from __future__ import annotations

from assessor.reports.blocks import Document
from assessor.review.phrases import Phrases
from assessor.review.result import HostReport
from assessor.review.showing.host_document import changes
from assessor.speech import speech


def follow_up_document(report: HostReport) -> Document:
    """Return what changed after the review of a host as a document."""
    assert report.follow_up is not None, "nobody has looked at the strategy again"
    phrases = Phrases(speech(report.exercise.language))
    return Document(
        title=phrases.say("After the review: {city}", city=report.city),
        whose=report.follow_up.strategy,
        basis=phrases.basis(report.exercise),
        language=report.exercise.language,
        day=report.follow_up.as_of,
        blocks=tuple(changes(report.follow_up, phrases)),
        keywords=(report.exercise.title, report.city),
    )

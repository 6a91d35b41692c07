"""What changed after the review of a host, on paper.

In: a ``HostReport`` with a follow-up. Out: a ``Document``.
"""

from __future__ import annotations

from assessor.reports.blocks import Document
from assessor.review.results.result import HostReport
from assessor.review.showing.framing import framed, phrases_of
from assessor.review.showing.host_document import changes


def follow_up_document(report: HostReport) -> Document:
    """Return what changed after the review of a host as a document."""
    assert report.follow_up is not None, "nobody has looked at the strategy again"
    phrases = phrases_of(report.exercise)
    found = report.follow_up
    title = phrases.say("After the review: {city}", city=report.city)
    blocks = changes(found, phrases)
    return framed(title, found.strategy, report.exercise, blocks, day=found.as_of, city=report.city)

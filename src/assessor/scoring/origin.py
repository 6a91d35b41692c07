"""Whether a pack is the one that an assessment was made with.

In: an ``Assessment`` and a pack. Out: nothing, or a sentence.
"""

from __future__ import annotations

from typing import Final

from assessor.documents.problems import shorten
from assessor.errors import UsageError
from assessor.messages import Message
from assessor.pack.model import Pack
from assessor.scoring.assessment import Assessment

NOT_IN_PACK: Final = Message(
    "The assessment names what is not in the rule pack that it says it was made with."
)


def check_origin(assessment: Assessment, pack: Pack, otherwise: Message) -> None:
    """See that an assessment was made with a pack.

    Args:
        assessment: the assessment.
        pack: the pack.
        otherwise: what to tell if it was not; ``id``, ``version``, ``own_id`` and ``own_version`` are filled
            in.

    Raises:
        UsageError: it was made with another.
    """
    made_with = assessment.pack
    if made_with.digest != pack.digest:
        message = otherwise.filled(
            id=shorten(made_with.id),
            version=shorten(made_with.version),
            own_id=pack.about.id,
            own_version=pack.about.version,
        )
        raise UsageError(message)

"""An assessment as a table of its criteria, for spreadsheets and for programs.

In: an ``Assessment``. Out: CSV with a row for each criterion.
"""

from __future__ import annotations

from assessor.reports.sentences import Sentences
from assessor.reports.tables import Tables
from assessor.reports.writers import csv
from assessor.scoring.assessment import Assessment
from assessor.speech import speech


def to_csv(assessment: Assessment) -> str:
    """Return the criteria of an assessment as CSV, with headings in its language."""
    sentences = Sentences(assessment, speech(assessment.settings.language))
    return csv.to_csv(Tables(assessment, sentences).criteria())

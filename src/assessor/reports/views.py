"""Which view of an assessment is meant.

In: a name. Out: the view, or the error that there is none of that name.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessor.documents.problems import no_such, shorten
from assessor.messages import Message
from assessor.pack.views import ROUTE
from assessor.scoring.assessment import Assessment
from assessor.scoring.beside import ViewResult


def check_view(name: str, views: Iterable[str]) -> None:
    """See that there is a view.

    Args:
        name: what is asked for.
        views: the views of the pack; that of the route is always there.

    Raises:
        UsageError: there is no such view.
    """
    known = [ROUTE, *views]
    if name not in known:
        raise no_such(Message("There is no view '{name}'", name=shorten(name)), name, known)


def view_of(assessment: Assessment, name: str) -> ViewResult | None:
    """Return a view by its name; None for that of the route.

    Raises:
        UsageError: the assessment has no such view.
    """
    views = {view.id: view for view in assessment.views}
    check_view(name, views)
    return views.get(name)

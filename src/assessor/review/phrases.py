"""Sentences and figures that the reports of a review share.

In: a language. Out: words without any markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from assessor.reports.terms import Terms
from assessor.review import scale
from assessor.review.agreement.measuring import FLOOR
from assessor.review.results.result import (
    AgreementResult,
    CriterionReview,
    ExerciseInfo,
    LessonInfo,
    Reading,
    Replied,
    Stage,
)
from assessor.speech import Speech

NOTHING: Final = "–"
_ENDS: Final = (".", "!", "?", "…", "»", "”")


def answers(say: Speech) -> Mapping[str, str]:
    """Return what each answer to a recommendation is called."""
    return {
        "accepted": say.within("response", "accepted"),
        "partly": say.within("response", "accepted in part"),
        "rejected": say.within("response", "rejected"),
    }


class Phrases:
    """The phrases of one language."""

    def __init__(self, say: Speech) -> None:
        self.say = say
        self.terms = Terms(say)
        self.ratings = scale.ratings(say)
        self.answers = answers(say)
        self.stages: Mapping[Stage, str] = {
            "unassigned": say("nobody is assigned yet"),
            "rating": say("reviewers are rating"),
            "meeting": say("all sheets are in; the meeting is next"),
            "agreed": say("the meeting was held; the city's answer is next"),
            "answered": say("the city has answered"),
        }

        self.readings: Mapping[Reading, str] = {
            "too-few": say("too few"),
            "reliable": say("reliable"),
            "tentative": say("tentative"),
            "unreliable": say("not reliable"),
            "undefined": say("cannot be computed"),
        }

    def sheet(self, version: int, blank: float, cannot_judge: int, incomplete: bool) -> tuple[str, ...]:
        """Return how far a sheet is: its state, version, share of blanks, and what cannot be judged."""
        if not version:
            return self.say("not in yet"), NOTHING, NOTHING, NOTHING
        state = self.say("incomplete") if incomplete else self.say("complete")
        return state, str(version), self.percent(blank), str(cannot_judge)

    def missing_sheets(self, sheets: int, expected: int) -> Iterator[str]:
        """Yield that sheets are missing, if any is: what is disputed may still change."""
        if not sheets:
            yield self.say("No reviewer has sent a sheet yet.")
        elif sheets < expected:
            yield self.say(
                "Only {number} of {whole} sheets are in; what is disputed may still change.",
                number=sheets,
                whole=expected,
            )

    def mark(self, value: float | None) -> str:
        """Return a mark from 0 to 3."""
        return NOTHING if value is None else self.say.decimal(value)

    def range(self, low: float | None, high: float | None) -> str:
        """Return the range that marks lie in."""
        if low is None or high is None:
            return NOTHING
        return self.mark(low) if low == high else f"{self.mark(low)}–{self.mark(high)}"

    def rating(self, rating: int | str | None) -> str:
        """Return what a rating is called, with its number."""
        return self.say("no answer") if rating is None else dict(scale.choices(self.say))[rating]

    def words(self, rating: int | str | None, evidence: str | None, comment: str | None) -> str:
        """Return what a rater says of a criterion."""
        more = [comment] if comment else []
        more += [self.say("Evidence: {evidence}", evidence=evidence)] if evidence else []
        if not more:
            return self.rating(rating)
        return " ".join(sentence(part) for part in (self.rating(rating), *more))

    def peers(self, each: CriterionReview) -> list[str]:
        """Return what each reviewer says of a criterion."""
        return [
            self.terms.of(peer.rater, self.words(peer.rating, peer.evidence, peer.comment))
            for peer in each.peers
        ]

    def views(self, each: CriterionReview) -> str:
        """Return the four views of a criterion, in figures."""
        own = each.own.rating if each.own else None
        return self.say(
            "Rules {rules}, city {own}, peers {median} (range {range}), result {result}.",
            rules=self.range(each.rules, each.rules_high),
            own=own if isinstance(own, int) else NOTHING,
            median=self.mark(each.median),
            range=self.range(each.low, each.high),
            result=self.mark(each.consensus),
        )

    def open_or_unrated(self, each: CriterionReview) -> str:
        """Return why a criterion has no mark after the review."""
        if each.settled is not None:
            rating, reason = self.rating(each.settled.rating), each.settled.reason
            return self.say("Agreed: {rating}. {reason}", rating=rating, reason=reason)
        if each.disputed:
            spread = self.range(each.low, each.high)
            return self.say("Not settled; the peers' ratings: {range}", range=spread)
        return self.say("No reviewer has rated it.")

    def basis(self, info: ExerciseInfo) -> str:
        """Return in which exercise and by which rules."""
        return self.say(
            "Reviewed in {exercise}, by {rules} ({pack} {version}) as of {day}",
            exercise=info.title,
            rules=info.rules.title,
            pack=info.rules.id,
            version=info.rules.version,
            day=self.say.date(info.as_of),
        )

    def scale(self) -> str:
        """Return what the marks mean."""
        return self.say(
            "All marks go from 0 (absent) to 3 (exemplary). What the rules see is set on the same scale."
        )

    # --- agreement

    def agreement(self, found: AgreementResult) -> list[str]:
        """Return how far raters agree, and what may be made of it, a sentence each."""
        say = self.say
        if not found.items:
            return [say("No criterion has two ratings yet, so nothing can be said of agreement.")]
        shown = [
            say.many(
                "{number} criterion was rated by two reviewers or more.",
                "{number} criteria were rated by two reviewers or more.",
                found.items,
            )
        ]
        if found.percent is not None:
            shown.append(
                say(
                    "Two reviewers give the same rating in {percent} of all cases.",
                    percent=self.percent(found.percent),
                )
            )
        if found.alpha is not None:
            alpha = say.decimal(found.alpha, 3)
            if found.low is None or found.high is None:
                shown.append(say("Krippendorff's alpha (ordinal) is {alpha}.", alpha=alpha))
            else:
                shown.append(
                    say(
                        "Krippendorff's alpha (ordinal) is {alpha}; 95 % of samples of these criteria give "
                        "{low} to {high}.",
                        alpha=alpha,
                        low=say.decimal(found.low, 2),
                        high=say.decimal(found.high, 2),
                    )
                )
        if found.ac1 is not None and found.ac2 is not None:
            shown.append(
                say(
                    "Gwet's AC1 is {ac1}, and AC2 (ordinal) {ac2}.",
                    ac1=say.decimal(found.ac1, 2),
                    ac2=say.decimal(found.ac2, 2),
                )
            )
        return [*shown, self.reading(found)]

    def reading(self, found: AgreementResult) -> str:
        """Return what may be made of the figures."""
        say = self.say
        return {
            "too-few": say(
                "These are fewer than {floor} criteria: too few to say how reliable the ratings are.",
                floor=FLOOR,
            ),
            "reliable": say("Such ratings are reliable (alpha of 0.800 or more)."),
            "tentative": say(
                "Such ratings allow tentative conclusions (alpha from 0.667 to 0.800): look at the disputed "
                "criteria first."
            ),
            "unreliable": say(
                "The reviewers do not agree enough for conclusions from single ratings (alpha below 0.667): "
                "the meeting matters more than the figures."
            ),
            "undefined": say(
                "Everybody gives the same rating everywhere, so alpha cannot be computed: look at the share "
                "of agreement."
            ),
        }[found.reading]

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in per cent."""
        return self.terms.percent(self.say.decimal(100 * share, 0))

    # --- answers and lessons

    def response(self, reply: Replied | None) -> str:
        """Return how the host answers a recommendation."""
        say = self.say
        if reply is None:
            return say("not answered yet")
        parts = [self.answers[reply.answer], reply.reason or ""]
        parts += [say("Office: {owner}", owner=reply.owner)] if reply.owner else []
        parts += [say("By {day}", day=say.date(reply.due))] if reply.due else []
        return " ".join(sentence(part) for part in parts if part)

    def lesson(self, lesson: LessonInfo) -> str:
        """Return what one city can learn from another."""
        return self.say(
            "{taker} can learn from {giver}: {idea} ({low} and {high})",
            taker=lesson.taker,
            giver=lesson.giver,
            idea=lesson.idea_title,
            low=self.mark(lesson.taker_mark),
            high=self.mark(lesson.giver_mark),
        )


def sentence(text: str) -> str:
    """Return a part of speech as a sentence of its own: a capital at its beginning, a sign at its end."""
    whole = text.strip()
    return f"{whole[:1].upper()}{whole[1:]}{'' if whole.endswith(_ENDS) else '.'}"

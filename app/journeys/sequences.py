"""From a person's steps to journeys: begun anew where declared, staged, valued, and cut into parts that a node can hold. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Row
    from app.journeys.conversions import Conversions, Credit
    from app.journeys.stages import StageRules
    from app.journeys.steps import Step

LONGEST = 1_000
"""Steps in one part of a journey; what follows is continued in the next part."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What turns steps into journeys: the stages and the conversions."""

    stages: StageRules
    conversions: Conversions


def journeys(person: str, steps: Sequence[Step], rules: Rules) -> list[Row]:
    """The properties of every journey part of a person whose steps are given in order."""
    found: list[Row] = []
    for number, journey in enumerate(_split(steps, rules.conversions)):
        stages = rules.stages.stages(journey, rules.conversions.converts)
        earned = rules.conversions.credits(journey)
        for part, start in enumerate(range(0, len(journey), LONGEST)):
            end = start + LONGEST
            row = _part(journey[start:end], stages[start:end], [each for each in earned if start <= each.position < end], start)
            row |= {"id": f"{person}/{number}/{part}", "number": number, "part": part}
            found.append({name: value for name, value in row.items() if value is not None})
    return found


def _split(steps: Sequence[Step], conversions: Conversions) -> list[Sequence[Step]]:
    cuts = [i for i in range(1, len(steps)) if conversions.begins_anew(steps[i - 1], steps[i])]
    return [steps[a:b] for a, b in zip([0, *cuts], [*cuts, len(steps)], strict=True)] if steps else []


def outcomes(earned: Sequence[Credit], start: int = 0) -> Row:
    """What converted or took back, as parallel lists of the part of a journey that begins at `start`, those without a rate by themselves."""
    rated, unrated = ([each for each in earned if each.rated is wanted] for wanted in (True, False))
    return {
        "creditAt": [each.position - start for each in rated] or None,
        "creditName": [each.name for each in rated] or None,
        "creditValue": [each.value for each in rated] or None,
        "unratedAt": [each.position - start for each in unrated] or None,
        "unratedName": [each.name for each in unrated] or None,
        "unratedValue": [each.value for each in unrated] or None,
        # A list of the database holds no null: of a currency that nobody named the name is empty.
        "unratedCurrency": [each.currency or "" for each in unrated] or None,
        "unratedRefund": [each.refund for each in unrated] or None,
    }


def _part(steps: Sequence[Step], stages: list[str], earned: list[Credit], start: int) -> Row:
    return {
        "touchpoints": [step.id for step in steps],
        "steps": [step.type for step in steps],
        "at": [step.at for step in steps],
        # Only where it says something: nearly all touchpoints have none.
        "sequences": [step.sequence for step in steps] if any(step.sequence for step in steps) else None,
        "channels": [step.channel for step in steps],
        "stages": stages,
        "first": steps[0].at,
        "last": steps[-1].at,
        "stage": stages[-1],
        "conversions": sum(not each.refund for each in earned),
        "value": round(sum(each.value for each in earned if each.rated), 6),
        **outcomes(earned, start),
    }

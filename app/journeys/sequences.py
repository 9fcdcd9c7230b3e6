"""From a person's steps to journeys: begun anew where declared, staged, valued, and cut into parts that a node can hold. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.journeys.conversions import Credit, MissingRate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.graph import Row
    from app.journeys.conversions import Conversions
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
        credits_, missing = _credits(journey, rules.conversions)
        for part, start in enumerate(range(0, len(journey), LONGEST)):
            end = start + LONGEST
            row = _part(journey[start:end], stages[start:end], [each for each in credits_ if start <= each.position < end], start)
            if missing:
                row["missingRate"], row["value"] = missing, None
            row |= {"id": f"{person}/{number}/{part}", "number": number, "part": part}
            found.append({name: value for name, value in row.items() if value is not None})
    return found


def _split(steps: Sequence[Step], conversions: Conversions) -> list[Sequence[Step]]:
    cuts = [i for i in range(1, len(steps)) if conversions.begins_anew(steps[i - 1], steps[i])]
    return [steps[a:b] for a, b in zip([0, *cuts], [*cuts, len(steps)], strict=True)] if steps else []


def _credits(journey: Sequence[Step], conversions: Conversions) -> tuple[list[Credit], str | None]:
    """The credits; without a rate no value can be told, but journeys are still journeys: then the sentence that says what is missing."""
    try:
        return conversions.credits(journey), None
    except MissingRate as error:
        plain = [Credit(i, "", 0.0, refund=False) for i, step in enumerate(journey) if conversions.converts(step.type)]
        return plain, str(error)


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
        "value": round(sum(each.value for each in earned), 6),
        "creditAt": [each.position - start for each in earned] or None,
        "creditName": [each.name for each in earned] or None,
        "creditValue": [each.value for each in earned] or None,
    }

"""Stages: a pure machine that goes along a journey and says for every step in which stage it is, by rules from a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.journeys.documents import Lines, Mistakes, duration, flag, mapping, only, read_document, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.journeys.steps import Step

DEFAULT = Path(__file__).with_name("stages.yaml")
_CONDITIONS = {"types", "channels", "conversion", "converted", "from", "seen", "silence"}


@dataclass(slots=True)
class _SoFar:
    """The journey before the step in hand."""

    stage: str
    converted: bool = False
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; None asks nothing. `silence` is in microseconds."""

    stage: str
    types: frozenset[str] | None = None
    channels: frozenset[str] | None = None
    conversion: bool | None = None
    converted: bool | None = None
    origin: frozenset[str] | None = None
    seen: frozenset[str] | None = None
    silence: int | None = None
    lapse: bool = False

    def fits(self, step: Step, so_far: _SoFar, seen: set[str], *, conversion: bool) -> bool:
        """Whether every condition holds for a step after the journey so far."""
        return (
            (self.types is None or step.type in self.types)
            and (self.conversion is None or self.conversion == conversion)
            and (self.converted is None or self.converted == so_far.converted)
            and (self.channels is None or step.channel in self.channels)
            and (self.origin is None or so_far.stage in self.origin)
            and (self.seen is None or not self.seen.isdisjoint(seen))
            and (self.silence is None or (so_far.last is not None and step.at - so_far.last > self.silence))
        )


@dataclass(frozen=True, slots=True)
class StageRules:
    """The stages in their usual order, the one a journey starts in, and the rules, of which the first that fits decides."""

    names: tuple[str, ...]
    start: str
    rules: tuple[Rule, ...]

    def stages(self, steps: Sequence[Step], converts: Callable[[str], bool]) -> list[str]:
        """The stage of every step of one journey. Going back is possible: a rule may name any stage.

        `converts` says of a touchpoint type whether it is a conversion.
        """
        so_far, seen, found = _SoFar(self.start), set[str](), []
        for step in steps:
            conversion = converts(step.type)
            rule = next((each for each in self.rules if each.fits(step, so_far, seen, conversion=conversion)), None)
            if rule is not None:
                so_far.stage = rule.stage
            so_far.converted = (so_far.converted or conversion) and not (rule is not None and rule.lapse)
            so_far.last = step.at
            seen.add(step.type)
            found.append(so_far.stage)
        return found


def read_stages(path: Path | None = None) -> StageRules:
    """The stage rules in a YAML file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    found, lines, wrong = read_document(path, "stages"), Lines(path), Mistakes()
    wrong.reading(only, found, {"version", "start", "stages", "rules"}, str(path), otherwise=None)
    names = found.get("stages")
    if not isinstance(names, list) or not names or len(words(names, f"{lines.at('stages')}: stages")) != len(names):
        raise BadInput(f"{lines.at('stages')} needs `stages`, a list of different names.")
    start = found.get("start", names[0])
    rules = found.get("rules")
    if start not in names or not isinstance(rules, list) or not rules:
        raise BadInput(f"{lines.at('start')} needs a `start` that is one of the stages, and a list of `rules`.")
    read = [
        wrong.reading(_rule, each, names, f"{lines.at('rules', place)}: rule {place + 1}", otherwise=None) for place, each in enumerate(rules)
    ]
    wrong.tell()
    return StageRules(tuple(names), str(start), tuple(each for each in read if each is not None))


def _rule(value: object, names: list[str], where: str) -> Rule:
    found = mapping(value, where)
    only(found, {"stage", "lapse"} | _CONDITIONS, where)
    if found.get("stage") not in names:
        raise BadInput(f"{where} has stage {found.get('stage')!r}; use one of {', '.join(names)}.")
    if not _CONDITIONS & set(found):
        raise BadInput(f"{where} asks nothing; give it one of {', '.join(sorted(_CONDITIONS))}.")
    sets = {name: words(found[name], f"{where}: {name}") for name in ("types", "channels", "from", "seen") if name in found}
    unknown = sets.get("from", frozenset()) - set(names)
    if unknown:
        raise BadInput(f"{where}: from has {', '.join(sorted(unknown))}; use stages.")
    flags = {name: flag(found[name], f"{where}: {name}") for name in ("conversion", "converted", "lapse") if name in found}
    return Rule(
        stage=str(found["stage"]),
        types=sets.get("types"),
        channels=sets.get("channels"),
        origin=sets.get("from"),
        seen=sets.get("seen"),
        conversion=flags.get("conversion"),
        converted=flags.get("converted"),
        silence=duration(found["silence"], f"{where}: silence") if "silence" in found else None,
        lapse=flags.get("lapse", False),
    )

"""Designed journeys: files that say which steps a journey is meant to have, in which stages and channels, whose they are and what is said in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput
from app.journeys.documents import Lines, Mistakes, flag, mapping, only, read_document, words

DEFAULT = Path(__file__).with_name("designed")
MOST_STEPS = 50
_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,99}$")


@dataclass(frozen=True, slots=True)
class DesignedStep:
    """One step: done by a touchpoint of one of the types, in one of the channels (None: in any)."""

    name: str
    stage: str
    types: frozenset[str]
    channels: frozenset[str] | None = None
    owner: str | None = None
    optional: bool = False
    repeats: bool = False

    def fits(self, kind: str, channel: str | None) -> bool:
        """Whether a touchpoint does this step."""
        return kind in self.types and (self.channels is None or channel in self.channels)


@dataclass(frozen=True, slots=True)
class DesignedStage:
    """One stage: the customer's state of mind, and what is said to them."""

    name: str
    feels: str | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DesignedJourney:
    """Stages and steps in order; touchpoints of the types `besides` may come anywhere."""

    name: str
    title: str
    stages: tuple[DesignedStage, ...]
    steps: tuple[DesignedStep, ...]
    besides: frozenset[str] = frozenset()


def read_designs(folder: Path | None = None) -> dict[str, DesignedJourney]:
    """Every design in a folder by the name of its file, by default those shipped. Raises BadInput naming file, line and what would be right."""
    folder = folder or DEFAULT
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder of designed journeys; give the path of one that holds YAML files.")
    return {path.stem: read_design(path) for path in sorted(folder.glob("*.yaml"))}


def read_design(path: Path) -> DesignedJourney:
    """One design. Raises BadInput naming file, line and what would be right."""
    found, lines, wrong = read_document(path, "design"), Lines(path), Mistakes()
    if not _NAME.match(path.stem):
        raise BadInput(f"{path} becomes part of an address; name it with small letters, digits and hyphens, e.g. first-purchase.yaml.")
    wrong.reading(only, found, {"version", "title", "besides", "stages"}, str(path), otherwise=None)
    listed = found.get("stages")
    if not isinstance(listed, list) or not listed:
        raise BadInput(f"{lines.at('stages')} needs `stages`, a list, each with a `stage` and its `steps`.")
    stages, steps = list[DesignedStage](), list[DesignedStep]()
    for number, each in enumerate(listed):
        if read := wrong.reading(_stage, each, lines, number, wrong, otherwise=None):
            stages.append(read[0])
            steps.extend(read[1])
    wrong.tell()
    besides = words(found["besides"], f"{lines.at('besides')}: besides") if "besides" in found else frozenset()
    _consistent(stages, steps, besides, str(path))
    return DesignedJourney(path.stem, _text(found, "title", lines, ()) or path.stem, tuple(stages), tuple(steps), besides)


def _stage(value: object, lines: Lines, number: int, wrong: Mistakes) -> tuple[DesignedStage, list[DesignedStep]]:
    place = ("stages", number)
    found = mapping(value, lines.at(*place))
    only(found, {"stage", "feels", "says", "steps"}, lines.at(*place))
    name = _text(found, "stage", lines, place)
    steps = found.get("steps")
    if name is None or not isinstance(steps, list) or not steps:
        raise BadInput(f"{lines.at(*place)} needs a `stage`, e.g. awareness, and a list of `steps`.")
    says = found.get("says", [])
    if isinstance(says, str):
        says = [says]
    if not isinstance(says, list) or not all(isinstance(each, str) and each for each in says):
        raise BadInput(f"{lines.at(*place, 'says')}: says needs a list of messages, not {says!r}.")
    stage = DesignedStage(name, _text(found, "feels", lines, place), tuple(says))
    read = [wrong.reading(_step, each, name, lines, (*place, "steps", index), otherwise=None) for index, each in enumerate(steps)]
    return stage, [each for each in read if each is not None]


def _step(value: object, stage: str, lines: Lines, place: tuple[str | int, ...]) -> DesignedStep:
    found = mapping(value, lines.at(*place))
    only(found, {"step", "types", "channels", "owner", "optional", "repeats"}, lines.at(*place))
    name = _text(found, "step", lines, place)
    if name is None or "types" not in found:
        raise BadInput(f"{lines.at(*place)} needs a `step`, its name, and `types`, the touchpoint types by which it is done.")
    flags = {key: flag(found[key], f"{lines.at(*place, key)}: {key}") for key in ("optional", "repeats") if key in found}
    return DesignedStep(
        name=name,
        stage=stage,
        types=words(found["types"], f"{lines.at(*place, 'types')}: types"),
        channels=words(found["channels"], f"{lines.at(*place, 'channels')}: channels") if "channels" in found else None,
        owner=_text(found, "owner", lines, place),
        optional=flags.get("optional", False),
        repeats=flags.get("repeats", False),
    )


def _text(found: dict[str, object], key: str, lines: Lines, place: tuple[str | int, ...]) -> str | None:
    value = found.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise BadInput(f"{lines.at(*place, key)}: {key} is a text, not {value!r}.")
    return value


def _consistent(stages: list[DesignedStage], steps: list[DesignedStep], besides: frozenset[str], where: str) -> None:
    for kind, names in (("stage", [each.name for each in stages]), ("step", [each.name for each in steps])):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise BadInput(f"{where} has more than one {kind} called {', '.join(twice)}; give each a name of its own.")
    both = sorted(kind for kind in besides if any(kind in each.types for each in steps))
    if both:
        raise BadInput(f"{where} has {', '.join(both)} both in a step and in besides; leave it out of one.")
    if len(steps) > MOST_STEPS:
        raise BadInput(f"{where} has {len(steps)} steps; {MOST_STEPS} are the most. Part it into several designs.")
    if all(each.optional for each in steps):
        raise BadInput(f"{where} has only optional steps, so nothing at all would fit it; make one of them required.")

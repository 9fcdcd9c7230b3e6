"""Training by Splink: expectation maximisation of its two classes over given records, held to the base model where they say too little.

What a level is worth is estimated; thresholds, cap, term frequencies and the prior are declared and stay. Two sessions, so that each comparison is
estimated in one that does not block by it. The written-down numbers count as `HELD` more pairs.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.identity.scoring.model import model_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from splink import Linker

    from app.identity.scoring.features import Features
    from app.identity.scoring.model import Comparison, Model

HELD = 500
"""How many pairs the written-down numbers are worth."""

_SESSIONS = ("l.birth = r.birth", "l.given = r.given and l.family = r.family")
_FLOOR = 1e-7
_SEED, _SAMPLE = 1, 50_000


def train(records: Sequence[Features], base: Model) -> Model:
    """The next version of a model, with m and u estimated from records. Raises BadInput where they do not suffice."""
    from splink.internals.exceptions import SplinkException

    from app.identity.scoring.splinked import linker

    found = linker(records, base)
    try:
        found.training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=_SEED)
        for rule in _SESSIONS:
            found.training.estimate_parameters_using_expectation_maximisation(rule, fix_probability_two_random_records_match=True)
    except (SplinkException, ValueError, ZeroDivisionError) as error:
        message = f"The model cannot be trained by {len(records):,} records: {error}; give more records, of whom some are the same person."
        raise BadInput(message) from error
    return _held(found, base, len(records))


def _held(found: Linker, base: Model, records: int) -> Model:
    estimated = {each.output_column_name: each for each in found._settings_obj.comparisons}  # noqa: SLF001 - Splink has no other way to them
    document = deepcopy(base.document)
    comparisons = document["comparisons"]
    assert isinstance(comparisons, dict)  # noqa: S101 - model_of has looked
    for name, comparison in base.comparisons.items():
        if comparison.trait:
            levels = [level for level in estimated[name].comparison_levels if not level.is_null_level]
            comparisons[name]["levels"] = levels_of(comparison, levels, records)
    document.pop("latent", None)
    document["version"] = base.version + 1
    document["reason"] = f"Trained by expectation maximisation on {records:,} records."
    return model_of(document, "the trained model")


def levels_of(comparison: Comparison, estimated: Sequence[object], records: int) -> dict[str, list[float]]:
    """Estimates and written-down numbers, weighed by how many records stand behind each; every level keeps a floor, and all add up to 1."""
    share = records / (records + HELD)
    sides = []
    for side, name in enumerate(("m_probability", "u_probability")):
        mixed = []
        for (label, written), level in zip(comparison.levels.items(), estimated, strict=True):
            assert label == level.label_for_charts  # type: ignore[attr-defined] # noqa: S101 - Splink keeps the order it was given
            value = getattr(level, name)
            value = value if isinstance(value, float) else written[side]
            mixed.append(max(share * value + (1 - share) * written[side], _FLOOR))
        sides.append([each / sum(mixed) for each in mixed])
    return {label: [m, u] for label, m, u in zip(comparison.levels, *sides, strict=True)}

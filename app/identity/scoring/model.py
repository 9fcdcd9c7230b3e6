"""The scoring model: a frozen artefact in a JSON file, checked and hashed; it says how many bits each level of agreement is worth."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from math import isclose, log2
from pathlib import Path

from app.errors import BadInput
from app.identity.scoring.features import READING
from app.identity.scoring.latent import Mixture, classes_of, probability
from app.identity.scoring.levels import COMPARISONS

DEFAULT = Path(__file__).with_name("model.json")
_KEYS = frozenset({"version", "author", "reason", "prior", "threshold", "shown", "negative", "generations", "cap", "comparisons", "terms"})
_MAY = frozenset({"latent"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Level to (m, u): how likely it is among pairs of one person, and of two.

    `most` is how many bits it may hold against a contradiction;
    `tf` that a name that agrees exactly counts by its frequency; no `trait` that it has no part in contradictions at all.
    """

    name: str
    levels: dict[str, tuple[float, float]]
    most: float | None = None
    tf: bool = False
    trait: bool = True
    weights: dict[str, float] = field(default_factory=dict, compare=False)
    """The match weight of each level in bits, log2(m/u)."""

    def __post_init__(self) -> None:
        """Weighs the levels once."""
        self.weights.update({level: log2(m / u) for level, (m, u) in self.levels.items()})


@dataclass(frozen=True, slots=True)
class Terms:
    """How frequent the values of a trait are, and what counts for one that is not listed."""

    known: dict[str, float]
    unseen: float

    def frequency(self, term: str) -> float:
        """The frequency of a value."""
        return self.known.get(term, self.unseen)

    @property
    def usual(self) -> float:
        """How often two draws agree: the frequency of a usual value."""
        return sum(share * share for share in self.known.values()) + (1 - min(1.0, sum(self.known.values()))) * self.unseen


@dataclass(frozen=True, slots=True)
class Model:
    """One version of the model, with the hash of its content. `document` is what it was read from.

    `threshold` and `shown` are probabilities (evidence from here on; kept for reviewers from here on), `negative` is a match weight,
    `generations` says whether two of one name, born a generation apart, contradict each other without anything that links them,
    `cap` the number of records past which a blocking key gives no candidates. A trained model has `latent` classes, which score pairs of persons; its
    comparisons then score organisations and say what contradicts.
    """

    version: int
    prior: float
    threshold: float
    shown: float
    negative: float
    generations: bool
    cap: int
    comparisons: dict[str, Comparison]
    terms: dict[str, Terms]
    document: dict[str, object]
    hash: str
    latent: Mixture | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Version and hash, and how records are read, as the graph notes it beside what it derived by this model."""
        return f"{self.version}:{self.hash[:12]}.{READING}"

    @property
    def prior_bits(self) -> float:
        """The log odds of the prior, to base 2."""
        return log2(self.prior / (1 - self.prior))


def read_model(path: Path | None = None) -> Model:
    """The model in a JSON file, by default the shipped one. Raises BadInput naming what is wrong and what would be right."""
    path = path or DEFAULT
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"There is no scoring model at {path} that can be read ({error.strerror}); check the path."
        raise BadInput(message) from error
    except ValueError as error:
        message = f"{path} is not JSON: {error}"
        raise BadInput(message) from error
    return parse(text, str(path))


@lru_cache(maxsize=4)  # every derivation reads it; the text is the key, so a changed file is another model
def parse(text: str, where: str) -> Model:
    """The model in a JSON text; `where` names it in messages. Raises BadInput as `read_model` does."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{where} is not JSON: {error}"
        raise BadInput(message) from error
    return model_of(document, where)


def model_of(document: object, where: str = "the scoring model") -> Model:
    """A model from a document, checked; `where` names it in errors. Raises BadInput."""
    if not isinstance(document, dict) or set(document) - _MAY != _KEYS:
        given = set(document) - _MAY if isinstance(document, dict) else set()
        message = f"{where}: a scoring model has {', '.join(sorted(_KEYS))}, and may have latent; look at {', '.join(sorted(_KEYS ^ given))}."
        raise BadInput(message)
    for key in ("prior", "threshold", "shown"):
        probability(document[key], f"{where}: {key}")
    if document["shown"] > document["threshold"]:
        message = f"{where}: pairs are shown from {document['shown']} on, which must not be above the threshold {document['threshold']}."
        raise BadInput(message)
    comparisons = _comparisons(where, document["comparisons"])
    compared = {name: list(each.levels) for name, each in comparisons.items() if each.trait}
    return Model(
        version=_whole(where, "version", document["version"]),
        prior=document["prior"],
        threshold=document["threshold"],
        shown=document["shown"],
        negative=_number(where, "negative", document["negative"]),
        generations=_flag(where, "generations", document["generations"]),
        cap=_whole(where, "cap", document["cap"]),
        comparisons=comparisons,
        terms=_terms(where, document["terms"]),
        document=document,
        hash=hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest(),
        latent=classes_of(document["latent"], compared, where) if "latent" in document else None,
    )


def _comparisons(where: str, given: object) -> dict[str, Comparison]:
    if not isinstance(given, dict) or set(given) != set(COMPARISONS):
        message = f"{where}: `comparisons` are {', '.join(COMPARISONS)}."
        raise BadInput(message)
    return {name: _comparison(f"{where}: comparison {name!r}", name, given[name]) for name in COMPARISONS}


def _comparison(where: str, name: str, given: object) -> Comparison:
    if not isinstance(given, dict) or not isinstance(given.get("levels"), dict) or not set(given) <= {"levels", "most", "tf", "trait"}:
        message = f"{where} has `levels`, each with m and u, and may have `most`, `tf` and `trait`."
        raise BadInput(message)
    levels = {}
    for label, pair in given["levels"].items():
        if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - m and u
            message = f"{where}: level {label!r} needs [m, u], not {pair!r}."
            raise BadInput(message)
        levels[label] = (probability(pair[0], f"{where}: m of {label}"), probability(pair[1], f"{where}: u of {label}"))
    for side, letter in enumerate("mu"):
        if not isclose(sum(pair[side] for pair in levels.values()), 1.0, abs_tol=1e-6):
            message = f"{where}: the {letter} of all levels add up to {sum(pair[side] for pair in levels.values()):.6f}, and must to 1."
            raise BadInput(message)
    most = None if given.get("most") is None else _number(where, "most", given["most"])
    return Comparison(name, levels, most, tf=bool(given.get("tf", False)), trait=bool(given.get("trait", True)))


def _terms(where: str, given: object) -> dict[str, Terms]:
    if not isinstance(given, dict) or set(given) != {"given", "family"}:
        message = f"{where}: `terms` has `given` and `family`."
        raise BadInput(message)
    found = {}
    for name, table in given.items():
        if not isinstance(table, dict) or set(table) != {"unseen", "known"} or not isinstance(table["known"], dict):
            message = f"{where}: terms of {name!r} are `unseen`, a frequency, and `known`, name to frequency."
            raise BadInput(message)
        known = {str(term): probability(share, f"{where}: {name} {term}") for term, share in table["known"].items()}
        found[str(name)] = Terms(known, probability(table["unseen"], f"{where}: {name} unseen"))
    return found


def _number(where: str, what: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"{where}: {what} is a number, not {value!r}."
        raise BadInput(message)
    return float(value)


def _flag(where: str, what: str, value: object) -> bool:
    if not isinstance(value, bool):
        message = f"{where}: {what} is true or false, not {value!r}."
        raise BadInput(message)
    return value


def _whole(where: str, what: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = f"{where}: {what} is a whole number from 1, not {value!r}."
        raise BadInput(message)
    return value

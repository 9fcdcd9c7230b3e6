"""`throughline whatif`: what a policy, a scoring model or a judgement would do, without doing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.session import open_graph
from app.identity.judgements import Kind, Verdict
from app.identity.policy import read_policy
from app.identity.scoring.model import read_model
from app.settings import Settings
from app.whatif.drafts import ExclusionDraft, ModelDraft, PairDraft, PartDraft, PolicyDraft, UndoDraft
from app.whatif.forecast import forecast
from app.whatif.told import lines, told

if TYPE_CHECKING:
    from app.whatif.drafts import Draft


@click.group()
def whatif() -> None:
    """Try a policy, a scoring model or a judgement on the graph as it is, and change nothing.

    It says who would be merged, split and unchanged, how journeys and conversions would move, and at which revision of the graph that holds.

    \b
    Example:
      throughline whatif policy policy.yaml
      throughline whatif same crm:C-1001 shop:77
    """  # noqa: D301 - click


@whatif.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def policy(file: Path) -> None:
    """Try the identifier policy in FILE.

    \b
    Example:
      throughline policy show > policy.yaml
      throughline whatif policy policy.yaml
    """  # noqa: D301 - click
    settings = Settings.from_environment()
    _say(PolicyDraft(read_policy(file), read_policy(settings.policy)), settings)


@whatif.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def model(file: Path) -> None:
    """Try the scoring model in FILE: all records are compared by it, and nothing of that is kept.

    \b
    Example:
      throughline model show > model.json
      throughline whatif model model.json
    """  # noqa: D301 - click
    settings = Settings.from_environment()
    _say(ModelDraft(read_model(file), read_model(settings.model), settings.limits.trial), settings)


def _of_two(verdict: Verdict, says: str) -> None:
    @whatif.command(str(verdict), help=f"Try the judgement that A and B are {says}.", epilog=f"Example: throughline whatif {verdict} crm:C-1 shop:77")
    @click.argument("a")
    @click.argument("b")
    def command(a: str, b: str) -> None:
        _say(PairDraft(verdict, a, b))


for _verdict, _says in ((Verdict.SAME, "one"), (Verdict.DIFFERENT, "not one"), (Verdict.UNSURE, "perhaps one, perhaps not")):
    _of_two(_verdict, _says)


@whatif.command("not-a-customer")
@click.argument("member")
@click.argument("kind", type=click.Choice([str(each) for each in Kind]))
def not_a_customer(member: str, kind: str) -> None:
    """Try the judgement that whoever holds MEMBER is a bot, a test account or staff.

    \b
    Example:
      throughline whatif not-a-customer cookie:c-9 bot
    """  # noqa: D301 - click
    _say(ExclusionDraft(member, Kind(kind)))


@whatif.command()
@click.argument("judgement")
def undo(judgement: str) -> None:
    """Try to take JUDGEMENT back.

    \b
    Example:
      throughline whatif undo J-12
    """  # noqa: D301 - click
    _say(UndoDraft(judgement))


@whatif.command()
@click.argument("person")
@click.option("--link", "links", nargs=2, multiple=True, required=True, help="Two members between which a link goes; may be given several times.")
def part(person: str, links: tuple[tuple[str, str], ...]) -> None:
    """Try to part PERSON along links.

    \b
    Example:
      throughline whatif part P-1 --link record/crm:C-1 identifier/email:info@example.com
    """  # noqa: D301 - click
    _say(PartDraft(person, links))


def _say(draft: Draft, settings: Settings | None = None) -> None:
    found = settings or Settings.from_environment()
    with open_graph(found) as graph:
        for line in lines(told(graph, forecast(graph, found, draft))):
            click.echo(line)

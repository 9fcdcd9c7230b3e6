"""What a page of figures has beside itself: its table as a file, and for each figure the persons who were counted, as a page and a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, request

from app.exports.formats import harmless, line
from app.journeys.counted import changed
from app.web.asking import address, beside, number
from app.web.serving import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from flask import Blueprint

    from app.journeys.counted import Counted

    Table = tuple[Sequence[str], Iterable[Sequence[object]]]
    """The names of columns, and rows."""

_ON_A_PAGE = 100
_MANY_PAGES = 10**6


@dataclass(frozen=True, slots=True)
class Figures:
    """A page of figures under `/noun`. `table` and `behind` ask the same question by the same address; `behind` also says who they are."""

    noun: str
    show: Callable[[], str]
    table: Callable[[], Table]
    behind: Callable[[], tuple[str, Counted]]

    def routes(self, web: Blueprint) -> None:
        """Puts all four addresses into the pages."""
        web.add_url_rule(f"/{self.noun}", self.noun, self.show)
        web.add_url_rule(f"/{self.noun}.csv", f"{self.noun}_file", self._file)
        web.add_url_rule(f"/{self.noun}/persons", f"{self.noun}_persons", self._persons)
        web.add_url_rule(f"/{self.noun}/persons.csv", f"{self.noun}_persons_file", self._persons_file)

    def _file(self) -> Response:
        return csv_file(self.noun, *self.table())

    def _persons(self) -> str:
        title, found = self.behind()
        place = number("of_page", 1, least=1, most=_MANY_PAGES)
        here = found.rows[(place - 1) * _ON_A_PAGE : place * _ON_A_PAGE]
        return page(
            "persons.html",
            section="web.journeys",
            here=f"web.{self.noun}",
            title=title,
            found=found,
            rows=here,
            first=(place - 1) * _ON_A_PAGE + 1,
            changed=changed(found, revision=request.args.get("of_revision", type=int), count=request.args.get("of_count", type=int)),
            back=address(f"web.{self.noun}"),
            file=beside(f"web.{self.noun}_persons_file"),
            before=beside(f"web.{self.noun}_persons", page=place - 1) if place > 1 else None,
            after=beside(f"web.{self.noun}_persons", page=place + 1) if place * _ON_A_PAGE < len(found.rows) else None,
        )

    def _persons_file(self) -> Response:
        _, found = self.behind()
        return csv_file(f"{self.noun}-persons", ("person", "times"), [(each.id, each.times) for each in found.rows])


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table as a file to keep, that a spreadsheet shows and does not run."""
    lines = [line(header), *(line([harmless(cell) for cell in row]) for row in rows)]
    return Response("".join(lines), mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})

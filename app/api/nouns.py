"""A noun of the API: endpoints that say in one typed line what they take, what they give and how they fail.

flask-smorest ships no types, so this is the one place that touches its decorators. A schema in `gives` documents the
answer; the view returns a ready `Response` and the tests hold it to the schema (see `app/api/serving.py`).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ParamSpec

import orjson
from flask_smorest import Blueprint
from marshmallow import RAISE, ValidationError, missing
from webargs.core import is_json
from webargs.flaskparser import FlaskParser

from app.api.deferring import PREFERENCE, deferrable
from app.api.schemas.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request, Response
    from marshmallow import Schema
    from webargs.multidictproxy import MultiDictProxy

P = ParamSpec("P")


class _Parser(FlaskParser):
    """Reads bodies by orjson: a body nested without end, or a text that is no Unicode (half a surrogate pair), is no JSON to it.

    Of a query, a parameter that holds one value is given once: to take the first and pass over the rest gives a wrong figure.
    """

    def load_querystring(self, req: Request, schema: Schema) -> MultiDictProxy:
        found: MultiDictProxy = super().load_querystring(req, schema)
        again = {name: len(values) for name, values in req.args.lists() if len(values) > 1 and name not in found.multiple_keys}
        if again:
            raise ValidationError({name: [f"Given {times} times; give it once."] for name, times in again.items()})
        return found

    def _raw_load_json(self, req: Request) -> object:
        return orjson.loads(req.get_data()) if is_json(req.mimetype) else missing


class _Endpoints(Blueprint):  # type: ignore[misc] # flask-smorest ships no types
    ARGUMENTS_PARSER = _Parser()


_COMMON = (HTTPStatus.UNAUTHORIZED, HTTPStatus.SERVICE_UNAVAILABLE)


class Noun:
    """The endpoints of one noun below one address."""

    def __init__(self, name: str, description: str, *, prefix: str = "/v1", open_to_all: bool = False) -> None:
        self.name, self._open = name, open_to_all
        self.blueprint = _Endpoints(name, __name__, url_prefix=prefix, description=description)

    def get(
        self,
        path: str,
        *,
        gives: type[Schema] | tuple[type[Schema], ...],
        query: type[Schema] | None = None,
        fails: tuple[HTTPStatus, ...] = (),
        example: object = None,
        long: bool = False,
    ) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
        """An endpoint that reads; `gives` are several schemas where the parameters decide which.

        `query` is validated and handed to the view as its first argument. A `long` one can be answered later, as a job.
        """

        def decorator(view: Callable[P, Response]) -> Callable[P, Response]:
            documented = self._answers(deferrable(view) if long else view, gives, fails, example=example)
            if long:
                documented = self.blueprint.doc(parameters=[PREFERENCE])(documented)
                documented = self.blueprint.alt_response(HTTPStatus.ACCEPTED, schema=Job, success=True)(documented)
            if query is not None:
                # A mistyped filter that is quietly ignored gives a wrong figure; it is refused instead.
                documented = self.blueprint.arguments(query(), location="query", unknown=RAISE)(documented)
            routed: Callable[P, Response] = self.blueprint.route(path, methods=["GET"])(documented)
            return routed

        return decorator

    def post(
        self, path: str, *, takes: type[Schema], gives: type[Schema] | tuple[type[Schema], ...], fails: tuple[HTTPStatus, ...] = ()
    ) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
        """An endpoint that takes a JSON body, validated and handed to the view as its first argument."""

        def decorator(view: Callable[P, Response]) -> Callable[P, Response]:
            documented = self.blueprint.arguments(takes)(self._answers(view, gives, fails))
            routed: Callable[P, Response] = self.blueprint.route(path, methods=["POST"])(documented)
            return routed

        return decorator

    def _answers(
        self,
        view: Callable[P, Response],
        gives: type[Schema] | tuple[type[Schema], ...],
        fails: tuple[HTTPStatus, ...],
        *,
        example: object = None,
    ) -> Callable[P, Response]:
        schema = {"oneOf": list(gives)} if isinstance(gives, tuple) else gives
        documented = self.blueprint.response(200, schema, example=example)(view)
        for status in (*fails, *(() if self._open else _COMMON)):
            documented = self.blueprint.alt_response(status, status.name)(documented)
        if self._open:
            documented = self.blueprint.doc(security=[])(documented)
        found: Callable[P, Response] = documented
        return found

"""Runs: one learner's attempt at one version of a package, kept from visit to visit.

Each opening of a run draws a new token, so that only the window opened last can commit.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection

from lti_tool.learning_records.learner import Learner
from lti_tool.learning_records.package_results import Cmi, Result
from lti_tool.learning_records.package_tables import package_runs

TOKEN_LASTS = timedelta(hours=8)


@dataclass(frozen=True)
class PackageRun:
    """A run as it stands.

    `package` and `digest` name the package and its version; `cmi` is what the SCO has set, by
    element; `sequence` is the last commit that was kept; `result` is the last of `result_count`
    results that were recorded, as JSON.
    """

    id: UUID
    user_id: UUID
    link_id: UUID
    activity: str
    issuer: str
    subject: str
    is_instructor: bool
    package: str
    digest: str
    cmi: Cmi
    sequence: int
    result_count: int
    result: dict[str, Any] | None

    def next_result_id(self) -> UUID:
        """The id of the attempt that the next result becomes."""
        return uuid5(self.id, f"result/{self.result_count + 1}")


_FIELDS = [package_runs.c[name] for name in PackageRun.__dataclass_fields__]


def open_run(
    connection: Connection, learner: Learner, package: str, digest: str, now: datetime
) -> tuple[str, PackageRun]:
    """The learner's run of this version of the package, begun if there is none, and its new token.

    The token is 256 random bits and lasts `TOKEN_LASTS`; just its SHA-256 is kept. Older tokens of
    the run end here.
    """
    token = secrets.token_urlsafe(32)
    fresh = {
        "token_sha256": _sha256(token),
        "token_expires_at": now + TOKEN_LASTS,
        "issuer": learner.issuer,
        "subject": learner.subject,
        "is_instructor": learner.is_instructor,
        "activity": learner.activity,
    }
    start = {
        "id": uuid5(learner.user_id, f"run/{learner.link_id}/{package}/{digest}"),
        "user_id": learner.user_id,
        "link_id": learner.link_id,
        "package": package,
        "digest": digest,
        "cmi": {},
        "sequence": 0,
        "result_count": 0,
        "changed_at": now,
    }
    statement = insert(package_runs).values(**start, **fresh)
    opened = statement.on_conflict_do_update(index_elements=["id"], set_=fresh)
    row = connection.execute(opened.returning(*_FIELDS)).one()
    return token, PackageRun(**row._mapping)


def run_of(connection: Connection, token: str, package: str, now: datetime) -> PackageRun | None:
    """The run of this package that a token opens, unless the token has ended."""
    row = connection.execute(_by_token(token, package, now)).one_or_none()
    return None if row is None else PackageRun(**row._mapping)


def locked_run_of(
    connection: Connection, token: str, package: str, now: datetime
) -> PackageRun | None:
    """The same as `run_of`, and nobody else changes the run until the transaction's end."""
    row = connection.execute(_by_token(token, package, now).with_for_update()).one_or_none()
    return None if row is None else PackageRun(**row._mapping)


def merge(
    connection: Connection, run: PackageRun, sequence: int, cmi: Cmi, now: datetime
) -> PackageRun:
    """The run with these elements set; a sequence that is not newer changes nothing."""
    if sequence <= run.sequence:
        return run
    merged = replace(run, cmi={**run.cmi, **cmi}, sequence=sequence)
    _update(connection, run.id, cmi=merged.cmi, sequence=sequence, changed_at=now)
    return merged


def note_result(connection: Connection, run: PackageRun, result: Result) -> PackageRun:
    """The run with its next result written down."""
    count = run.result_count + 1
    _update(connection, run.id, result=result.to_json(), result_count=count)
    return replace(run, result=result.to_json(), result_count=count)


def _by_token(token: str, package: str, now: datetime) -> sa.Select[Any]:
    return sa.select(*_FIELDS).where(
        package_runs.c.token_sha256 == _sha256(token),
        package_runs.c.token_expires_at > now,
        package_runs.c.package == package,
    )


def _update(connection: Connection, run_id: UUID, **values: object) -> None:
    connection.execute(sa.update(package_runs).where(package_runs.c.id == run_id).values(**values))


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

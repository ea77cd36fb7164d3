"""How a delivery gets to its receiver: a score by AGS to the LMS, a signed report to the bank.

A courier reads what is to be sent when it sends it, holds no transaction while it waits for the
network, and answers what became of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import requests
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Connection, Engine

from lti_tool import catalogue, jobs
from lti_tool.config import Settings
from lti_tool.db import metadata, transaction
from lti_tool.learning_records import attempts
from lti_tool.learning_records.attempts import StoredAttempt
from lti_tool.learning_records.statement import activity_iri
from lti_tool.lti import ags, grade_outcomes, keys, people
from lti_tool.lti.access_tokens import AccessTokens

REPORT_TYPE = "gongxue-report+jwt"
REPORT_LIFE = timedelta(minutes=5)
TIMEOUT_S = 10
"""An unreachable bank must not hold a worker."""
TEMPORARY_STATUSES = (401, 408, 425, 429)
"""401: the bank may not have fetched our newest key yet."""

score_times = sa.Table(
    "score_times",
    metadata,
    sa.Column("user_id", sa.Uuid, primary_key=True),
    sa.Column("link_id", sa.Uuid, primary_key=True),
    sa.Column("last_sent_at", sa.DateTime(timezone=True), nullable=False),
)


def couriers(
    engine: Engine, settings: Settings, now: Callable[[], datetime]
) -> dict[jobs.Purpose, jobs.Courier]:
    """The couriers of a worker's process."""
    session = requests.Session()
    client = ags.AgsClient(session, AccessTokens())
    return {
        "score": lambda delivery: send_score(engine, client, delivery, now()),
        "report": lambda delivery: send_report(engine, settings, session, delivery, now()),
    }


def send_score(
    engine: Engine, client: ags.AgsClient, delivery: jobs.Delivery, now: datetime
) -> jobs.Outcome:
    """Send what stands for the learner's mark now: a later attempt may have overtaken this one."""
    with transaction(engine) as connection:
        gradebook = ags.gradebook_of(connection, delivery.link_id)
        if not gradebook.line_item_url and not gradebook.line_items_url:
            return jobs.Delivered()  # the LMS keeps no mark for this link
        key = keys.signing_key(connection, now)
        score = _score(connection, delivery, now)
    if gradebook.line_item_url:
        return _outcome_of(client.send_score(gradebook, score, key, now))
    with transaction(engine) as alone:
        # Two senders at once would make two line items, so the first of a link is sent alone.
        alone.execute(sa.select(sa.func.pg_advisory_xact_lock(delivery.link_id.int % 2**63)))
        gradebook = ags.gradebook_of(alone, delivery.link_id)
        sent = client.send_score(gradebook, score, key, now)
        if isinstance(sent, grade_outcomes.Sent):
            ags.remember_line_item(alone, delivery.link_id, sent.line_item_url)
    return _outcome_of(sent)


def _outcome_of(sent: grade_outcomes.Outcome) -> jobs.Outcome:
    match sent:
        case grade_outcomes.Sent():
            return jobs.Delivered()
        case grade_outcomes.AlreadyNewer():
            return jobs.Later("the LMS has a score of this very second; a later one is sent", 1)
        case grade_outcomes.Refused(status, text):
            return jobs.Impossible(f"HTTP {status}: {text}" if status else text)
        case grade_outcomes.Unreachable(text, retry_after_s):
            return jobs.Later(text, retry_after_s)


def _score(connection: Connection, delivery: jobs.Delivery, now: datetime) -> ags.Score:
    standing = attempts.standing(connection, delivery.user_id, delivery.link_id)
    if standing is None:
        raise LookupError(f"delivery {delivery.id} has no attempt")
    return ags.Score(
        subject=people.subject_of(connection, delivery.user_id),
        given=standing.attempt.points,
        maximum=standing.attempt.out_of,
        at=next_score_time(connection, delivery.user_id, delivery.link_id, now),
    )


def next_score_time(
    connection: Connection, user_id: UUID, link_id: UUID, now: datetime
) -> datetime:
    """A whole second later than every one before for this learner and place.

    An LMS compares scores by the second and refuses one that is not later than what it has.
    """
    row = {"user_id": user_id, "link_id": link_id, "last_sent_at": now.replace(microsecond=0)}
    query = insert(score_times).values(row)
    later = sa.func.greatest(
        query.excluded.last_sent_at, score_times.c.last_sent_at + timedelta(seconds=1)
    )
    query = query.on_conflict_do_update(
        index_elements=["user_id", "link_id"], set_={"last_sent_at": later}
    )
    at: datetime = connection.execute(query.returning(score_times.c.last_sent_at)).scalar_one()
    return at


def send_report(
    engine: Engine,
    settings: Settings,
    session: requests.Session,
    delivery: jobs.Delivery,
    now: datetime,
) -> jobs.Outcome:
    """Report the attempt to the bank, signed; the bank knows a repeat by the delivery's id."""
    if settings.bank_url is None:
        return jobs.Delivered()  # nobody to report to
    with transaction(engine) as connection:
        stored = attempts.find(connection, delivery.attempt_id)
        if stored is None:
            raise LookupError(f"delivery {delivery.id} has no attempt")
        name = people.names(connection, [stored.user_id]).get(stored.user_id)
        claims = report_claims(settings, delivery, stored, name, now)
        signed = keys.sign(connection, {"typ": REPORT_TYPE}, claims, now)
    try:
        answer = session.post(
            f"{settings.bank_url}/api/reports",
            data=signed,
            headers={"Content-Type": "application/jose"},
            timeout=TIMEOUT_S,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return jobs.Later(f"The credit bank does not answer: {type(error).__name__}")
    if answer.ok:
        return jobs.Delivered()
    reason = f"The credit bank answers HTTP {answer.status_code}: {answer.text[:500]}"
    if answer.status_code >= 500 or answer.status_code in TEMPORARY_STATUSES:
        return jobs.Later(reason)
    return jobs.Impossible(reason)


def report_claims(
    settings: Settings,
    delivery: jobs.Delivery,
    stored: StoredAttempt,
    name: str | None,
    now: datetime,
) -> dict[str, Any]:
    """What the report says; all but its times is the same however often it is sent."""
    attempt = stored.attempt
    title = catalogue.title_of(stored.activity, settings.packages_folder)
    evidence = f"{settings.tool_url}/evidence/{attempt.id}/{stored.evidence_token}"
    return {
        "iss": settings.tool_url,
        "aud": settings.bank_url,
        "iat": int(now.timestamp()),
        "exp": int((now + REPORT_LIFE).timestamp()),
        "jti": str(delivery.id),
        "sub": str(stored.user_id),
        "name": name,
        "achievement": {
            "activity": activity_iri(stored.activity),
            "title": dict(title),
            "scaled": attempt.scaled,
            "completed_at": stored.submitted_at.isoformat(),
            "hours": None,
            "attempt_id": attempt.id,
            "evidence_url": evidence,
            "evidence_digest": attempts.digest_of(attempt),
        },
    }

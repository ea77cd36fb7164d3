"""What must still reach others: a score the LMS, a report the credit bank.

A delivery and its job are written inside the transaction that records the attempt, so that
neither is ever without the other. A job delivers at least once; the receivers recognise a repeat.
While the other side is away the job waits, longer each time; what can't be delivered is given up
visibly, with the reason, and can be sent again by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID, uuid5

import procrastinate
import sqlalchemy as sa
from procrastinate.jobs import Job
from sqlalchemy.engine import Connection, Engine

from lti_tool.db import insert_new, metadata, transaction

Purpose = Literal["score", "report"]
PURPOSES: tuple[Purpose, ...] = ("score", "report")
TRIES_LIMIT = 440
"""With `LONGEST_WAIT_S` between them this is three days: an LMS may be down over a weekend."""
LONGEST_WAIT_S = 600
STALLED_AFTER_S = 60

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("attempt_id", sa.Uuid, nullable=False),
    sa.Column("user_id", sa.Uuid, nullable=False),
    sa.Column("link_id", sa.Uuid, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("last_error", sa.Text),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("purpose IN ('score', 'report')", name="purpose"),
    sa.CheckConstraint("state IN ('waiting', 'delivered', 'given-up')", name="state"),
    sa.Index("ix_deliveries_link_id", "link_id", "state"),
)


@dataclass(frozen=True)
class Delivery:
    """One thing that must reach somebody, and how far it got."""

    id: UUID
    attempt_id: UUID
    user_id: UUID
    link_id: UUID
    purpose: Purpose
    state: Literal["waiting", "delivered", "given-up"]
    tries: int
    last_error: str | None
    changed_at: datetime


@dataclass(frozen=True)
class NotDelivered:
    """The first of the deliveries that have not arrived, and how many there are in all."""

    first: tuple[Delivery, ...]
    count: int


@dataclass(frozen=True)
class Delivered:
    """It arrived, now or before."""


@dataclass(frozen=True)
class Later:
    """It can't arrive now; perhaps after a while."""

    reason: str
    after_s: float | None = None


@dataclass(frozen=True)
class Impossible:
    """It will never arrive as it is; somebody must look."""

    reason: str


Outcome = Delivered | Later | Impossible


class Courier(Protocol):
    """Takes one delivery to its receiver, over the network."""

    def __call__(self, delivery: Delivery) -> Outcome: ...


class NotYet(Exception):
    """Raised inside a job so that the queue tries it again."""

    def __init__(self, outcome: Later) -> None:
        super().__init__(outcome.reason)
        self.after_s = outcome.after_s


def wait_s(tries: int, asked_s: float | None = None) -> float:
    """Seconds until the next try: 2, 4, 8 … `LONGEST_WAIT_S`, or what the other side asked."""
    own = min(2.0 ** min(tries + 1, 20), LONGEST_WAIT_S)
    return max(own, min(asked_s or 0.0, LONGEST_WAIT_S))


class _Backoff(procrastinate.BaseRetryStrategy):
    def get_retry_decision(
        self, *, exception: BaseException, job: Job
    ) -> procrastinate.RetryDecision | None:
        if not isinstance(exception, NotYet):
            return None
        seconds = wait_s(job.attempts, exception.after_s)
        return procrastinate.RetryDecision(retry_in={"seconds": int(seconds)})


def defer(connection: Connection, delivery: Delivery) -> None:
    """Write a delivery and its job; a delivery that is already written is left as it is."""
    row = {column.name: getattr(delivery, column.name) for column in deliveries.columns}
    if insert_new(connection, deliveries, row):
        _enqueue(connection, delivery)


def new_delivery(
    attempt_id: UUID, user_id: UUID, link_id: UUID, purpose: Purpose, now: datetime
) -> Delivery:
    """A delivery that waits; its id follows from the attempt and the purpose."""
    delivery_id = uuid5(attempt_id, purpose)
    return Delivery(delivery_id, attempt_id, user_id, link_id, purpose, "waiting", 0, None, now)


def send_again(connection: Connection, delivery_id: UUID, now: datetime) -> bool:
    """Let a delivery that was given up wait and try again; False if there is none such."""
    query = (
        sa.update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state == "given-up")
        .values(state="waiting", tries=0, changed_at=now)
        .returning(*deliveries.columns)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return False
    _enqueue(connection, Delivery(**row._mapping))
    return True


def find(connection: Connection, delivery_id: UUID) -> Delivery | None:
    """The delivery of this id."""
    query = sa.select(deliveries).where(deliveries.c.id == delivery_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else Delivery(**row._mapping)


def of_attempts(connection: Connection, attempt_ids: Sequence[UUID]) -> list[Delivery]:
    """The deliveries of these attempts."""
    ids = [uuid5(attempt_id, purpose) for attempt_id in attempt_ids for purpose in PURPOSES]
    query = sa.select(deliveries).where(deliveries.c.id.in_(ids))
    return [Delivery(**row._mapping) for row in connection.execute(query)]


def not_delivered(connection: Connection, link_ids: Sequence[UUID], limit: int) -> NotDelivered:
    """What has not arrived of these places' results: first what was given up, then the oldest."""
    late = sa.and_(deliveries.c.link_id.in_(link_ids), deliveries.c.state != "delivered")
    count = sa.select(sa.func.count()).select_from(deliveries).where(late)
    query = (
        sa.select(deliveries)
        .where(late)
        .order_by(deliveries.c.state, deliveries.c.changed_at, deliveries.c.id)
        .limit(limit)
    )
    first = tuple(Delivery(**row._mapping) for row in connection.execute(query))
    return NotDelivered(first, connection.execute(count).scalar_one())


def _enqueue(connection: Connection, delivery: Delivery) -> None:
    lock = f"{delivery.purpose}:{delivery.user_id}:{delivery.link_id}"
    connection.execute(
        sa.text(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW("
            "'deliveries', 'deliver', 0, :lock, NULL,"
            " jsonb_build_object('delivery_id', CAST(:id AS text)), NULL"
            ")::procrastinate_job_to_defer_v1])"
        ),
        {"lock": lock, "id": str(delivery.id)},
    )


def deliver(
    engine: Engine, couriers: dict[Purpose, Courier], now: Callable[[], datetime], delivery_id: UUID
) -> None:
    """Take one delivery on its way, write down how it went; raise `NotYet` to be tried again."""
    with transaction(engine) as connection:
        delivery = find(connection, delivery_id)
    if delivery is None or delivery.state != "waiting":
        return
    try:
        outcome = couriers[delivery.purpose](delivery)
    except Exception as error:
        _note(engine, delivery, Impossible(f"{type(error).__name__}: {error}"), now())
        raise
    if isinstance(outcome, Later) and delivery.tries + 1 >= TRIES_LIMIT:
        outcome = Impossible(outcome.reason)
    _note(engine, delivery, outcome, now())
    if isinstance(outcome, Later):
        raise NotYet(outcome)


def _note(engine: Engine, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
    state = {Delivered: "delivered", Later: "waiting", Impossible: "given-up"}[type(outcome)]
    reason = None if isinstance(outcome, Delivered) else outcome.reason[:1000]
    with transaction(engine) as connection:
        connection.execute(
            sa.update(deliveries)
            .where(deliveries.c.id == delivery.id)
            .values(state=state, tries=delivery.tries + 1, last_error=reason, changed_at=now)
        )


def worker(
    engine: Engine, couriers: dict[Purpose, Courier], now: Callable[[], datetime]
) -> procrastinate.App:
    """The queue's application: run it with `run_worker`."""
    conninfo = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=conninfo))

    @app.task(name="deliver", queue="deliveries", retry=_Backoff())
    def _deliver(delivery_id: str) -> None:
        deliver(engine, couriers, now, UUID(delivery_id))

    @app.periodic(cron="* * * * *")
    @app.task(name="resume_stalled", queue="deliveries", pass_context=True)
    async def _resume_stalled(context: procrastinate.JobContext, timestamp: int) -> None:
        manager = context.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
            await manager.retry_job(job)

    return app

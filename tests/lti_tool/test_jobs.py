"""The queue on a real PostgreSQL with procrastinate's real worker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from lti_tool import jobs
from lti_tool.db import transaction

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


class ScriptedCourier:
    """A receiver that answers what the test says, and remembers what reached it."""

    def __init__(self, *answers: jobs.Outcome) -> None:
        self.answers = list(answers)
        self.arrived: list[UUID] = []

    def __call__(self, delivery: jobs.Delivery) -> jobs.Outcome:
        self.arrived.append(delivery.id)
        return self.answers.pop(0) if self.answers else jobs.Delivered()


def clock() -> datetime:
    return NOW


def work(engine: Engine, courier: jobs.Courier) -> None:
    """The worker until nothing is due, in a thread: a browser's loop may run in this one."""
    app = jobs.worker(engine, {"score": courier, "report": courier}, clock)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(app.run_worker, wait=False, install_signal_handlers=False).result()


def waiting(engine: Engine, purpose: jobs.Purpose = "score") -> jobs.Delivery:
    delivery = jobs.new_delivery(uuid4(), uuid4(), uuid4(), purpose, NOW)
    with transaction(engine) as connection:
        jobs.defer(connection, delivery)
    return delivery


def now_stands(engine: Engine, delivery: jobs.Delivery) -> jobs.Delivery:
    with transaction(engine) as connection:
        found = jobs.find(connection, delivery.id)
    assert found is not None
    return found


def make_due(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(sa.text("UPDATE procrastinate_jobs SET scheduled_at = now()"))


def test_a_delivery_arrives_once(database: Engine) -> None:
    delivery, courier = waiting(database), ScriptedCourier()
    work(database, courier)
    work(database, courier)
    assert courier.arrived == [delivery.id]
    assert now_stands(database, delivery).state == "delivered"


def test_a_delivery_written_twice_is_one(database: Engine) -> None:
    delivery, courier = waiting(database), ScriptedCourier()
    with transaction(database) as connection:
        jobs.defer(connection, delivery)
    work(database, courier)
    assert courier.arrived == [delivery.id]


def test_a_delivery_of_a_transaction_that_fails_never_was(database: Engine) -> None:
    courier = ScriptedCourier()

    def crash() -> None:
        with transaction(database) as connection:
            jobs.defer(connection, jobs.new_delivery(uuid4(), uuid4(), uuid4(), "score", NOW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crash()
    work(database, courier)
    assert courier.arrived == []


def test_while_the_receiver_is_away_the_delivery_waits_and_then_arrives(database: Engine) -> None:
    delivery = waiting(database)
    courier = ScriptedCourier(jobs.Later("LMS down"), jobs.Later("LMS down"))
    for tries in (1, 2):
        work(database, courier)
        stands = now_stands(database, delivery)
        assert (stands.state, stands.tries, stands.last_error) == ("waiting", tries, "LMS down")
        make_due(database)
    work(database, courier)
    stands = now_stands(database, delivery)
    assert (stands.state, stands.last_error) == ("delivered", None)
    assert courier.arrived == [delivery.id] * 3


def test_what_can_never_arrive_is_given_up_at_once_and_can_be_sent_again(database: Engine) -> None:
    delivery, courier = waiting(database), ScriptedCourier(jobs.Impossible("403: no such learner"))
    work(database, courier)
    make_due(database)
    work(database, courier)
    stands = now_stands(database, delivery)
    assert (stands.state, stands.last_error) == ("given-up", "403: no such learner")
    assert courier.arrived == [delivery.id]
    with transaction(database) as connection:
        assert jobs.send_again(connection, delivery.id, NOW)
        assert not jobs.send_again(connection, delivery.id, NOW), "it waits already"
    work(database, courier)
    assert now_stands(database, delivery).state == "delivered"


def test_after_the_last_try_a_delivery_is_given_up(database: Engine) -> None:
    delivery, courier = waiting(database), ScriptedCourier(jobs.Later("still away"))
    with transaction(database) as connection:
        nearly = sa.update(jobs.deliveries).values(tries=jobs.TRIES_LIMIT - 1)
        connection.execute(nearly)
    work(database, courier)
    stands = now_stands(database, delivery)
    assert (stands.state, stands.last_error) == ("given-up", "still away")


def test_a_bug_in_a_courier_is_given_up_visibly(database: Engine) -> None:
    delivery = waiting(database)

    def broken(_: jobs.Delivery) -> jobs.Outcome:
        raise KeyError("scores")

    work(database, broken)
    stands = now_stands(database, delivery)
    assert (stands.state, stands.last_error) == ("given-up", "KeyError: 'scores'")


def test_a_job_whose_worker_was_killed_is_taken_up_again(database: Engine) -> None:
    delivery, courier = waiting(database), ScriptedCourier()
    with transaction(database) as connection:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        dead = connection.execute(
            sa.text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (:at) RETURNING id"),
            {"at": long_ago},
        ).scalar_one()
        connection.execute(
            sa.text("UPDATE procrastinate_jobs SET status = 'doing', worker_id = :dead"),
            {"dead": dead},
        )
    app = jobs.worker(database, {"score": courier, "report": courier}, clock)
    with app.open():
        app.configure_task("resume_stalled").defer(timestamp=0)
    work(database, courier)
    make_due(database)
    work(database, courier)
    assert courier.arrived == [delivery.id]


@pytest.mark.parametrize(
    ("tries", "asked_s", "expected_s"),
    [
        (0, None, 2),
        (1, None, 4),
        (8, None, 512),
        (9, None, 600),
        (10_000, None, 600),
        (0, 90, 90),
        (0, 1e9, 600),
    ],
)
def test_waits_grow_up_to_ten_minutes(tries: int, asked_s: float | None, expected_s: float) -> None:
    assert jobs.wait_s(tries, asked_s) == expected_s

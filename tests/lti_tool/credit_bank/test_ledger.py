"""The ledger: what callers are answered, what PostgreSQL refuses, what the auditor finds."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection, Engine

from lti_tool.credit_bank import ledger
from lti_tool.credit_bank.audit import audit, audit_ledger, one_snapshot, verify
from lti_tool.credit_bank.ledger_ddl import DDL, DROP
from lti_tool.credit_bank.tables import accounts, entries, postings
from lti_tool.db import transaction
from tests.lti_tool.credit_bank.issuing import NOW

UNIT = "OUC-TEST-01"


def opened(connection: Connection, name: str = "王芳") -> uuid.UUID:
    account = uuid.uuid4()
    ledger.open_learner_account(connection, account, name, NOW)
    return account


def deposited(
    connection: Connection, account: uuid.UUID, unit: str = UNIT, millicredits: int = 1000
) -> ledger.Entry:
    outcome = ledger.deposit(connection, uuid.uuid4(), account, unit, millicredits, NOW)
    assert isinstance(outcome, ledger.Posted)
    return outcome.entry


def balance(connection: Connection, account: uuid.UUID) -> int:
    kept = sa.select(accounts.c.balance_millicredits).where(accounts.c.id == account)
    found = connection.scalar(kept)
    assert found == ledger.balance_of(connection, account)
    return int(found)


def check_deferred(connection: Connection) -> None:
    connection.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
    connection.execute(sa.text("SET CONSTRAINTS ALL DEFERRED"))


def test_a_deposit_moves_credits_from_the_units_issuance_account(connection: Connection) -> None:
    account = opened(connection)
    deposited(connection, account, millicredits=1500)
    assert balance(connection, account) == 1500
    assert ledger.balance_of(connection, ledger.issuance_account(UNIT)) == -1500
    check_deferred(connection)
    assert audit_ledger(connection) == []


def test_a_repeat_exists_and_other_content_under_its_id_is_told_apart(
    connection: Connection,
) -> None:
    account, transfer_id = opened(connection), uuid.uuid4()
    first = ledger.deposit(connection, transfer_id, account, UNIT, 1000, NOW)
    again = ledger.deposit(connection, transfer_id, account, UNIT, 1000, NOW + timedelta(days=1))
    other = ledger.deposit(connection, transfer_id, account, UNIT, 2000, NOW)
    assert isinstance(first, ledger.Posted)
    assert again == ledger.Exists(first.entry)
    assert other == ledger.ExistsDifferent(first.entry)
    assert balance(connection, account) == 1000


def test_an_id_taken_by_another_account_is_told_apart(connection: Connection) -> None:
    entry = deposited(connection, opened(connection))
    other = opened(connection)
    outcome = ledger.deposit(connection, entry.transfer.id, other, UNIT, 1000, NOW)
    assert isinstance(outcome, ledger.ExistsDifferent)
    assert balance(connection, other) == 0


def test_a_unit_is_deposited_once_even_under_another_id(connection: Connection) -> None:
    account = opened(connection)
    entry = deposited(connection, account)
    outcome = ledger.deposit(connection, uuid.uuid4(), account, UNIT, 1000, NOW)
    assert outcome == ledger.AlreadyDeposited(entry.transfer.id)


def test_a_reversal_is_the_opposite_and_happens_once(connection: Connection) -> None:
    account = opened(connection)
    entry = deposited(connection, account)
    first = ledger.reverse(connection, uuid.uuid4(), entry, NOW)
    assert isinstance(first, ledger.Posted)
    second = ledger.reverse(connection, uuid.uuid4(), entry, NOW)
    assert second == ledger.AlreadyReversed(first.entry.transfer.id)
    assert balance(connection, account) == 0
    check_deferred(connection)
    assert [one.number for one in ledger.entries_of(connection, account)] == [1, 2]
    assert verify(connection, account) == []


def test_a_transfer_in_an_account_that_was_never_opened_is_a_mistake(
    connection: Connection,
) -> None:
    with pytest.raises(ledger.UnknownAccount):
        ledger.deposit(connection, uuid.uuid4(), uuid.uuid4(), UNIT, 1000, NOW)


def test_amounts_are_shown_exactly(connection: Connection) -> None:
    assert [str(ledger.in_credits(one)) for one in (0, 1000, 1500, 1250, -500)] == [
        "0.0",
        "1.0",
        "1.5",
        "1.25",
        "-0.5",
    ]


def test_the_ddl_may_be_executed_again_as_text_and_dropped(connection: Connection) -> None:
    for statement in (*DDL, *DDL):
        connection.execute(sa.text(statement))
    deposited(connection, opened(connection))
    check_deferred(connection)
    for statement in DROP:
        connection.execute(sa.text(statement))


# What PostgreSQL itself refuses, past all of our code.


def entry_row(account: uuid.UUID, **changed: object) -> dict[str, object]:
    row = {
        "id": uuid.uuid4(),
        "account_id": account,
        "number": 1,
        "kind": "deposit",
        "unit_id": UNIT,
        "created_at": NOW,
        "prev_hash": "0" * 64,
        "hash": uuid.uuid4().hex,
    }
    return {**row, **changed}


def insert_raw(
    connection: Connection, row: dict[str, object], *moved: tuple[uuid.UUID, int]
) -> None:
    connection.execute(sa.insert(entries).values(row))
    for account, amount in moved:
        values = {"entry_id": row["id"], "account_id": account, "amount_millicredits": amount}
        connection.execute(sa.insert(postings).values(values))
    check_deferred(connection)


def issuance(connection: Connection) -> uuid.UUID:
    deposited(connection, opened(connection))
    return ledger.issuance_account(UNIT)


def test_postgresql_accepts_an_entry_that_keeps_every_rule(connection: Connection) -> None:
    source, account = issuance(connection), opened(connection)
    insert_raw(connection, entry_row(account), (account, 5), (source, -5))


Breach = Callable[[Connection, uuid.UUID, uuid.UUID], None]
BREACHES: dict[str, tuple[Breach, str]] = {
    "no postings": (lambda c, a, s: insert_raw(c, entry_row(a)), "0 postings"),
    "one posting": (lambda c, a, s: insert_raw(c, entry_row(a), (a, 5)), "1 postings"),
    "a sum that is not zero": (
        lambda c, a, s: insert_raw(c, entry_row(a), (a, 5), (s, -4)),
        "sum to 1",
    ),
    "a posting of nothing": (
        lambda c, a, s: insert_raw(c, entry_row(a), (a, 0), (s, 0)),
        "not_nothing",
    ),
    "another learner's account": (
        lambda c, a, s: insert_raw(c, entry_row(a), (opened(c), 5), (s, -5)),
        "own learner",
    ),
    "two learners' accounts": (
        lambda c, a, s: insert_raw(c, entry_row(a), (a, 5), (opened(c), 5), (s, -10)),
        "own learner",
    ),
    "a balance below zero": (
        lambda c, a, s: insert_raw(c, entry_row(a), (a, -5), (s, 5)),
        "never_negative",
    ),
    "a number left out": (
        lambda c, a, s: insert_raw(c, entry_row(a, number=2), (a, 5), (s, -5)),
        "does not follow",
    ),
    "another hash before": (
        lambda c, a, s: insert_raw(c, entry_row(a, prev_hash="1" * 64), (a, 5), (s, -5)),
        "does not follow",
    ),
    "a chain of an issuance account": (
        lambda c, a, s: insert_raw(c, entry_row(s), (a, 5), (s, -5)),
        "does not follow",
    ),
    "a reversal of nothing": (
        lambda c, a, s: insert_raw(c, entry_row(a, kind="reversal"), (a, 5), (s, -5)),
        "reverses",
    ),
}


@pytest.mark.parametrize("name", BREACHES)
def test_postgresql_refuses_an_entry_with(name: str, connection: Connection) -> None:
    breach, words = BREACHES[name]
    source, account = issuance(connection), opened(connection)
    with pytest.raises(sa.exc.IntegrityError, match=words):
        breach(connection, account, source)


def test_postgresql_refuses_a_reversal_of_another_amount(connection: Connection) -> None:
    account = opened(connection)
    entry = deposited(connection, account)
    row = entry_row(
        account, kind="reversal", reverses=entry.transfer.id, number=2, prev_hash=entry.hash
    )
    source = ledger.issuance_account(UNIT)
    with pytest.raises(sa.exc.IntegrityError, match="opposite"):
        insert_raw(connection, row, (account, -999), (source, 999))


def test_postgresql_refuses_a_posting_added_to_an_old_entry(connection: Connection) -> None:
    account = opened(connection)
    entry = deposited(connection, account)
    check_deferred(connection)
    other = {"id": uuid.uuid4(), "kind": "issuance", "name": "", "opened_at": NOW}
    connection.execute(sa.insert(accounts).values(other))
    values = {
        "entry_id": entry.transfer.id,
        "account_id": other["id"],
        "amount_millicredits": 7,
    }
    connection.execute(sa.insert(postings).values(values))
    with pytest.raises(sa.exc.IntegrityError, match="sum to 7"):
        check_deferred(connection)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bank_entries SET unit_id = 'OTHER'",
        "DELETE FROM bank_postings",
        "UPDATE bank_postings SET amount_millicredits = 2 * amount_millicredits",
        "DELETE FROM bank_entries",
        "TRUNCATE bank_postings",
        "TRUNCATE bank_entries CASCADE",
        "UPDATE bank_accounts SET balance_millicredits = 9000",
        "UPDATE bank_accounts SET entry_count = 0, head_hash = repeat('0', 64)",
        "INSERT INTO bank_accounts (id, kind, name, opened_at, balance_millicredits)"
        " VALUES (gen_random_uuid(), 'learner', '', now(), 1)",
    ],
)
def test_postgresql_refuses_to_rewrite_history(statement: str, connection: Connection) -> None:
    deposited(connection, opened(connection))
    check_deferred(connection)
    with pytest.raises(sa.exc.IntegrityError, match="only grows"):
        connection.execute(sa.text(statement))


def test_a_learners_name_may_change(connection: Connection) -> None:
    account = opened(connection)
    connection.execute(sa.update(accounts).where(accounts.c.id == account).values(name="李雷"))


# Many at once.


def at_once(work: Callable[[int], object], times: int, threads: int = 20) -> Counter[str]:
    with ThreadPoolExecutor(threads) as pool:
        return Counter(type(answer).__name__ for answer in pool.map(work, range(times)))


def test_two_hundred_concurrent_deposits_of_one_id_are_one(database: Engine) -> None:
    with transaction(database) as connection:
        account = opened(connection)
    transfer_id = uuid.uuid4()

    def work(_turn: int) -> object:
        with transaction(database) as connection:
            return ledger.deposit(connection, transfer_id, account, UNIT, 1000, NOW)

    assert at_once(work, 200) == {"Posted": 1, "Exists": 199}
    with database.connect() as connection:
        assert balance(connection, account) == 1000
        assert audit_ledger(connection) == []


def test_two_hundred_concurrent_deposits_of_different_ids_sum_exactly(database: Engine) -> None:
    with transaction(database) as connection:
        learners = [opened(connection), opened(connection)]

    def work(turn: int) -> object:
        with transaction(database) as connection:
            unit = f"OUC-TEST-{turn // 2}"
            account = learners[turn % 2]
            return ledger.deposit(connection, uuid.uuid4(), account, unit, turn + 1, NOW)

    assert at_once(work, 200) == {"Posted": 200}
    with database.connect() as connection:
        sums = [balance(connection, account) for account in learners]
        assert sums == [sum(range(1, 201, 2)), sum(range(2, 201, 2))]
        assert audit_ledger(connection) == []


def test_concurrent_deposits_of_one_unit_under_different_ids_are_one(database: Engine) -> None:
    with transaction(database) as connection:
        account = opened(connection)

    def work(_turn: int) -> object:
        with transaction(database) as connection:
            return ledger.deposit(connection, uuid.uuid4(), account, UNIT, 1000, NOW)

    assert at_once(work, 40) == {"Posted": 1, "AlreadyDeposited": 39}


def test_concurrent_reversals_of_one_deposit_are_one(database: Engine) -> None:
    with transaction(database) as connection:
        account = opened(connection)
        entry = deposited(connection, account)

    def work(_turn: int) -> object:
        with transaction(database) as connection:
            return ledger.reverse(connection, uuid.uuid4(), entry, NOW)

    assert at_once(work, 40) == {"Posted": 1, "AlreadyReversed": 39}
    with database.connect() as connection:
        assert balance(connection, account) == 0


def test_a_crash_before_the_end_leaves_nothing(database: Engine) -> None:
    with transaction(database) as connection:
        account = opened(connection)

    def crash() -> None:
        with transaction(database) as connection:
            deposited(connection, account)
            raise SystemExit

    with pytest.raises(SystemExit):
        crash()
    with database.connect() as connection:
        assert balance(connection, account) == 0
        assert ledger.entries_of(connection, account) == ()


def test_a_deposit_made_while_an_audit_reads_is_no_finding(database: Engine) -> None:
    with transaction(database) as connection:
        account = opened(connection)

    def deposit_all() -> None:
        for unit in range(60):
            with transaction(database) as connection:
                deposited(connection, account, f"OUC-TEST-{unit}")

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(deposit_all)
        while not writing.done():
            with transaction(one_snapshot(database)) as connection:
                assert verify(connection, account) == []
        writing.result()


# Whatever happens, and whoever tampers.


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What happens inside is undone at the end: one example does not see another's."""
    inner = connection.begin_nested()
    try:
        yield
    finally:
        inner.rollback()


SHARED_CONNECTION = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["deposit", "reverse"]),
        st.integers(0, 2),
        st.integers(0, 3),
        st.integers(1, 5000),
    ),
    min_size=1,
    max_size=12,
)


def play(connection: Connection, actions: list[tuple[str, int, int, int]]) -> list[uuid.UUID]:
    """Three learners' accounts after these deposits and reversals."""
    learners = [opened(connection) for _ in range(3)]
    expected = Counter[uuid.UUID]()
    for (action, learner, unit, amount), turn in zip(actions, count(), strict=False):
        account, now = learners[learner], NOW + timedelta(microseconds=turn)
        chain = ledger.entries_of(connection, account)
        if action == "deposit":
            made = ledger.deposit(connection, uuid.uuid4(), account, f"U-{unit}", amount, now)
        elif chain and chain[unit % len(chain)].transfer.kind == "deposit":
            made = ledger.reverse(connection, uuid.uuid4(), chain[unit % len(chain)], now)
        else:
            continue
        if isinstance(made, ledger.Posted):
            expected[account] += dict(made.entry.transfer.postings)[account]
    check_deferred(connection)
    assert all(balance(connection, account) == expected[account] for account in learners)
    return learners


@SHARED_CONNECTION
@given(ACTIONS)
def test_after_any_deposits_and_reversals_all_sums_are_zero_and_every_chain_verifies(
    connection: Connection, actions: list[tuple[str, int, int, int]]
) -> None:
    with savepoint(connection):
        play(connection, actions)
        total = connection.scalar(sa.select(sa.func.sum(postings.c.amount_millicredits)))
        assert not total
        assert audit_ledger(connection) == []


ONE = "ctid = (SELECT ctid FROM {table} ORDER BY md5(ctid::text || '{salt}') LIMIT 1)"
TAMPERINGS = (
    # Away from nothing, which a constraint refuses whatever the triggers do.
    "UPDATE bank_postings SET amount_millicredits = amount_millicredits"
    " + sign(amount_millicredits)::bigint WHERE {one}",
    "UPDATE bank_postings p SET amount_millicredits = 2 * amount_millicredits WHERE entry_id ="
    " (SELECT entry_id FROM bank_postings WHERE {one})",
    "UPDATE bank_entries SET created_at = created_at + interval '1 second' WHERE {one}",
    "UPDATE bank_entries SET unit_id = unit_id || '!' WHERE {one}",
    "UPDATE bank_entries SET kind = 'deposit', reverses = NULL, unit_id = 'X' WHERE {one}",
    "UPDATE bank_entries SET hash = repeat('a', 64) WHERE {one}",
    "UPDATE bank_entries SET prev_hash = repeat('b', 64) WHERE {one}",
    "UPDATE bank_entries SET number = number + 100 WHERE {one}",
    "DELETE FROM bank_entries WHERE {one}",
    "DELETE FROM bank_postings WHERE {one}",
    "DELETE FROM bank_accounts WHERE kind = 'learner' AND entry_count > 0",
    "UPDATE bank_accounts SET balance_millicredits = balance_millicredits + 500"
    " WHERE kind = 'learner'",
    "UPDATE bank_accounts SET head_hash = repeat('c', 64) WHERE kind = 'learner'",
)


@SHARED_CONNECTION
@given(ACTIONS, st.sampled_from(TAMPERINGS), st.integers(0, 999))
def test_whoever_tampers_with_the_triggers_off_is_found(
    connection: Connection,
    actions: list[tuple[str, int, int, int]],
    tampering: str,
    salt: int,
) -> None:
    deposit = ("deposit", 0, 0, 1000)
    table = "bank_entries" if "bank_entries" in tampering else "bank_postings"
    with savepoint(connection):
        play(connection, [deposit, *actions])
        connection.execute(sa.text("SET LOCAL session_replication_role = replica"))
        one = ONE.format(table=table, salt=salt)
        done = connection.execute(sa.text(tampering.format(one=one)))
        assert done.rowcount > 0
        assert audit_ledger(connection) != []


def test_the_bank_s_audit_finds_a_deposit_that_nothing_certified(connection: Connection) -> None:
    deposited(connection, opened(connection))
    assert [finding.id for finding in audit(connection)] == ["deposit-uncertified"]

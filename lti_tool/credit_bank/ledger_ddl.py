"""What must hold in the ledger whoever writes to it, kept by PostgreSQL itself (plpgsql only).

1. An entry has two postings or more, and they sum to zero.
2. Of learners' accounts an entry touches exactly the one whose chain it lengthens.
3. A reversal is the exact opposite of the deposit it reverses, in the same account.
4. Entries of an account are numbered 1, 2, 3 …, each naming the hash of the one before.
5. Entries and postings are never changed and never removed.
6. A learner's balance is the sum of their postings and never negative (with a check on the table).
7. Balance and head of a chain change by entries and postings only.

Unique ids, one deposit for an account and unit, and one reversal of a deposit are constraints of
the tables. The texts hold no percent sign and no colon before a word, so that every way of
executing SQL text takes them as they are.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

FIRST_PREV_HASH = "0" * 64
"""What the first entry of a chain names as the hash before it."""

_COMPLETE = """
CREATE OR REPLACE FUNCTION bank_entry_complete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry bank_entries;
    posting_count bigint;
    total numeric;
BEGIN
    IF TG_TABLE_NAME = 'bank_entries' THEN
        entry = NEW;
    ELSE
        SELECT * INTO entry FROM bank_entries WHERE id = NEW.entry_id;
    END IF;
    SELECT count(*), coalesce(sum(amount_millicredits), 0) INTO posting_count, total
        FROM bank_postings WHERE entry_id = entry.id;
    IF posting_count < 2 OR total <> 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_entry_balanced',
            MESSAGE = 'entry ' || entry.id || ' has ' || posting_count
                || ' postings that sum to ' || total || ' millicredits';
    END IF;
    IF ARRAY[entry.account_id] IS DISTINCT FROM (
        SELECT array_agg(a.id) FROM bank_postings p JOIN bank_accounts a ON a.id = p.account_id
            WHERE p.entry_id = entry.id AND a.kind = 'learner'
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_entry_one_learner',
            MESSAGE = 'entry ' || entry.id || ' must touch its own learner''s account and no other';
    END IF;
    IF entry.kind = 'reversal' AND NOT bank_reverses(entry) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_entry_reverses',
            MESSAGE = 'entry ' || entry.id || ' is not the opposite of the deposit it reverses';
    END IF;
    RETURN NULL;
END $$
"""

_REVERSES = """
CREATE OR REPLACE FUNCTION bank_reverses(reversal bank_entries) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM bank_entries d
        WHERE d.id = reversal.reverses AND d.kind = 'deposit'
            AND d.account_id = reversal.account_id AND d.unit_id = reversal.unit_id
    ) AND NOT EXISTS (
        SELECT FROM (
            SELECT account_id, amount_millicredits FROM bank_postings
                WHERE entry_id = reversal.reverses
        ) d FULL JOIN (
            SELECT account_id, -amount_millicredits AS amount_millicredits FROM bank_postings
                WHERE entry_id = reversal.id
        ) r USING (account_id, amount_millicredits)
        WHERE d IS NULL OR r IS NULL
    )
$$
"""

_CHAIN = """
CREATE OR REPLACE FUNCTION bank_keep_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bank_accounts SET entry_count = NEW.number, head_hash = NEW.hash
        WHERE id = NEW.account_id AND kind = 'learner'
            AND entry_count = NEW.number - 1 AND head_hash = NEW.prev_hash;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_entry_chained',
            MESSAGE = 'entry ' || NEW.id || ' does not follow the last entry of its account';
    END IF;
    RETURN NULL;
END $$
"""

_BALANCE = """
CREATE OR REPLACE FUNCTION bank_keep_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE bank_accounts SET balance_millicredits = balance_millicredits + NEW.amount_millicredits
        WHERE id = NEW.account_id AND kind = 'learner';
    RETURN NULL;
END $$
"""

_REFUSE = """
CREATE OR REPLACE FUNCTION bank_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'restrict_violation',
        MESSAGE = TG_TABLE_NAME || ' refuses ' || lower(TG_OP) || ' here; the ledger only grows';
END $$
"""

_REFUSED = "EXECUTE FUNCTION bank_refuse_change()"


def _trigger(name: str, table: str, when: str, then: str, constraint: bool = False) -> list[str]:
    kind = "CONSTRAINT TRIGGER" if constraint else "TRIGGER"
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE {kind} {name} {when} ON {table} {then}",
    ]


def _complete(table: str) -> list[str]:
    then = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank_entry_complete()"
    return _trigger("bank_complete", table, "AFTER INSERT", then, constraint=True)


def _append_only(table: str) -> list[str]:
    return [
        *_trigger("bank_no_change", table, "BEFORE UPDATE OR DELETE", f"FOR EACH ROW {_REFUSED}"),
        *_trigger("bank_no_truncate", table, "BEFORE TRUNCATE", f"FOR EACH STATEMENT {_REFUSED}"),
    ]


def _only_by_entries() -> list[str]:
    kept = "id, kind, balance_millicredits, entry_count, head_hash"
    zero = (
        "NEW.balance_millicredits <> 0 OR NEW.entry_count <> 0 "
        f"OR NEW.head_hash <> '{FIRST_PREV_HASH}'"
    )
    return [
        *_trigger(
            "bank_kept",
            "bank_accounts",
            f"BEFORE UPDATE OF {kept}",
            f"FOR EACH ROW WHEN (pg_trigger_depth() = 0) {_REFUSED}",
        ),
        *_trigger(
            "bank_opened",
            "bank_accounts",
            "BEFORE INSERT",
            f"FOR EACH ROW WHEN ({zero}) {_REFUSED}",
        ),
    ]


DDL: tuple[str, ...] = (
    _REVERSES,
    _COMPLETE,
    _CHAIN,
    _BALANCE,
    _REFUSE,
    *_complete("bank_entries"),
    *_complete("bank_postings"),
    *_trigger(
        "bank_chain",
        "bank_entries",
        "AFTER INSERT",
        "FOR EACH ROW EXECUTE FUNCTION bank_keep_chain()",
    ),
    *_trigger(
        "bank_balance",
        "bank_postings",
        "AFTER INSERT",
        "FOR EACH ROW EXECUTE FUNCTION bank_keep_balance()",
    ),
    *_append_only("bank_entries"),
    *_append_only("bank_postings"),
    *_only_by_entries(),
)
"""In order of execution, after the tables; to execute it again changes nothing."""

DROP: tuple[str, ...] = tuple(
    f"DROP FUNCTION IF EXISTS {function} CASCADE"
    for function in (
        "bank_entry_complete()",
        "bank_reverses(bank_entries)",
        "bank_keep_chain()",
        "bank_keep_balance()",
        "bank_refuse_change()",
    )
)
"""In order of execution, before the tables are dropped; the triggers go with their functions."""


def install(connection: Connection) -> None:
    """The tables of the ledger keep all that this module's first lines say."""
    for statement in DDL:
        connection.exec_driver_sql(statement)

"""The bank's tables. What the ledger's must always satisfy is in `ledger_ddl`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from lti_tool.credit_bank import ledger_ddl
from lti_tool.db import metadata

_TIME = sa.DateTime(timezone=True)

accounts = sa.Table(
    "bank_accounts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("opened_at", _TIME, nullable=False),
    # Kept by the ledger's triggers alone, for learners' accounts; an issuance account is only a
    # source.
    sa.Column("balance_millicredits", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("entry_count", sa.Integer, nullable=False, server_default="0"),
    sa.Column("head_hash", sa.Text, nullable=False, server_default=ledger_ddl.FIRST_PREV_HASH),
    sa.CheckConstraint("kind IN ('learner', 'issuance')", name="kind"),
    sa.CheckConstraint("balance_millicredits >= 0", name="never_negative"),
    comment="A learner's account, or the one from which the credits of a unit are issued.",
)

entries = sa.Table(
    "bank_entries",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True, comment="Made by the caller, for idempotency."),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False, comment="From 1 in the account's chain."),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("unit_id", sa.Text, nullable=False),
    sa.Column("reverses", sa.ForeignKey("bank_entries.id"), unique=True),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.UniqueConstraint("account_id", "number"),
    sa.CheckConstraint("kind IN ('deposit', 'reversal')", name="kind"),
    sa.CheckConstraint("(kind = 'reversal') = (reverses IS NOT NULL)", name="reverses"),
    sa.Index(
        "uq_bank_entries_one_deposit",
        "account_id",
        "unit_id",
        unique=True,
        postgresql_where=sa.text("kind = 'deposit'"),
    ),
    comment="Transfers of credit, each a link in the hash chain of one learner's account.",
)

postings = sa.Table(
    "bank_postings",
    metadata,
    sa.Column("entry_id", sa.ForeignKey("bank_entries.id"), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), primary_key=True, index=True),
    sa.Column("amount_millicredits", sa.BigInteger, nullable=False),
    sa.CheckConstraint("amount_millicredits <> 0", name="not_nothing"),
    comment="What a transfer puts into (positive) and takes from (negative) an account.",
)

issuers = sa.Table(
    "bank_issuers",
    metadata,
    sa.Column("iss", sa.Text, primary_key=True),
    sa.Column("jwks_url", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("registered_at", _TIME, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.text("true")),
    comment="Who may report achievements and open files.",
)

identities = sa.Table(
    "bank_identities",
    metadata,
    sa.Column("issuer", sa.ForeignKey("bank_issuers.iss"), primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), nullable=False, index=True),
    comment="Which account an issuer's pseudonymous learner has.",
)

units = sa.Table(
    "bank_units",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("unit_id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.UniqueConstraint("unit_id", "version"),
    comment="The texts of the units that credit stands on, as they were when they certified.",
)

reports = sa.Table(
    "bank_reports",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True, comment="The report's jti."),
    sa.Column("issuer", sa.ForeignKey("bank_issuers.iss"), nullable=False),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), nullable=False, index=True),
    sa.Column("activity", sa.Text, nullable=False),
    sa.Column("scaled", sa.Double, nullable=False),
    sa.Column("completed_at", _TIME, nullable=False),
    sa.Column("achievement", JSONB, nullable=False, comment="The claim, for reading."),
    sa.Column("jws", sa.Text, nullable=False, comment="The signed report, whole, for proof."),
    sa.Column("key", JSONB, nullable=False, comment="The public key that verified it."),
    sa.Column("digest", sa.Text, nullable=False, comment="Of issuer, subject and achievement."),
    sa.Column("received_at", _TIME, nullable=False),
    sa.CheckConstraint("scaled >= 0 AND scaled <= 1", name="scaled"),
    comment="Every accepted report of an achievement.",
)

certifications = sa.Table(
    "bank_certifications",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), nullable=False),
    sa.Column("unit_id", sa.Text, nullable=False),
    sa.Column("unit_version", sa.Integer, nullable=False),
    sa.Column("unit_digest", sa.ForeignKey("bank_units.digest"), nullable=False),
    sa.Column("report_ids", ARRAY(sa.Uuid), nullable=False),
    sa.Column("certified_at", _TIME, nullable=False),
    sa.Column("entry_id", sa.ForeignKey("bank_entries.id"), nullable=False, unique=True),
    sa.UniqueConstraint("account_id", "unit_id"),
    comment="Which reports met which version of a unit, and the deposit that followed.",
)

tickets_used = sa.Table(
    "bank_tickets_used",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True, comment="The ticket's jti."),
    sa.Column("expires_at", _TIME, nullable=False, index=True),
    comment="Tickets that have opened a file; remembered until they would have expired anyway.",
)

sessions = sa.Table(
    "bank_sessions",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("bank_accounts.id"), nullable=False),
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("expires_at", _TIME, nullable=False, index=True),
    comment="Open learner files, by the hash of the browser's token.",
)


@event.listens_for(postings, "after_create")
def _install(_table: sa.Table, connection: sa.Connection, **_arguments: object) -> None:
    """Postings are created last of the three, so all that the triggers watch is there."""
    ledger_ddl.install(connection)

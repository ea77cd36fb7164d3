"""The credit bank's accounts, reports and ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """The credit bank's accounts, reports and ledger."""
    _bank_accounts()
    _bank_issuers()
    _bank_tickets_used()
    _bank_units()
    _bank_entries()
    _bank_identities()
    _bank_reports()
    _bank_sessions()
    _bank_certifications()
    _bank_postings()


def _bank_accounts() -> None:
    op.create_table(
        "bank_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("balance_millicredits", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("entry_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "head_hash",
            sa.Text(),
            server_default="0000000000000000000000000000000000000000000000000000000000000000",
            nullable=False,
        ),
        sa.CheckConstraint("kind IN ('learner', 'issuance')", name=op.f("ck_bank_accounts_kind")),
        sa.CheckConstraint(
            "balance_millicredits >= 0", name=op.f("ck_bank_accounts_never_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_accounts")),
        comment="A learner's account, or the one from which the credits of a unit are issued.",
    )


def _bank_issuers() -> None:
    op.create_table(
        "bank_issuers",
        sa.Column("iss", sa.Text(), nullable=False),
        sa.Column("jwks_url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("iss", name=op.f("pk_bank_issuers")),
        comment="Who may report achievements and open files.",
    )


def _bank_tickets_used() -> None:
    op.create_table(
        "bank_tickets_used",
        sa.Column("id", sa.Uuid(), nullable=False, comment="The ticket's jti."),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_tickets_used")),
        comment="Tickets that have opened a file; remembered until they would have expired anyway.",
    )
    op.create_index(
        op.f("ix_bank_tickets_used_expires_at"), "bank_tickets_used", ["expires_at"], unique=False
    )


def _bank_units() -> None:
    op.create_table(
        "bank_units",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_bank_units")),
        sa.UniqueConstraint("unit_id", "version", name=op.f("uq_bank_units_unit_id_version")),
        comment="The texts of the units that credit stands on, as they were when they certified.",
    )


def _bank_entries() -> None:
    op.create_table(
        "bank_entries",
        sa.Column("id", sa.Uuid(), nullable=False, comment="Made by the caller, for idempotency."),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="From 1 in the account's chain."),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("reverses", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'reversal') = (reverses IS NOT NULL)", name=op.f("ck_bank_entries_reverses")
        ),
        sa.CheckConstraint("kind IN ('deposit', 'reversal')", name=op.f("ck_bank_entries_kind")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_entries_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses"], ["bank_entries.id"], name=op.f("fk_bank_entries_reverses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_entries")),
        sa.UniqueConstraint("account_id", "number", name=op.f("uq_bank_entries_account_id_number")),
        sa.UniqueConstraint("hash", name=op.f("uq_bank_entries_hash")),
        sa.UniqueConstraint("reverses", name=op.f("uq_bank_entries_reverses")),
        comment="Transfers of credit, each a link in the hash chain of one learner's account.",
    )
    op.create_index(
        "uq_bank_entries_one_deposit",
        "bank_entries",
        ["account_id", "unit_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'deposit'"),
    )


def _bank_identities() -> None:
    op.create_table(
        "bank_identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_identities_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["issuer"], ["bank_issuers.iss"], name=op.f("fk_bank_identities_issuer")
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_bank_identities")),
        comment="Which account an issuer's pseudonymous learner has.",
    )
    op.create_index(
        op.f("ix_bank_identities_account_id"), "bank_identities", ["account_id"], unique=False
    )


def _bank_reports() -> None:
    op.create_table(
        "bank_reports",
        sa.Column("id", sa.Uuid(), nullable=False, comment="The report's jti."),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("scaled", sa.Double(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "achievement", postgresql.JSONB(), nullable=False, comment="The claim, for reading."
        ),
        sa.Column("jws", sa.Text(), nullable=False, comment="The signed report, whole, for proof."),
        sa.Column(
            "key", postgresql.JSONB(), nullable=False, comment="The public key that verified it."
        ),
        sa.Column(
            "digest", sa.Text(), nullable=False, comment="Of issuer, subject and achievement."
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("scaled >= 0 AND scaled <= 1", name=op.f("ck_bank_reports_scaled")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_reports_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["issuer"], ["bank_issuers.iss"], name=op.f("fk_bank_reports_issuer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_reports")),
        comment="Every accepted report of an achievement.",
    )
    op.create_index(
        op.f("ix_bank_reports_account_id"), "bank_reports", ["account_id"], unique=False
    )


def _bank_sessions() -> None:
    op.create_table(
        "bank_sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_sessions_account_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_bank_sessions")),
        comment="Open learner files, by the hash of the browser's token.",
    )
    op.create_index(
        op.f("ix_bank_sessions_expires_at"), "bank_sessions", ["expires_at"], unique=False
    )


def _bank_certifications() -> None:
    op.create_table(
        "bank_certifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Text(), nullable=False),
        sa.Column("unit_version", sa.Integer(), nullable=False),
        sa.Column("unit_digest", sa.Text(), nullable=False),
        sa.Column("report_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("certified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_certifications_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["bank_entries.id"], name=op.f("fk_bank_certifications_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_digest"], ["bank_units.digest"], name=op.f("fk_bank_certifications_unit_digest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_certifications")),
        sa.UniqueConstraint(
            "account_id", "unit_id", name=op.f("uq_bank_certifications_account_id_unit_id")
        ),
        sa.UniqueConstraint("entry_id", name=op.f("uq_bank_certifications_entry_id")),
        comment="Which reports met which version of a unit, and the deposit that followed.",
    )


def _bank_postings() -> None:
    op.create_table(
        "bank_postings",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("amount_millicredits", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_millicredits <> 0", name=op.f("ck_bank_postings_not_nothing")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_accounts.id"], name=op.f("fk_bank_postings_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["bank_entries.id"], name=op.f("fk_bank_postings_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "account_id", name=op.f("pk_bank_postings")),
        comment="What a transfer puts into (positive) and takes from (negative) an account.",
    )
    op.create_index(
        op.f("ix_bank_postings_account_id"), "bank_postings", ["account_id"], unique=False
    )

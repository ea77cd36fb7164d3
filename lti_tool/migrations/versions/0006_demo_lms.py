"""The demo LMS."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """The demo LMS."""
    _lms_access_tokens()
    _lms_assertions()
    _lms_courses()
    _lms_people()
    _lms_secrets()
    _lms_links()
    _lms_members()
    _lms_line_items()
    _lms_openings()
    _lms_scores()


def _lms_access_tokens() -> None:
    op.create_table(
        "lms_access_tokens",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_lms_access_tokens")),
    )


def _lms_assertions() -> None:
    op.create_table(
        "lms_assertions",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti", name=op.f("pk_lms_assertions")),
    )


def _lms_courses() -> None:
    op.create_table(
        "lms_courses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("school", postgresql.JSONB(), nullable=False),
        sa.Column("about", postgresql.JSONB(), nullable=False),
        sa.Column("picture", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_courses")),
        sa.UniqueConstraint("key", name=op.f("uq_lms_courses_key")),
    )


def _lms_people() -> None:
    op.create_table(
        "lms_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", postgresql.JSONB(), nullable=False),
        sa.Column("family_name", postgresql.JSONB(), nullable=False),
        sa.Column("given_name", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("about", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_people")),
    )


def _lms_secrets() -> None:
    op.create_table(
        "lms_secrets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lms_secrets")),
    )


def _lms_links() -> None:
    op.create_table(
        "lms_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("about", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["lms_courses.id"], name=op.f("fk_lms_links_course_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_links")),
        sa.UniqueConstraint("course_id", "activity", name=op.f("uq_lms_links_course_id_activity")),
    )


def _lms_members() -> None:
    op.create_table(
        "lms_members",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('learner', 'instructor')", name=op.f("ck_lms_members_role")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["lms_courses.id"], name=op.f("fk_lms_members_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["lms_people.id"], name=op.f("fk_lms_members_person_id")
        ),
        sa.PrimaryKeyConstraint("course_id", "person_id", name=op.f("pk_lms_members")),
    )


def _lms_line_items() -> None:
    op.create_table(
        "lms_line_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=True),
        sa.Column("label", postgresql.JSONB(), nullable=False),
        sa.Column("score_maximum", sa.Double(), nullable=False),
        sa.Column("resource_id", sa.Text(), nullable=True),
        sa.Column("tag", sa.Text(), nullable=True),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("score_maximum > 0", name=op.f("ck_lms_line_items_score_maximum")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["lms_courses.id"], name=op.f("fk_lms_line_items_course_id")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["lms_links.id"], name=op.f("fk_lms_line_items_link_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_line_items")),
    )
    op.create_index(
        op.f("ix_lms_line_items_course_id"), "lms_line_items", ["course_id"], unique=False
    )


def _lms_openings() -> None:
    op.create_table(
        "lms_openings",
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["lms_links.id"], name=op.f("fk_lms_openings_link_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["lms_people.id"], name=op.f("fk_lms_openings_person_id")
        ),
        sa.PrimaryKeyConstraint("link_id", "person_id", name=op.f("pk_lms_openings")),
    )


def _lms_scores() -> None:
    op.create_table(
        "lms_scores",
        sa.Column("line_item_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("timestamp", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score_given", sa.Double(), nullable=True),
        sa.Column("score_maximum", sa.Double(), nullable=True),
        sa.Column("activity_progress", sa.Text(), nullable=False),
        sa.Column("grading_progress", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_item_id"],
            ["lms_line_items.id"],
            name=op.f("fk_lms_scores_line_item_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["lms_people.id"], name=op.f("fk_lms_scores_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "line_item_id", "person_id", "timestamp", name=op.f("pk_lms_scores")
        ),
    )

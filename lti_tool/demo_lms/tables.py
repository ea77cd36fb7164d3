"""Everything that the demo LMS stores."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from lti_tool.db import metadata

_time = sa.DateTime(timezone=True)

secrets = sa.Table(
    "lms_secrets",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

people = sa.Table(
    "lms_people",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", JSONB, nullable=False),
    sa.Column("family_name", JSONB, nullable=False),
    sa.Column("given_name", JSONB(none_as_null=True)),
    sa.Column("about", JSONB, nullable=False),
)

courses = sa.Table(
    "lms_courses",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("title", JSONB, nullable=False),
    sa.Column("school", JSONB, nullable=False),
    sa.Column("about", JSONB, nullable=False),
    sa.Column("picture", sa.Text, nullable=False),
)

members = sa.Table(
    "lms_members",
    metadata,
    sa.Column("course_id", sa.ForeignKey(courses.c.id), primary_key=True),
    sa.Column("person_id", sa.ForeignKey(people.c.id), primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.CheckConstraint("role IN ('learner', 'instructor')", name="role"),
)

links = sa.Table(
    "lms_links",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("course_id", sa.ForeignKey(courses.c.id), nullable=False),
    sa.Column("activity", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", JSONB, nullable=False),
    sa.Column("about", JSONB, nullable=False),
    sa.UniqueConstraint("course_id", "activity"),
)

line_items = sa.Table(
    "lms_line_items",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("course_id", sa.ForeignKey(courses.c.id), nullable=False, index=True),
    sa.Column("link_id", sa.ForeignKey(links.c.id)),
    sa.Column("label", JSONB, nullable=False),
    sa.Column("score_maximum", sa.Double, nullable=False),
    sa.Column("resource_id", sa.Text),
    sa.Column("tag", sa.Text),
    # Whether the LMS made it together with its link, or a tool asked for it later.
    sa.Column("declared", sa.Boolean, nullable=False),
    sa.Column("created_at", _time, nullable=False),
    sa.CheckConstraint("score_maximum > 0", name="score_maximum"),
)

scores = sa.Table(
    "lms_scores",
    metadata,
    sa.Column("line_item_id", sa.ForeignKey(line_items.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey(people.c.id), primary_key=True),
    sa.Column("timestamp", _time, primary_key=True),
    sa.Column("score_given", sa.Double),
    sa.Column("score_maximum", sa.Double),
    sa.Column("activity_progress", sa.Text, nullable=False),
    sa.Column("grading_progress", sa.Text, nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("received_at", _time, nullable=False),
)

openings = sa.Table(
    "lms_openings",
    metadata,
    sa.Column("link_id", sa.ForeignKey(links.c.id), primary_key=True),
    sa.Column("person_id", sa.ForeignKey(people.c.id), primary_key=True),
    sa.Column("first_at", _time, nullable=False),
)

access_tokens = sa.Table(
    "lms_access_tokens",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("client_id", sa.Text, nullable=False),
    sa.Column("scopes", ARRAY(sa.Text), nullable=False),
    sa.Column("expires_at", _time, nullable=False),
)

assertions = sa.Table(
    "lms_assertions",
    metadata,
    sa.Column("client_id", sa.Text, primary_key=True),
    sa.Column("jti", sa.Text, primary_key=True),
    sa.Column("expires_at", _time, nullable=False),
)

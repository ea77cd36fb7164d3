"""A small LMS on lti1p3platform: people, courses, launches, a gradebook.

It knows a tool as any LMS does, by its registration (`platform.ToolRegistration`), and nothing of
what the tool is made of. `app.create_lms` makes it, `catalogue.seed` fills it.
"""

"""Any installed XBlock as an activity: a runtime on PostgreSQL. `host` is what other rooms call."""

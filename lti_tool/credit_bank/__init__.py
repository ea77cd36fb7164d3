"""The credit bank: a service of its own that sees signed reports of achievements and nothing else.

    report (JWS) -> tokens -> certification -> ledger -> learner file
                              standards say what is certified

A learner's account is opened by the first report (or ticket) about them. Receiving a report,
certifying it against the units in force and depositing the credits are one transaction.
"""

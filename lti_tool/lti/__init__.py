"""LTI 1.3, the tool's side: registered platforms, logins, launches, visits, keys and grades.

A launch is told in this order: `login` (the platform announces a learner, we send the browser back
with a state and a nonce), `launch` (the platform answers with a signed token, every clause of the
specification is checked), `visits` (the learner is in), `ags` (the score goes back).
"""

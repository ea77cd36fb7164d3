"""Numerical control as pure functions: from the text of a program to a measured part.

`language` reads a text, `control` and `lathe_control` make moves of it, `milling` and `turning` cut
with them, `inspection` (and `turning`, for turned parts) measures what came out.
"""

"""Turning: the part's half section, inserts, and what they cut, threads included."""

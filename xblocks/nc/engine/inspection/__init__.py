"""Inspection of milled parts: drawing, probe, and what each kind of feature is measured for."""

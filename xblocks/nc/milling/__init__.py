"""The milling exercise: its text, its marks, and what the screen shows of it."""

"""Milling: tools as forms, their strokes, and what they remove from a grid of heights."""

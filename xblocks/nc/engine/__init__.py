"""The milling machine as pure functions: from the text of a program to a measured part.

words -> program -> command -> interpreter -> moves -> milling -> inspection
"""

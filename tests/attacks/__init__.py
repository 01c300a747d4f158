"""Attacks that worked once, or must never work: one file for each, named for what it shows."""

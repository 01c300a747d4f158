"""Attacks that worked once, or must never work. Each file is named after one."""

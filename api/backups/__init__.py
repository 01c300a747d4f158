"""Backups of an installation: the database as it is at one moment and the push key, in one checked file.

The removal log stays out of it on purpose: see docs/decisions/0007.
"""

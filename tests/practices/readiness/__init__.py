"""Readiness: an invitation to ask, shown by its author's rule and to nobody else."""

"""Checks whether this installation is set up well. Each problem has a name, a sentence and a
remedy.

`checks` looks at settings, folders, clock, database, worker and push; `watch` learns from requests.
`readyz`, the log and `twofold doctor` report the problems.
"""

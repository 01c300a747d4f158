"""Whether this installation is set up well: what is wrong has a name, a sentence and a remedy.

`checks` looks at settings, folders, clock, database, worker and push; `watch` learns from requests what only they
tell. `readyz`, the log and `python -m api.cli doctor` say it.
"""

"""What a process counts and measures of itself for whoever runs it, in the format of Prometheus, on a port of its own
(TWOFOLD_METRICS_WEB, TWOFOLD_METRICS_WORKER).

`measures` declares every metric and every value of a label; `requests` measures requests, `looking` what only a look
from time to time finds, `serving` shows all of it. Reasons: docs/decisions/0029.
"""

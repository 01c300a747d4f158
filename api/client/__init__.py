"""A phone in Python, for tests, the demo and the CLI: sealing, keys and handover as in the PWA's
kernel."""

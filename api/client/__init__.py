"""A phone in Python: the same sealing, keys and handover as the PWA's kernel, for tests, the demo and the CLI."""

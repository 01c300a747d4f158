"""A twin of our server in FastAPI and SQLAlchemy, written as their documentation does it: pydantic models, a
session as a dependency, functions that run in threads.

It keeps the rules of ours for its two requests: session, validation, sealed words, the space's key, repeats,
tombstones, the author's quota, the next edit, and one feed row for each reader, all in one transaction. It has no
rate limit and no security headers.
"""

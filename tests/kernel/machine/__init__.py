"""Phones that lose answers and go offline, and what the server should make of it, for test_state_machine.py."""

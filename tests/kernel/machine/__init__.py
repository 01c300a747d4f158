"""Phones that lose answers and go offline, and a model of the server, for test_state_machine.py."""

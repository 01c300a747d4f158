import pytest

# Their assertions say what they found, as those of tests do.
pytest.register_assert_rewrite("tests.kernel.everything", "tests.kernel.machine")

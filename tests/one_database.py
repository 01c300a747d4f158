"""Which tests run on SQLite only: those whose promise the database cannot break. Those of several processes run on
PostgreSQL only.

Everything else runs on PostgreSQL too. A file, or a test of one, may stand here only if what it proves is decided
before the first write, or without a database, or only by the order of requests that never meet; and every statement of
SQL that the product runs for it must be run for another test that stays: `tests/queries.py` records them. So new files
run on both, unless somebody has thought about it.
"""

import os
from collections.abc import Mapping, Sequence

ON_POSTGRESQL = os.environ.get("TWOFOLD_TEST_DATABASE", "sqlite") == "postgresql"

ON_SQLITE_ONLY: Mapping[str, Sequence[str]] = {
    "Sealing, its vectors, and the content: no server takes part.": (
        "client/test_keys.py",
        "client/test_readiness.py",
        "client/test_recovery_vectors.py",
        "client/test_sealing.py",
        "client/test_vectors.py",
        "content/test_help_lines.py",
        "content/test_journal_prompts.py",
        "content/test_needs.py",
        "content/test_patterns.py",
        "content/test_safety_check.py",
    ),
    "The source code and the spec: they are the same on both.": (
        "contract/test_examples.py",
        "contract/test_figures.py",
        "contract/test_generated_client.py",
        "contract/test_house.py",
        "contract/test_imports.py",
        "contract/test_proven.py",
        "contract/test_readers.py",
        "contract/test_spec.py",
        "contract/test_styles.py",
        "contract/test_taps_and_typing.py",
    ),
    "Requests that are refused for their shape or their caller, before anything is written.": (
        "attacks/test_odd_requests.py",
        "contract/test_outsiders.py",
        "contract/test_refusals.py",
        "contract/test_schemathesis.py",
        "kernel/test_malformed.py",
        "practices/test_told_what_is_wrong.py",
        "practices/asks/test_refusals.py",
        "practices/pauses/test_refusals.py",
        "practices/readiness/test_refusals.py",
        "kernel/schedule/test_occurrence_refusals.py",
        "practices/rituals/test_refusals.py",
    ),
    "Calculations, headers, logs, files and sockets.": (
        "kernel/test_config.py",
        "kernel/test_headers.py",
        "kernel/test_hosts.py",
        "kernel/test_logs.py",
        "kernel/test_push_payload.py",
        "kernel/test_push_vapid.py",
        "kernel/schedule/test_recurrence.py",
        "kernel/test_removal_log.py",
        "kernel/setup/test_watch.py",
        "kernel/schedule/test_zones.py",
        "deploy/test_caddy.py",
        "deploy/test_containers.py",
        "deploy/test_units.py",
        "deploy/test_watching.py",
        "resilience/test_demo.py",
        "resilience/test_ports.py",
        "resilience/test_refused_start.py",
        "resilience/test_slow_sockets.py",
    ),
    "Walks and floods of one request after the other. Tests with the same statements stay, and so do all races.": (
        "attacks/test_costly_calendars.py",
        "attacks/test_found_words.py::test_what_harms_is_refused",
        "attacks/test_found_words.py::test_and_to_a_phone_that_it_let_in",
        "attacks/test_guessing_the_extra_word.py::test_words_of_version_1_are_guarded_by_one_line_for_all",
        "attacks/test_keys_cannot_be_blocked.py",
        "attacks/test_matching_the_four_words.py",
        "attacks/test_probing_readiness.py",
        "attacks/test_same_ids_elsewhere.py",
        "contract/test_professionals.py",
        "kernel/schedule/test_unknown_zones.py",
    ),
    "Random stories of one request after the other. Told ones with the same statements stay, and so do races.": (
        "kernel/accords/test_any_order.py",
        "kernel/accords/test_vows_any_order.py",
        "kernel/test_state_machine.py::test_phones_agree_in_long_stories",
        "practices/asks/test_consent.py",
        "practices/readiness/test_model.py",
    ),
}


ON_POSTGRESQL_ONLY = ("many/", "contract/test_queries.py")


def runs_here(file: str, test: str) -> bool:
    """Whether a test of this file, named from the folder of the tests, runs on the database in use."""
    if ON_POSTGRESQL:
        return not runs_on_sqlite_only(file, test)
    return not file.startswith(ON_POSTGRESQL_ONLY)


def runs_on_sqlite_only(file: str, test: str) -> bool:
    """Whether this file, named from the folder of the tests, or this function in it stands in the list."""
    return any({file, f"{file}::{test}"} & {*named} for named in ON_SQLITE_ONLY.values())

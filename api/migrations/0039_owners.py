"""Rows are found by whose they are, and by when they are over, in every table: without these indexes an erasure and a
sweep read tables of all couples."""

AUTHORS = (
    'appreciation', 'ask', 'ask_answer', 'ask_withdrawal', 'journal_page', 'preferences', 'profile', 'ritual',
    'ritual_acceptance', 'ritual_answer', 'ritual_end', 'ritual_quiet_hours', 'ritual_refusal', 'topic',
    'topic_readiness', 'win',
)
OWNERS = (
    ('calendar_link', 'space_id'),
    ('feed', 'space_id'),
    ('handover', 'device_id'),
    ('handover', 'taker_person_id'),
    ('newcomer_write', 'space_id'),
    ('quota', 'person_id'),
    ('readiness', 'person_id'),
    ('seat_change', 'giver_id'),
)
TIMES = (
    ('device', 'recovered'),
    ('handover', 'expires'),
    ('leaving', 'until'),
    ('seat_lost', 'at'),
    ('seat_rest', 'until'),
    ('session', 'expires'),
    ('sign_up_code', 'expires'),
    ('space', 'ended'),
    ('tombstone', 'day'),
)


def up(migrator, db):
    authors = tuple((table, 'author_id') for table in AUTHORS)
    for table, column in (*authors, *OWNERS, *TIMES):
        migrator.migrate(migrator.add_index(table, (column,)))

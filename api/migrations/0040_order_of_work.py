"""What is due is read in its order from one index, never sorted: many are due at the same instant."""


def up(migrator, db):
    migrator.migrate(
        migrator.add_index('notice', ('next_try', 'kind', 'record_id', 'person_id', 'subscription_id')),
        migrator.add_index('reminder', ('next_try', 'kind', 'key', 'person_id')),
        migrator.drop_index('notice', 'notice_next_try'),
        migrator.drop_index('reminder', 'reminder_next_try'),
    )

"""Who ended a ritual, a pattern or a conversation is forgotten a day later, also of those that have ended before."""

import time

DAY = 86_400_000


def up(migrator, db):
    ends = (
        ('ritual_end', 'ritual_end_trace', 'at'),
        ('pattern_end', 'pattern_end_trace', 'at'),
        ('conversation', 'conversation_end_trace', 'ends_at'),
    )
    for table, kind, ended in ends:
        db.execute_sql(
            'INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)'
            f" SELECT space_id, '{kind}', id, id, space_id, {ended} + {DAY}, {ended} + {DAY} FROM {table}"
            f' WHERE {ended} <= {time.time_ns() // 1_000_000} ON CONFLICT DO NOTHING'
        )

"""Who took back the yes to keep a conversation is forgotten a day later, also of those that said so before."""

import time

DAY = 86_400_000


def up(migrator, db):
    db.execute_sql(
        'INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)'
        f" SELECT space_id, 'conversation_forgetting_trace', id, id, space_id, at + {DAY}, at + {DAY}"
        f' FROM conversation_forgetting WHERE at <= {time.time_ns() // 1_000_000} ON CONFLICT DO NOTHING'
    )

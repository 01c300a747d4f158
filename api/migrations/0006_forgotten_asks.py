"""What says for ever of an ask, an answer or a withdrawal that it is gone goes: refusals could be counted by it."""


def up(migrator, db):
    kinds = "'asks', 'ask_answers', 'ask_withdrawals', 'ask_answer_withdrawals'"
    db.execute_sql(f"DELETE FROM feed WHERE body IS NULL AND kind IN ({kinds})")

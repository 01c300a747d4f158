"""Answers and withdrawals of every quiet request name it in a column of one name."""


def up(migrator, db):
    for table in ('ask_answer', 'ask_withdrawal'):
        migrator.migrate(
            migrator.drop_index(table, f"{table.replace('_', '')}_space_id_ask_id"),
            migrator.rename_column(table, 'ask_id', 'request_id'),
            migrator.add_index(table, ('space_id', 'request_id'), False),
        )

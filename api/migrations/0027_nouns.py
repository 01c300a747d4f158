"""Digests of ends of pauses are kept with those of all other requests."""


def up(migrator, db):
    db.execute_sql(
        "INSERT INTO edit (space_id, kind, record_id, edit, digest)"
        " SELECT space_id, 'pause_ends', id, 1, digest FROM pause_end"
        " WHERE space_id IN (SELECT id FROM space)"
    )
    migrator.migrate(migrator.drop_column('pause_end', 'digest'))

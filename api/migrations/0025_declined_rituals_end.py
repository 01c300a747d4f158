"""A declined proposal ends 14 days after it was declined."""


def up(migrator, db):
    db.execute_sql(
        "INSERT INTO reminder (person_id, kind, key, thing, space_id, due, next_try)"
        " SELECT space_id, 'declined_ritual_end', ritual_id, ritual_id, space_id,"
        " at + 1209600000, at + 1209600000 FROM ritual_refusal"
    )

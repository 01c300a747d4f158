"""Rituals keep what they are agreed on as every accord does, and a refusal has the ritual's id as its own."""

from peewee import *


def up(migrator, db):
    db.execute_sql('ALTER TABLE ritual RENAME COLUMN schedule_edit TO terms_edit')
    db.execute_sql('ALTER TABLE ritual_refusal RENAME COLUMN ritual_id TO id')
    db.execute_sql('ALTER TABLE ritual_refusal RENAME COLUMN person_id TO author_id')

"""Statements: built once for each database, bound each time."""

import pytest
from flask import Flask

from api.kernel.db import columns
from api.kernel.identity.models import Person
from api.kernel.spaces import Member, Space
from api.kernel.statements import Statement, any_of
from api.tables import MODELS
from tests.people import Cast

_SPACE = Statement(lambda space_id: Space.select().where(Space.id == space_id))


def test_a_row_reads_as_peewee_reads_it(cast: Cast):
    couple_id = cast.couple[0].space("us")
    row = _SPACE.first(Space, couple_id)
    assert row is not None
    assert {name: getattr(row, name) for name in columns(Space)} == {
        name: getattr(Space.get_by_id(couple_id), name) for name in columns(Space)
    }
    assert row.key_due is False


def test_it_binds_the_values_of_each_run(cast: Cast):
    ana, ben = cast.couple
    for phone in (ana, ben):
        row = _SPACE.first(Space, phone.person_id)
        assert row is not None
        assert row.id == phone.person_id
    assert _SPACE.first(Space, "none") is None


def test_all_rows_are_read(cast: Cast):
    ana, ben = cast.couple
    members = Statement(lambda space_id: Member.select().where(Member.space_id == space_id))
    found = members.all(Member, ana.space("us"))
    assert {row.person_id for row in found} == {ana.person_id, ben.person_id}


def test_a_value_that_is_missing_is_a_fault_of_the_caller(app: Flask):
    with pytest.raises(ValueError, match="0 values for 1"):
        _SPACE.run()


def test_a_value_may_stand_twice_and_change(cast: Cast):
    ana = cast.ana
    move = Statement(
        lambda zone, person_id: Person.update(zone=zone).where(
            (Person.id == person_id) & (Person.zone != zone)
        )
    )
    assert move.run("Asia/Tokyo", ana.person_id).rowcount == 1
    assert move.run("Asia/Tokyo", ana.person_id).rowcount == 0


def test_a_list_is_one_value(cast: Cast):
    known = Statement(lambda ids: Person.select(Person.id).where(any_of(Person.id, ids)))
    ana, ben = cast.couple
    for ids in ([], [ana.person_id], [ana.person_id, "none", ben.person_id]):
        assert sorted(known.run(ids).fetchall()) == sorted((one,) for one in ids if one != "none")


def test_it_runs_once_for_each(cast: Cast):
    move = Statement(lambda zone, person_id: Person.update(zone=zone).where(Person.id == person_id))
    wanted = {phone.person_id: f"Asia/{phone.person_id}" for phone in cast.couple}
    move.run_all((zone, person_id) for person_id, zone in wanted.items())
    assert {one: Person.get_by_id(one).zone for one in wanted} == wanted
    move.run_all([])


def test_columns_come_in_the_order_of_a_query():
    for model in MODELS:
        selected = [field.name for field in model.select().selected_columns]
        assert list(columns(model)) == selected, model

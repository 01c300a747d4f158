"""A person in danger dials these numbers: the file must be complete, and each number dialable and traceable."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NotRequired, TypeAlias, TypedDict, cast

import pytest
from jsonschema_rs import Draft202012Validator

from tests.content.reading import read

FEWEST_COUNTRIES = 40
ORDER_SHOWN = ["emergency", "abuse", "crisis", "general"]
# ISO 3166-1 alpha-2, the officially assigned codes.
ASSIGNED_CODES = frozenset(
    re.findall(
        "[A-Z]{2}",
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
        BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
        DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
        GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
        KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
        MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
        PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
        SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
        VN VU WF WS YE YT ZA ZM ZW
        """,
    )
)

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Spoil: TypeAlias = "Callable[[dict[str, Json]], object]"

Line = TypedDict(
    "Line",
    {
        "name": str,
        "for": str,
        "phone": NotRequired[str],
        "sms": NotRequired[str],
        "url": NotRequired[str],
        "hours": NotRequired[str],
        "languages": NotRequired[list[str]],
        "source": str,
        "checked": str,
    },
)


class Country(TypedDict):
    code: str
    name: str
    lines: list[Line]


SCHEMA = Draft202012Validator(read("help-lines.schema.json"), validate_formats=True)
# test_schemas checks the shape.
COUNTRIES = cast(list[Country], read("help-lines.json")["countries"])

every_country = pytest.mark.parametrize("country", COUNTRIES, ids=[c["code"] for c in COUNTRIES])


def _complaints(content: Json) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in SCHEMA.iter_errors(content)]


def _without(key: str) -> Spoil:
    return lambda line: line.pop(key)


def _with(key: str, value: Json) -> Spoil:
    return lambda line: line.update({key: value})


@pytest.mark.parametrize(
    "spoil",
    [
        _without("name"),
        _without("for"),
        _without("phone"),
        _without("source"),
        _without("checked"),
        _with("name", ""),
        _with("for", "advice"),
        _with("phone", "call us"),
        _with("phone", "0800-111"),
        _with("phone", "0800  111"),
        _with("sms", ""),
        _with("url", "http://example.org"),
        _with("source", "http://example.org"),
        _with("source", "example.org"),
        _with("checked", "2026-02-30"),
        _with("checked", "yesterday"),
        _with("hours", "always"),
        _with("hours", "Mo-Su 10:00-25:00"),
        _with("languages", []),
        _with("languages", ["English"]),
        _with("comment", "anything else"),
    ],
)
def test_schema_refuses_a_spoilt_line(spoil: Spoil) -> None:
    line: dict[str, Json] = {
        "name": "A line",
        "for": "emergency",
        "phone": "112",
        "source": "https://example.org/numbers",
        "checked": "2026-11-23",
    }
    assert _complaints(_around(line)) == []
    spoil(line)
    assert _complaints(_around(line)) != []


def _around(line: Json) -> Json:
    country: Json = {"code": "DE", "name": "Germany", "lines": [line]}
    return {"version": 1, "note": "Numbers change.", "countries": [country]}


def test_covers_enough_countries() -> None:
    assert len(COUNTRIES) >= FEWEST_COUNTRIES


def test_codes_are_assigned_sorted_and_single() -> None:
    codes = [country["code"] for country in COUNTRIES]
    assert set(codes) <= ASSIGNED_CODES
    assert codes == sorted(set(codes))
    assert _repeated([country["name"] for country in COUNTRIES]) == []


@every_country
def test_begins_with_an_emergency_number(country: Country) -> None:
    first = country["lines"][0]
    assert first["for"] == "emergency"
    assert "phone" in first


@every_country
def test_offers_more_than_the_emergency_number(country: Country) -> None:
    assert {line["for"] for line in country["lines"]} & {"abuse", "crisis"}


@every_country
def test_lines_stand_in_the_order_shown(country: Country) -> None:
    places = [ORDER_SHOWN.index(line["for"]) for line in country["lines"]]
    assert places == sorted(places)


@every_country
def test_no_line_stands_twice(country: Country) -> None:
    lines = country["lines"]
    assert _repeated([line["name"] for line in lines if line["for"] != "emergency"]) == []
    assert _repeated([f"{line['for']}: {_reached_at(line)}" for line in lines]) == []


def _repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _reached_at(line: Line) -> str:
    return _dialled(line["phone"]) if "phone" in line else line.get("url", "")


def _dialled(number: str) -> str:
    return number.replace(" ", "")


@every_country
def test_numbers_can_be_dialled(country: Country) -> None:
    for line in country["lines"]:
        # ITU-T E.164 §6 allows 15 digits; an emergency number has only a few.
        longest = 5 if line["for"] == "emergency" else 15
        dialable = re.compile(rf"\+[1-9][0-9]{{6,14}}|\*?[0-9]{{2,{longest}}}")
        for number in (line.get("phone"), line.get("sms")):
            assert number is None or dialable.fullmatch(_dialled(number)), line


@every_country
def test_was_not_checked_in_the_future(country: Country) -> None:
    for line in country["lines"]:
        assert date.fromisoformat(line["checked"]) <= date.today(), line

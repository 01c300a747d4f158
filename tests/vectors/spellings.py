"""Vectors of encodings: canonical lists and base64url."""

from api.client.encoding import Json, canonical, canonical_value

_VALUES: list[Json] = [
    [],
    ["twofold/1/probe", None, True, False, 0, -1, 2**53 - 1],
    ['"\\/', "\b\f\n\r\t\u0000\u001f\u007f\u0085\u2028\u2029", "äöü 🌿", "e\u0301", "é"],
    [[], [[]], [["a", 1]]],
    {"b": 1, "a": [{"z": None, "y": {"x": "w"}}], "A": True, "ä": 2, "": 3},
    {"\U0001f33f": 1, "\ufb01": 2, "10": 3, "9": 4},
]
NOT_BASE64URL = ["A", "AA==", "A+AA", "A/AA", "AA A", "AB", "AAB", "Ä", "AA\n"]


def canonical_lists() -> list[dict[str, Json]]:
    """JSON values and their one canonical form; objects are written as lists of pairs."""
    return [{"value": value, "spelling": _spelling(value)} for value in _VALUES]


def not_canonical() -> list[Json]:
    """Lists that two languages could write differently."""
    return [[0.5], [2**53], [-(2**53)], ["\ud800"], [["\udc00a"]]]


def _spelling(value: Json) -> str:
    return canonical([canonical_value(value)]).decode()

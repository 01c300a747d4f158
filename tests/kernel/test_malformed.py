"""Bodies that are not what they should be: each is refused, names its field, and changes nothing."""

from tests.kernel.asking import Raw, changed, check_in, invalid, sent
from tests.people import Cast

BAD_SIZES = ("", "A" * 100, "A" * 365, "A" * (43 * 1024 + 363))
"""Nothing, not padded, no base64, and 32 kB with 256 bytes more than may be."""


MALFORMED: list[tuple[str, Raw]] = [
    ("surprise", 1),
    ("id", "01a2070a-517b-7dd7-9557-da2f1d7edb59"),
    ("author_id", "01a2070a-517b-7dd7-9557-da2f1d7edb59"),
    ("space_id", ...),
    ("space_id", "everywhere"),
    ("space_id", 7),
    ("edit", ...),
    ("edit", 0),
    ("edit", -1),
    ("edit", "1"),
    ("edit", True),
    ("edit", 1.0),
    ("edit", 2**31),
    ("edit", None),
    ("sealed_by", "me"),
    ("sealed_by", "01A2070A-517B-7DD7-9557-DA2F1D7EDB59"),
    ("sealed_by", "01a2070a-517b-4dd7-9557-da2f1d7edb59"),
    ("sealed_by", "01a2070a-517b-7dd7-9557-da2f1d7edb59\n"),
    ("at", "yesterday"),
    ("at", "2026-11-23T05:12:00Z"),
    ("at", "2026-02-30T05:12:00.000Z"),
    ("at", "2026-11-23T05:12:00.000Z\n"),
    ("at", 1_700_000_000_000),
    ("words", ...),
    ("words", None),
    ("words", "in plain"),
    ("words", []),
    ("words.surprise", 1),
    ("words.v", 2),
    ("words.v", "1"),
    ("words.k", "no id"),
    ("words.w", 0),
    ("words.w", 1001),
    ("words.w", 1.5),
    ("words.iv", "A" * 15),
    ("words.iv", "A" * 17),
    ("words.iv", "+" * 16),
    ("words.iv", None),
    ("words.ct", "=" * 363),
    ("words.ct", 5),
]
"""Where in the body, and what stands there instead; `...` for nothing."""


def test_what_is_malformed_is_refused(cast: Cast):
    ana, _ = cast.couple
    whole = check_in(ana)
    for way, value in MALFORMED:
        body = changed(whole.body, way, value)
        invalid(ana, "PUT", whole.path, body, *way.split("."))
    for ct in BAD_SIZES:
        body = changed(whole.body, "words.ct", ct)
        invalid(ana, "PUT", whole.path, body, "words")
    assert sent(ana, whole).status == 201

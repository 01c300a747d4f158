"""A phone's camera: reads the QR code that another phone's screen shows."""

from io import BytesIO

import zxingcpp
from PIL import Image

from tests.browser.phones import Phone


def scan(phone: Phone) -> str:
    """The text of the one QR code on the screen; raises AssertionError if there is not exactly one."""
    picture = Image.open(BytesIO(phone.picture()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1, f"{phone.name}'s screen shows {len(found)} QR codes"
    return found[0].text

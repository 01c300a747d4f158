"""Its bodies and views, as strict as ours."""

# pyright: basic, reportMissingImports=false
# (its libraries are only in the environment of the peers)

import base64
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Id = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    ),
]
Instant = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")
]


class Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    v: Literal[1]
    k: Id
    w: Annotated[int, Field(ge=1, le=1000)]
    iv: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16}$")]
    ct: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$")]

    @field_validator("ct")
    @classmethod
    def is_padded(cls, text: str) -> str:
        length = len(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) - 16
        if length < 256 or length % 256 or length > 32 * 1024:
            raise ValueError("pad the words to a multiple of 256 bytes, 32 kB at most")
        return text


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    space_id: Id
    edit: Annotated[int, Field(ge=1, lt=2**31)]
    sealed_by: Id
    at: Instant
    words: Envelope

    @field_validator("at")
    @classmethod
    def exists(cls, text: str) -> str:
        datetime.fromisoformat(text)
        return text


class View(Body):
    id: Id
    author_id: Id


class Changes(BaseModel):
    cursor: str
    more: bool
    records: dict[str, list[View]]

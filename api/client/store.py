"""A phone's copy of its feed: opened records, records that wait for a key, refused records."""

from typing import TypeAlias

from .errors import SealingError, UnknownKeyError
from .keyring import Keyring
from .kinds import PARTS
from .records import Record, open_view
from .sealing import refuse_older
from .transport import JsonObject

Key: TypeAlias = tuple[str, str, str]
"""Kind, space id, record id."""


class Store:
    """Keeps views as they arrive. `refused` has the reason why a view was refused."""

    def __init__(self) -> None:
        self.records: dict[Key, Record] = {}
        self.waiting: dict[Key, JsonObject] = {}
        self.refused: dict[Key, SealingError] = {}

    def take(self, ring: Keyring, kind: str, view: JsonObject) -> Record | None:
        """Open and keep a view; None if it waits for a key or is refused."""
        key = (kind, str(view["space_id"]), str(view["id"]))
        try:
            self._refuse_older(key, view)
            record = open_view(ring, kind, view)
        except UnknownKeyError:
            self.waiting[key] = view
            return None
        except SealingError as error:
            self.refused[key] = error
            return None
        self._forget(key)
        self.records[key] = record
        return record

    def drop(self, key: Key) -> None:
        """Delete a record and its parts."""
        kind, space_id, record_id = key
        parts = PARTS.get(kind, ())
        for known in [*self.records, *self.waiting, *self.refused]:
            is_part = known[0] in parts and known[2].partition("/")[0] == record_id
            if known == key or (is_part and known[1] == space_id):
                self._forget(known)
                self.records.pop(known, None)

    def drop_space(self, space_id: str) -> None:
        """Delete all records of a space."""
        for key in [*self.records, *self.waiting, *self.refused]:
            if key[1] == space_id:
                self.drop(key)

    def try_waiting(self, ring: Keyring) -> None:
        """Retry the views that wait, after new keys have arrived."""
        for (kind, _, _), view in list(self.waiting.items()):
            self.take(ring, kind, view)

    def _refuse_older(self, key: Key, view: JsonObject) -> None:
        known = self.records.get(key)
        if known is not None:
            refuse_older(view.get("edit", 1), known.edit)

    def _forget(self, key: Key) -> None:
        self.waiting.pop(key, None)
        self.refused.pop(key, None)

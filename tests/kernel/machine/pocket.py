"""A phone that writes first and sends later: what it shows, what it has queued, what waits for its owner."""

from dataclasses import replace
from urllib.parse import quote

from api.client.connection import Connection
from api.client.errors import UnknownKeyError
from api.client.keyring import Keyring
from api.client.kinds import KINDS
from api.client.membership import Membership
from api.client.records import Draft, Record, open_view
from api.client.transport import Answer, JsonObject
from tests.kernel.machine import requests
from tests.kernel.machine.requests import Key, Lane, Request, key_of

CONFLICT, GONE = 412, 410


class Pocket:
    """One phone.

    `views` is what the server sent, `mine` what was written here and is not answered yet. `tray` has what
    the server refused, with its words; `seen` the highest edit of each record that the server ever sent.
    """

    def __init__(self, name: str, api: Connection, ring: Keyring, couple_id: str | None) -> None:
        self.name = name
        self.api = api
        self.membership = Membership(api, ring)
        self.membership.couple_id = couple_id
        self.cursor: str | None = None
        self.views: dict[Key, JsonObject] = {}
        self.mine: dict[Key, Draft] = {}
        self.seen: dict[Key, int] = {}
        self.lanes: dict[Lane, list[Request]] = {}
        self.tray: list[Draft] = []
        self.deleted: set[Key] = set()

    @property
    def ring(self) -> Keyring:
        return self.membership.ring

    @property
    def person_id(self) -> str:
        return self.ring.person_id

    def space(self, audience: str) -> str:
        return self.person_id if audience == "me" else self.membership.couple_id or self.person_id

    def records(self, *kinds: str) -> list[Key]:
        """What this phone shows of these kinds, in the order in which it came."""
        known = dict.fromkeys([*self.views, *self.mine])
        return [key for key in known if key[0] in kinds and key not in self.deleted]

    def author_of(self, key: Key) -> str:
        view = self.views.get(key)
        return self.person_id if view is None else view["author_id"]

    def save(self, draft: Draft) -> Request:
        """Write a record: it is shown and queued at once."""
        key = key_of(draft)
        written = self.mine[key].edit if key in self.mine else 0
        self.mine[key] = draft = replace(draft, edit=max(self.seen.get(key, 0), written) + 1)
        return self.queue(requests.of_draft(self.ring, draft))

    def remove(self, key: Key) -> Request:
        """Delete a record: it is no longer shown, and the server is told."""
        self.mine.pop(key, None)
        self.deleted.add(key)
        return self.queue(requests.of_deletion(key))

    def queue(self, request: Request) -> Request:
        self.lanes.setdefault(request.lane, []).append(request)
        return request

    def send(self, request: Request) -> Answer:
        return self.api.request(request.method, request.path, request.body)

    def answered(self, request: Request, answer: Answer) -> None:
        """The answer to the first request of a lane has arrived."""
        if answer.status == 409 and answer.json["type"] == "old_key":
            self._seal_again(request.key[1])
            return
        lane = self.lanes[request.lane]
        lane.remove(request)
        if answer.status in (CONFLICT, GONE) and request.method == "PUT":
            self._keep_both([request, *lane])
        elif request.method == "DELETE":
            self._deletion_answered(request.key, answer)
        elif request.key[0] in KINDS and answer.status in (200, 201):
            self._take(request.key, answer.json)
        elif request.key[0] in KINDS:
            self._keep_both([request])
        self._tidy(request.lane)

    def pull(self, limit: int = 200, pages: int | None = None) -> None:
        """Fetch changes: all of them, or only this many pages."""
        while pages is None or pages > 0:
            page = self._page(limit)
            if page is None:
                self._load_afresh()
                return
            self._take_page(page)
            pages = None if pages is None else pages - 1
            if not page["more"]:
                return

    def opened(self, key: Key) -> Record:
        """The server's version of a record, opened here. Raises a SealingError if it is not what was sealed."""
        return open_view(self.ring, key[0], self.views[key])

    def _page(self, limit: int) -> JsonObject | None:
        """None if this phone has to load everything anew."""
        after = "" if self.cursor is None else f"&after={quote(self.cursor)}"
        answer = self.api.request("GET", f"/changes?limit={limit}{after}")
        assert answer.status == 200 or (answer.status, answer.json["type"]) == (410, "resync")
        return answer.json if answer.status == 200 else None

    def _take_page(self, page: JsonObject) -> None:
        for kind, listed in page["records"].items():
            for view in listed:
                self._take((kind, view["space_id"], view["id"]), view)
        for gone in page["gone"]:
            self._drop((gone["kind"], gone["space_id"], gone["id"]))
        self.cursor = page["cursor"]

    def _load_afresh(self) -> None:
        """The server was restored: load everything, then send again what this person wrote and the server lacks."""
        before, self.views, self.cursor = self.views, {}, None
        self.pull()
        self.membership.refresh()
        for key, view in before.items():
            if self._is_lost(key, view) and not self._waits(key):
                again = requests.of_view(key, view)
                again.draft = draft = self._draft_of(key, view)
                if draft is not None:
                    self.mine[key] = draft
                self.lanes.setdefault(again.lane, []).insert(0, again)

    def _waits(self, key: Key) -> bool:
        """Whether something about the record itself is still to be sent."""
        return any(request.key == key for request in self.lanes.get(key[1:], ()))

    def _is_lost(self, key: Key, view: JsonObject) -> bool:
        now = self.views.get(key, {})
        same = (now.get("edit"), now.get("words")) == (view.get("edit"), view.get("words"))
        return key[0] in KINDS and view["sealed_by"] == self.person_id and not same

    def _draft_of(self, key: Key, view: JsonObject) -> Draft | None:
        """The words in a view; None if this phone never got its key."""
        try:
            record = open_view(self.ring, key[0], view)
        except UnknownKeyError:
            return None
        names = (*KINDS[key[0]].signals, *requests.KEPT.get(key[0], ()))
        signals = {name: view[name] for name in names}
        return Draft(*key, signals, record.words, record.headline, record.edit)

    def _seal_again(self, space_id: str) -> None:
        """The key has changed: seal the same words under the new one, unnoticed by the person."""
        self.membership.refresh()
        for lane in self.lanes.values():
            for request in [one for one in lane if one.key[0] in KINDS and one.key[1] == space_id]:
                if request.draft is not None:
                    request.body = requests.of_draft(self.ring, request.draft).body
                elif request.method == "PUT":
                    lane.remove(request)
        for name in list(self.lanes):
            self._tidy(name)

    def _keep_both(self, refused: list[Request]) -> None:
        """What was written here goes to the tray, unless the server already has the same words."""
        lane = self.lanes[refused[0].lane]
        for request in refused:
            if request in lane and request.method == "PUT" and request.key[0] in KINDS:
                lane.remove(request)
        drafts = [request.draft for request in refused if request.draft is not None]
        self._tidy(refused[0].lane)
        self.pull()
        self.membership.refresh()
        known = [key_of(draft) for draft in drafts if key_of(draft) in self.views]
        words = [self.opened(key).words for key in known]
        self.tray += [draft for draft in drafts if draft.words not in words]

    def _deletion_answered(self, key: Key, answer: Answer) -> None:
        if answer.status == 409:  # an ended pause stays
            self.deleted.discard(key)
        else:
            self._drop(key)

    def _take(self, key: Key, view: JsonObject) -> None:
        self.views[key] = view
        self.seen[key] = max(self.seen.get(key, 0), view.get("edit", 0))
        if key in self.deleted and not self._waits(key):
            self.remove(key)

    def _drop(self, key: Key) -> None:
        self.views.pop(key, None)
        self.mine.pop(key, None)

    def _tidy(self, lane: Lane) -> None:
        """Once nothing of the record itself waits to be sent, the server's version is shown."""
        if not self.lanes.get(lane):
            self.lanes.pop(lane, None)
        self.mine = {
            key: draft for key, draft in self.mine.items() if key[1:] != lane or self._waits(key)
        }

"""What a phone stores in its browser: read from there, or deleted as browsers delete it."""

from typing import Any, TypedDict, cast

from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock

OUTSIDE_THE_APP = "/icons/mark.svg"
"""A file of the same origin that does not open the app's database, so that it can be deleted from there."""

READ = """
async (name) => {
  const databases = await indexedDB.databases();
  if (!databases.some((database) => database.name === "twofold")) return [];
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open("twofold"));
  try {
    return await done(database.transaction(name).objectStore(name).METHOD());
  } finally {
    database.close();
  }
}
"""
READ_STORE = READ.replace("METHOD", "getAll")
READ_NAMES = READ.replace("METHOD", "getAllKeys")

DELETE_DATABASE = """
() => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase("twofold");
  request.onsuccess = () => resolve(true);
  request.onblocked = () => reject(new Error("somebody still holds it open"));
  request.onerror = () => reject(request.error);
})
"""


READ_CLOCK_OFFSET = """
async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open("twofold"));
  try {
    return await done(database.transaction("meta").objectStore("meta").get("offset")) ?? 0;
  } finally {
    database.close();
  }
}
"""


READ_ALL = """
async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open("twofold"));
  const readable = (_, value) => value instanceof Uint8Array || value instanceof ArrayBuffer
    ? new TextDecoder("latin1").decode(value) : value;
  try {
    const stores = [...database.objectStoreNames];
    const found = await Promise.all(stores.map(async (name) => {
      const store = database.transaction(name).objectStore(name);
      return Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    }));
    return JSON.stringify([found, { ...localStorage }, { ...sessionStorage }], readable);
  } finally {
    database.close();
  }
}
"""


class Version(TypedDict):
    """One edit of a record, opened."""

    edit: int
    sealed_by: str | None
    fields: dict[str, Any]
    words: dict[str, Any] | None


class Record(TypedDict):
    """A record as the phone stores it: the server's last version, and what waits to be sent."""

    space_id: str
    kind: str
    id: str
    view: Version | None
    mine: Version | None


def records(phone: Phone, kind: str | None = None) -> list[Record]:
    """All records on the phone, of this kind if one is given, sorted by id."""
    found = cast(list[Record], phone.page.evaluate(READ_STORE, "records"))
    return sorted(
        (record for record in found if kind in (None, record["kind"])),
        key=lambda record: (record["kind"], record["id"]),
    )


def words(phone: Phone, kind: str, name: str) -> list[Any]:
    """This word of each record of a kind, as the server's version has it."""
    versions = [record["view"] for record in records(phone, kind)]
    return [version["words"][name] for version in versions if version and version["words"]]


def shared(phone: Phone) -> dict[tuple[str, str], Version | None]:
    """What both phones must have in the same state: the records of the couple, whatever their author."""
    couple = couple_id(phone)
    return {
        (record["kind"], record["id"]): record["view"]
        for record in records(phone)
        if record["space_id"] == couple
    }


def unsent(phone: Phone) -> int:
    """How many requests wait on the phone, including those that wait for the person."""
    return len(phone.page.evaluate(READ_STORE, "outbox"))


def all_is_sent(*phones: Phone) -> None:
    """Wait until the server has answered all that was written on these phones."""
    for phone in phones:
        phone.wait_until(
            lambda of=phone: unsent(of) == 0, f"{phone.name}'s outbox to empty", timeout=30
        )


def knows_the_time(phone: Phone, server_clock: ServerClock) -> None:
    """Wait until the app has heard what the server's clock says now."""

    def knows() -> bool:
        offset: float = phone.page.evaluate(READ_CLOCK_OFFSET)
        return abs(offset / 1000 - server_clock.offset()) < 2

    phone.wait_until(knows, f"{phone.name}'s app to know the time", timeout=30)


def couple_id(phone: Phone) -> str | None:
    """The couple, if the phone knows of one: its space is the one that is not the person's own."""
    metas = phone.page.evaluate(READ_STORE, "meta")
    return next((meta["id"] for meta in metas if is_couple(meta)), None)


def is_couple(meta: object) -> bool:
    return isinstance(meta, dict) and "partner_signing_key" in meta


def everything(phone: Phone) -> dict[str, Any]:
    """All that the browser stores for the app, except the program's files; empty if there is nothing."""
    page = phone.page
    names = [name for name in page.evaluate(READ_NAMES, "meta") if name != "offset"]
    caches = [name for name in page.evaluate("() => caches.keys()") if "precache" not in name]
    found = {
        "records": page.evaluate(READ_STORE, "records"),
        "outbox": page.evaluate(READ_STORE, "outbox"),
        "keys": page.evaluate(READ_NAMES, "keys"),
        "meta": names,  # the difference to the server's clock belongs to no account
        "storage": page.evaluate("() => ({ ...localStorage, ...sessionStorage })"),
        "caches": caches,
        "cookies": phone.context.cookies(phone.origin),
    }
    return {name: kept for name, kept in found.items() if kept}


def as_text(phone: Phone) -> str:
    """All that the browser stores for the app except its files, including names, with bytes as text."""
    return cast(str, phone.page.evaluate(READ_ALL))


def lose_database(phone: Phone) -> None:
    """The browser clears the app's database, as some do after weeks; the cookie stays."""
    phone.open_app(OUTSIDE_THE_APP)
    phone.page.evaluate(DELETE_DATABASE)

"""How long a start takes on a phone that has years of records."""

from playwright.sync_api import Page

RECORDS = 20_000
"""Five check-ins a day from each of two people, for five and a half years."""

_FILL = """
async ({ records, days }) => {
  const open = indexedDB.open("twofold");
  await new Promise((done) => open.addEventListener("success", done));
  const answer = (request) => new Promise((done) =>
    request.addEventListener("success", () => done(request.result)));
  const { person_id } = await answer(
    open.result.transaction("meta").objectStore("meta").get("identity"));
  const writing = open.result.transaction("records", "readwrite");
  for (let number = 0; number < records; number++) {
    const made = Date.now() - Math.floor((number / records) * days * 86_400_000);
    const hex = made.toString(16).padStart(12, "0");
    const tail = number.toString(16).padStart(12, "0");
    const at = new Date(made).toISOString();
    writing.objectStore("records").put({
      space_id: person_id, kind: "check_ins",
      id: `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail}`,
      view: {
        edit: 1, author_id: person_id, sealed_by: person_id, fields: { at, shown_at: at }, w: 1,
        words: {
          mood: 1 + number % 5, energy: 3, closeness: 4, feelings: ["calm", "tired"],
          note: "A quiet day. We walked by the river and talked about the summer.",
        },
      },
      mine: null, removed: false, seen: 1, problem: null, waiting: null, round: 0,
    });
  }
  await new Promise((done) => writing.addEventListener("complete", done));
  open.result.close();
}
"""


def fill(page: Page) -> None:
    """Keep `RECORDS` opened check-ins on the phone of this page, as the feed would have brought them."""
    page.evaluate(_FILL, {"records": RECORDS, "days": 2000})

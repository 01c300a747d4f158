/** What a start reads of years of records: nothing but what the first screens show. */

import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it, vi } from "vitest";
import { keepCheckIn } from "../../testing/check-ins";
import { ana } from "../../testing/paired";
import { meet } from "../../testing/stories";
import { newId } from "./ids";
import type { RecordRow } from "./local";
import { waitingViews } from "./open";
import { newRow } from "./rows";

const DAY = 86_400_000;

/** Counts the records that are read from IndexedDB from now on. */
function counting(): { read: number } {
	const counted = { read: 0 };
	for (const source of [IDBObjectStore.prototype, IDBIndex.prototype]) {
		const getAll = source.getAll;
		vi.spyOn(source, "getAll").mockImplementation(function (this: IDBObjectStore & IDBIndex, ...given) {
			const request = getAll.apply(this, given);
			const store = "objectStore" in this ? this.objectStore : this;
			if (store.name === "records") request.addEventListener("success", () => (counted.read += request.result.length));
			return request;
		});
	}
	return counted;
}

/** How many records are read from opening the app until nothing is left to fetch. */
async function readAtStart(): Promise<number> {
	const counted = counting();
	await ana.wake();
	await ana.feed.pull();
	await ana.feed.retryWaiting();
	await ana.forgetting.forgetOver();
	vi.restoreAllMocks();
	return counted.read;
}

it("is as much with old records as without", async () => {
	await ana.checkins.checkIn(4);
	await meet(ana);
	const before = await readAtStart();
	expect(before).toBeGreaterThan(0);
	for (let days = 100; days < 140; days++) await keepCheckIn(ana, { at: Date.now() - days * DAY });
	expect(await readAtStart()).toBe(before);
	expect(ana.checkins.mine.value).toHaveLength(1);
});

describe("a record that waits for its key", () => {
	it("is found among all others, until it has been opened", async () => {
		const { person_id } = ana.session.ready();
		const [id, kind] = [newId(), "dreams"];
		const row: RecordRow = { ...newRow([person_id, kind, id]), problem: "waiting_key", waiting: { id } };
		const db = await ana.local.local();
		await db.put("records", row);
		expect(await waitingViews()).toEqual([{ kind, view: { id } }]);
		await db.put("records", { ...row, problem: null, waiting: null });
		expect(await waitingViews()).toEqual([]);
	});

	it("is found on a phone whose store an earlier version made", async () => {
		vi.stubGlobal("indexedDB", new IDBFactory());
		await ana.local.closeLocal();
		const old = indexedDB.open("twofold", 1);
		old.addEventListener("upgradeneeded", () => {
			const records = old.result.createObjectStore("records", { keyPath: ["space_id", "kind", "id"] });
			records.createIndex("kind", ["kind", "id"]);
			old.result.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("lane", "lane");
			old.result.createObjectStore("keys", { keyPath: "id" });
			old.result.createObjectStore("meta");
			records.put({ ...newRow(["space", "dreams", "1"]), problem: "waiting_key", waiting: { id: "1" } });
			records.put(newRow(["space", "dreams", "2"]));
		});
		await new Promise((resolve) => old.addEventListener("success", resolve));
		old.result.close();
		expect(await waitingViews()).toEqual([{ kind: "dreams", view: { id: "1" } }]);
		expect(await (await ana.local.local()).count("records")).toBe(2);
	});
});

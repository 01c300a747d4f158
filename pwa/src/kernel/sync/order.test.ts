import { describe, expect, it } from "vitest";
import { Problem } from "../browser/problem";
import { backoff } from "../http/backoff";
import type { Queued } from "../store/queue";
import { HELD, outcomeOf, restOf, sendable } from "./order";

function item(seq: number, parts: Partial<Queued> = {}): Queued {
	const place = {
		space_id: "s",
		kind: "check_ins",
		record_id: String(seq),
		lane: `lane ${seq}`,
		path: "/",
		body: null,
	};
	return {
		seq,
		...place,
		parent: null,
		strict: false,
		urgent: false,
		method: "PUT",
		edit: 1,
		epoch: null,
		plain: null,
		tried: false,
		stuck: null,
		at: 0,
		...parts,
	};
}

const STUCK = { code: "invalid", status: 422, title: "" };
const numbers = (queue: Queued[], flying: string[] = []) => sendable(queue, new Set(flying)).map(({ seq }) => seq);

describe("the wait for Undo", () => {
	it("ends when it is due, and at once if the clock was set back", () => {
		expect(restOf({}, 1000)).toBe(0);
		expect(restOf({ due: 1000 }, 2000)).toBe(0);
		expect(restOf({ due: 1000 + HELD }, 1000)).toBe(HELD);
		expect(restOf({ due: 1000 + HELD }, 999)).toBe(0);
	});
});

describe("which requests may go out", () => {
	it("sends in the order of writing", () => {
		expect(numbers([item(1), item(2), item(3)])).toEqual([1, 2, 3]);
	});

	it("sends one per lane, the oldest", () => {
		expect(numbers([item(1, { lane: "a" }), item(2, { lane: "a" }), item(3)])).toEqual([1, 3]);
	});

	it("sends nothing of a lane that is in flight", () => {
		expect(numbers([item(1, { lane: "a" }), item(2)], ["a"])).toEqual([2]);
	});

	it("lets withdrawals and pauses overtake everything", () => {
		expect(numbers([item(1), item(2), item(3, { urgent: true })])).toEqual([3, 1, 2]);
	});

	it("holds a noun back until what it hangs on was answered", () => {
		const parent = item(1, { lane: "ritual" });
		const child = item(2, { parent: "ritual", urgent: true });
		expect(numbers([parent, child])).toEqual([1]);
		expect(numbers([child])).toEqual([2]);
	});

	it("does not hold a noun back for what was written after it", () => {
		expect(numbers([item(1, { parent: "ritual" }), item(2, { lane: "ritual" })])).toEqual([1, 2]);
	});

	it("stops a lane and its children at a creation that needs the person", () => {
		const queue = [item(1, { lane: "a", stuck: STUCK }), item(2, { lane: "a" }), item(3, { parent: "a" }), item(4)];
		expect(numbers(queue)).toEqual([4]);
	});

	it("goes on with children where only an edit needs the person, unless they speak of that edit", () => {
		const queue = [
			item(1, { lane: "a", edit: 2, stuck: STUCK }),
			item(2, { parent: "a" }),
			item(3, { parent: "a", strict: true }),
		];
		expect(numbers(queue)).toEqual([2]);
	});
});

describe("what an answer means", () => {
	const outcome = (status: number, code = "", method: "PUT" | "DELETE" = "PUT") =>
		outcomeOf(method, new Problem(code, status, ""));

	it.each([0, 408, 429, 500, 502, 503, 504])("%i is tried again", (status) => expect(outcome(status)).toBe("again"));
	it.each([400, 403, 404, 410, 412, 413, 415, 422])("%i needs the person", (status) =>
		expect(outcome(status)).toBe("needs_you"),
	);
	it.each(["paused", "taken", "already_ended", "id_taken"])("409 %s needs the person", (code) =>
		expect(outcome(409, code)).toBe("needs_you"),
	);

	it("waits for a session, a key or a newer app", () => {
		expect([outcome(401), outcome(409, "old_key"), outcome(426)]).toEqual(["sign_in", "old_key", "update"]);
	});

	it("takes a deletion of what is not there for done", () => {
		expect([outcome(404, "", "DELETE"), outcome(410, "", "DELETE"), outcome(403, "", "DELETE")]).toEqual([
			"done",
			"done",
			"needs_you",
		]);
	});
});

describe("backoff", () => {
	it("doubles up to a minute, and spreads over its later half", () => {
		expect([1, 2, 3, 20].map((failures) => backoff(failures, 1))).toEqual([1000, 2000, 4000, 60_000]);
		expect([1, 2, 3, 20].map((failures) => backoff(failures, 0))).toEqual([500, 1000, 2000, 30_000]);
	});
});

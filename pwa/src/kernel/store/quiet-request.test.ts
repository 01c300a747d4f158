import { describe, expect, it } from "vitest";
import { type Answered, type Requested, readAnswer, standingOf, type Withdrawal } from "./quiet-request";

const MINUTE = 60_000;
const NOW = Date.parse("2026-11-23T18:00:00.000Z");
const END = NOW + 24 * 60 * MINUTE;

const ask = (parts: Partial<Requested> = {}): Requested => ({
	id: "a",
	by_me: true,
	expires_at: END,
	ends_at: END,
	again_at: null,
	...parts,
});
const said = (answer: Answered["answer"], parts: Partial<Answered> = {}): Answered => ({
	id: `a/${answer}`,
	by_me: false,
	answer,
	later_at: null,
	until: null,
	since: NOW,
	...parts,
});
const back = (id: string, by_me: boolean): Withdrawal => ({ id, by_me, at: NOW - MINUTE });
const stands = (
	asked: Requested,
	answers: Answered[] = [],
	asks: Withdrawal[] = [],
	back: Withdrawal[] = [],
	now = NOW,
) => standingOf(asked, { answers, withdrawals: asks, answerWithdrawals: back }, now).state;

describe("to the one who asked", () => {
	it("it waits until it rests, and nothing else shows", () => {
		expect(stands(ask())).toBe("waiting");
		expect(stands(ask(), [], [], [], END)).toBe("rested");
	});

	it("a yes runs until its end", () => {
		const yes = said("yes", { until: NOW + MINUTE });
		expect(stands(ask({ ends_at: NOW + MINUTE }), [yes])).toBe("yes");
		expect(stands(ask({ ends_at: NOW + MINUTE }), [yes], [], [], NOW + MINUTE)).toBe("over");
	});

	it("a no said aloud is one, and later is one for a while", () => {
		expect(stands(ask({ ends_at: NOW }), [said("not_now")])).toBe("not_now");
		const later = said("later", { later_at: NOW + MINUTE });
		expect(stands(ask({ ends_at: NOW }), [later])).toBe("later");
		expect(stands(ask({ ends_at: NOW }), [later], [], [], NOW + 62 * MINUTE)).toBe("over");
	});

	it("a yes that was withdrawn is news for an hour", () => {
		const taken = back("a/yes", false);
		expect(stands(ask({ ends_at: NOW - MINUTE }), [], [], [taken])).toBe("withdrawn");
		expect(stands(ask({ ends_at: NOW - MINUTE }), [], [], [taken], NOW + 60 * MINUTE)).toBe("over");
	});

	it("nothing is left of what they withdrew themselves", () => {
		expect(stands(ask(), [said("yes", { until: END })], [back("a", true)])).toBe("over");
	});
});

describe("to the one who was asked", () => {
	const theirs = ask({ by_me: false });
	const mine = (answer: Answered["answer"], parts: Partial<Answered> = {}) => said(answer, { by_me: true, ...parts });

	it("it waits, also after a quiet rest, until it ends", () => {
		expect(stands(theirs)).toBe("asked");
		expect(stands(theirs, [mine("rest")])).toBe("let_rest");
		expect(stands(theirs, [mine("rest")], [], [], END)).toBe("over");
		expect(stands(theirs, [mine("rest"), mine("yes", { until: END })])).toBe("yes");
	});

	it("their own yes ends as they take it back, before the server has heard", () => {
		const yes = mine("yes", { until: END });
		expect(stands(theirs, [yes], [], [{ ...back("a/yes", true), at: null }])).toBe("over");
	});

	it("a yes that never arrived and was withdrawn leaves the ask open", () => {
		expect(stands(theirs, [], [], [back("a/lost", true)])).toBe("asked");
	});

	it("the asker's withdrawal is news", () => {
		expect(stands(theirs, [], [back("a", false)])).toBe("withdrawn");
	});
});

it("reads no yes that is not sealed", () => {
	const written = { id: "a/b", space_id: "us", author_id: "ben", edit: 1 } as const;
	const record = { ...written, pending: false, stuck: false, problem: null } as const;
	const fields = { answer: "yes", until: "2026-11-23T20:00:00.000Z", since: "2026-11-23T18:00:00.000Z" };
	expect(readAnswer({ ...record, fields, words: null, read_only: false }, "ana")).toBeNull();
	expect(readAnswer({ ...record, fields, words: {}, read_only: false }, "ana")).toMatchObject({ answer: "yes" });
});

it("reads a yes to the end that is sealed, and not a moment longer", () => {
	const written = { id: "a/b", space_id: "us", author_id: "ben", edit: 1, words: {} } as const;
	const record = { ...written, pending: false, stuck: false, problem: null, read_only: false } as const;
	const sealed = { answer: "yes", started_at: "2026-11-23T18:00:00.000Z", duration_seconds: 3600 };
	const until = (fields: object) => readAnswer({ ...record, fields: { ...sealed, ...fields } }, "ana")?.until;
	expect(until({ until: "2026-11-23T18:30:00.000Z" })).toBe(NOW + 30 * MINUTE);
	expect(until({ until: "2026-11-24T18:00:00.000Z" })).toBe(NOW + 60 * MINUTE);
	expect(until({ until: "2026-11-23T18:30:00.000Z", duration_seconds: null })).toBeNull();
});

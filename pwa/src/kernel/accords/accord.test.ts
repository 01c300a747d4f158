import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { look, toInstant } from "../store/clock";
import type { Fields, RecordRow, Version } from "../store/local";
import type { Kind } from "../store/practice";
import { clearTables, showRows } from "../store/records";
import { newRow } from "../store/rows";
import { showSession } from "../store/session";
import type { AcceptedAccord } from "./accepted";
import { type Agreed, accordState, lapsesAt, ownSuspensions, suspendedBy } from "./accord";

const DAY = 86_400_000;
const plain = { practice: "vows", signals: [], sent: [], words: null, path: (id: string) => `/vows/${id}` };
const SUSPENSIONS: Kind = { ...plain, name: "vow_suspensions" };
const RENEWALS: Kind = { ...plain, name: "vow_renewals" };
const ACCEPTANCES: Kind = { ...plain, name: "vow_acceptances" };
const kinds = { acceptances: ACCEPTANCES, suspensions: SUSPENSIONS, renewals: RENEWALS };
const began = Date.now();

function vow(fields: Fields = {}): AcceptedAccord {
	const both = { accepted_by: ["ana", "ben"] };
	return {
		id: "vow",
		space_id: "us",
		author_id: "ana",
		pending: true,
		fields: { lapses_at: day(30), ...both, ...fields },
	};
}

function day(days: number): string {
	return toInstant(began + days * DAY);
}

/** What this person said on the vow; by default as the server has it. */
function said(kind: Kind, author_id: string, fields: Fields = {}, parts: Partial<RecordRow> = {}): void {
	const id = `vow/${author_id}-${JSON.stringify(fields)}`;
	const view: Version = { edit: 1, author_id, sealed_by: null, fields, words: null, w: null };
	showRows([{ key: ["us", kind.name, id], row: { ...newRow(["us", kind.name, id]), view, ...parts } }]);
}

function unsent(author_id: string, fields: Fields = {}): Partial<RecordRow> {
	return { view: null, mine: { edit: 0, author_id, sealed_by: null, fields, words: null, w: null } };
}

function stateOn(days: number, agreed: Agreed = "accepted", fields: Fields = {}): string {
	vi.advanceTimersByTime(began + days * DAY - Date.now());
	look();
	return accordState(agreed, vow(fields), kinds);
}

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: began });
	look();
	const couple = { id: "us", partner_id: "ben" };
	const nothing = { no_longer_connected: false, leaving: false, shares_again: false, seat_lost: null };
	showSession({ state: "ready", person_id: "ana", device_id: "phone", couple, ...nothing });
});

afterEach(() => {
	clearTables();
	vi.useRealTimers();
});

it.each(["ana", "ben"])("is suspended while one of the two says so: %s", (who) => {
	said(SUSPENSIONS, who);
	expect([stateOn(0), suspendedBy(vow(), SUSPENSIONS)]).toEqual(["suspended", [who]]);
});

it("is suspended by what is not sent yet, until the server has the lifting", () => {
	said(SUSPENSIONS, "ana", {}, unsent("ana"));
	expect(stateOn(0)).toBe("suspended");
	said(SUSPENSIONS, "ana", {}, { removed: true });
	expect([stateOn(0), ownSuspensions(vow(), SUSPENSIONS)]).toEqual(["suspended", []]);
});

it("offers to lift one's own suspension only", () => {
	said(SUSPENSIONS, "ben");
	said(SUSPENSIONS, "ana");
	expect(ownSuspensions(vow(), SUSPENSIONS)).toEqual(["vow/ana-{}"]);
});

it("is not held by an account that has lost its seat", () => {
	said(SUSPENSIONS, "ben before");
	expect(stateOn(0)).toBe("accepted");
});

it.each<Agreed>(["proposed", "declined", "replaced", "ended"])("stays %s while it is suspended", (agreed) => {
	said(SUSPENSIONS, "ana");
	expect(stateOn(0, agreed)).toBe(agreed);
});

it("lapses on its day, though this phone is offline", () => {
	expect([stateOn(29), stateOn(30)]).toEqual(["accepted", "lapsed"]);
});

it("is not in force while the time is unsure", () => {
	vi.setSystemTime(began + DAY);
	look();
	expect(accordState("accepted", vow(), kinds)).toBe("lapsed");
});

it("has lapsed where the server says so, and where it only learns of the end", () => {
	expect(stateOn(0, "accepted", { state: "lapsed" })).toBe("lapsed");
	expect(stateOn(0, "ended", { state: "lapsed" })).toBe("lapsed");
	expect(stateOn(40, "ended", { state: "ended" })).toBe("ended");
});

it("lasts until the earlier of the two days that both renewed it until", () => {
	said(RENEWALS, "ana", { until: day(90) });
	expect(lapsesAt(vow(), RENEWALS)).toBe(began + 30 * DAY);
	said(RENEWALS, "ben", { until: day(60) });
	expect([stateOn(59), stateOn(60)]).toEqual(["accepted", "lapsed"]);
});

it("counts a renewal once the server has it, and a withdrawal at once", () => {
	said(RENEWALS, "ben", { until: day(60) });
	said(RENEWALS, "ana", { until: day(60) }, unsent("ana", { until: day(60) }));
	expect(stateOn(30)).toBe("lapsed");
	said(RENEWALS, "ana", { until: day(60) });
	expect(stateOn(30)).toBe("accepted");
	said(RENEWALS, "ana", { until: day(60) }, { removed: true });
	expect(stateOn(30)).toBe("lapsed");
});

it("lasts until the last day that a person has not withdrawn", () => {
	for (const days of [60, 90]) said(RENEWALS, "ana", { until: day(days) });
	said(RENEWALS, "ben", { until: day(90) });
	said(RENEWALS, "ana", { until: day(90) }, { removed: true });
	expect(lapsesAt(vow(), RENEWALS)).toBe(began + 60 * DAY);
});

it("needs nobody else's renewal in one's own space", () => {
	const own = { ...vow(), space_id: "ana" };
	const id = "vow/own";
	const fields = { until: day(60) };
	const view: Version = { edit: 1, author_id: "ana", sealed_by: null, fields, words: null, w: null };
	showRows([{ key: ["ana", RENEWALS.name, id], row: { ...newRow(["ana", RENEWALS.name, id]), view } }]);
	expect(lapsesAt(own, RENEWALS)).toBe(began + 60 * DAY);
});

it("has neither where the practice has switched neither on", () => {
	said(SUSPENSIONS, "ana");
	expect(accordState("accepted", vow({ lapses_at: day(-1) }), { acceptances: ACCEPTANCES })).toBe("accepted");
});

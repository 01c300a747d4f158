/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isPaused } from "../../practices/pauses/silence";
import { fillUp } from "../../testing/failing-store";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair } from "../../testing/stories";
import type { Words } from "../crypto/seal";
import { isLate, isRepeat, outdated, readPush, toldOf } from "./notice";
import { say } from "./notice-words";

const ORIGIN = "https://twofold.example";

let server: FakeServer;
let ana: Phone;
let ben: Phone;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	await ana.profiles.saveName("Ana");
	await ana.pauses.pause({ minutes: 30, line: "A walk helps" });
	await meet(ana);
	await meet(ben);
});

afterEach(() => {
	vi.unstubAllGlobals();
});

/** The push for Ana's pause, as the server's API describes it. */
function payload(parts: object = {}) {
	const [body] = [...server.records.kept].filter(([key]) => key.includes("/pauses/")).map(([, row]) => row.body);
	const { id, space_id, edit, sealed_by, headline, started_at, duration_seconds, until } = body ?? {};
	const signals = { started_at, duration_seconds };
	const twofold = {
		notice: "n1",
		kind: "pause",
		space_id,
		record_kind: "pauses",
		record_id: id,
		edit,
		sealed_by,
		signals,
		headline,
		at: until,
		local: "20:40",
		...parts,
	};
	const notification = {
		title: "Reminder",
		body: "Until 20:40.",
		navigate: `${ORIGIN}/pauses/${id}`,
		tag: "n1",
		silent: false,
		lang: "en",
	};
	return { web_push: 8030, mutable: true, notification, twofold };
}

describe("a push", () => {
	it("stays neutral as long as the phone is discreet", async () => {
		const push = readPush(payload(), ORIGIN);
		expect(push).toMatchObject({ title: "Reminder", body: "Until 20:40.", tag: "n1", silent: false });
		expect(push.path).toMatch(/^\/pauses\/[0-9a-f-]{36}$/);
		expect(await toldOf(push, Date.now())).toBeNull();
	});

	it("says who and what where the owner wants it", async () => {
		await ben.meta.writeMeta("discreet", false);
		expect(await toldOf(readPush(payload(), ORIGIN), Date.now())).toMatchObject({
			name: "Ana",
			words: { line: "A walk helps" },
		});
	});

	it.each([
		["another record", { record_id: "01a20716-0000-7000-8000-000000000000" }],
		["another signal", { signals: { started_at: "2026-11-23T05:12:00.000Z", duration_seconds: 60 } }],
		["an unknown key", { space_id: "01a20716-0000-7000-8000-000000000000" }],
		["no headline", { headline: null }],
	])("opens no words that do not belong to it: %s", async (_what, parts) => {
		await ben.meta.writeMeta("discreet", false);
		expect(await toldOf(readPush(payload(parts), ORIGIN), Date.now())).toMatchObject({ words: null });
	});

	it("is neutral when it comes late, and on a phone that belongs to nobody", async () => {
		await ben.meta.writeMeta("discreet", false);
		const push = readPush(payload(), ORIGIN);
		expect(await toldOf(push, Date.now() + 3_600_000)).toBeNull();
		await ben.signOut.signOut();
		expect(await toldOf(push, Date.now())).toBeNull();
	});

	it.each([null, undefined, "text", 7, [], { notification: null }, { twofold: { kind: 3 } }])(
		"is shown whatever it carries: %j",
		(data) => {
			expect(readPush(data, ORIGIN)).toEqual({
				title: "Reminder",
				body: "",
				path: "/",
				tag: "",
				silent: false,
				notice: null,
			});
		},
	);

	it("leads nowhere else", () => {
		const data = { notification: { title: "x", navigate: "https://evil.example/pauses/1" } };
		expect(readPush(data, ORIGIN).path).toBe("/");
	});
});

describe("what is shown of one person's pauses", () => {
	const shown = (record_id: string, kind = "pause", space_id = "us") => ({
		notice: `${record_id} ${kind}`,
		kind,
		space_id,
		record_kind: "pauses",
		record_id,
	});

	it("is the last word only, whatever came first", () => {
		expect(outdated([shown("1"), shown("2")], shown("9"))).toEqual([0]);
		expect(outdated([shown("2"), shown("1")], shown("9"))).toEqual([1]);
		expect(outdated([shown("2", "pause_end"), shown("2"), shown("1")], shown("9"))).toEqual([1, 2]);
	});

	it("leaves everything else where it is", () => {
		expect(outdated([shown("1", "ritual"), shown("2"), null, shown("1", "pause", "others")], shown("9"))).toEqual([]);
	});
});

describe("a yes that was withdrawn", () => {
	const of = (kind: string, parts: object = {}) => ({
		notice: kind,
		kind,
		space_id: "us",
		record_kind: "ask_answers",
		record_id: "a/1",
		ask_id: "a",
		...parts,
	});

	it("takes all that was shown of its ask away, and nothing else", () => {
		const ask = of("ask", { record_kind: "asks", record_id: "a", ask_id: undefined });
		const shown = [ask, of("ask_answer"), of("own_yes"), of("other", { record_id: "b/1", ask_id: "b" }), null];
		expect(outdated([...shown, of("ask_end")], of("ask_end"))).toEqual([0, 1, 2]);
	});

	it("is late as soon as it would be over", () => {
		const at = "2026-11-23T20:00:00.000Z";
		const yes = of("ask_answer", { at, answer: "yes" });
		expect([isLate(yes, Date.parse(at)), isLate(yes, Date.parse(at) + 1)]).toEqual([false, true]);
	});
});

describe("of an ask and of a yes", () => {
	const HOUR = 3_600_000;

	/** The push for Ben's yes to Ana, as the server's API describes it. */
	async function yesFor(parts: object = {}) {
		await ana.wake();
		await ana.asks.ask({ area: "touch", line: "", wants_at: null, lasts: HOUR });
		vi.useFakeTimers({ now: Date.now() + 5000, toFake: ["Date"] });
		await meet(ana);
		vi.useRealTimers();
		await meet(ben);
		await ben.asks.sayYes(ben.asks.asks.value[0]?.id ?? "", Date.now() + HOUR);
		await meet(ana);
		await ana.meta.writeMeta("discreet", false);
		const rows = [...(server.records.feeds.get(ana.session.ready().person_id)?.rows.values() ?? [])];
		const { body } = rows.find(({ kind }) => kind === "ask_answers") ?? {};
		const { id, space_id, edit, sealed_by, headline, answer, later_at, started_at, duration_seconds, until } =
			body ?? {};
		const signals = { answer, later_at, started_at, duration_seconds };
		const place = { notice: "n2", kind: "ask_answer", space_id, record_kind: "ask_answers", record_id: id };
		const twofold = { ...place, edit, sealed_by, headline, signals, answer, at: until, local: "23:59", ...parts };
		return toldOf(readPush({ notification: { title: "Reminder" }, twofold }, ORIGIN), Date.now());
	}

	it("says only what the partner sealed, with its own clock time", async () => {
		const told = await yesFor();
		expect(told).toMatchObject({ words: {} });
		expect(told && say(told)?.title).toMatch(/^Your partner says yes, until \d\d:\d\d\.$/);
		expect(told && say(told)?.title).not.toContain("23:59");
	});

	it.each([
		["without a seal", { headline: null }],
		["that is another answer", { answer: "yes", signals: { answer: "later", later_at: null } }],
		["that would last longer", { at: "2999-01-01T00:00:00.000Z" }],
		["of nobody knows whom", { sealed_by: "01a20716-0000-7000-8000-000000000000" }],
	])("says nothing of one %s", async (_what, parts) => {
		expect(await yesFor(parts)).toBeNull();
	});
});

it("lets no name, title or line turn round or push away what the system writes beside it", () => {
	const told = (kind: string, name: string, words: Words) =>
		say({
			notice: { notice: "n", kind, space_id: "us", record_kind: "rituals", record_id: "a", local: "20:40" },
			name,
			words,
		});
	expect(told("pause", "\u202egnip", { line: "\u202eenil" })).toEqual({
		title: "gnip needs a pause, back by 20:40.",
		body: "enil",
	});
	expect(told("pause", "אבא", {})?.title).toBe("\u2068אבא\u2069 needs a pause, back by 20:40.");
	expect(told("pause", "x".repeat(10_000), {})?.title).toBe(`${"x".repeat(40)}… needs a pause, back by 20:40.`);
	expect(told("ritual", "Ben", { title: "\u2067eltit" })?.title).toBe("eltit");
});

it("says of asks who asks for what, and what was answered", () => {
	const told = (kind: string, parts: object) => {
		const notice = { notice: "n", kind, space_id: "us", record_kind: "asks", record_id: "a", local: "20:40", ...parts };
		return say({ notice, name: "Ben", words: { line: "Soon?" } });
	};
	expect(told("ask", { signals: { area: "touch" } })).toEqual({ title: "Ben asks to be close.", body: "Soon?" });
	expect(told("ask", { signals: { area: "of a newer app" } })).toBeNull();
	expect(told("ask_answer", { answer: "yes" })?.title).toBe("Ben says yes, until 20:40.");
	expect(told("ask_answer", { answer: "later" })?.title).toBe("Ben says later: 20:40.");
	const friday = new Date(2026, 10, 27, 19).toISOString();
	vi.useFakeTimers({ now: new Date(2026, 10, 23, 12), toFake: ["Date"] });
	expect(told("ask_answer", { answer: "later", at: friday })?.title).toMatch(
		/^Ben says later: 19:00 on Friday,? (27 November|November 27)\.$/,
	);
	vi.setSystemTime(new Date(2026, 10, 27, 12));
	expect(told("ask_answer", { answer: "later", at: friday })?.title).toBe("Ben says later: 19:00.");
	vi.useRealTimers();
	expect(told("ask_answer", { answer: "not_now" })?.title).toBe("Ben says not now.");
	expect(told("ask_end", {})?.body).toBe("");
});

describe("a second arrival", () => {
	it("is known by its tag", async () => {
		expect([await isRepeat("n1"), await isRepeat("n1"), await isRepeat("n2"), await isRepeat("")]).toEqual([
			false,
			true,
			false,
			false,
		]);
	});

	it("is not known on a phone without room, which is told of it all the same", async () => {
		const makeRoom = fillUp();
		expect([await isRepeat("n1"), await isRepeat("n1")]).toEqual([false, false]);
		makeRoom();
	});

	it("leaves nothing on a phone that belongs to nobody", async () => {
		await ben.signOut.signOut();
		await isRepeat("n1");
		expect(await ben.meta.readMeta("notices")).toBeUndefined();
	});
});

describe("lateness", () => {
	const notice = { notice: "n", space_id: "s", record_kind: "k", record_id: "i", at: "2026-11-23T20:00:00.000Z" };
	const at = Date.parse(notice.at);

	it("begins with the end of a pause, and an hour after a reminder's time", () => {
		expect([isLate({ ...notice, kind: "pause" }, at + 1), isLate({ ...notice, kind: "pause" }, at - 1)]).toEqual([
			true,
			false,
		]);
		expect([
			isLate({ ...notice, kind: "ritual" }, at + 3_600_001),
			isLate({ ...notice, kind: "ritual" }, at + 1),
		]).toEqual([true, false]);
	});

	it("is counted from when a reminder was to come again, so that one of a long evening has its words and its sound", () => {
		const asked = new Date(at + 2 * 3_600_000).toISOString();
		const again = { ...notice, kind: "ritual", asked };
		expect([isLate(again, Date.parse(asked) + 1), isLate(again, Date.parse(asked) + 3_600_001)]).toEqual([false, true]);
	});
});

describe("quiet during one's own pause", () => {
	it("is known from this phone alone", async () => {
		expect(await isPaused(Date.now())).toBe(false);
		await ana.wake();
		expect(await isPaused(Date.now())).toBe(true);
		expect(await isPaused(Date.now() + 31 * 60_000)).toBe(false);
		await ana.pauses.endPause("not_today");
		expect(await isPaused(Date.now())).toBe(false);
	});
});

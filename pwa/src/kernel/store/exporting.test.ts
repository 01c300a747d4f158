/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asJson, asPage } from "../../screens/export-files";
import { loadFaces } from "../../screens/faces";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair, ritualDraft } from "../../testing/stories";
import { type Keeping, keptIn, type Own } from "../sync/kept-for-me";
import { type Exported, gather } from "./exporting";
import { history } from "./history";
import { local } from "./local";
import type { Shown } from "./records";

const WISH = {
	line: "",
	mode: "written",
	keeps: false,
	minutes: 3,
	mine_first: true,
} as const;

let ana: Phone;
let ben: Phone;

beforeEach(async () => {
	({ ana, ben } = await pair(new FakeServer()));
	await ben.checkins.audience.choose("us");
	await ben.checkins.addDetails(await ben.checkins.checkIn(2), { note: "Ben alone <b>" });
	await ben.rituals.propose(ritualDraft({ title: "Dinner & talk" }));
	await meet(ben);
	await ana.wake();
	await ana.feed.pull();
	await ana.rituals.accept(ana.rituals.rituals.value[0]?.id ?? "");
	await ana.checkins.audience.choose("me");
	await ana.checkins.addDetails(await ana.checkins.checkIn(4), { note: "Ana <script>" });
	await meet(ana);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function taken(onProgress = (_share: number) => undefined): Promise<readonly Exported[]> {
	return gather({ onProgress, stop: new AbortController().signal });
}

/** What ana keeps for herself, with its shared copies. */
async function kept<Said extends object>(keeping: Keeping<Said>): Promise<readonly Own<Said>[]> {
	const found: Shown[] = [];
	for await (const page of history(keeping.kind)) found.push(...page);
	return keptIn(keeping, found).mine;
}

/** What ana's phone shares is with the server, past the time for Undo. */
async function sent(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("./clock")).look();
	await meet(ana);
}

/** A loop that both have said yes to. Returns its id. */
async function agreeOnLoop(): Promise<string> {
	const patterns = await import("../../practices/patterns/store");
	const writing = { template: "own", title: "Chase", mine: "", theirs: "", instead: "Tea" };
	const id = await patterns.propose(writing);
	for (const phone of [ana, ben]) await meet(phone);
	await patterns.accept(patterns.patternOf(id) ?? expect.fail("no loop"));
	for (const phone of [ben, ana]) await meet(phone);
	return id;
}

describe("what a person takes along", () => {
	it("is their own words, and of the partner's only rituals", async () => {
		const records = await taken();
		expect(records.map(({ kind, by }) => [kind, by]).sort()).toEqual([
			["check_ins", "me"],
			["rituals", "partner"],
		]);
		const times = records.map(({ made }) => made);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		const text = asJson(records, 0);
		expect(text).toContain("Ana <script>");
		expect(text).not.toContain("Ben alone");
	});

	it("is without what was just deleted, and with it again once that was undone", async () => {
		const undo = await ana.checkins.remove(ana.checkins.latestMine.value?.id ?? "");
		expect((await taken()).map(({ kind }) => kind)).toEqual(["rituals"]);
		await undo();
		expect((await taken()).map(({ kind }) => kind).sort()).toEqual(["check_ins", "rituals"]);
	});

	it("holds no yes", async () => {
		const text = asJson(await taken(), 0);
		for (const trace of ["accept", ana.session.ready().person_id]) expect(text).not.toContain(trace);
	});

	it("holds the name once, and nothing else that is kept with it", async () => {
		await ana.profiles.saveName("Quince");
		await ana.keepingPartner.keepPartner();
		const names = (await taken()).filter(({ kind }) => kind === "profiles");
		expect(names).toMatchObject([{ by: "me", audience: "us", words: { name: "Quince" } }]);
		expect(Object.keys(names[0]?.words ?? {})).toEqual(["name"]);
	});

	it("holds no ask and no readiness", async () => {
		await ana.asks.ask({ area: "talk", line: "Quince", wants_at: null, lasts: ana.asks.HOUR });
		const until = Date.now() + ana.readiness.HOUR;
		await ana.readiness.sayReady([{ area: "money", state: "ready", reveal: "always", until, energy: null }]);
		expect((await taken()).map(({ kind }) => kind).sort()).toEqual(["check_ins", "rituals"]);
	});

	it("holds one's own voice alone of a conversation on one phone", async () => {
		const here = await import("../../practices/conversations/own");
		const own = () => here.ownConversations.value[0] ?? expect.fail("no conversation");
		const words = { text: "", heard: "", sense: "", more: "" };
		await here.beginHere({ ...WISH, line: "Evenings", keeps: true });
		await here.takeStepHere(own(), "turn", { ...words, text: "Ana was afraid" });
		await here.takeStepHere(own(), "reflection", { ...words, heard: "Ben heard it" });
		await here.endHere(own());
		await here.takeAwayHere(own(), { mine: "Ana takes this", theirs: "Ben takes that" });
		const records = await taken();
		vi.stubGlobal("document", { documentElement: { lang: "en" } });
		for (const text of [asJson(records, 0), asPage(await loadFaces(), records, 0)]) {
			for (const own of ["Evenings", "Ana was afraid", "Ana takes this"]) expect(text).toContain(own);
			expect(text).not.toMatch(/Ben heard|Ben takes/);
		}
	});

	it("holds of a conversation on two phones only what one wrote oneself, and no wobble and no answer", async () => {
		const talk = await import("../../practices/conversations/store");
		const { conversationOf } = await import("../../practices/conversations/conversation");
		const wobbles = await import("../../practices/wobbles/store");
		const written = { text: "", heard: "", sense: "", more: "" };
		await ana.wake();
		const id = await talk.propose({ ...WISH, line: "Evenings" });
		const one = () => conversationOf(id) ?? expect.fail("no conversation");
		for (const phone of [ana, ben]) await meet(phone);
		await talk.join(one());
		for (const phone of [ben, ana]) await meet(phone);
		await talk.takeStep(one(), "turn", { ...written, text: "Ana was afraid" });
		for (const phone of [ana, ben]) await meet(phone);
		await talk.takeStep(one(), "reflection", { ...written, heard: "Ben heard it" });
		await meet(ben);
		await ana.wake();
		await wobbles.wobble();
		// past the time for Undo
		vi.useFakeTimers({ now: Date.now() + 6000, toFake: ["Date"] });
		for (const phone of [ana, ben]) await meet(phone);
		vi.useRealTimers();
		expect(wobbles.theirs.value).not.toBeNull();
		await wobbles.letRest(wobbles.theirs.value?.id ?? "");
		await ana.wake();
		await ana.feed.pull();
		const records = await taken();
		expect(new Set(records.map(({ kind }) => kind))).toEqual(
			new Set(["rituals", "check_ins", "conversations", "conversation_steps"]),
		);
		const text = asJson(records, 0);
		for (const own of ["Evenings", "Ana was afraid"]) expect(text).toContain(own);
		expect(text).not.toContain("Ben heard");
		await ben.wake();
		const theirs = asJson(await taken(), 0);
		expect(theirs).toContain("Ben heard");
		expect(theirs).not.toMatch(/Evenings|Ana was afraid/);
	});

	it("holds what a conversation is about if one said something in it, and no invitation alone", async () => {
		const { default: face } = await import("../../practices/conversations/face");
		const one = { made: 0, by: "me", audience: "us", signals: {} } as const;
		const about = (id: string, line: string) => ({ ...one, kind: "conversations", id, words: { line } });
		const terms = { mode: "written", keeps: true };
		const step = { ...one, kind: "conversation_steps", id: "held/1", words: { text: "Ana was afraid" } };
		const takeaway = { ...one, kind: "conversation_takeaways", id: "spoken/ana", words: { text: "Ana takes this" } };
		const held = [about("held", "Evenings"), about("spoken", "Mornings")];
		const alone = [about("alone", "Money"), about("held", "")];
		const agreed = [...held, ...alone].map((record) => ({ ...record, signals: terms }));
		expect(await face.gathered?.([...agreed, step, takeaway])).toEqual([...held, step, takeaway]);
	});

	it("holds a loop without who accepted it", async () => {
		await agreeOnLoop();
		const records = (await taken()).filter(({ kind }) => kind.startsWith("pattern"));
		expect(records.map(({ kind }) => kind)).toEqual(["patterns"]);
		expect(asJson(records, 0)).not.toContain("accept");
	});

	it("holds a loop before when the two were in it, and says of that no more than its quarter of an hour", async () => {
		const patterns = await import("../../practices/patterns/store");
		const id = await agreeOnLoop();
		await patterns.sayInIt(patterns.patternOf(id) ?? expect.fail("no loop"));
		const records = (await taken()).filter(({ kind }) => kind.startsWith("pattern"));
		expect(records.map(({ kind }) => kind)).toEqual(["patterns", "pattern_moments"]);
		vi.stubGlobal("document", { documentElement: { lang: "en" } });
		expect(asPage(await loadFaces(), records, 0)).toMatch(
			/:(00|15|30|45)\D* to \d+:(00|15|30|45)\D* · For both of us</,
		);
	});

	it("holds what is shared once, as long as both read the same, and as shared once the server has it", async () => {
		const { default: face } = await import("../../practices/journal/face");
		const { changePage, keepPage, PAGES } = await import("../../practices/journal/store");
		const { share, shareAgain } = await import("../sync/kept-for-me");
		await ana.wake();
		await keepPage("For me", "on_my_mind");
		const page = async () => (await kept(PAGES))[0] ?? expect.fail("no page");
		await share(PAGES, await page());
		const told = async () => {
			const records = (await face.gathered?.(await taken())) ?? [];
			return records
				.filter(({ kind }) => kind === "journal_pages")
				.map(({ audience, words }) => [audience, words?.text]);
		};
		expect(await told()).toEqual([["me", "For me"]]);
		await sent();
		expect(await told()).toEqual([["us", "For me"]]);
		await changePage(await page(), "For me, and more");
		const apart = [
			["me", "For me, and more"],
			["us", "For me"],
		];
		expect(await told()).toEqual(apart);
		const { copy } = await page();
		await shareAgain(PAGES, await page(), copy ?? expect.fail("no copy"));
		expect(await told()).toEqual(apart);
		await sent();
		expect(await told()).toEqual([["us", "For me, and more"]]);
	});

	it("holds a shared reflection once, and says what of it was shared", async () => {
		const { default: face } = await import("../../practices/reflections/face");
		const { KEPT, keepReflection } = await import("../../practices/reflections/store");
		const { share } = await import("../sync/kept-for-me");
		const said = { feelings: [], when: "", need: "", act: null, sentence: "I feel hurt." } as const;
		await ana.wake();
		for (const need of ["", "honesty"]) await keepReflection({ ...said, need });
		const told = async () => {
			const records = (await face.gathered?.(await taken())) ?? [];
			return records
				.filter(({ kind }) => kind === "reflections")
				.map((one) => [one.audience, ...(face.kinds.reflections?.exported?.(one, records) ?? [])]);
		};
		const unshared = [
			["me", "Your sentence: I feel hurt."],
			["me", "Your sentence: I feel hurt.", "You need: honesty"],
		];
		expect(await told()).toEqual(unshared);
		for (const one of await kept(KEPT)) await share(KEPT, one);
		expect(await told()).toEqual(unshared);
		await sent();
		expect(await told()).toEqual([
			["us", "Your sentence: I feel hurt."],
			["me", "The sentence you shared: I feel hurt.", "You need: honesty"],
		]);
	});

	it("is all there after the two have parted, without a word to the server", async () => {
		const before = (await taken()).length;
		await ana.leaving.leave();
		vi.stubGlobal("fetch", () => Promise.reject(new TypeError("nobody is asked")));
		const after = await taken();
		expect(after).toHaveLength(before);
		expect(after.map(({ by }) => by).sort()).toEqual(["before", "me"]);
	});

	it("bears no time after the one that was sealed, whatever the server claims", async () => {
		const db = await local();
		for (const row of await db.getAll("records"))
			if (row.view && row.kind === "check_ins") {
				const fields = { ...row.view.fields, shown_at: "2099-01-01T00:00:00.000Z" };
				await db.put("records", { ...row, view: { ...row.view, fields } });
			}
		for (const { made } of await taken()) expect(made).toBeLessThanOrEqual(Date.now());
	});

	it("says how far it is, and can be given up", async () => {
		const shares: number[] = [];
		await taken((share) => void shares.push(share));
		expect(shares.at(-1)).toBe(1);
		await expect(gather({ onProgress: () => undefined, stop: AbortSignal.abort() })).rejects.toThrow();
	});

	it("is a page that runs nothing", async () => {
		vi.stubGlobal("document", { documentElement: { lang: "en" } });
		const page = asPage(await loadFaces(), await taken(), 0);
		expect(page).toContain("Ana &lt;script&gt;");
		expect(page).toContain("Dinner &amp; talk");
		expect(page).not.toMatch(/<script|https?:/);
	});
});

/** @module-tag slow */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { asJson, asPage } from "../../screens/export-files";
import { loadFaces } from "../../screens/faces";
import { ana, ben } from "../../testing/paired";
import { meet, ritualDraft } from "../../testing/stories";
import { fullDate } from "../../ui/when";
import { type Exported, gather } from "../store/exporting";
import { local } from "../store/local";

const LOOP = { template: "own", title: "Chase", mine: "I follow", theirs: "Laughs it off", instead: "Tea" };

let loops: typeof import("../../practices/patterns/store");
let rituals: typeof import("../../practices/rituals/store");
let id: string;

beforeEach(async () => {
	loops = await import("../../practices/patterns/store");
	rituals = await import("../../practices/rituals/store");
	vi.stubGlobal("document", { documentElement: { lang: "en" } });
	await ben.wake();
	id = await loops.propose(LOOP);
	await both();
	await ana.wake();
});

describe("a loop in a file", () => {
	it("is in nobody's before both have accepted it", async () => {
		await inNeither(/Chase|Laughs it off/);
	});

	it("is in nobody's after one of the two declined it, sent or not", async () => {
		await loops.decline(loop());
		expect(await kinds()).not.toContain("patterns");
		await pastUndo();
		await both();
		await inNeither(/Chase|Laughs it off/);
	});

	it("is in nobody's once somebody who had accepted it declined it, even if that is not sent yet", async () => {
		await acceptLoop();
		await loops.decline(loop());
		await inFiles(/Chase|Laughs it off/, false);
		await pastUndo();
		await both();
		await inNeither(/Chase|Laughs it off/);
	});

	it("is in nobody's after its author withdrew it", async () => {
		await ben.wake();
		await loops.endPattern(loop());
		await pastUndo();
		await both();
		await inNeither(/Chase|Laughs it off/);
	});

	it("is in both's once both have accepted it, and as it is in force says nothing more", async () => {
		await acceptLoop();
		for (const phone of [ana, ben]) {
			await phone.wake();
			for (const text of await files()) {
				expect(text).toContain("Chase");
				expect(text).not.toMatch(/ended|"state"/);
			}
		}
	});

	it("is left out while one of the two has yet to accept new words, written here or there", async () => {
		await acceptLoop();
		await ben.wake();
		await loops.change(loop(), { ...loop(), title: "Quince" });
		await inFiles(/Chase|Quince/, false);
		await both();
		await inNeither(/Chase|Quince/);
	});

	it("says that it has ended, with the day if that is known", async () => {
		await acceptLoop();
		await loops.endPattern(loop());
		await pastUndo();
		await both();
		for (const phone of [ana, ben]) {
			await phone.wake();
			const [json, page] = await files();
			expect(page).toContain(`It ended on ${fullDate(Date.now())}.`);
			expect(json).toContain('"state": "ended"');
		}
		// a day later nothing tells who ended it
		const db = await local();
		for (const row of await db.getAll("records")) {
			if (row.kind === "pattern_ends") await db.delete("records", [row.space_id, row.kind, row.id]);
			if (row.kind === "patterns" && row.view)
				await db.put("records", { ...row, view: { ...row.view, fields: { ...row.view.fields, state: "ended" } } });
		}
		expect((await files())[1]).toContain("It has ended.");
	});

	it("stays in both files after the two have parted", async () => {
		await acceptLoop();
		await ana.leaving.leave();
		await inFiles(/Chase/, true);
		await ben.wake();
		await ben.identity.checkSession();
		expect(ben.session.ready().couple).toBeNull();
		await inFiles(/Chase/, true);
	});
});

describe("a ritual in a file", () => {
	it("is in nobody's before both have accepted it, or once one has declined it", async () => {
		await ben.wake();
		await rituals.propose(ritualDraft({ title: "Quince" }));
		await both();
		await inNeither(/Quince/);
		await ana.wake();
		await rituals.decline(ritual("Quince"));
		await pastUndo();
		await both();
		await inNeither(/Quince/);
	});

	it("says once it was replaced by a change that both accepted, and no earlier", async () => {
		await ben.wake();
		await rituals.propose(ritualDraft({ title: "Quince" }));
		await both();
		await ana.wake();
		await rituals.accept(ritual("Quince"));
		await both();
		await ana.wake();
		await rituals.propose(ritualDraft({ title: "Medlar" }), ritual("Quince"));
		await both();
		await inFiles(/Medlar|later/, false);
		await rituals.accept(ritual("Medlar"));
		await both();
		await inFiles(/You both said yes to a change of it later\..*Medlar/s, true);
	});

	it("of one person alone is in their file, and says that it has ended", async () => {
		await ana.leaving.leave();
		await rituals.propose(ritualDraft({ title: "Quince" }));
		await inFiles(/Quince/, true);
		await meet(ana);
		await rituals.endRitual(ritual("Quince"));
		await inFiles(/Quince.*It has ended\./s, true);
	});
});

function loop(): import("../../practices/patterns/store").Pattern {
	return loops.patternOf(id) ?? expect.fail("no loop");
}

function ritual(title: string): string {
	return rituals.rituals.value.find((one) => one.title === title)?.id ?? expect.fail("no ritual");
}

async function acceptLoop(): Promise<void> {
	await loops.accept(loop());
	for (const phone of [ana, ben, ana]) await meet(phone);
}

/** Sends from both and reads on both; Ben's phone is awake then. */
async function both(): Promise<void> {
	for (const phone of [ana, ben, ana, ben]) await meet(phone);
}

/** What can be undone is sent at the next meeting. */
async function pastUndo(): Promise<void> {
	vi.useFakeTimers({ now: Date.now() + 7000, toFake: ["Date"] });
}

async function taken(): Promise<readonly Exported[]> {
	let read = await gather({ onProgress: () => undefined, stop: new AbortController().signal });
	for (const { gathered } of await loadFaces()) read = (await gathered?.(read)) ?? read;
	return read;
}

async function kinds(): Promise<readonly string[]> {
	return (await taken()).map(({ kind }) => kind);
}

/** JSON and page. */
async function files(): Promise<readonly [string, string]> {
	const records = await taken();
	return [asJson(records, 0), asPage(await loadFaces(), records, 0)];
}

async function inFiles(words: RegExp, expected: boolean): Promise<void> {
	expect(words.test((await files())[1])).toBe(expected);
	if (!expected) expect((await files())[0]).not.toMatch(words);
}

async function inNeither(words: RegExp): Promise<void> {
	for (const phone of [ana, ben]) {
		await phone.wake();
		await inFiles(words, false);
	}
}

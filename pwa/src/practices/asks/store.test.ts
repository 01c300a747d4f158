/** @module-tag slow */

import { describe, expect, it, vi } from "vitest";
import { answer } from "../../kernel/push/answer";
import { look, minute, second } from "../../kernel/store/clock";
import { asked, sendAll, wish } from "../../testing/asking";
import { ana, ben, server } from "../../testing/paired";
import type { Phone } from "../../testing/phone";
import { meet, written } from "../../testing/stories";
import today from "./today";

const HOUR = 3_600_000;

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
/** What Today shows to the person whose phone is awake. */
const offered = () => today.waiting?.value.map(({ key }) => key);
const states = (phone: Phone) => phone.asks.asks.value.map(({ state }) => state);

describe("asking", () => {
	it("reaches the partner sealed, with its line and its end", async () => {
		await asked({ line: " A quiet half hour " });
		expect(ben.asks.asks.value).toMatchObject([{ state: "asked", area: "money", line: "A quiet half hour" }]);
		expect(server.heard.some(({ body }) => body?.includes("quiet half"))).toBe(false);
	});

	it("can be undone for five seconds without a trace", async () => {
		const id = await ana.asks.ask(wish());
		expect(ana.asks.ways.value.find(({ area }) => area === "money")).toMatchObject({ open: true });
		await ana.asks.withdrawAsk(id);
		await sendAll(ana);
		expect([written(server), ana.asks.asks.value]).toEqual([[], []]);
	});

	it("is open once in an area, and rests after it was withdrawn", async () => {
		const id = await asked();
		await ana.wake();
		await ana.asks.withdrawAsk(id);
		expect(states(ana)).toEqual(["over"]);
		await meet(ana);
		expect(ana.asks.ways.value.find(({ area }) => area === "money")).toMatchObject({ open: false });
		expect(ana.asks.ways.value.find(({ area }) => area === "money")?.rests).toBeGreaterThan(Date.now());
		await meet(ben);
		expect(states(ben)).toEqual(["withdrawn"]);
	});
});

describe("what cannot go now", () => {
	it("waits as a draft out of the tray, and goes only when it is sent once more", async () => {
		server.asks.paused.add(ana.session.ready().couple?.partner_id ?? "");
		await ana.asks.ask(wish({ line: "Soon?" }));
		await sendAll(ana);
		expect(ana.asks.drafts.value).toMatchObject([{ area: "money", line: "Soon?", why: "paused" }]);
		expect([ana.tray.tray.value, ana.asks.asks.value]).toEqual([[], []]);
		server.asks.paused.clear();
		await meet(ana);
		expect(ana.asks.drafts.value).toHaveLength(1);
		const [draft] = ana.asks.drafts.value;
		if (draft) await ana.asks.ask(draft, draft.id);
		await sendAll(ana);
		expect([ana.asks.drafts.value, states(ana)]).toEqual([[], ["waiting"]]);
	});

	it("is kept without a request where this phone knows of a pause, and asks again when that is over", async () => {
		await ben.wake();
		await ben.pauses.pause();
		await meet(ben);
		await meet(ana);
		server.heard.length = 0;
		await ana.asks.keepDraft(wish({ line: "Soon?" }));
		const undone = await ana.asks.keepDraft(wish({ area: "talk" }));
		await ana.asks.withdrawAsk(undone);
		await sendAll(ana);
		expect(written(server)).toEqual([]);
		expect(ana.asks.drafts.value).toMatchObject([{ area: "money", line: "Soon?", why: "paused" }]);
		expect([ana.asks.asks.value, ana.tray.tray.value, offered()]).toEqual([[], [], []]);
		await ben.wake();
		await ben.pauses.endPause("back");
		await meet(ben);
		await meet(ana);
		const [draft] = ana.asks.drafts.value;
		expect(offered()).toEqual([`draft:${draft?.id}`]);
		if (draft) await ana.asks.ask(draft, draft.id);
		await sendAll(ana);
		expect([written(server), ana.asks.drafts.value, states(ana)]).toEqual([
			["PUT /pauses/ID/end", "PUT /asks/ID"],
			[],
			["waiting"],
		]);
	});

	it("can be let go", async () => {
		await asked();
		await ana.wake();
		await ana.asks.ask(wish());
		await sendAll(ana);
		const [draft] = ana.asks.drafts.value;
		expect(draft?.why).toBe("open_ask");
		await ana.asks.letGo(draft?.id ?? "");
		expect([ana.asks.drafts.value, states(ana)]).toEqual([[], ["waiting"]]);
	});
});

describe("a yes", () => {
	it("is there for both or not at all, and ends as either takes it back", async () => {
		const id = await asked();
		const yes = await ben.asks.sayYes(id, Date.now() + HOUR);
		expect(states(ben)).toEqual(["yes"]);
		await meet(ana);
		expect(states(ana)).toEqual(["yes"]);
		await ben.wake();
		server.faults.push({ as: "down", times: 99 });
		await ben.asks.withdrawAnswer(yes);
		expect(states(ben)).toEqual(["over"]);
		server.faults.length = 0;
		await meet(ben);
		await meet(ana);
		expect(states(ana)).toEqual(["withdrawn"]);
	});

	it("lasts no longer than its giver sealed, whatever the server says", async () => {
		const id = await asked();
		await ben.asks.sayYes(id, Date.now() + HOUR);
		await meet(ana);
		const [asking] = ana.asks.asks.value;
		const end = asking?.answer?.until ?? 0;
		const later = { ends_at: inHours(9), expires_at: inHours(9), until: inHours(9) };
		server.records.lie(ana.session.ready().person_id, "ask", later);
		for (const [hours, state] of [
			[0, "yes"],
			[1.1, "over"],
		] as const) {
			vi.useFakeTimers({ now: Date.now() + hours * HOUR, toFake: ["Date"] });
			[minute.value, second.value] = [Date.now(), Date.now()];
			await meet(ana);
			expect([states(ana), ana.asks.asks.value[0]?.ends_at]).toEqual([[state], Date.parse(later.ends_at)]);
			vi.useRealTimers();
		}
		expect(end).toBeLessThan(Date.parse(inHours(2)));
	});

	it.each([-3, 1])("counts as ended where somebody set this phone's clock by %i hours", async (hours) => {
		const id = await asked();
		await ben.asks.sayYes(id, Date.now() + 9 * HOUR);
		vi.useFakeTimers({ now: Date.now() + hours * HOUR, toFake: ["Date"] });
		look();
		expect(states(ben)).toEqual(["over"]);
		vi.useRealTimers();
		look();
		expect(states(ben)).toEqual(["yes"]);
	});

	it.each(["lost", "down"] as const)("whose answer is %s is withdrawn, so that none stands unknown", async (as) => {
		const id = await asked();
		server.faults.push({ on: /PUT .*answers/, as });
		await expect(ben.asks.sayYes(id, Date.now() + HOUR)).rejects.toMatchObject({ code: "offline" });
		await meet(ben);
		expect(server.asks.said()).toEqual([]);
		minute.value = Date.now();
		second.value = Date.now();
		expect(states(ben)).toEqual([as === "lost" ? "over" : "asked"]);
	});

	it("does not begin in a pause: nothing of it stays, and it can be said afterwards", async () => {
		const id = await asked();
		server.asks.paused.add(ana.session.ready().person_id);
		await expect(ben.asks.sayYes(id, Date.now() + HOUR)).rejects.toMatchObject({ code: "paused" });
		expect([states(ben), await ben.queue.rereadQueue(), server.asks.said()]).toEqual([["asked"], [], []]);
		server.asks.paused.clear();
		await ben.asks.sayYes(id, Date.now() + HOUR);
		expect(states(ben)).toEqual(["yes"]);
	});

	it("waits for nothing offline", async () => {
		const id = await asked();
		vi.stubGlobal("navigator", { onLine: false });
		await expect(ben.asks.sayYes(id, Date.now() + HOUR)).rejects.toMatchObject({ code: "offline" });
		expect(await ben.queue.rereadQueue()).toEqual([]);
	});

	it("is withdrawn by the asker from the lock screen", async () => {
		const id = await asked();
		const yes = await ben.asks.sayYes(id, Date.now() + HOUR);
		await meet(ana);
		const { couple } = ana.session.ready();
		const place = { notice: "n", space_id: couple?.id ?? "", record_kind: "ask_answers", record_id: yes, ask_id: id };
		server.faults.push({ on: /withdrawal/, as: "down" });
		await answer({ ...place, kind: "ask_answer" }, "withdraw");
		await ana.wake();
		expect(states(ana)).toEqual(["over"]);
		await meet(ana);
		expect(server.asks.said()).toEqual([]);
		await meet(ben);
		expect(states(ben)).toEqual(["withdrawn"]);
	});

	it("is withdrawn by its giver from the lock screen", async () => {
		const id = await asked();
		const yes = await ben.asks.sayYes(id, Date.now() + HOUR);
		const { couple } = ben.session.ready();
		const place = { notice: "n", space_id: couple?.id ?? "", record_kind: "ask_answers", record_id: yes, ask_id: id };
		await answer({ ...place, kind: "own_yes" }, "withdraw");
		expect(server.asks.said()).toEqual([]);
		expect(await ben.queue.rereadQueue()).toEqual([]);
	});
});

describe("other answers", () => {
	it("let it rest quietly: to the asker nothing changes", async () => {
		const id = await asked();
		await ana.wake();
		const before = JSON.stringify([ana.asks.asks.value, await (await ana.local.local()).getAll("records")]);
		await ben.wake();
		await ben.asks.letRest(id);
		await sendAll(ben);
		expect(states(ben)).toEqual(["let_rest"]);
		await meet(ana);
		expect(JSON.stringify([ana.asks.asks.value, await (await ana.local.local()).getAll("records")])).toBe(before);
	});

	it("say later or not now, with a line", async () => {
		const id = await asked();
		await ben.asks.sayLater(id, Date.now() + HOUR, "After work");
		await sendAll(ben);
		await meet(ana);
		expect(ana.asks.asks.value).toMatchObject([{ state: "later", answer: { line: "After work" } }]);
	});

	it("say later: the area rests until the agreed time, and is free from then on", async () => {
		const id = await asked();
		const at = Date.now() + 2 * HOUR;
		await ben.asks.sayLater(id, at, "");
		await sendAll(ben);
		await ana.wake();
		await meet(ana);
		const money = () => ana.asks.ways.value.find(({ area }) => area === "money");
		expect(money()).toMatchObject({ open: false, rests: at });
		vi.useFakeTimers({ now: at, toFake: ["Date"] });
		[minute.value, second.value] = [at, at];
		expect(money()).toMatchObject({ open: false, rests: null });
		vi.useRealTimers();
	});

	it("can be undone for five seconds", async () => {
		const id = await asked();
		const said = await ben.asks.sayNotNow(id, "");
		expect(states(ben)).toEqual(["not_now"]);
		await ben.asks.undoAnswer(said);
		await sendAll(ben);
		expect([states(ben), server.asks.said()]).toEqual([["asked"], []]);
	});

	it("that come too late go without a word", async () => {
		const id = await asked();
		await ben.asks.sayNotNow(id, "");
		await ana.wake();
		await ana.asks.withdrawAsk(id);
		await meet(ana);
		server.faults.push({ on: /answers/, as: { status: 409, code: "already_ended" } });
		await sendAll(ben);
		expect([ben.tray.tray.value, ben.queue.queue.value]).toEqual([[], []]);
	});
});

it("is in no export, and after a restore nothing of it is said again but withdrawals", async () => {
	const id = await asked();
	await ben.asks.sayYes(id, Date.now() + HOUR);
	const { gather } = await import("../../kernel/store/exporting");
	const kinds = (await gather({ onProgress: () => undefined, stop: new AbortController().signal })).map(
		({ kind }) => kind,
	);
	expect(kinds.filter((kind) => kind.startsWith("ask"))).toEqual([]);
	server.heard.length = 0;
	server.restoreAll(() => null);
	await meet(ben);
	await meet(ana);
	expect(written(server).filter((line) => line.includes("/asks"))).toEqual([]);
	expect([ana.asks.asks.value, await (await ana.local.local()).getAll("outbox")]).toEqual([[], []]);
});

/** @module-tag slow */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { sendAll } from "../../testing/asking";
import { ana, ben, server } from "../../testing/paired";
import type { Phone } from "../../testing/phone";
import { meet, written } from "../../testing/stories";
import { WOBBLE } from "./notices";
import * as wobbles from "./store";
import today from "./today";

const HOUR = 3_600_000;
const CARD = "Sit with me for ten minutes.";

const offered = () => today.waiting?.value.map(({ key }) => key);

/** What a phone has stored of wobbles. */
async function kept(phone: Phone): Promise<string[]> {
	const records = await (await phone.local.local()).getAll("records");
	return records.map(({ kind }) => kind).filter((kind) => kind.startsWith("wobble") && kind !== "wobble_cards");
}

/** Ana has told of a wobble; Ben's phone is awake and knows. */
async function told(): Promise<string> {
	const id = await wobbles.wobble();
	await sendAll(ana);
	await meet(ben);
	return id;
}

function their(): wobbles.Wobble {
	const { value } = wobbles.theirs;
	if (!value) throw new Error("no wobble");
	return value;
}

beforeEach(() => {
	server.wobbles.paused.clear();
});

describe("the card", () => {
	it("is its author's alone, and goes sealed with a wobble", async () => {
		await wobbles.saveCard(` ${CARD} `);
		await meet(ana);
		await meet(ben);
		expect(wobbles.card.value).toBe("");
		await ana.wake();
		expect(wobbles.card.value).toBe(CARD);
		await told();
		expect(their()).toMatchObject({ helps: CARD, state: "asked" });
		expect(server.heard.some(({ body }) => body?.includes("ten minutes"))).toBe(false);
	});

	it("may be empty", async () => {
		await wobbles.saveCard(CARD);
		await wobbles.saveCard("");
		await told();
		expect(their().helps).toBe("");
	});
});

describe("telling of one", () => {
	it("can be undone for five seconds without a trace", async () => {
		const id = await wobbles.wobble();
		expect(wobbles.mine.value).toMatchObject({ state: "waiting", pending: true });
		await wobbles.withdrawWobble(id);
		await sendAll(ana);
		expect([written(server), wobbles.mine.value, await kept(ana)]).toEqual([[], null, []]);
	});

	it("is withdrawn on both phones, and can be told again at once", async () => {
		const id = await told();
		await ana.wake();
		await wobbles.withdrawWobble(id);
		expect(wobbles.mine.value).toBeNull();
		await meet(ana);
		expect(await kept(ana)).toEqual([]);
		await meet(ben);
		expect([await kept(ben), wobbles.theirs.value]).toEqual([[], null]);
		await ana.wake();
		await told();
		expect(their().state).toBe("asked");
	});

	it("keeps nothing that would go by itself after a pause", async () => {
		server.wobbles.paused.add(ana.session.ready().couple?.partner_id ?? "");
		await wobbles.wobble();
		await sendAll(ana);
		expect([wobbles.mine.value, ana.queue.queue.value, ana.tray.tray.value, await kept(ana)]).toEqual([
			null,
			[],
			[],
			[],
		]);
	});
});

describe("an answer", () => {
	it("that one is there stays until the wobble ends", async () => {
		await told();
		expect(offered()).toEqual(["wobble:theirs"]);
		const { expires_at } = their();
		await wobbles.sayHere(their());
		expect([their().state, offered()]).toEqual(["yes", ["wobble:theirs"]]);
		await meet(ana);
		expect(wobbles.mine.value).toMatchObject({ state: "yes" });
		expect(offered()).toEqual(["wobble:answered"]);
		expect(wobbles.mine.value?.answer?.until).toBeLessThanOrEqual(expires_at);
	});

	it("that names a time stays until then", async () => {
		const id = await told();
		const at = Date.now() + 5 * HOUR;
		await wobbles.sayAt(id, at);
		await sendAll(ben);
		await meet(ana);
		expect(wobbles.mine.value?.answer?.later_at).toBe(at);
		await ana.forgetting.forgetOver(at - HOUR);
		expect(await kept(ana)).toContain("wobbles");
		await ana.forgetting.forgetOver(at + 1);
		expect(await kept(ana)).toEqual([]);
	});

	it("is not there if it is let rest: nothing changes for the one who waits", async () => {
		const id = await told();
		await wobbles.letRest(id);
		await sendAll(ben);
		expect([their().state, offered()]).toEqual(["let_rest", []]);
		await meet(ana);
		expect(wobbles.mine.value).toMatchObject({ state: "waiting", answer: null });
		expect(await kept(ana)).toEqual(["wobbles"]);
	});

	it("that is withdrawn ends it for both", async () => {
		await told();
		const id = await wobbles.sayHere(their());
		await wobbles.withdrawAnswer(id);
		await meet(ben);
		await meet(ana);
		expect([wobbles.mine.value, await kept(ana)]).toEqual([null, []]);
	});
});

it("goes from both phones after two hours, by their own clocks, with what was said", async () => {
	const id = await told();
	await wobbles.letRest(id);
	await sendAll(ben);
	for (const phone of [ben, ana]) {
		await phone.wake();
		await phone.forgetting.forgetOver(Date.now() + 2 * HOUR + 1000);
		expect(await kept(phone)).toEqual([]);
	}
});

it("is over on the screen at the end of its two hours, without a word", async () => {
	await told();
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 2 * HOUR + 1000 });
	(await import("../../kernel/store/clock")).look();
	expect([wobbles.theirs.value, offered()]).toEqual([null, []]);
});

it("says nothing of the card in a notice", async () => {
	const { notices } = await import("./notices");
	const said = notices.faces[WOBBLE]?.say({ notice: { kind: WOBBLE } as never, name: "Ana", words: {} }, "Ana");
	expect(said).toEqual({ title: "Ana has a wobble.", body: "" });
});

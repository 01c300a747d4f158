import { describe, expect, it } from "vitest";
import { newId } from "../../kernel/store/ids";
import { asked, sendAll, wish } from "../../testing/asking";
import { ana, ben, server } from "../../testing/paired";
import type { Phone } from "../../testing/phone";
import { meet } from "../../testing/stories";

const HOUR = 3_600_000;

describe("a day after its end", () => {
	const kept = async (phone: Phone) => (await (await phone.local.local()).getAll("records")).map(({ kind }) => kind);
	const ofAsks = async (phone: Phone) => (await kept(phone)).filter((kind) => kind.startsWith("ask"));

	it("goes from both phones with all that hangs on it", async () => {
		const id = await asked();
		const rest = await ben.asks.letRest(id);
		await sendAll(ben);
		await ben.asks.withdrawAnswer(rest);
		await ben.asks.letRest(id);
		await sendAll(ben);
		expect(await ofAsks(ben)).toEqual(["ask_answer_withdrawals", "ask_answers", "asks"]);
		await ana.wake();
		await ana.asks.withdrawAsk(id);
		await meet(ana);
		server.asks.forgetAsk(id);
		for (const phone of [ana, ben]) {
			await meet(phone);
			expect([await ofAsks(phone), phone.asks.asks.value]).toEqual([[], []]);
		}
	});

	it("goes without being told, once a day has passed by the ask's own times", async () => {
		const id = await asked({ lasts: HOUR });
		await ben.asks.letRest(id);
		await sendAll(ben);
		const later = (hours: number) => ben.forgetting.forgetOver(Date.now() + hours * HOUR);
		await later(24);
		expect(await ofAsks(ben)).toEqual(["ask_answers", "asks"]);
		await later(26);
		expect(await ofAsks(ben)).toEqual([]);
	});

	it("stays until the time that a later named, since the area rests until then", async () => {
		const id = await asked({ lasts: HOUR });
		await ben.asks.sayLater(id, Date.now() + 14 * 24 * HOUR, "");
		await sendAll(ben);
		await ana.wake();
		await meet(ana);
		const later = (hours: number) => ana.forgetting.forgetOver(Date.now() + hours * HOUR);
		await later(14 * 24);
		expect(await ofAsks(ana)).toEqual(["ask_answers", "asks"]);
		await later(14 * 24 + 2);
		expect(await ofAsks(ana)).not.toContain("asks");
	});

	it("goes a week later where only its withdrawal ever arrived", async () => {
		await ana.asks.withdrawAsk(newId());
		await meet(ana);
		expect(await ofAsks(ana)).toEqual(["ask_withdrawals"]);
		await ana.forgetting.forgetOver(Date.now() + 170 * HOUR);
		expect(await ofAsks(ana)).toEqual([]);
	});

	it("keeps what was written here and waits", async () => {
		await ana.asks.ask(wish());
		await ana.forgetting.forgetOver(Date.now() + 999 * HOUR);
		expect([await ofAsks(ana), ana.queue.queue.value.length]).toEqual([["asks"], 1]);
	});
});

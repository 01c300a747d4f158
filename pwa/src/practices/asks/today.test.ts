/** What of asks waits on Today. */

import { expect, it } from "vitest";
import { asked, sendAll, wish } from "../../testing/asking";
import { ana, ben } from "../../testing/paired";
import { meet } from "../../testing/stories";
import today from "./today";

const news = () => today.waiting?.value.map((card) => card.news ?? false);

it("is news once it was answered, which a pause keeps behind later", async () => {
	const id = await asked();
	expect(news()).toEqual([false]);
	await ben.asks.sayNotNow(id, "");
	await sendAll(ben);
	await meet(ana);
	expect(news()).toEqual([true]);
});

it("offers to send a draft, which a loop keeps behind later", async () => {
	await ana.wake();
	await ana.asks.keepDraft(wish());
	await sendAll(ana);
	expect(today.waiting?.value.map(({ key, news }) => [key.split(":")[0], news])).toContainEqual(["draft", true]);
});

it("keeps an older ask above a newer one", async () => {
	const first = await asked();
	await ana.wake();
	const second = await asked({ area: "touch" });
	await ben.wake();
	expect(today.waiting?.value.map(({ key }) => key)).toEqual([`ask:${first}`, `ask:${second}`]);
});

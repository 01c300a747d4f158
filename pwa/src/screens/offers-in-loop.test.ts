/** What practices offer at moments of others, such as a conversation after a yes, while both are in a loop. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../paraglide/messages.js";
import { PRACTICES } from "../practices";
import { accept, endPattern, inNow, patternOf, propose, sayInIt } from "../practices/patterns/store";
import { ana, ben } from "../testing/paired";
import { closeScreen, wordsIn } from "../testing/screen";
import { meet } from "../testing/stories";
import { hearOffers, Offers } from "../ui/moments";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);

afterEach(closeScreen);

/** A loop that both are in now; Ben's phone is awake. */
async function inLoop(): Promise<void> {
	await ana.wake();
	const id = await propose({ template: "own", title: "Tit for tat", mine: "", theirs: "", instead: "Tea, then talk" });
	await meet(ana);
	await meet(ben);
	for (const say of [accept, sayInIt]) {
		const pattern = patternOf(id);
		if (pattern) await say(pattern);
		await meet(ben);
	}
}

it("is there again once they are out of it", async () => {
	hearOffers(PRACTICES.flatMap(({ offers }) => offers ?? []));
	const offered = () => wordsIn(Offers, "a");
	await vi.waitFor(() => expect(offered()).toEqual([m.conversation_offer()]));
	await inLoop();
	expect(offered()).toEqual([]);
	for (const pattern of inNow.value) await endPattern(pattern);
	expect(offered()).toEqual([m.conversation_offer()]);
});

/** Steps for tests of asks, between the two phones of paired.ts. */

import { vi } from "vitest";
import type { Wish } from "../practices/asks/store";
import { ana, ben } from "./paired";
import type { Phone } from "./phone";
import { meet } from "./stories";

const DAY = 86_400_000;
const UNDO = 5000;

export const wish = (parts: Partial<Wish> = {}): Wish => ({
	area: "money",
	line: "",
	wants_at: null,
	lasts: DAY,
	...parts,
});
/** Ends the time for Undo, so that it is sent. */
export async function sendAll(phone: Phone): Promise<void> {
	vi.useFakeTimers({ now: Date.now() + UNDO, toFake: ["Date"] });
	await meet(phone);
	vi.useRealTimers();
}

/** Ana has asked; Ben's phone is awake and has synced. */
export async function asked(parts?: Partial<Wish>): Promise<string> {
	const id = await ana.asks.ask(wish(parts));
	await sendAll(ana);
	await meet(ben);
	return id;
}

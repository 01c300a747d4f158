/** Asks in words. */

import { m } from "../../paraglide/messages.js";
import { askedWords } from "./asked-words";
import type { Area } from "./state";

/** "To be close". */
export function areaWords(area: Area): string {
	return {
		talk: m.ask_area_talk,
		money: m.ask_area_money,
		touch: m.ask_area_touch,
		intimacy: m.ask_area_intimacy,
		share: m.ask_area_share,
	}[area]();
}

/** What one might ask for: "A hug, or sitting close". */
export function exampleOf(area: Area): string {
	return {
		talk: m.ask_example_talk,
		money: m.ask_example_money,
		touch: m.ask_example_touch,
		intimacy: m.ask_example_intimacy,
		share: m.ask_example_share,
	}[area]();
}

/** "Ben asks to be close." */
export function theirWords(area: Area, name: string): string {
	return askedWords(area, name) ?? areaWords(area);
}

import { dayPart } from "../../kernel/store/clock";

/** Whether a time of the evening or the night, so that one says "tonight" and not "today". */
export function isAtNight(at: number): boolean {
	const { part } = dayPart(at, at);
	return part === "evening" || part === "night";
}

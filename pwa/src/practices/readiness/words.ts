/** What a person says beside being ready: their energy, and until when at the latest, as it lies in the sealed words. */

import { toInstant } from "../../kernel/clock";
import type { Words } from "../../kernel/seal";
import { type Level, levelOf } from "../../ui/level";

export const VERSION = 1;

const DAY = 86_400_000;
const QUARTER = 900_000;

/** Instants in epoch milliseconds. */
export interface Span {
	readonly started: number;
	readonly until: number;
}

/** No server can show it longer than until the end that is sealed with it. */
export function readyWords(energy: Level | null, latest: number): Words {
	return { energy, until: toInstant(latest) };
}

/**
 * When a readiness is over, as the server derives it too: the next quarter of an hour, and within a day the last one. A
 * round number of hours later, to the minute, would tell the minute of the tap.
 */
export function endOf(started: number, seconds: number): number {
	const end = up(started + seconds * 1000, QUARTER);
	return end <= started + DAY ? end : end - QUARTER;
}

/**
 * The end that is sealed: the end itself where the partner sees it anyway. What shows only while both are ready must not
 * tell how much longer one of them is, nor since when: there it is a midnight (UTC), one to two days after it was said.
 */
export function latestEnd(reveal: "always" | "mutual", { started, until }: Span): number {
	return reveal === "always" ? until : up(started + DAY, DAY);
}

/** Null where they did not say. */
export function readEnergy(words: Words | null): Level | null {
	return levelOf(words?.energy);
}

/** The sealed end; null where there is none. */
export function readLatest(words: Words | null): number | null {
	const at = typeof words?.until === "string" ? Date.parse(words.until) : Number.NaN;
	return Number.isNaN(at) ? null : at;
}

function up(instant: number, step: number): number {
	return Math.ceil(instant / step) * step;
}

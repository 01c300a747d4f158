/** The sealed words of readiness: energy, and the latest end. */

import type { Words } from "../../kernel/crypto/seal";
import { toInstant } from "../../kernel/store/clock";
import { instantOf } from "../../kernel/store/instant";
import { type Level, levelOf } from "../../ui/level";

const DAY = 86_400_000;
const QUARTER = 900_000;

/** Instants in epoch milliseconds. */
export interface Span {
	readonly started: number;
	readonly until: number;
}

/** The phone shows no readiness beyond the sealed end, whatever a server says. */
export function readyWords(energy: Level | null, latest: number): Words {
	return { energy, until: toInstant(latest) };
}

/**
 * The end of readiness, as the server derives it too: rounded up to a quarter of an hour, or down if it would exceed
 * a day. The exact end after a round number of hours would give away the minute of the tap.
 */
export function endOf(started: number, seconds: number): number {
	const end = up(started + seconds * 1000, QUARTER);
	return end <= started + DAY ? end : end - QUARTER;
}

/**
 * The end to seal: the end itself if the partner sees it anyway. If it shows only while both are ready, it must not
 * tell how much longer one of them is ready, nor since when: then it is a midnight (UTC), one to two days later.
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
	return instantOf(words?.until);
}

function up(instant: number, step: number): number {
	return Math.ceil(instant / step) * step;
}

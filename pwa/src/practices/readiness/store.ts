/** Readiness on this phone: what both show, saying it and withdrawing it. It expires by the clock alone. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { turns } from "../../kernel/browser/turns";
import { nowNear, serverNow, toInstant, unsure } from "../../kernel/store/clock";
import { type Shown, shown } from "../../kernel/store/records";
import { ready, session, whoIs } from "../../kernel/store/session";
import { save } from "../../kernel/sync/write";
import type { Level } from "../../ui/level";
import { READINESS, READINESS_MATCHES } from "./kinds";
import { endOf, latestEnd, readEnergy, readLatest, readyWords } from "./words";

export const AREAS = ["talk", "money", "touch", "intimacy"] as const;
export type Area = (typeof AREAS)[number];
export type State = "not_now" | "maybe" | "ready";
/** `mutual`: the partner sees it only while both are ready. */
export type Reveal = "always" | "mutual";

/** What a person is open to, while it is in force. */
export interface Said {
	readonly state: "maybe" | "ready";
	/** Epoch milliseconds, server time. */
	readonly until: number;
	readonly energy: Level | null;
	readonly pending: boolean;
	/** Of the partner's: the server has found both ready, so both see it. */
	readonly matched: boolean;
}

export type ByArea<Value> = { readonly [area in Area]?: Value };

/** What a person now says of one area. */
export interface Wish {
	readonly area: Area;
	readonly state: State;
	readonly reveal: Reveal;
	/** Epoch milliseconds; ignored for `not_now`. */
	readonly until: number;
	readonly energy: Level | null;
}

/** What was said, and how to restore what was said before. */
export interface Chosen {
	readonly wishes: readonly Wish[];
	readonly undo: () => Promise<void>;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const LONGEST = 24 * HOUR;
const RULES: Readonly<Record<Area, Reveal>> = { talk: "always", money: "always", touch: "mutual", intimacy: "mutual" };

const inTurn = turns<Area>();
const records = shown(READINESS);
const matches = shown(READINESS_MATCHES);
const own = computed(() => byArea(records.value.filter((record) => isOf("me", record))));
const other = computed(() => byArea(records.value.filter((record) => isOf("partner", record) && isSealed(record))));

/** Your own, by area. */
export const mine: ReadonlySignal<ByArea<Said>> = computed(() => holding(own.value));

/** What the partner shows, by area. */
export const theirs: ReadonlySignal<ByArea<Said>> = computed(() => holding(other.value));

/** Who sees what: the person's choice, else the default. */
export const rules: ReadonlySignal<Readonly<Record<Area, Reveal>>> = computed(() => ({
	...RULES,
	...Object.fromEntries(Object.entries(own.value).flatMap(([area, { fields }]) => ruleOf(area, fields.reveal))),
}));

/** Whether the person has used it before, and so has read what it is and what it reveals. */
export const isKnown: ReadonlySignal<boolean> = computed(() => Object.keys(own.value).length > 0);

/** Until when both are ready and both know it; null if they are not. */
export function bothUntil(area: Area): number | null {
	const [me, partner] = [mine.value[area], theirs.value[area]];
	if (me?.state !== "ready" || partner?.state !== "ready") return null;
	const known = rules.value[area] === "always" && !me.pending;
	return known || partner.matched ? Math.min(me.until, partner.until) : null;
}

/** Areas where both were ready within about an hour, even if one has withdrawn since. Equal for both. */
export const wereBoth: ReadonlySignal<ReadonlySet<Area>> = computed(() => {
	const held = matches.value.filter(({ space_id, fields }) => {
		const until = Date.parse(String(fields.until));
		return isOurs(space_id) && until > nowNear(until);
	});
	return new Set(held.map(({ id }) => id).filter(isArea));
});

/** Saves it; replaces what was said before. Throws Problem `no_key`. */
export async function sayReady(wishes: readonly Wish[]): Promise<void> {
	await sayChosen(
		wishes.map(({ area }) => area),
		() => wishes,
	);
}

/** Withdraws one area; goes ahead of the queue. */
export async function withdrawReadiness(area: Area): Promise<void> {
	await sayChosen([area], () => [asWish(area, undefined)]);
}

/**
 * Saves what `choose` returns for these areas, withdrawals first. Calls it once everything said before in these areas
 * is stored, since it compares with that. Throws Problem `no_key`.
 */
export function sayChosen(areas: readonly Area[], choose: () => readonly Wish[]): Promise<Chosen> {
	return inTurn(areas, async () => {
		const wishes = choose();
		const before = wishes.map(({ area }) => asWish(area, mine.value[area]));
		const [withdrawn, others] = [wishes.filter(isWithdrawal), wishes.filter((wish) => !isWithdrawal(wish))];
		for (const wish of [...withdrawn, ...others]) await sayOne(wish);
		return { wishes, undo: () => sayReady(before) };
	});
}

function isWithdrawal({ state }: Wish): boolean {
	return state === "not_now";
}

async function sayOne({ area, state, reveal, until, energy }: Wish): Promise<void> {
	const { person_id, couple } = ready();
	if (!couple) return;
	const started = serverNow();
	const duration_seconds = state === "not_now" ? null : secondsUntil(until, started);
	const ends = duration_seconds === null ? null : endOf(started, duration_seconds);
	await save(READINESS, {
		id: `${person_id}/${area}`,
		space_id: couple.id,
		fields: { state, reveal, started_at: toInstant(started), duration_seconds },
		shows: { until: ends && toInstant(ends) },
		urgent: state === "not_now",
		...(ends === null ? {} : { words: readyWords(energy, latestEnd(reveal, { started, until: ends })) }),
	});
}

function asWish(area: Area, said: Said | undefined): Wish {
	const { state = "not_now", until = 0, energy = null } = said ?? {};
	return { area, state, reveal: rules.value[area], until, energy };
}

function secondsUntil(until: number, now: number): number {
	// rounded down, since rounding up could move an unchanged end by a quarter of an hour
	return Math.floor(Math.min(Math.max(until - now, MINUTE), LONGEST) / 1000);
}

function isOf(who: "me" | "partner", { space_id, author_id }: Shown): boolean {
	return isOurs(space_id) && whoIs(author_id) === who;
}

function isOurs(space_id: string): boolean {
	const { value } = session;
	return value.state === "ready" && space_id === value.couple?.id;
}

/** Checks the seal: only the partner's phone can say that the partner is ready, and until when at the latest. */
function isSealed({ words, problem }: Shown): boolean {
	return problem === null && readLatest(words) !== null;
}

function byArea(list: readonly Shown[]): ByArea<Shown> {
	return Object.fromEntries(
		list.flatMap((record) => {
			const area = record.id.slice(record.id.indexOf("/") + 1);
			return isArea(area) ? [[area, record]] : [];
		}),
	);
}

function holding(list: ByArea<Shown>): ByArea<Said> {
	const said = Object.entries(list).flatMap(([area, record]) => {
		const { state, until } = record.fields;
		const said = typeof until === "string" ? Date.parse(until) : 0;
		const end = Math.min(said, readLatest(record.words) ?? said);
		// while the time is uncertain, it counts as ended
		if ((state !== "maybe" && state !== "ready") || unsure.value || end <= nowNear(end)) return [];
		const { words, pending, fields } = record;
		const matched = fields.matched === true;
		return [[area, { state, until: end, energy: readEnergy(words), pending, matched }] as const];
	});
	return Object.fromEntries(said);
}

function ruleOf(area: string, reveal: unknown): readonly (readonly [string, Reveal])[] {
	return reveal === "always" || reveal === "mutual" ? [[area, reveal]] : [];
}

function isArea(area: string): area is Area {
	return AREAS.some((known) => known === area);
}

/**
 * What a push shows. Its own text is neutral. The sealed words in it are shown only if the phone's owner turned
 * discreet mode off, the keys are here, and it did not come too late.
 */

import { ifStored } from "../browser/if-stored";
import { headerOf, openHeadline, type Words } from "../crypto/seal";
import { SealingError } from "../crypto/sealing-errors";
import { openingKey } from "../store/keyring";
import { local } from "../store/local";
import { readMeta, writeMeta } from "../store/meta";
import { type Kind, kindOf, type Notice } from "../store/practice";

export interface Push {
	readonly title: string;
	readonly body: string;
	/** A path of this app. */
	readonly path: string;
	readonly tag: string;
	readonly silent: boolean;
	/** Null if this app does not understand the push. */
	readonly notice: Notice | null;
}

/** What may be shown of a notice beyond its neutral text. */
export interface Told {
	readonly notice: Notice;
	/** The partner's name, if they shared one. */
	readonly name: string | null;
	/** The opened headline. */
	readonly words: Words | null;
}

const LATE = 3_600_000;
const REMEMBERED = 50;

/** Reads a push of any shape: something is always shown. */
export function readPush(data: unknown, origin: string): Push {
	const { notification, twofold } = object(data);
	const { title, body, navigate, tag, silent } = object(notification);
	const notice = isNotice(twofold) ? twofold : null;
	return {
		title: text(title) || "Reminder",
		body: text(body),
		path: pathOf(text(navigate), origin),
		tag: text(tag),
		silent: silent === true,
		notice,
	};
}

/** What may be shown; null for only the neutral text. */
export async function tell({ notice }: Push, now: number): Promise<Told | null> {
	if (!notice || isLate(notice, now) || (await isDiscreet()) || !(await readMeta("identity"))) return null;
	const words = await headline(notice);
	if (needsSeal(notice) && !(words && (await isAsSealed(notice)))) return null;
	return { notice, name: await partnerName(), words };
}

/** Whether the notice needs a valid seal: only the partner's phone can ask or say yes, not the server. */
function needsSeal({ kind, answer }: Notice): boolean {
	return kind === "ask" || (kind === "ask_answer" && answer === "yes");
}

/** Whether the notice agrees with what the partner sealed in its headline. */
async function isAsSealed({ sealed_by, answer, at, signals }: Notice): Promise<boolean> {
	if (sealed_by !== (await readMeta("couple"))?.partner_id) return false;
	const { answer: said, started_at, duration_seconds } = signals ?? {};
	const latest = Date.parse(String(started_at)) + Number(duration_seconds) * 1000;
	return answer === undefined || (answer === said && Date.parse(at ?? "") <= latest);
}

/** Whether notices must stay neutral; always so with a lock on the app. */
async function isDiscreet(): Promise<boolean> {
	return ((await readMeta("discreet")) ?? true) || (await readMeta("lock")) !== undefined;
}

/**
 * Whether a push came too late, after the end of a pause or yes, or long after its time: then it shows nothing and
 * makes no sound.
 */
export function isLate({ at, kind, answer }: Notice, now: number): boolean {
	if (!at) return false;
	return Date.parse(at) + (kind === "pause" || answer === "yes" ? 0 : LATE) < now;
}

/** Whether it is about a pause or its end. */
export function isOfPause({ kind }: Notice): boolean {
	return kind.startsWith("pause");
}

/** The indexes of shown notices that a new one makes outdated. */
export function outdated(shown: readonly (Notice | null)[], now: Notice): readonly number[] {
	if (now.kind === "ask_end") return placesOf(shown, (notice) => isOfAsk(notice, now) && notice.notice !== now.notice);
	return isOfPause(now) ? olderPauses(shown, now.space_id) : [];
}

function isOfAsk({ record_kind, record_id, ask_id }: Notice, { ask_id: ended }: Notice): boolean {
	return ended !== undefined && (ask_id === ended || (record_kind === "asks" && record_id === ended));
}

function placesOf(shown: readonly (Notice | null)[], isOne: (notice: Notice) => boolean): readonly number[] {
	return shown.flatMap((notice, index) => (notice && isOne(notice) ? [index] : []));
}

/** The indexes of older notices about the partner's pauses: only the newest is valid. */
function olderPauses(shown: readonly (Notice | null)[], space_id: string): readonly number[] {
	const told = shown.flatMap((notice, index) =>
		notice && isOfPause(notice) && notice.space_id === space_id ? [{ index, rank: rank(notice) }] : [],
	);
	const last = told
		.map(({ rank }) => rank)
		.sort()
		.at(-1);
	return told.filter(({ rank }) => rank !== last).map(({ index }) => index);
}

/** Sorts notices of pauses: ids sort by creation time, and an end comes after its pause. */
function rank({ record_id, kind, notice }: Notice): string {
	return [record_id, kind === "pause" ? 0 : 1, notice].join(" ");
}

/** Whether this notice was shown before; remembers it. A repeat makes no sound. */
export async function isRepeat(tag: string): Promise<boolean> {
	if (!tag || !(await readMeta("identity"))) return false;
	const known = (await readMeta("notices")) ?? [];
	if (known.includes(tag)) return true;
	// if nothing can be stored it is shown anyway, even if it repeats
	await ifStored(() => writeMeta("notices", [...known, tag].slice(-REMEMBERED)));
	return false;
}

async function headline({ headline: envelope, ...notice }: Notice): Promise<Words | null> {
	const kind = kindOf(notice.record_kind);
	if (!envelope || !kind || notice.sealed_by === undefined || notice.edit === undefined) return null;
	try {
		const key = await openingKey(notice.space_id, envelope.k, kind.practice);
		return (await openHeadline(key, headerFor(kind, notice), envelope, kind.words ?? 1)).words;
	} catch (error) {
		if (error instanceof SealingError) return null;
		throw error;
	}
}

function headerFor(
	kind: Kind,
	{ record_id: id, space_id, sealed_by = "", edit = 0, signals }: Omit<Notice, "headline">,
) {
	return headerOf(kind.name, { ...signals, id, space_id, sealed_by, edit }, kind.signals);
}

async function partnerName(): Promise<string | null> {
	const couple = await readMeta("couple");
	const row = couple && (await (await local()).get("records", [couple.id, "profiles", couple.partner_id]));
	const name = row?.view?.words?.name;
	return typeof name === "string" && name !== "" ? name : null;
}

function pathOf(navigate: string, origin: string): string {
	const url = URL.canParse(navigate, origin) ? new URL(navigate, origin) : null;
	return url?.origin === origin ? url.pathname + url.search : "/";
}

function isNotice(value: unknown): value is Notice {
	const { notice, kind, space_id, record_kind, record_id } = object(value);
	return [notice, kind, space_id, record_kind, record_id].every((field) => typeof field === "string");
}

function object(value: unknown): Record<string, unknown> {
	// any object has string names, and its values are checked one by one
	return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
	return typeof value === "string" ? value : "";
}

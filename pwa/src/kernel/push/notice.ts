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
import { allKinds, type Kind, kindOf, type Notice } from "../store/practice";
import { faceOf, type Told } from "./notice-face";

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
export async function toldOf({ notice }: Push, now: number): Promise<Told | null> {
	if (!notice || isLate(notice, now) || (await isDiscreet()) || !(await readMeta("identity"))) return null;
	const words = await headline(notice);
	if (!(await isAsSealed(notice, words))) return null;
	return { notice, name: await partnerName(), words };
}

/** Whether the partner sealed what it says; always so for what the server may say by itself. */
async function isAsSealed(notice: Notice, words: Words | null): Promise<boolean> {
	const face = faceOf(notice.kind);
	if (!face?.needsSeal?.(notice)) return true;
	const isPartners = notice.sealed_by === (await readMeta("couple"))?.partner_id;
	return words !== null && isPartners && (face.agrees?.(notice) ?? true);
}

/** Whether notices must stay neutral; always so with a lock on the app. */
async function isDiscreet(): Promise<boolean> {
	return ((await readMeta("discreet")) ?? true) || (await readMeta("lock")) !== undefined;
}

/**
 * Whether a push came too late, after its end, as that of a pause, or long after its time or the one for which the
 * person asked: then it shows nothing and makes no sound.
 */
export function isLate(notice: Notice, now: number): boolean {
	const at = notice.asked ?? notice.at;
	if (!at) return false;
	return Date.parse(at) + (faceOf(notice.kind)?.isOverAt?.(notice) ? 0 : LATE) < now;
}

/** The indexes of shown notices that a new one makes outdated. */
export function outdated(shown: readonly (Notice | null)[], now: Notice): readonly number[] {
	const known = shown.filter((notice) => notice !== null);
	const over = new Set(faceOf(now.kind)?.outdates?.(now, known));
	return shown.flatMap((notice, index) => (notice && over.has(notice) ? [index] : []));
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

async function headline(notice: Notice): Promise<Words | null> {
	const kind = kindOf(notice.record_kind);
	const envelope = notice.headline;
	if (!envelope || !kind || notice.sealed_by === undefined || notice.edit === undefined) return null;
	try {
		const key = await openingKey(notice.space_id, envelope.k, kind.practice);
		return (await openHeadline(key, headerFor(kind, notice), envelope, kind.words ?? 1)).words;
	} catch (error) {
		if (error instanceof SealingError) return null;
		throw error;
	}
}

function headerFor(kind: Kind, { record_id: id, space_id, sealed_by = "", edit = 0, signals }: Notice) {
	return headerOf(kind.name, { ...signals, id, space_id, sealed_by, edit }, kind.signals);
}

async function partnerName(): Promise<string | null> {
	const couple = await readMeta("couple");
	const kind = allKinds().find(({ namesAuthor }) => namesAuthor);
	const row = couple && kind && (await (await local()).get("records", [couple.id, kind.name, couple.partner_id]));
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

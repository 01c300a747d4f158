/**
 * A root in force that this phone cannot open, or was never given, keeps it from writing. It starts the next one then.
 * The server bounds how often (see docs/sealing.md); this phone answers each root once, and waits in between.
 */

import type { EpochView, KeysView } from "./api";
import { serverNow } from "./clock";
import { answerEpoch } from "./key-turning";
import { epochRow, newestNumber } from "./keyring";
import { type PublicPerson, senderOf, unwrapRoot } from "./keys";
import { begin, life, readMeta } from "./local";
import type { Meta, Unopened } from "./meta";
import { noteNewKey } from "./new-keys";
import { backoff } from "./order";
import { Problem } from "./problem";
import { RefusedError } from "./sealing-errors";
import type { Self } from "./trust";

/** So long this phone waits for a root that others have and it was not given, in milliseconds. */
const PATIENCE = 120_000;
/** So long it lets an answer rest that the server does not take now. */
const REST = 600_000;

/** What came of it: whether a root was started, and when to look again, in milliseconds; null for never. */
export interface Answered {
	readonly started: boolean;
	readonly again: number | null;
}

/** Starts the next root of each space whose root in force cannot be had here. Throws Problem where there is no network. */
export async function answerUnopened(me: Self, keys: KeysView, people: readonly PublicPerson[]): Promise<Answered> {
	let started = false;
	const waits: number[] = [];
	for (const epoch of keys.epochs.filter(({ current }) => current)) {
		const wait = await waitFor(me, epoch, keys, people);
		if (wait === 0) started = (await answer(me, epoch)) || started;
		else if (wait !== null) waits.push(wait);
	}
	return { started, again: waits.length > 0 ? Math.min(...waits) : null };
}

/** How long to wait before this root is answered; null where there is nothing to answer. */
async function waitFor(
	me: Self,
	epoch: EpochView,
	keys: KeysView,
	people: readonly PublicPerson[],
): Promise<number | null> {
	const { space_id, epoch_id } = epoch;
	const before = (await readMeta("unopened"))?.[space_id];
	if (await epochRow(space_id, epoch_id)) {
		// somebody else's opens: what went before is over
		if (before && before.epoch_id !== epoch_id) await note(space_id, null);
		return null;
	}
	// a partner who is not known here yet may have sealed it well, and would be left without the next
	if (space_id !== me.identity.person_id && people.length < 2) return null;
	// a server that went back is brought level elsewhere
	if (epoch.number < (await newestNumber(space_id))) return null;
	if (epoch.wrap && !(await isGarbage(me, epoch, keys, people))) return null;
	const answers = before?.answers ?? 0;
	const known = before?.epoch_id === epoch_id ? before : { epoch_id, since: serverNow(), answers };
	if (known !== before) await note(space_id, known);
	const patience = epoch.wrap ? (answers === 0 ? 0 : backoff(answers)) : PATIENCE;
	return Math.max(0, known.since + patience - serverNow());
}

/** Whether it was sealed to this phone, in a way this app knows, so that it does not open. */
async function isGarbage(
	me: Self,
	{ space_id, epoch_id, wrap }: EpochView,
	{ devices }: KeysView,
	people: readonly PublicPerson[],
): Promise<boolean> {
	if (!wrap) return false;
	try {
		const from = senderOf(wrap, people, devices);
		await unwrapRoot(me.wrapper, { spaceId: space_id, epochId: epoch_id }, wrap, from);
		return false;
	} catch (error) {
		return error instanceof RefusedError;
	}
}

async function answer(me: Self, { space_id, epoch_id }: EpochView): Promise<boolean> {
	const answers = (await readMeta("unopened"))?.[space_id]?.answers ?? 0;
	try {
		const next = await answerEpoch(me, space_id, epoch_id);
		await note(space_id, { epoch_id: next.epoch_id, since: serverNow(), answers: answers + 1 });
		await noteNewKey(next.epoch_id);
		return true;
	} catch (error) {
		if (!(error instanceof Problem) || !isRefusal(error)) throw error;
		await note(space_id, { epoch_id, since: serverNow() + REST, answers });
		return false;
	}
}

/** The server was reached and will not, for now. */
export function isRefusal({ status }: Problem): boolean {
	return status === 403 || status === 404 || status === 409 || status === 412 || status === 413 || status === 422;
}

async function note(space_id: string, what: Unopened | null): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	// only this file writes it, with this shape
	const { [space_id]: _before, ...others } = ((await meta.get("unopened")) as Meta["unopened"] | undefined) ?? {};
	await meta.put(what ? { ...others, [space_id]: what } : others, "unopened");
	await transaction.done;
}

/**
 * A phone that cannot open the root in force, or was never given it, cannot write, so it starts the next root. The
 * server limits how often (see docs/sealing.md); this phone does it once per root, and backs off in between.
 */

import { Problem } from "../browser/problem";
import { type PublicPerson, senderOf, unwrapRoot } from "../crypto/keys";
import { RefusedError } from "../crypto/sealing-errors";
import type { EpochView, KeysView } from "../http/api";
import { backoff } from "../http/backoff";
import { serverNow } from "../store/clock";
import { epochRow, newestNumber } from "../store/keyring";
import { begin, life } from "../store/local";
import { metaIn, readMeta, type Unopened } from "../store/meta";
import { answerEpoch } from "./key-turning";
import { noteNewKey } from "./new-keys";
import type { Self } from "./trust";

/** How long this phone waits for a root that others have and it was not given, in milliseconds. */
const PATIENCE = 120_000;
/** How long it waits after the server has refused its new root, in milliseconds. */
const REST = 600_000;

/** Whether a root was started, and when to look again, in milliseconds; null for never. */
export interface Answered {
	readonly started: boolean;
	readonly again: number | null;
}

/** Starts the next root of each space whose root in force this phone cannot get. Throws Problem without a network. */
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

/** How long to wait before replacing this root, in milliseconds; null if there is nothing to replace. */
async function waitFor(
	me: Self,
	epoch: EpochView,
	keys: KeysView,
	people: readonly PublicPerson[],
): Promise<number | null> {
	const { space_id, epoch_id } = epoch;
	const before = (await readMeta("unopened"))?.[space_id];
	if (await epochRow(space_id, epoch_id)) {
		// another phone's root opens here, so the earlier failures are over
		if (before && before.epoch_id !== epoch_id) await note(space_id, null);
		return null;
	}
	// a partner whose key is not known here yet may have wrapped it correctly, and would not get the next root
	if (space_id !== me.identity.person_id && people.length < 2) return null;
	// a server that was rolled back is handled in key-sync.ts
	if (epoch.number < (await newestNumber(space_id))) return null;
	if (epoch.wrap && !(await isGarbage(me, epoch, keys, people))) return null;
	const answers = before?.answers ?? 0;
	const known = before?.epoch_id === epoch_id ? before : { epoch_id, since: serverNow(), answers };
	if (known !== before) await note(space_id, known);
	const patience = epoch.wrap ? (answers === 0 ? 0 : backoff(answers)) : PATIENCE;
	return Math.max(0, known.since + patience - serverNow());
}

/** Whether the root was wrapped to this phone in a version this app knows, and still does not open. */
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

/** Whether the server answered and refuses for now. */
export function isRefusal({ status }: Problem): boolean {
	return status === 403 || status === 404 || status === 409 || status === 412 || status === 413 || status === 422;
}

async function note(space_id: string, what: Unopened | null): Promise<void> {
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	const { [space_id]: _before, ...others } = (await metaIn(transaction, "unopened")) ?? {};
	await meta.put(what ? { ...others, [space_id]: what } : others, "unopened");
	await transaction.done;
}

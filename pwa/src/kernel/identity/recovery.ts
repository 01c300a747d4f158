/** Makes recovery words, and signs in on a new phone with nothing but them. */

import { localProblem, Problem } from "../browser/problem";
import { importRoot, makeDeviceKeys, openSigningKey, signDevice, wrapRoot } from "../crypto/keys";
import { newPhrase, type PhraseKeys, phraseKeys, readPhrase } from "../crypto/phrase";
import { ways } from "../crypto/phrase-1";
import { makeRecovery, type OpenedRecovery, openRecovery, unwrapRecovery } from "../crypto/recovery-keys";
import { SealingError, UnreadablePhraseError } from "../crypto/sealing-errors";
import { type OpenedView, putOpening, putRecovered, putRecovery } from "../http/api";
import { backoff } from "../http/backoff";
import { firstRoots, isFirst } from "../keys/first-roots";
import { wrapHeld } from "../keys/keep-way-back";
import { type Self, self, selfOf } from "../keys/trust";
import { noteOwnWords, noteWayBack, noteWords } from "../keys/way-back";
import { serverNow } from "../store/clock";
import { newId } from "../store/ids";
import { epochKey } from "../store/keyring";
import { begin, type KeyRow, life } from "../store/local";
import { dropMeta, type Identity, writeMeta } from "../store/meta";
import { askForNews } from "../sync/running";
import { becomePerson, coupleToJoin } from "./identity";
import { makeRoomFor } from "./make-room";
import { finishSignOut } from "./sign-out";

/** How long the server does not let a phone that signed in with the words make new ones, in milliseconds. */
const NEWCOMER = 3 * 86_400_000;
/** How many times in a row a page of older roots may fail. */
const TRIES = 6;

/** Twelve new words, stored nowhere. */
export function newWords(): readonly string[] {
	return newPhrase().split(" ");
}

/**
 * Stores a recovery for these words on the server; earlier words no longer open anything. Needs the network; throws
 * Problem.
 */
export async function leaveWayBack(phrase: string, extra: string): Promise<void> {
	const me = await self();
	const derived = await phraseKeys(phrase, extra).catch(explainTyped);
	const made = await makeRecovery(me.wrapper.signingKey, me.party.person, newId(), derived);
	const wraps = [];
	for (const root of await firstRoots()) wraps.push(await wrapHeld(me, root, made));
	const { version, lookup, proofHash: proof_hash } = derived;
	await noteOwnWords(made.id);
	await putRecovery(me.identity.person_id, { ...made, version, lookup, proof_hash, wraps });
	await noteWords(made.id, version);
	await noteWayBack("left");
}

/** A phone that has opened the recovery, and that the server does not know yet. Kept so that a retry sends the same. */
interface Joining {
	readonly proof: string;
	readonly words_id: string;
	readonly identity: Identity;
	readonly keys: readonly KeyRow[];
	readonly epochs: Readonly<Record<string, string>>;
	send(): Promise<void>;
	/** Fetches the roots that did not fit in the first answer. */
	takeOlder(): Promise<void>;
}

let joining: Joining | null = null;

/**
 * Signs in with the recovery words. Wipes another account's data from this phone first. Needs the network; throws
 * Problem `bad_phrase` (malformed), `no_such_phrase` and the like, and `words_here` if the wipe would lose words and the
 * person has not `agreed`.
 */
export async function recover(typed: string, extra: string, agreed = false): Promise<void> {
	const phrase = readable(typed);
	await finishSignOut();
	joining = await find(phrase, extra).catch(explain);
	const { words_id, identity, keys, epochs, send, takeOlder } = joining;
	await makeRoomFor(identity.person_id, agreed);
	await send();
	joining = null;
	await dropMeta("handover");
	await noteOwnWords(words_id);
	await becomePerson(identity, keys, epochs, await coupleToJoin());
	await noteWayBack("left");
	await writeMeta("newcomer_until", serverNow() + NEWCOMER);
	await navigator.storage?.persist?.();
	askForNews();
	void takeOlder();
}

/** Opens the first recovery that these words fit. If one try must wait, throws that refusal rather than `not_found`. */
async function find(phrase: string, extra: string): Promise<Joining> {
	let refusal: Problem | null = null;
	for await (const derived of ways(phrase, extra)) {
		if (joining?.proof === derived.proof) return joining;
		try {
			return await open(derived);
		} catch (error) {
			if (!(error instanceof Problem && (error.code === "not_found" || error.code === "slow_down"))) throw error;
			if (refusal?.code !== "slow_down") refusal = error;
		}
	}
	throw refusal;
}

async function open(derived: PhraseKeys): Promise<Joining> {
	const found = await putOpening(derived);
	const opened = await openRecovery(derived, found.id, found.sealed);
	const { person_id, signing_key } = opened.person;
	const device = await makeDeviceKeys();
	const device_id = newId();
	const signingKey = await signingKeyIn(opened, found);
	const key = device.publicKey;
	const signature = await signDevice(signingKey, { person_id, device_id, key });
	const identity = { person_id, device_id, signing_key, device_key: key, device_signature: signature };
	const me = selfOf(identity, device.privateKey, signingKey);
	const rows = await rootRows(me, opened, found);
	const held = rows.flatMap(({ epoch }) => epoch ?? []);
	const first = isFirst([...inForce(found), found.signing_key_sealed.k]);
	const wraps = held.filter(first).map(({ space_id, epoch_id, wrap }) => ({ space_id, epoch_id, wrap }));
	const current = new Set(inForce(found));
	const own = [
		{ id: "device", key: device.privateKey },
		{ id: "signing", key: signingKey },
	];
	return {
		proof: derived.proof,
		words_id: found.id,
		identity,
		keys: [...own, ...rows],
		epochs: Object.fromEntries(
			held.filter(({ epoch_id }) => current.has(epoch_id)).map(({ space_id, epoch_id }) => [space_id, epoch_id]),
		),
		send: () => putRecovered(derived, device_id, { key, signature, wraps }),
		takeOlder: () => takeOlder(me, derived, opened, found.more),
	};
}

function inForce({ epochs }: OpenedView): string[] {
	return epochs.filter(({ current }) => current).map(({ epoch_id }) => epoch_id);
}

/**
 * Fetches older roots page by page while the app is open. What is still missing then comes from the person's other
 * phones.
 */
async function takeOlder(me: Self, derived: PhraseKeys, opened: OpenedRecovery, more: boolean): Promise<void> {
	const born = life();
	for (let page = 1, failures = 0; more && failures < TRIES; ) {
		try {
			const found = await putOpening(derived, page);
			const rows = await rootRows(me, opened, found);
			const transaction = await begin(born);
			for (const row of rows) await transaction.objectStore("keys").put(row);
			await transaction.done;
			[page, more, failures] = [page + 1, found.more, 0];
		} catch (error) {
			if (!(error instanceof Problem) || life() !== born) return;
			failures += 1;
			const wait = Math.max(error.retryAfter ?? 0, backoff(failures));
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}
	askForNews();
}

async function signingKeyIn(opened: OpenedRecovery, { epochs, signing_key_sealed }: OpenedView): Promise<CryptoKey> {
	const epoch = epochs.find(({ epoch_id }) => epoch_id === signing_key_sealed.k);
	if (!epoch?.wrap) throw localProblem("no_key", "The way back lacks a key.");
	const slot = { spaceId: epoch.space_id, epochId: epoch.epoch_id };
	const root = await unwrapRecovery(opened, slot, epoch.wrap);
	return openSigningKey(await importRoot(root), opened.person, signing_key_sealed);
}

/** Every root in the answer, with a wrap by this phone to itself. */
async function rootRows(me: Self, opened: OpenedRecovery, { epochs }: OpenedView): Promise<KeyRow[]> {
	const rows: KeyRow[] = [];
	for (const { space_id, epoch_id, number, wrap } of epochs) {
		if (!wrap) continue;
		const slot = { spaceId: space_id, epochId: epoch_id };
		const root = await unwrapRecovery(opened, slot, wrap);
		const epoch = { space_id, epoch_id, number, wrap: await wrapRoot(me.wrapper, slot, root, me.party) };
		rows.push({ id: epochKey(space_id, epoch_id), key: await importRoot(root), epoch });
		root.fill(0);
	}
	return rows;
}

function readable(typed: string): string {
	try {
		return readPhrase(typed);
	} catch (error) {
		return explainTyped(error);
	}
}

function explainTyped(error: unknown): never {
	if (!(error instanceof UnreadablePhraseError)) throw error;
	if (error.reason === "extra")
		throw localProblem("bad_extra", "The extra word has a character that keyboards do not have.");
	throw localProblem("bad_phrase", "These are not the twelve words.");
}

function explain(error: unknown): never {
	if (error instanceof Problem && error.code === "not_found")
		throw localProblem("no_such_phrase", "These words open nothing here.");
	if (error instanceof UnreadablePhraseError) explainTyped(error);
	if (error instanceof SealingError) throw localProblem("tampered", "What was left for these words was changed.");
	throw error;
}

/** Fetches roots that other phones wrapped to this one, and wraps roots it holds to phones that lack them. */

import { Problem } from "../browser/problem";
import { type PublicPerson, rewrapRoot, senderOf, unwrapRoot, type Wrap } from "../crypto/keys";
import { SealingError } from "../crypto/sealing-errors";
import { type EpochView, getKeys, type KeysView, putWrap } from "../http/api";
import { epochKey, epochRow, newestNumber } from "../store/keyring";
import { begin, type KeyRow, life } from "../store/local";
import { metaIn, readMeta, writeMeta } from "../store/meta";
import { keepWayBack } from "./keep-way-back";
import { answerUnopened } from "./key-answers";
import { noteNewKey } from "./new-keys";
import { noteOwnPhones } from "./own-phones";
import { type Self, self, trustedPeople } from "./trust";

/** How many wraps this phone sends in one run; the rest follow in the next, soon after. */
const GIVEN = 40;
const SOON = 5_000;
/** How many pages of older keys it reads in one run. */
const PAGES = 4;

let running: Promise<boolean> | null = null;
let asked = false;
let again: number | null = null;

/**
 * Fetches and hands on keys. Returns whether a new key arrived. Needs the network; throws Problem. A call during a run
 * makes it run once more, since a key may have come after the run asked for them.
 */
export function syncKeys(): Promise<boolean> {
	asked = true;
	running ??= syncWhileAsked().finally(() => {
		running = null;
	});
	return running;
}

/** The row of a root from another phone, with a wrap to this phone itself, so that it can pass the root on. */
export async function receiveRoot(
	me: Self,
	epoch: EpochView & { readonly wrap: Wrap },
	from: ReturnType<typeof senderOf>,
): Promise<KeyRow> {
	const { space_id, epoch_id, number } = epoch;
	const slot = { spaceId: space_id, epochId: epoch_id };
	const key = await unwrapRoot(me.wrapper, slot, epoch.wrap, from);
	const own = from.device.device_id === me.identity.device_id;
	const wrap = own ? epoch.wrap : await rewrapRoot(me.wrapper, slot, epoch.wrap, from, me.party);
	return { id: epochKey(space_id, epoch_id), key, epoch: { space_id, epoch_id, number, wrap } };
}

/** In how many milliseconds to look for keys again; null for only when there is news. */
export function nextLook(): number | null {
	return again;
}

async function syncWhileAsked(): Promise<boolean> {
	let came = false;
	while (asked) {
		asked = false;
		came = (await sync()) || came;
	}
	return came;
}

async function sync(): Promise<boolean> {
	const born = life();
	const me = await self();
	const people = await trustedPeople(me);
	const held = await numbersHere();
	const keys = await getKeys();
	const came = await take(born, me, keys, people, held);
	await noteOwnPhones(othersOf(me, keys));
	const answered = await answerUnopened(me, keys, people);
	const given = await handOn(me, keys, people, GIVEN);
	const older = keys.more ? await takeOlder(born, me, people, GIVEN - given) : { came: false, given: 0 };
	again = older.came || given + older.given >= GIVEN ? SOON : answered.again;
	return came || older.came || answered.started;
}

/** Reads older keys a few pages at a time, in an endless cycle, since wraps may come late. */
async function takeOlder(
	born: number,
	me: Self,
	people: readonly PublicPerson[],
	most: number,
): Promise<{ readonly came: boolean; readonly given: number }> {
	let came = false;
	let given = 0;
	let page = (await readMeta("keys_page")) ?? 1;
	for (let pages = 0; pages < PAGES; pages++) {
		const held = await numbersHere();
		const keys = await getKeys(page);
		const some = await take(born, me, keys, people, held);
		given += await handOn(me, keys, people, most - given);
		came ||= some;
		page = keys.more ? page + 1 : 1;
		if (!some || !keys.more) break;
	}
	await writeMeta("keys_page", page);
	return { came, given };
}

/** The number of the newest root held here, by space. */
type Numbers = ReadonlyMap<string, number>;

async function numbersHere(): Promise<Numbers> {
	const spaces = Object.keys((await readMeta("epochs")) ?? {});
	return new Map(await Promise.all(spaces.map(async (id) => [id, await newestNumber(id)] as const)));
}

/** Stores the roots of a page that were not here. `held` is what was here before the page was requested. */
async function take(
	born: number,
	me: Self,
	keys: KeysView,
	people: readonly PublicPerson[],
	held: Numbers,
): Promise<boolean> {
	const rows: KeyRow[] = [];
	for (const epoch of keys.epochs) {
		const row = await receive(me, epoch, keys, people);
		if (row) rows.push(row);
	}
	await tellNewKeys(rows, keys.epochs);
	await store(born, rows, keys, held);
	return rows.length > 0;
}

/**
 * Tells the person about a root that another phone started because it could not open the one before, if this phone had
 * a root of that space.
 */
async function tellNewKeys(rows: readonly KeyRow[], epochs: readonly EpochView[]): Promise<void> {
	const before = (await readMeta("epochs")) ?? {};
	for (const { space_id, epoch_id, answers } of epochs)
		if (answers && before[space_id] && rows.some(({ id }) => id === epochKey(space_id, epoch_id)))
			await noteNewKey(epoch_id);
}

/** Sends up to `most` wraps; returns how many were sent. */
async function handOn(me: Self, keys: KeysView, people: readonly PublicPerson[], most: number): Promise<number> {
	const given = await helpOthers(me, keys, people, most);
	return given + (await keepWayBack(me, keys, most - given));
}

/** The person's other phones. */
function othersOf({ identity }: Self, { devices }: KeysView): readonly string[] {
	return devices
		.filter(({ person_id, device_id }) => person_id === identity.person_id && device_id !== identity.device_id)
		.map(({ device_id }) => device_id);
}

/** Null if the root is here already, was not sent yet, or comes from somebody this phone does not trust. */
async function receive(
	me: Self,
	epoch: EpochView,
	{ devices }: KeysView,
	people: readonly PublicPerson[],
): Promise<KeyRow | null> {
	const { wrap } = epoch;
	if (!wrap || (await epochRow(epoch.space_id, epoch.epoch_id))) return null;
	try {
		return await receiveRoot(me, { ...epoch, wrap }, senderOf(wrap, people, devices));
	} catch (error) {
		if (error instanceof SealingError) return null;
		throw error;
	}
}

/**
 * Stores roots, and makes the newest root held here the space's current epoch; what is sealed under an older one is
 * sealed again when a newer one comes. If the server's root is older than one this phone has known (a rollback), it is
 * not followed, and a new root is due. A new root is also due if a restored backup brought back a removed phone that
 * knows the old roots. Skips spaces in which this phone has started a root since the request, since this answer is
 * older.
 */
async function store(
	born: number,
	rows: readonly KeyRow[],
	{ epochs, due: asked }: KeysView,
	before: Numbers,
): Promise<void> {
	const known = new Map<string, number>();
	for (const { space_id } of epochs) known.set(space_id, await newestNumber(space_id));
	const transaction = await begin(born);
	const keys = transaction.objectStore("keys");
	for (const row of rows) await keys.put(row);
	const meta = transaction.objectStore("meta");
	const due = new Set<string>();
	const isOld = (space_id: string) => (known.get(space_id) ?? 0) > (before.get(space_id) ?? Number.POSITIVE_INFINITY);
	for (const space_id of asked) if (!isOld(space_id)) due.add(space_id);
	const current = { ...(await metaIn(transaction, "epochs")) };
	for (const epoch of epochs.filter((one) => one.current && !isOld(one.space_id))) {
		const held = (await keys.get(epochKey(epoch.space_id, epoch.epoch_id)))?.epoch;
		if ((held ?? epoch).number < (known.get(epoch.space_id) ?? 0)) due.add(epoch.space_id);
		else if (held) current[epoch.space_id] = epoch.epoch_id;
	}
	await meta.put(current, "epochs");
	const noted = (await metaIn(transaction, "rotate")) ?? [];
	const unnoted = [...due].filter((space_id) => !noted.includes(space_id));
	if (unnoted.length > 0) await meta.put([...noted, ...unnoted], "rotate");
	await transaction.done;
}

/**
 * Wraps roots to phones of trusted people that lack them, this one included. A failure for one phone does not stop the
 * others.
 */
async function helpOthers(
	me: Self,
	{ devices, missing }: KeysView,
	people: readonly PublicPerson[],
	most: number,
): Promise<number> {
	let given = 0;
	for (const { space_id, epoch_id, device_id } of missing) {
		const device = devices.find((one) => one.device_id === device_id);
		const person = people.find((one) => one.person_id === device?.person_id);
		const held = (await epochRow(space_id, epoch_id))?.epoch;
		if (!device || !person || !held || given >= most) continue;
		if (space_id === me.identity.person_id && person.person_id !== me.identity.person_id) continue;
		const slot = { spaceId: space_id, epochId: epoch_id };
		const helped = await help(space_id, epoch_id, device_id, () =>
			rewrapRoot(me.wrapper, slot, held.wrap, me.party, { person, device }),
		);
		given += Number(helped);
	}
	return given;
}

async function help(
	space_id: string,
	epoch_id: string,
	device_id: string,
	wrap: () => Promise<Wrap>,
): Promise<boolean> {
	try {
		await putWrap({ space_id, epoch_id, wrap: await wrap() }, device_id);
		return true;
	} catch (error) {
		if (!(error instanceof SealingError || error instanceof Problem)) throw error;
		return false;
	}
}

/**
 * Compares the person's phones with those this phone has known. Only this phone decides which are news; the server does
 * not.
 */

import { getDevices } from "../http/api";
import { begin, life } from "../store/local";
import { readMeta, writeMeta } from "../store/meta";
import { changeOwnPhones } from "./new-phones";

/** Notes the person's other phones as the server lists them. Those listed the first time count as known. */
export async function noteOwnPhones(others: readonly string[]): Promise<void> {
	const born = life();
	await keepOthers(born, others);
	const kept = await readMeta("own_phones");
	if (!kept) return writeMeta("own_phones", { known: others, fresh: [] });
	const unknown = others.filter((id) => !kept.known.includes(id));
	const told = kept.fresh.map(({ id }) => id);
	if (unknown.length === told.length && unknown.every((id) => told.includes(id))) return;
	const listed = await getDevices();
	await changeOwnPhones(born, ({ known, ...kept }) => ({
		...kept,
		known,
		fresh: listed.filter(({ id }) => unknown.includes(id) && !known.includes(id)),
	}));
}

async function keepOthers(born: number, others: readonly string[]): Promise<void> {
	if (String(await readMeta("others")) === String(others)) return;
	const transaction = await begin(born);
	await transaction.objectStore("meta").put(others, "others");
	await transaction.done;
}

/**
 * Compares the person's phones with those this phone has known. Only this phone decides which are news; the server does
 * not.
 */

import { getDevices } from "./api";
import { begin, life, readMeta, writeMeta } from "./local";
import { changeOwnPhones } from "./new-phones";

/** Notes the person's other phones as the server lists them. Those listed the first time count as known. */
export async function noteOwnPhones(others: readonly string[]): Promise<void> {
	const born = life();
	await noteElsewhere(born, others.length > 0);
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

async function noteElsewhere(born: number, elsewhere: boolean): Promise<void> {
	if ((await readMeta("elsewhere")) === elsewhere) return;
	const transaction = await begin(born);
	await transaction.objectStore("meta").put(elsewhere, "elsewhere");
	await transaction.done;
}

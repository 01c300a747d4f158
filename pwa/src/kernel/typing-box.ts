/** Where words that were being typed lie while the app is locked: sealed, beside what lock-box.ts puts away. */

import { canonical } from "./bytes";
import { ifStored } from "./if-stored";
import { begin, life, readMeta } from "./local";
import { boxesIn, openBox, sealBox } from "./sealed-box";
import { giveTyped, takeTyped } from "./typing";

const INFO = canonical(["twofold/1/typed"]);

export async function putTypedAway(): Promise<void> {
	const born = life();
	const all = takeTyped();
	const row = await readMeta("lock");
	if (!row || all.length === 0) return;
	const box = await sealBox(row.publicKey, INFO, all);
	const stored = await ifStored(async () => {
		const transaction = await begin(born);
		const meta = transaction.objectStore("meta");
		await meta.put([...boxesIn(await meta.get("typed")), box], "typed");
		await transaction.done;
	});
	// they are not lost where nothing can be stored: no screen of a locked app asks for them
	if (!stored) giveTyped(all);
}

/** Afterwards it is in this tab's memory, and nowhere else. */
export async function bringTypedBack(privateKey: CryptoKey): Promise<void> {
	const boxes = (await readMeta("typed")) ?? [];
	// only `putTypedAway` makes these boxes
	for (const box of boxes) giveTyped((await openBox(privateKey, INFO, box)) as ReturnType<typeof takeTyped>);
	const transaction = await begin(life());
	const meta = transaction.objectStore("meta");
	const since = boxesIn(await meta.get("typed")).slice(boxes.length);
	await (since.length > 0 ? meta.put(since, "typed") : meta.delete("typed"));
	await transaction.done;
}

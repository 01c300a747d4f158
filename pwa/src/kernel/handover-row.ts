/** The open handover: kept in IndexedDB, shown on the screen. */

import { fromBase64url } from "./bytes";
import { serverNow } from "./clock";
import { formatCode, handoverKeys, handoverLink, safetyPhrase } from "./handover";
import type { HandoverRow } from "./handover-state";
import { local, readMeta, writeMeta } from "./local";
import { type HandoverStep, showHandover } from "./pairing";

/** Under which id both phones meet at the server. */
export async function idOf({ secret, purpose }: HandoverRow): Promise<string> {
	return (await handoverKeys(fromBase64url(secret), purpose)).id;
}

export async function keep(row: HandoverRow): Promise<void> {
	await writeMeta("handover", row);
	await show(row);
}

/** The next step of a handover, unless the person has put it away while the network was asked. */
export async function goOn(row: HandoverRow, next: Partial<HandoverRow>): Promise<void> {
	const { store, done } = (await local()).transaction("meta", "readwrite");
	// only this module writes it
	const kept = (await store.get("handover")) as HandoverRow | undefined;
	const there = kept?.secret === row.secret;
	if (there) await store.put({ ...row, ...next }, "handover");
	await done;
	if (there) await show({ ...row, ...next });
}

export async function show({
	purpose,
	role,
	step,
	secret,
	offer: offered,
	taking,
	expires_at,
}: HandoverRow): Promise<void> {
	const bytes = secret ? fromBase64url(secret) : null;
	const [code, link] = bytes ? [formatCode(bytes), handoverLink(location.origin, purpose, bytes)] : ["", ""];
	const late: HandoverStep = step === "offered" && expires_at <= serverNow() ? "gone" : step;
	const phrase = taking ? await safetyPhrase(offered, taking) : null;
	if (!(await readMeta("handover"))) return;
	showHandover({
		purpose,
		role,
		step: late,
		code,
		link,
		expires_at,
		phrase,
	});
}

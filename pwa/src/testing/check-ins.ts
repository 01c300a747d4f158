/** Check-ins of any day, for tests of what was. */

import { firstIdAt } from "../kernel/store/ids";
import type { RecordRow } from "../kernel/store/local";
import { CHECK_INS } from "../practices/checkins/kinds";
import type { CheckIn } from "../practices/checkins/store";
import type { CheckInWords } from "../practices/checkins/words";
import type { Phone } from "./phone";

/** A check-in as a screen has it: one's own, for oneself, of today. */
export function checkInOf(changed: Partial<CheckIn> = {}): CheckIn {
	const at = changed.at ?? Date.now();
	return {
		id: firstIdAt(at),
		space_id: "",
		at,
		mood: 3,
		energy: null,
		closeness: null,
		feelings: [],
		note: "",
		added_later: false,
		audience: "me",
		by_me: true,
		pending: false,
		stuck: false,
		problem: null,
		read_only: false,
		...changed,
	};
}

interface Kept extends Partial<CheckInWords> {
	/** Epoch milliseconds. */
	readonly at: number;
	/** The author; the phone's own person if absent. */
	readonly author_id?: string;
	readonly audience?: "me" | "us";
}

/** Puts a check-in into the phone as the server has it, whenever it was; returns its id. */
export async function keepCheckIn(phone: Phone, { at, author_id, audience = "me", ...words }: Kept): Promise<string> {
	const { person_id, couple } = phone.session.ready();
	const author = author_id ?? person_id;
	const id = firstIdAt(at);
	const fields = { at: new Date(at).toISOString(), shown_at: new Date(at).toISOString() };
	const row: RecordRow = {
		space_id: audience === "me" ? person_id : (couple?.id ?? ""),
		kind: CHECK_INS.name,
		id,
		view: { edit: 1, author_id: author, sealed_by: author, fields, words: { mood: 3, ...words }, w: 1 },
		mine: null,
		removed: false,
		seen: 1,
		problem: null,
		waiting: null,
		round: 0,
	};
	await (await phone.local.local()).put("records", row);
	return id;
}

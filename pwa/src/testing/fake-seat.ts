/** The fake server's new account that is about to replace an old one. */

import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";

export interface FakeSeat {
	readonly couple_id: string;
	readonly giver_id: string;
	readonly old_id: string;
	readonly new_id: string;
	readonly due: number;
}

type People = ReadonlyMap<string, { couple_id: string | null }>;

/** The view of one of the three people; null for anybody else. */
export function partIn({ couple_id, giver_id, old_id, new_id, due }: FakeSeat, person_id: string): Json | null {
	const part = { [giver_id]: "gives", [old_id]: "has", [new_id]: "gets" }[person_id];
	return part ? { couple_id, part, due: new Date(due).toISOString() } : null;
}

/** Null until both have confirmed. */
export function beginSeat(
	handover: {
		readonly person_id: string;
		readonly taker_id: string | null;
		readonly confirmed: ReadonlyMap<string, Json>;
		done: boolean;
	},
	people: People,
	records: FakeRecords,
): FakeSeat | null {
	const { person_id: giver_id, taker_id: new_id, confirmed } = handover;
	const couple_id = people.get(giver_id)?.couple_id;
	const old_id = records.spaces.get(couple_id ?? "")?.members.find((id) => id !== giver_id);
	if (!couple_id || !old_id || !new_id || confirmed.size < 2) return null;
	handover.done = true;
	return { couple_id, giver_id, old_id, new_id, due: Date.now() + 3 * 86_400_000 };
}

/** The view of the old account's phones after it was replaced. */
export function lossOf({ couple_id }: FakeSeat): Json {
	return { couple_id, part: "lost", due: new Date().toISOString() };
}

export function passSeat({ couple_id, old_id, new_id, due }: FakeSeat, people: People, records: FakeRecords): void {
	if (due > Date.now()) throw new FakeProblem(409, "not_yet");
	const members = records.spaces.get(couple_id)?.members;
	members?.splice(members.indexOf(old_id), 1, new_id);
	Object.assign(people.get(old_id) ?? {}, { couple_id: null });
	Object.assign(people.get(new_id) ?? {}, { couple_id });
	records.handOn(couple_id, old_id, new_id);
}

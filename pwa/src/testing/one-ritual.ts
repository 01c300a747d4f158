/** The one ritual on a phone, or of two. */

import type { Occurrence } from "../practices/rituals/occurrences";
import type { Ritual } from "../practices/rituals/ritual";
import type { FakeServer } from "./fake-server";
import type { Phone } from "./phone";
import { meet, pair, ritualDraft } from "./stories";

export function only(phone: Phone): Ritual {
	const [ritual, ...more] = phone.rituals.rituals.value;
	if (!ritual || more.length > 0) throw new Error("there is one ritual");
	return ritual;
}

export function firstTime(phone: Phone): Occurrence {
	const [time] = phone.rituals.occurrences(only(phone), Date.now(), 1);
	if (!time) throw new Error("it comes back every week");
	return time;
}

export interface Agreed {
	readonly phone: Phone;
	readonly ben: Phone;
	readonly id: string;
}

/** Ana's phone, with a ritual that Ben has accepted. */
export async function agreedRitual(
	server: FakeServer,
	lead_minutes: readonly number[],
	recurrence = ritualDraft().recurrence,
): Promise<Agreed> {
	const both = await pair(server);
	await both.ana.wake();
	const id = await both.ana.rituals.propose(ritualDraft({ lead_minutes, recurrence }));
	await meet(both.ana);
	await meet(both.ben);
	await both.ben.rituals.accept(id);
	await meet(both.ben);
	await meet(both.ana);
	return { phone: both.ana, ben: both.ben, id };
}

/** The one ritual on a phone. */

import type { Occurrence } from "../practices/rituals/occurrences";
import type { Ritual } from "../practices/rituals/ritual";
import type { Phone } from "./phone";

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

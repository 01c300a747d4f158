/** The check-ins of past days: both people's, as this phone may read them. */

import { dayOf } from "../../../kernel/store/clock";
import { useHistory } from "../../../ui/history";
import { CHECK_INS } from "../kinds";
import { asCheckIns, type CheckIn } from "../store";
import { beginningOf } from "./calendar";

const DAY = 86_400_000;

/** What each of you said last on a day; null where there is nothing. */
export interface Faces {
	readonly mine: CheckIn | null;
	readonly theirs: CheckIn | null;
}

/** The check-ins of these days, the last one included, newest first; null until they are read. */
export function usePast(first: number, last: number): readonly CheckIn[] | null {
	// one of yesterday was made on the next day, and a phone whose clock was ahead made its id later
	const records = useHistory(CHECK_INS, beginningOf(first) - DAY, beginningOf(last + 1) + 2 * DAY);
	return records && within(asCheckIns(records), first, last);
}

function within(checkIns: readonly CheckIn[], first: number, last: number): readonly CheckIn[] {
	return checkIns.filter(({ at }) => dayOf(at) >= first && dayOf(at) <= last);
}

/** The faces of each day that has some. `checkIns` are newest first. */
export function facesByDay(checkIns: readonly CheckIn[]): ReadonlyMap<number, Faces> {
	const days = new Map<number, Faces>();
	for (const checkIn of checkIns) {
		const { mine, theirs } = days.get(dayOf(checkIn.at)) ?? { mine: null, theirs: null };
		days.set(dayOf(checkIn.at), {
			mine: mine ?? (checkIn.by_me ? checkIn : null),
			theirs: theirs ?? (checkIn.by_me ? null : checkIn),
		});
	}
	return days;
}

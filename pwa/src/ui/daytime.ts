/** Times that the app suggests: never at night, by this phone's clock. */

const HOUR = 3_600_000;
const MORNING = 8;
const NIGHT = 22;

/** The next full hour; 08:00 if that hour is between 22:00 and 08:00. */
export function nextDaytime(from: number): number {
	const date = new Date(from);
	if (date.getMinutes() + date.getSeconds() + date.getMilliseconds() > 0) date.setHours(date.getHours() + 1, 0, 0, 0);
	if (date.getHours() >= NIGHT) date.setDate(date.getDate() + 1);
	if (date.getHours() >= NIGHT || date.getHours() < MORNING) date.setHours(MORNING, 0, 0, 0);
	return date.getTime();
}

/** Three suggestions, the soonest first: in an hour or two, then this evening, tomorrow or the day after. */
export function daytimes(now: number): readonly number[] {
	const soon = nextDaytime(now + HOUR);
	const others = [hourOf(now, 0, 19), hourOf(now, 1, 10), hourOf(now, 1, 19), hourOf(now, 2, 19)];
	return [soon, ...others.filter((at) => at > soon)].slice(0, 3);
}

/** The instant of the values of `<input type="date">` and `"time"`, such as "2026-11-27" and "19:00". */
export function localMoment(date: string, time: string): number {
	return new Date(`${date}T${time}`).getTime();
}

function hourOf(now: number, days: number, hour: number): number {
	const date = new Date(now);
	date.setDate(date.getDate() + days);
	date.setHours(hour, 0, 0, 0);
	return date.getTime();
}

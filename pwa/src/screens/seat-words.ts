/** The sentences about a new account that replaces an old one, for each of the three, before and after. */

import type { Seat } from "../kernel/store/meta";
import { m } from "../paraglide/messages.js";
import { dayAndTime } from "../ui/when";

export interface SeatWords {
	readonly title: string;
	readonly lead: string;
}

export function seatWords({ part, due }: Seat, now: number): SeatWords {
	const time = due > now ? dayAndTime(due, now) : null;
	if (part === "has") return { title: m.seat_has(), lead: time ? m.seat_has_lead({ time }) : m.seat_has_late_lead() };
	if (part === "gives") return { title: time ? m.seat_gives({ time }) : m.seat_gives_now(), lead: m.seat_gives_lead() };
	return { title: time ? m.seat_gets({ time }) : m.seat_gets_now(), lead: m.seat_gets_lead() };
}

/** How often, by week, for the two together: nobody's count. */

import { dayOf, minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { dayWord, mondayOf } from "../../ui/when";
import { moments, weeksOf } from "./moments";

/** Half a season; older ones are there, and nobody needs them here. */
const SHOWN = 8;
const DAY = 86_400_000;

export function Weeks({ pattern_id }: { readonly pattern_id?: string }) {
	const own = moments.value.filter((moment) => pattern_id === undefined || moment.pattern_id === pattern_id);
	const weeks = weeksOf(own).slice(0, SHOWN);
	if (weeks.length === 0) return null;
	return (
		<section class="section" aria-labelledby="weeks">
			<h2 id="weeks">{m.pattern_weeks()}</h2>
			<ul class="rows">
				{weeks.map(({ monday, times }) => (
					<li key={monday} class="row-link">
						<span class="grow">{weekWords(monday)}</span>
						<span class="soft">{m.pattern_times({ count: times })}</span>
					</li>
				))}
			</ul>
			<p class="soft small">{m.pattern_weeks_hint()}</p>
		</section>
	);
}

function weekWords(monday: number): string {
	const now = mondayOf(dayOf(minute.value));
	if (monday === now) return m.pattern_this_week();
	if (monday === now - 7) return m.pattern_last_week();
	return m.pattern_week_of({ day: dayWord(monday * DAY + DAY / 2, minute.value, "UTC") });
}

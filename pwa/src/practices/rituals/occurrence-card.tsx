/** A time of a ritual in a list and on Today: when, where, who is on the way; a link to its page, if it has one. */

import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Unsent } from "../../ui/note";
import { DateTile, occurrencePath, WhenAndWhere } from "./date-tile";
import type { Occurrence } from "./occurrences";
import { OnTheWay } from "./on-the-way";

export function OccurrenceCard({ occurrence }: { readonly occurrence: Occurrence }) {
	const { ritual, at, state, on_my_way, pending, stuck } = occurrence;
	const look = `card occurrence-card ${state}`;
	const said = (
		<>
			<DateTile at={at} />
			<span class="grow">
				<span class="card-title">{isolated(ritual.title)}</span>
				<WhenAndWhere occurrence={occurrence} />
				{ritual.only_me && !alone.value && <span class="lead">{m.time_mine()}</span>}
				{on_my_way.by_me && <span class="lead">{m.you_are_on_the_way()}</span>}
				{on_my_way.by_partner && <OnTheWay />}
				<Unsent pending={pending} stuck={stuck} />
			</span>
		</>
	);
	// what has ended has no page
	if (state === "cancelled") return <div class={look}>{said}</div>;
	return (
		<a class={`${look} card-link`} href={occurrencePath(occurrence)}>
			{said}
		</a>
	);
}

/** Rituals on Today: one that waits to be accepted, and what is due or comes next. */

import { computed } from "@preact/signals";
import { isolated } from "../../kernel/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { isPutAway, putAway } from "../../ui/later";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { say } from "../../ui/snackbar";
import { DateTile, occurrencePath, WhenAndWhere, zoneOf } from "./date-tile";
import { declinedCard, isNews } from "./declined-card";
import { FirstTimes } from "./first-times";
import { ReminderActs } from "./reminder-acts";
import { recurrenceWords } from "./schedule-words";
import { accept, due, mayAccept, next, type Occurrence, type Ritual, rituals } from "./store";
import "./rituals.css";

const waiting = computed(() => [
	...rituals.value.filter(waitsForMe).map(asCard),
	...rituals.value.filter(isNews).map(declinedCard),
]);
const today: TodayParts = { blocks: { due: Due, next: Next }, waiting };

export default today;

/** The time of a reminder has its buttons here too, since a tap on a notice may open only Today. */
function Due() {
	return (
		<>
			{due.value.map((occurrence) => (
				<section
					key={`${occurrence.ritual.id}/${occurrence.original}`}
					class="stack-tight"
					aria-label={isolated(occurrence.ritual.title)}
				>
					<Time occurrence={occurrence} />
					<ReminderActs occurrence={occurrence} />
				</section>
			))}
		</>
	);
}

function Next() {
	return due.value.length === 0 ? next.value && <Time occurrence={next.value} /> : null;
}

function Time({ occurrence }: { readonly occurrence: Occurrence }) {
	const { ritual, at, on_my_way, pending, stuck } = occurrence;
	return (
		<a class="card card-link occurrence-link" href={occurrencePath(occurrence)}>
			<DateTile at={at} zone={zoneOf(occurrence)} />
			<span class="grow">
				<span class="card-title">{isolated(ritual.title)}</span>
				<WhenAndWhere occurrence={occurrence} />
				{on_my_way.by_partner && <OnTheWay />}
				<Unsent pending={pending} stuck={stuck} />
			</span>
		</a>
	);
}

export function OnTheWay() {
	const { start } = usePartner();
	return <span class="lead on-the-way">{m.their_on_my_way({ name: start })}</span>;
}

function waitsForMe(ritual: Ritual): boolean {
	return mayAccept(ritual) && !isPutAway(laterKey(ritual));
}

/** A new schedule waits again. */
function laterKey({ id, schedule_edit }: Ritual): string {
	return `ritual:${id}:${schedule_edit}`;
}

function asCard(ritual: Ritual): Waiting {
	return { key: `ritual:${ritual.id}:${ritual.edit}`, Card: () => <Proposal ritual={ritual} /> };
}

function Proposal({ ritual }: { readonly ritual: Ritual }) {
	const { start } = usePartner();
	const { from_before, replaces } = ritual;
	const proposed = replaces ? m.ritual_change_proposal : m.ritual_proposal;
	const heading = from_before ? m.ritual_before : proposed;
	const title = isolated(ritual.title);
	const yes = async (): Promise<void> => {
		await accept(ritual.id);
		say(m.ritual_accepted({ title }));
	};
	return (
		<article class="card">
			<h2>{heading({ name: start, title })}</h2>
			<p>{recurrenceWords(ritual.recurrence)}</p>
			<FirstTimes recurrence={ritual.recurrence} />
			{from_before && <p class="soft small">{m.ritual_before_lead()}</p>}
			<div class="btns three">
				<Button onClick={() => putAway(laterKey(ritual))}>{m.ritual_decide_later()}</Button>
				<ButtonLink href={`/rituals/${ritual.id}`}>{m.look_closer()}</ButtonLink>
				<Button onClick={yes}>{m.ritual_accept()}</Button>
			</div>
		</article>
	);
}

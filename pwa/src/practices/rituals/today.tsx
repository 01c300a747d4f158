/** Rituals on Today: one that waits to be accepted, and what is due, is off or comes next. */

import { computed } from "@preact/signals";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { declinedCard, isDeclinedLately } from "../../ui/declined-accord";
import { isPutAway, putAway } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { occurrencePath } from "./date-tile";
import { FirstTimes } from "./first-times";
import { OccurrenceCard } from "./occurrence-card";
import { offSoon } from "./off";
import { ReminderActs } from "./reminder-acts";
import { recurrenceWords } from "./schedule-words";
import { asMoved, due, isOver, mayAccept, next, type Ritual, rituals } from "./store";
import "./rituals.css";

const waiting = computed(() => [
	...rituals.value.filter(waitsForMe).map(asCard),
	...rituals.value.filter(isNews).map(asDeclined),
]);
const today: TodayParts = { blocks: { due: Due, off: Off, next: Next }, waiting };

export default today;

/**
 * The time of a reminder has its buttons here too, since a tap on a notice may open only Today. Of several only the first
 * has them, so that they do not push everything else down; the others have theirs on their pages.
 */
function Due() {
	const [first, ...others] = due.value;
	if (!first) return null;
	return (
		<>
			<section class="stack-tight" aria-label={isolated(first.ritual.title)}>
				<OccurrenceCard occurrence={first} />
				<ReminderActs key={occurrencePath(first)} occurrence={first} />
			</section>
			{others.map((occurrence) => (
				<OccurrenceCard key={occurrencePath(occurrence)} occurrence={occurrence} />
			))}
		</>
	);
}

/** In place of the time that was due; below what waits for an answer. */
function Off() {
	return (
		<>
			{offSoon.value.map((occurrence) => (
				<OccurrenceCard key={occurrencePath(occurrence)} occurrence={occurrence} />
			))}
		</>
	);
}

function Next() {
	return due.value.length === 0 ? next.value && <OccurrenceCard occurrence={next.value} /> : null;
}

function waitsForMe(ritual: Ritual): boolean {
	return mayAccept(ritual) && !isPutAway(laterKey(ritual));
}

function isNews(ritual: Ritual): boolean {
	return isDeclinedLately(ritual, declinedMark(ritual)) && !isOver(ritual);
}

/** A new schedule is news again. */
function declinedMark({ id, schedule_edit }: Ritual): string {
	return `ritual-declined:${id}:${schedule_edit}`;
}

function asDeclined(ritual: Ritual): Waiting {
	return declinedCard({
		mark: declinedMark(ritual),
		title: ritual.title,
		said: m.ritual_declined_by_them,
		href: `/rituals/${ritual.id}`,
	});
}

/** A new schedule waits again. */
function laterKey({ id, schedule_edit }: Ritual): string {
	return `ritual:${id}:${schedule_edit}`;
}

function asCard(ritual: Ritual): Waiting {
	return { key: `ritual:${ritual.id}:${ritual.edit}`, Card: () => <Proposal ritual={ritual} /> };
}

/** Yes and no stand side by side on the ritual's page, so neither of them is here. */
function Proposal({ ritual }: { readonly ritual: Ritual }) {
	const { start } = usePartner();
	const { from_before, replaces, by_me } = ritual;
	// of my own proposal they have changed when it is
	const proposed = replaces || by_me ? m.ritual_change_proposal : m.ritual_proposal;
	const heading = from_before ? m.ritual_before : proposed;
	const title = isolated(ritual.title);
	return (
		<article class="card">
			<h2>{heading({ name: start, title })}</h2>
			<p>{recurrenceWords(asMoved(ritual))}</p>
			<FirstTimes recurrence={asMoved(ritual)} />
			{from_before && <p class="soft small">{m.ritual_before_lead()}</p>}
			<div class="btns">
				<Button onClick={() => putAway(laterKey(ritual))}>{m.ritual_decide_later()}</Button>
				<ButtonLink href={`/rituals/${ritual.id}`}>{m.look_closer()}</ButtonLink>
			</div>
		</article>
	);
}

import { minute } from "../../kernel/clock";
import { isolated } from "../../kernel/isolated";
import { m } from "../../paraglide/messages.js";
import { clockTime, dayWord, tile } from "../../ui/when";
import type { Occurrence } from "./store";

/** A day as on a calendar's leaf; the words beside it say the same to a screen reader. */
export function DateTile({ at, opened }: { readonly at: number; readonly opened?: boolean }) {
	const { weekday, day } = tile(at);
	return (
		<span class={opened ? "date-tile opened" : "date-tile"} aria-hidden="true">
			<span>{weekday}</span>
			<b>{day}</b>
		</span>
	);
}

/** "19:00, at home" beside the tile, with the day for those who hear it. */
export function WhenAndWhere({ occurrence }: { readonly occurrence: Occurrence }) {
	const { at, ritual } = occurrence;
	return (
		<span class="lead">
			<span class="only-read">{dayWord(at, minute.value)}, </span>
			{ritual.place ? m.when_and_where({ when: clockTime(at), where: isolated(ritual.place) }) : clockTime(at)}
			<StateTag occurrence={occurrence} />
		</span>
	);
}

/** What happened to this time; nothing where it stands as planned. */
export function StateTag({ occurrence }: { readonly occurrence: Occurrence }) {
	const said = stateWord(occurrence);
	if (!said) return null;
	return (
		<>
			{" "}
			<span class="tag">{said}</span>
		</>
	);
}

export function occurrencePath({ ritual, original }: Occurrence): string {
	return `/rituals/${ritual.id}/occurrences/${original}`;
}

/** What happened to this time, in a word; null where it stands as planned. */
export function stateWord(occurrence: Occurrence): string | null {
	return { planned: () => null, moved: m.occurrence_moved, skipped: m.occurrence_skipped, kept: m.occurrence_kept }[
		occurrence.state
	]();
}

import { minute } from "../../kernel/clock";
import { isolated } from "../../kernel/isolated";
import { m } from "../../paraglide/messages.js";
import { clockTime, dayWord, tile } from "../../ui/when";
import { inZone } from "./schedule-words";
import type { Occurrence } from "./store";
import { otherZone } from "./zones";

interface DateTileProps {
	readonly at: number;
	/** The zone of the date, if it is not this phone's. */
	readonly zone?: string | undefined;
	readonly opened?: boolean;
}

/** A date as on a calendar sheet; hidden from screen readers, since the words beside it say it. */
export function DateTile({ at, zone, opened }: DateTileProps) {
	const { weekday, day } = tile(at, zone);
	return (
		<span class={opened ? "date-tile opened" : "date-tile"} aria-hidden="true">
			<span>{weekday}</span>
			<b>{day}</b>
		</span>
	);
}

/** "19:00, at home" beside the tile, with the date for screen readers. */
export function WhenAndWhere({ occurrence }: { readonly occurrence: Occurrence }) {
	const { at, ritual } = occurrence;
	const when = timeWords(at, ritual.recurrence.zone);
	return (
		<span class="lead">
			<span class="only-read">{dayWord(at, minute.value, zoneOf(occurrence))}, </span>
			{ritual.place ? m.when_and_where({ when, where: isolated(ritual.place) }) : when}
			<StateTag occurrence={occurrence} />
		</span>
	);
}

/** "19:00" if the ritual's zone has this phone's time then, else "19:00 New York time". */
export function timeWords(at: number, zone: string): string {
	const other = otherZone(zone, at);
	return inZone(clockTime(at, other), other);
}

/** The ritual's zone, if its clock differs from this phone's at that time. */
export function zoneOf({ at, ritual }: Occurrence): string | undefined {
	return otherZone(ritual.recurrence.zone, at);
}

/** What was changed about this time; nothing if it is as planned. */
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

/** What was changed about this time, in a word; null if it is as planned. */
export function stateWord(occurrence: Occurrence): string | null {
	return { planned: () => null, moved: m.occurrence_moved, skipped: m.occurrence_skipped, kept: m.occurrence_kept }[
		occurrence.state
	]();
}

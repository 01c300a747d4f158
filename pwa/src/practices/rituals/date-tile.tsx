import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { clockTime, dayWord, tile } from "../../ui/when";
import { thereWords } from "./schedule-words";
import type { Occurrence } from "./store";

interface DateTileProps {
	readonly at: number;
	readonly opened?: boolean;
}

/** A date as on a calendar sheet; hidden from screen readers, since the words beside it say it. */
export function DateTile({ at, opened }: DateTileProps) {
	const { weekday, day } = tile(at);
	return (
		<span class={opened ? "date-tile opened" : "date-tile"} aria-hidden="true">
			<span>{weekday}</span>
			<b>{day}</b>
		</span>
	);
}

/** The tile names no month, which is clear only for the days that come next. */
const CLEAR = 6 * 86_400_000;

/**
 * "19:00, at home" beside the tile, with the date for screen readers and for who could mistake the month, and the time in
 * the ritual's own zone below.
 */
export function WhenAndWhere({ occurrence }: { readonly occurrence: Occurrence }) {
	const { at, ritual } = occurrence;
	const when = clockTime(at);
	return (
		<>
			<span class="lead">
				<span class={at > minute.value + CLEAR ? "" : "only-read"}>{dayWord(at, minute.value)}, </span>
				{ritual.place ? m.when_and_where({ when, where: isolated(ritual.place) }) : when}
				<StateTag occurrence={occurrence} />
			</span>
			<There occurrence={occurrence} />
		</>
	);
}

/** The time in the ritual's own zone, if its clock differs. */
export function There({ occurrence: { at, ritual } }: { readonly occurrence: Occurrence }) {
	const said = thereWords(at, ritual.recurrence.zone, minute.value);
	return said && <span class="there soft small">{said}</span>;
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
	const words = {
		planned: () => null,
		moved: m.occurrence_moved,
		skipped: m.occurrence_skipped,
		kept: m.occurrence_kept,
		cancelled: m.occurrence_cancelled,
	};
	return words[occurrence.state]();
}

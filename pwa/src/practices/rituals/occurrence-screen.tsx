/** One time of a ritual: opened by a reminder, with its buttons, and with Move, Skip and Keep. */

import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { MomentField } from "../../ui/field";
import { FileWaits, useFileToGive } from "../../ui/file-to-give";
import { Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { placeOf } from "../../ui/place-of";
import { Sheet } from "../../ui/sheet";
import { clockTime, dayAndTime, longDate, onTheWall } from "../../ui/when";
import { DateTile, stateWord, There } from "./date-tile";
import { Gone } from "./gone";
import { OnTheWay } from "./on-the-way";
import { ReminderActs } from "./reminder-acts";
import { inZone, wallTime } from "./schedule-words";
import { skipAndSay } from "./skip-and-say";
import {
	isOnce,
	isPast,
	isSoon,
	isStanding,
	isTooFar,
	makeCalendarOf,
	markKept,
	movableDays,
	move,
	type Occurrence,
	occurrences,
	planAgain,
	rituals,
	stand,
} from "./store";
import { instantIn, isZone, otherZone } from "./zones";
import "./rituals.css";

export default function OccurrenceScreen() {
	const { id = "", original = "" } = useRoute().params;
	const occurrence = find(id, original);
	if (!occurrence) return <Gone ritual={rituals.value.find((one) => one.id === id)} />;
	const { ritual, at, ends_at, on_my_way, pending, stuck } = occurrence;
	const over = minute.value >= ends_at;
	return (
		<Page title={isolated(ritual.title)} back="/time">
			<div class="occurrence-head">
				<DateTile at={at} opened />
				<div class="grow">
					<p class="occurrence-when">{longDate(at, minute.value)}</p>
					<p class="soft">{m.from_until({ from: clockTime(at), until: clockTime(ends_at) })}</p>
					<There occurrence={occurrence} />
					<MovedFrom occurrence={occurrence} />
					{ritual.place && <p class="soft">{isolated(ritual.place)}</p>}
				</div>
				{!isStanding(occurrence.state) && <span class="tag">{stateWord(occurrence)}</span>}
			</div>
			{ritual.note && (
				<blockquote class="occurrence-note" dir="auto">
					{ritual.note}
				</blockquote>
			)}
			{!over && on_my_way.by_partner && <OnTheWay />}
			{!over && on_my_way.by_me && <p class="soft">{m.you_are_on_the_way()}</p>}
			<Unsent pending={pending} stuck={stuck} />
			{stuck && <ButtonLink href="/tray">{m.tray_open()}</ButtonLink>}
			{isSoon(occurrence, minute.value) && <ReminderActs occurrence={occurrence} />}
			<Acts occurrence={occurrence} />
			<AddToCalendar occurrence={occurrence} />
			<ButtonLink look="plain" href={`/rituals/${ritual.id}`}>
				{isOnce(ritual) ? m.date_whole() : m.ritual_whole()}
			</ButtonLink>
		</Page>
	);
}

function find(id: string, original: string): Occurrence | undefined {
	const ritual = rituals.value.find((one) => one.id === id && one.state === "accepted");
	if (!ritual || !isZone(ritual.recurrence.zone) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(original)) return undefined;
	const [occurrence] = occurrences(ritual, instantIn(original, ritual.recurrence.zone) - 1, 1);
	return occurrence?.original === original ? occurrence : undefined;
}

/** The planned time, by this phone's clock. */
function MovedFrom({ occurrence: { ritual, original, starts, at } }: { readonly occurrence: Occurrence }) {
	if (starts === original) return null;
	const planned = instantIn(original, ritual.recurrence.zone);
	const [day, time] = [longDate(planned, minute.value), clockTime(planned)];
	const when = day === longDate(at, minute.value) ? time : m.when_day_time({ day, time });
	return <p class="soft">{m.occurrence_moved_from({ when })}</p>;
}

/** This time, with its words, as a file for the phone's calendar. */
function AddToCalendar({ occurrence }: { readonly occurrence: Occurrence }) {
	const file = useFileToGive();
	if (!isStanding(occurrence.state) || minute.value >= occurrence.ends_at) return null;
	return (
		<div class="stack-tight">
			<Button wide onClick={async () => file.give(await makeCalendarOf(occurrence))}>
				{m.occurrence_to_calendar()}
			</Button>
			<FileWaits file={file} />
		</div>
	);
}

function Acts({ occurrence }: { readonly occurrence: Occurrence }) {
	const [moving, setMoving] = useState(false);
	const { state, at, ritual } = occurrence;
	const begun = minute.value >= at;
	const soon = isSoon(occurrence, minute.value);
	return (
		<div class="btns">
			{state !== "kept" && <Button onClick={() => setMoving(true)}>{m.occurrence_move()}</Button>}
			{/* one cancels a date instead, on its own page */}
			{isStanding(state) && !isOnce(ritual) && !soon && (
				<Button onClick={() => skipAndSay(occurrence)}>{m.occurrence_skip()}</Button>
			)}
			{begun && state !== "kept" && (
				<Button look={soon ? "quiet" : "main"} onClick={() => markKept(occurrence)}>
					{m.occurrence_mark_kept()}
				</Button>
			)}
			<Undone occurrence={occurrence} />
			{moving && <Move occurrence={occurrence} onClose={() => setMoving(false)} />}
		</div>
	);
}

/** Takes back what was changed about this time. */
function Undone({ occurrence }: { readonly occurrence: Occurrence }) {
	if (occurrence.state === "skipped")
		return <Button onClick={() => stand(occurrence)}>{m.occurrence_not_skipped()}</Button>;
	if (occurrence.state === "kept") return <Button onClick={() => stand(occurrence)}>{m.occurrence_not_kept()}</Button>;
	if (occurrence.state === "moved" && !isPast(occurrence, occurrence.original, minute.value))
		return <Button onClick={() => planAgain(occurrence)}>{m.occurrence_plan_again()}</Button>;
	return null;
}

function Move({ occurrence, onClose }: { readonly occurrence: Occurrence; readonly onClose: () => void }) {
	const [date, setDate] = useState(occurrence.starts.slice(0, 10));
	const [time, setTime] = useState(occurrence.starts.slice(11, 16));
	const to = `${date}T${time}`;
	const { zone } = occurrence.ritual.recurrence;
	const at = instantIn(to, zone);
	const other = otherZone(zone, at);
	const days = movableDays(occurrence, minute.value);
	const tooFar = isTooFar(occurrence, to);
	const past = !tooFar && isPast(occurrence, to, minute.value);
	const pastDay = past && date < days.min;
	const save = async (): Promise<void> => {
		await move(occurrence, to);
		onClose();
	};
	return (
		<Sheet title={m.occurrence_move_title()} onClose={onClose}>
			<p class="soft">{isOnce(occurrence.ritual) ? m.date_move_lead() : m.occurrence_move_lead()}</p>
			{other && <p class="soft">{m.occurrence_move_zone({ place: placeOf(other) })}</p>}
			<MomentField
				label={m.date()}
				type="date"
				value={date}
				{...days}
				fault={tooFar ? m.occurrence_move_too_far() : pastDay ? m.time_has_passed() : null}
				onChange={setDate}
			/>
			<MomentField
				label={m.time()}
				type="time"
				value={time}
				fault={past && !pastDay ? m.time_has_passed() : null}
				onChange={setTime}
			/>
			{other && <p>{m.time_here({ when: dayAndTime(at, minute.value) })}</p>}
			<Button look="main" wide disabled={tooFar || past || to === occurrence.starts} onClick={save}>
				{m.occurrence_move_save({
					when: m.when_day_time({
						day: longDate(onTheWall(to), minute.value, "UTC"),
						time: inZone(wallTime(to), other),
					}),
				})}
			</Button>
		</Sheet>
	);
}

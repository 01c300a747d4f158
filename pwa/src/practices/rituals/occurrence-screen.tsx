/** One time of a ritual: opened by a reminder, with its buttons, and with Move, Skip and Keep. */

import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { minute } from "../../kernel/clock";
import { isolated } from "../../kernel/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { MomentField } from "../../ui/field";
import { FileWaits, useFileToGive } from "../../ui/file-to-give";
import { Trouble, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { placeOf } from "../../ui/place-of";
import { Sheet } from "../../ui/sheet";
import { clockTime, dayAndTime, longDate, onTheWall } from "../../ui/when";
import { DateTile, stateWord, zoneOf } from "./date-tile";
import { Gone } from "./gone";
import { OnTheWay } from "./on-the-way";
import { isNear, ReminderActs } from "./reminder-acts";
import { inZone, wallTime } from "./schedule-words";
import { skipAndSay } from "./skip-and-say";
import {
	isTooFar,
	makeCalendarOf,
	markKept,
	movableDays,
	move,
	type Occurrence,
	occurrences,
	planAgain,
	rituals,
} from "./store";
import { instantIn, isZone, otherZone } from "./zones";
import "./rituals.css";

export default function OccurrenceScreen() {
	const { id = "", original = "" } = useRoute().params;
	const occurrence = find(id, original);
	if (!occurrence) return <Gone />;
	const { ritual, at, ends_at, on_my_way, pending, stuck } = occurrence;
	const state = stateWord(occurrence);
	const zone = zoneOf(occurrence);
	return (
		<Page title={isolated(ritual.title)} back="/time">
			<div class="occurrence-head">
				<DateTile at={at} zone={zone} opened />
				<div class="grow">
					<p class="occurrence-when">{longDate(at, minute.value, zone)}</p>
					<p class="soft">
						{m.from_until({ from: clockTime(at, zone), until: inZone(clockTime(ends_at, zone), zone) })}
					</p>
					{zone && <p class="soft">{m.time_here({ when: dayAndTime(at, minute.value) })}</p>}
					{ritual.place && <p class="soft">{isolated(ritual.place)}</p>}
				</div>
				{state && <span class="tag">{state}</span>}
			</div>
			{ritual.note && (
				<blockquote class="occurrence-note" dir="auto">
					{ritual.note}
				</blockquote>
			)}
			{on_my_way.by_partner && <OnTheWay />}
			{on_my_way.by_me && <p class="soft">{m.you_are_on_the_way()}</p>}
			<Unsent pending={pending} stuck={stuck} />
			{stuck && <ButtonLink href="/tray">{m.tray_open()}</ButtonLink>}
			{isNear(occurrence) && <ReminderActs occurrence={occurrence} />}
			<Acts occurrence={occurrence} />
			<AddToCalendar occurrence={occurrence} />
			<ButtonLink look="plain" href={`/rituals/${ritual.id}`}>
				{m.ritual_whole()}
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

/** This time, with its words, as a file for the phone's calendar. */
function AddToCalendar({ occurrence }: { readonly occurrence: Occurrence }) {
	const file = useFileToGive();
	if (occurrence.state === "skipped" || minute.value >= occurrence.ends_at) return null;
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
	const { state, at } = occurrence;
	const begun = minute.value >= at;
	return (
		<div class="btns">
			{state !== "kept" && <Button onClick={() => setMoving(true)}>{m.occurrence_move()}</Button>}
			{(state === "planned" || state === "moved") && !isNear(occurrence) && (
				<Button onClick={() => skipAndSay(occurrence)}>{m.occurrence_skip()}</Button>
			)}
			{begun && state !== "kept" && (
				<Button look="main" onClick={() => markKept(occurrence)}>
					{m.occurrence_mark_kept()}
				</Button>
			)}
			{state !== "planned" && <Button onClick={() => planAgain(occurrence)}>{m.occurrence_plan_again()}</Button>}
			{moving && <Move occurrence={occurrence} onClose={() => setMoving(false)} />}
		</div>
	);
}

function Move({ occurrence, onClose }: { readonly occurrence: Occurrence; readonly onClose: () => void }) {
	const [date, setDate] = useState(occurrence.starts.slice(0, 10));
	const [time, setTime] = useState(occurrence.starts.slice(11, 16));
	const to = `${date}T${time}`;
	const { zone } = occurrence.ritual.recurrence;
	const other = otherZone(zone, instantIn(to, zone));
	const tooFar = isTooFar(occurrence, to);
	const save = async (): Promise<void> => {
		await move(occurrence, to);
		onClose();
	};
	return (
		<Sheet title={m.occurrence_move_title()} onClose={onClose}>
			<p class="soft">{m.occurrence_move_lead()}</p>
			{other && <p class="soft">{m.occurrence_move_zone({ place: placeOf(other) })}</p>}
			<MomentField label={m.date()} type="date" value={date} {...movableDays(occurrence)} onChange={setDate} />
			<MomentField label={m.time()} type="time" value={time} onChange={setTime} />
			<Trouble>{tooFar ? m.occurrence_move_too_far() : null}</Trouble>
			<Button look="main" wide disabled={tooFar || to === occurrence.starts} onClick={save}>
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

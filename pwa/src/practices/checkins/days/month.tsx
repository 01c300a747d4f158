/** A month of faces: a table with a column for each weekday, and in each day your face above your partner's. */

import { useLocation } from "preact-iso";
import { dayOf, minute } from "../../../kernel/store/clock";
import { alone } from "../../../kernel/store/session";
import { m } from "../../../paraglide/messages.js";
import { Face, moodWord } from "../../../ui/faces";
import { usePartner } from "../../../ui/names";
import { Page } from "../../../ui/page";
import { RowLink } from "../../../ui/row-link";
import { joined, longDate, longMonth, weekdayNames } from "../../../ui/when";
import { Why } from "../../../ui/why";
import { type CheckIn, noonOfYesterday } from "../store";
import { dayName, firstOf, middayOf, monthAfter, monthNamed, monthOf, weeksOf } from "./calendar";
import { type Faces, facesByDay, usePast } from "./past";
import { Steps } from "./step";

export function Month() {
	const { inside } = usePartner();
	const now = monthOf(dayOf(minute.value));
	const month = monthNamed(useLocation().query.month) ?? now;
	return (
		<Page
			title={alone.value ? m.days_mine() : m.days()}
			back="/people"
			lead={alone.value ? m.days_lead_alone() : m.days_lead({ name: inside })}
		>
			<section class="stack-tight" aria-labelledby="month">
				<Steps
					label={m.days_months()}
					id="month"
					now={longMonth(month)}
					earlier={placeOf(monthAfter(month, -1))}
					later={month < now ? placeOf(monthAfter(month)) : null}
				/>
				<Calendar month={month} />
				<Key />
			</section>
			<ul class="rows">
				<li>
					<RowLink href="/days/search" title={m.days_search()} hint={m.days_search_hint()} />
				</li>
				<li>
					<RowLink href="/days/weeks" title={alone.value ? m.energy() : m.days_weeks()} hint={m.days_weeks_hint()} />
				</li>
			</ul>
			<Why lines={[m.check_in_why(), m.check_in_why_not()]} />
		</Page>
	);
}

function placeOf(month: string) {
	return { href: `/days?month=${month}`, name: longMonth(month) };
}

function Calendar({ month }: { readonly month: string }) {
	const checkIns = usePast(firstOf(month), firstOf(monthAfter(month)) - 1);
	const faces = facesByDay(checkIns ?? []);
	const [long, narrow] = [weekdayNames("long"), weekdayNames("narrow")];
	return (
		<table class="days-month" aria-busy={checkIns === null}>
			<caption class="only-read">{m.days_caption({ month: longMonth(month) })}</caption>
			<thead>
				<tr>
					{long.map((weekday, place) => (
						<th key={weekday} scope="col">
							<span aria-hidden="true">{narrow[place]}</span>
							<span class="only-read">{weekday}</span>
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{weeksOf(month).map((week) => (
					<tr key={week.find((day) => day !== null)}>
						{week.map((day, place) => (
							<td key={long[place]}>{day !== null && <DayCell day={day} faces={faces.get(day)} />}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

/** A day without faces leads nowhere, except to where yesterday can be added. */
function DayCell({ day, faces }: { readonly day: number; readonly faces: Faces | undefined }) {
	const label = useLabel(day, faces);
	const current = day === dayOf(minute.value) ? "date" : undefined;
	const number = new Date(middayOf(day)).getUTCDate();
	if (!faces && day !== dayOf(noonOfYesterday()))
		return (
			<span class="days-day" aria-current={current}>
				{number}
			</span>
		);
	return (
		<a class="days-day" href={`/days/${dayName(day)}`} aria-label={label} aria-current={current}>
			{number}
			{faces && <SmallFace checkIn={faces.mine} />}
			{faces && !alone.value && <SmallFace checkIn={faces.theirs} />}
		</a>
	);
}

function useLabel(day: number, faces: Faces | undefined): string {
	const { start } = usePartner();
	const date = longDate(middayOf(day), middayOf(dayOf(minute.value)), "UTC");
	const said = [faces?.mine, faces?.theirs].flatMap((checkIn) => (checkIn ? [faceSaid(checkIn, start)] : []));
	return said.length > 0 ? m.days_day({ day: date, faces: joined(said) }) : date;
}

function faceSaid(checkIn: CheckIn, partner: string): string {
	const said = { name: checkIn.by_me ? m.you() : partner, face: moodWord(checkIn.mood) };
	return isOnlyMine(checkIn) ? m.days_face_only_me(said) : m.days_face(said);
}

/** Without a face it keeps its place, so that your faces are always above your partner's. */
function SmallFace({ checkIn }: { readonly checkIn: CheckIn | null }) {
	if (!checkIn) return <span class="days-face" />;
	const hue = checkIn.by_me ? "clay" : "sea";
	return (
		<span class={`check-in-face days-face ${hue} ${isOnlyMine(checkIn) ? "only-mine" : ""}`}>
			<Face mood={checkIn.mood} />
		</span>
	);
}

/** Alone there is nobody else to see it, and nothing to mark. */
function isOnlyMine({ by_me, audience }: CheckIn): boolean {
	return by_me && audience === "me" && !alone.value;
}

function Key() {
	const { start } = usePartner();
	if (alone.value) return null;
	return (
		<ul class="days-key soft small">
			<li>
				<span class="days-swatch clay" />
				{m.you()}
			</li>
			<li>
				<span class="days-swatch sea" />
				{start}
			</li>
			<li>
				<span class="days-swatch clay only-mine" />
				{m.days_key_only_me()}
			</li>
		</ul>
	);
}

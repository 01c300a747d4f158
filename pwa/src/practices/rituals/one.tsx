/** One ritual: what it is, its schedule, accepting, changing and ending it. */

import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { EndAccord } from "../../ui/end-accord";
import { Fact } from "../../ui/facts";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { clockTime, dayWord, durationWords, joined, longDate } from "../../ui/when";
import { DateTile, occurrencePath, StateTag, There, WhenAndWhere } from "./date-tile";
import { unknownZone } from "./first-times";
import { Gone } from "./gone";
import { kindWord } from "./kind-face";
import { leadsToCome } from "./leads";
import { Proposal } from "./proposal";
import { LetThrough } from "./quiet-reminders";
import { ReminderActs } from "./reminder-acts";
import { leadWords, recurrenceWords } from "./schedule-words";
import {
	asMoved,
	changeOf,
	endRitual,
	isOnce,
	isOver,
	isSoon,
	mayAccept,
	type Occurrence,
	occurrences,
	type Ritual,
	standing,
	timesToCome,
	upcoming,
} from "./store";
import "./rituals.css";

export default function OneRitual() {
	const { id } = useRoute().params;
	const ritual = id ? standing(id) : undefined;
	if (!ritual || ritual.state === "ended") return <Gone ritual={ritual} />;
	const change = changeOf(ritual.id);
	return (
		<Page
			title={isolated(ritual.title) || kindWord(ritual.kind)}
			back="/time"
			{...(isListed(ritual) ? {} : { lead: recurrenceWords(asMoved(ritual)) })}
		>
			<Unsent pending={ritual.pending} stuck={ritual.stuck} />
			{ritual.state !== "accepted" && <Proposal ritual={ritual} />}
			{change && (
				<Note>
					<a href={`/rituals/${change.id}`}>{m.ritual_change_open()}</a>
				</Note>
			)}
			{ritual.state === "accepted" && <NearTime ritual={ritual} />}
			{ritual.state === "accepted" && isOnce(ritual) && <NextTimes ritual={ritual} />}
			<About ritual={ritual} />
			{ritual.accepted_by_me && <LetThrough ritual={ritual} />}
			{ritual.state === "accepted" && !isOnce(ritual) && <NextTimes ritual={ritual} />}
			{ritual.read_only ? <Note>{m.newer_words()}</Note> : <Acts ritual={ritual} />}
		</Page>
	);
}

/** It has one time, which stands below with its day. */
function isListed(ritual: Ritual): boolean {
	return isOnce(ritual) && ritual.state === "accepted" && !unknownZone(ritual.recurrence.zone);
}

function nearTimeOf({ id }: Ritual): Occurrence | undefined {
	return upcoming.value.find((time) => time.ritual.id === id && isSoon(time, minute.value));
}

/** A reminder may open this screen: the time it is about, with the reminder's buttons. */
function NearTime({ ritual }: { readonly ritual: Ritual }) {
	const near = nearTimeOf(ritual);
	if (!near) return null;
	return (
		<section class="card stack" aria-label={m.ritual_near()}>
			<a class="occurrence-head card-link" href={occurrencePath(near)}>
				<DateTile at={near.at} />
				<span class="grow">
					<span class="card-title first-up">{dayWord(near.at, minute.value)}</span>
					<WhenAndWhere occurrence={near} />
				</span>
			</a>
			<ReminderActs occurrence={near} />
		</section>
	);
}

function About({ ritual }: { readonly ritual: Ritual }) {
	const { place, note, recurrence } = ritual;
	const leads = isOnce(ritual)
		? leadsToCome(ritual.lead_minutes, occurrences(ritual, 0, 1), minute.value)
		: ritual.lead_minutes;
	const reminders = leads.length > 0 ? joined(leads.map(leadWords)) : m.ritual_no_reminders();
	return (
		<dl class="facts">
			{place && <Fact name={m.ritual_place()} value={place} />}
			<Fact name={m.ritual_lasts()} value={durationWords(recurrence.duration_minutes)} />
			<Fact name={m.ritual_reminders()} value={reminders} />
			{note && <Fact name={m.note()} value={note} />}
		</dl>
	);
}

/** The times after the near one, which stands above; of a date its only time, also once it has passed. */
function NextTimes({ ritual }: { readonly ritual: Ritual }) {
	const unknown = unknownZone(ritual.recurrence.zone);
	if (unknown) return <p class="soft">{unknown}</p>;
	const once = isOnce(ritual);
	if (!once && isOver(ritual)) return <p class="soft">{m.ritual_over()}</p>;
	const near = nearTimeOf(ritual);
	const times = (once ? occurrences(ritual, 0, 1) : timesToCome(ritual, minute.value, 4)).filter(
		({ original }) => original !== near?.original,
	);
	if (times.length === 0) return null;
	return (
		<section class="section" aria-labelledby="next-times">
			<h2 id="next-times">{once ? m.date_when() : m.ritual_next_times({ count: times.length })}</h2>
			<ul class="rows">
				{times.map((occurrence) => (
					<li key={occurrence.original}>
						<a class="row-link" href={occurrencePath(occurrence)}>
							<DateTile at={occurrence.at} />
							<span class="lead grow">
								{m.when_day_time({
									day: longDate(occurrence.at, minute.value),
									time: clockTime(occurrence.at),
								})}
								<StateTag occurrence={occurrence} />
								<There occurrence={occurrence} />
							</span>
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}

function Acts({ ritual }: { readonly ritual: Ritual }) {
	return (
		<div class="stack-tight">
			<ButtonLink wide href={`/rituals/${ritual.id}/edit`}>
				{m.change()}
			</ButtonLink>
			<EndAccord
				accord={ritual}
				stood={ritual.from_before}
				asked={mayAccept(ritual)}
				{...endWords(ritual)}
				onEnd={() => endRitual(ritual.id)}
				to="/time"
			/>
		</div>
	);
}

/** A ritual ends, a date is cancelled, and one that has passed is removed. */
function endWords(ritual: Ritual) {
	const title = isolated(ritual.title);
	const forBoth = isOnce(ritual)
		? isOver(ritual)
			? { label: m.date_remove(), ended: m.date_removed(), hint: m.date_remove_hint() }
			: { label: m.date_cancel(), ended: m.date_cancelled({ title }), hint: m.date_cancel_hint() }
		: { label: m.ritual_end(), ended: m.has_ended({ title }), hint: m.ritual_end_hint() };
	if (!ritual.only_me) return forBoth;
	return { ...forBoth, hint: alone.value ? null : m.ritual_only_mine() };
}

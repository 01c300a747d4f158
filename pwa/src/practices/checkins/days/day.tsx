/** One day: each person's check-ins in a list of its own, so that their order tells no time of the partner's. */

import { useEffect, useState } from "preact/hooks";
import { dayOf, dayPart, minute } from "../../../kernel/store/clock";
import { alone } from "../../../kernel/store/session";
import { m } from "../../../paraglide/messages.js";
import { Button } from "../../../ui/button";
import { Face, moodWord } from "../../../ui/faces";
import { Fact } from "../../../ui/facts";
import { feelingWord } from "../../../ui/feelings";
import { usePartner } from "../../../ui/names";
import { Unsent } from "../../../ui/note";
import { Page } from "../../../ui/page";
import { clockTime, joined, longDate } from "../../../ui/when";
import { checkInAndSay } from "../say";
import { CheckInSheet, closeUnlessLocked, openCheckIn } from "../sheet";
import { type CheckIn, noonOfYesterday } from "../store";
import { YesterdaySheet } from "../yesterday";
import { middayOf, monthOf } from "./calendar";
import { usePast } from "./past";

export function Day({ day }: { readonly day: number }) {
	const { start } = usePartner();
	const checkIns = usePast(day, day);
	useEffect(() => closeUnlessLocked, []);
	return (
		<Page title={longDate(middayOf(day), middayOf(dayOf(minute.value)), "UTC")} back={`/days?month=${monthOf(day)}`}>
			{checkIns?.length === 0 && <p class="soft">{m.days_nothing()}</p>}
			<Said title={m.you()} checkIns={checkIns?.filter(({ by_me }) => by_me)} />
			<Said title={start} checkIns={checkIns?.filter(({ by_me }) => !by_me)} />
			{day === dayOf(noonOfYesterday()) && <AddYesterday />}
			<CheckInSheet among={checkIns ?? []} />
		</Page>
	);
}

interface SaidProps {
	readonly title: string;
	readonly checkIns: readonly CheckIn[] | undefined;
}

function Said({ title, checkIns = [] }: SaidProps) {
	if (checkIns.length === 0) return null;
	return (
		<section class="section" aria-label={title}>
			<h2>{title}</h2>
			<ul class="rows">
				{checkIns.map((checkIn) => (
					<li key={checkIn.id} class="days-said">
						<One checkIn={checkIn} />
					</li>
				))}
			</ul>
		</section>
	);
}

function One({ checkIn }: { readonly checkIn: CheckIn }) {
	const { mood, by_me, note, pending, stuck, read_only } = checkIn;
	return (
		<>
			<span class={`check-in-face small-face ${by_me ? "clay" : "sea"}`}>
				<Face mood={mood} />
			</span>
			<div class="grow stack-tight">
				<p>
					<b>{moodWord(mood)}</b> <span class="soft small">{whenSaid(checkIn)}</span>
				</p>
				<WhoSeesIt checkIn={checkIn} />
				{note && (
					<blockquote class="days-note" dir="auto">
						{note}
					</blockquote>
				)}
				<Details checkIn={checkIn} />
				<Unsent pending={by_me && pending} stuck={stuck} />
				{by_me && !read_only && (
					<Button
						look="plain"
						label={m.days_change_one({ face: moodWord(mood), when: whenSaid(checkIn) })}
						onClick={() => openCheckIn(checkIn.id)}
					>
						{m.change()}
					</Button>
				)}
			</div>
		</>
	);
}

function Details({ checkIn: { feelings, energy, closeness } }: { readonly checkIn: CheckIn }) {
	if (feelings.length === 0 && !energy && !closeness) return null;
	return (
		<dl class="facts">
			{feelings.length > 0 && <Fact name={m.feelings()} value={joined(feelings.map(feelingWord))} />}
			{energy && <Fact name={m.energy()} value={m.of_five({ value: energy })} />}
			{closeness && <Fact name={m.closeness()} value={m.of_five({ value: closeness })} />}
		</dl>
	);
}

function WhoSeesIt({ checkIn: { by_me, audience } }: { readonly checkIn: CheckIn }) {
	const { start } = usePartner();
	if (!by_me || alone.value) return null;
	return <p class="soft small">{audience === "me" ? m.only_you_see() : m.days_they_see({ name: start })}</p>;
}

/** Your own has its time, your partner's the part of the day. One added later has neither. */
function whenSaid({ at, by_me, added_later }: CheckIn): string {
	if (added_later) return m.days_added_later();
	if (by_me) return clockTime(at);
	const { part } = dayPart(at, at);
	return {
		morning: m.days_morning,
		afternoon: m.days_afternoon,
		evening: m.days_evening,
		night: m.days_night,
	}[part]();
}

function AddYesterday() {
	const [open, setOpen] = useState(false);
	return (
		<>
			<Button onClick={() => setOpen(true)}>{m.check_in_yesterday()}</Button>
			{open && <YesterdaySheet onTap={(mood) => checkInAndSay(mood, "yesterday")} onClose={() => setOpen(false)} />}
		</>
	);
}

/** Today: both at a glance, the five faces, one thing that waits, one thing that comes next. */

import { useState } from "preact/hooks";
import { alone } from "../kernel/session";
import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { Circles, side } from "../ui/circles";
import { useNames, usePartner } from "../ui/names";
import { Title } from "../ui/page";
import type { Portrait, TodayParts, Waiting } from "../ui/practice-face";
import { askIn } from "./today-asking";
import { NoLongerConnected } from "./today-cards";
import { alarms, handyThings, hasEnded, urgentThings } from "./today-waiting";
import "./today.css";

export function Today({ parts }: { readonly parts: readonly TodayParts[] }) {
	const { mine, theirs } = useNames();
	const partner = usePartner();
	const begun = parts.some((part) => part.begun?.value);
	const waiting = [...urgentThings(), ...parts.flatMap((part) => part.waiting?.value ?? []), ...handyThings(begun)];
	return (
		<div class="page today">
			<Title hidden>{m.place_today()}</Title>
			{hasEnded() && <NoLongerConnected />}
			{alarms().map(({ key, Card }) => (
				<Card key={key} />
			))}
			{parts.map(({ Now }, index) => Now && <Now key={index} />)}
			<Circles
				mine={side(m.you(), mine, portraitOf(parts, "me"))}
				theirs={alone.value ? null : side(partner.start, theirs, portraitOf(parts, "partner"))}
			/>
			{parts.map(({ Main }, index) => Main && <Main key={index} askIn={(area) => askIn(parts, area)} />)}
			{parts.map(({ Next }, index) => Next && <Next key={index} />)}
			<OneThing waiting={waiting} />
		</div>
	);
}

function portraitOf(parts: readonly TodayParts[], who: "me" | "partner"): Portrait | null {
	return parts.reduce<Portrait | null>((seen, part) => part.portrait?.(who) ?? seen, null);
}

/** One thing waits in sight; the others are behind "later". */
function OneThing({ waiting }: { readonly waiting: readonly Waiting[] }) {
	const [all, setAll] = useState(false);
	const [first, ...others] = waiting;
	if (!first) return null;
	return (
		<section class="stack" aria-label={m.today_waits()}>
			<first.Card key={first.key} />
			{all && others.map(({ key, Card }) => <Card key={key} />)}
			{others.length > 0 && (
				<div>
					<Button look="plain" onClick={() => setAll(!all)}>
						{all ? m.today_fewer() : m.today_later({ count: others.length })}
					</Button>
				</div>
			)}
		</section>
	);
}

/** Today, in the order of ui/today-order.ts: first what concerns me now, then how the two are and what comes next. */

import { Fragment } from "preact";
import { useRef, useState } from "preact/hooks";
import { alone } from "../kernel/store/session";
import { m } from "../paraglide/messages.js";
import { useArriving } from "../ui/arriving";
import { Button } from "../ui/button";
import { Circles, side } from "../ui/circles";
import { useNames, usePartner } from "../ui/names";
import type { Portrait, TodayParts, Waiting } from "../ui/practice-face";
import { Title } from "../ui/title";
import { TODAY_FIRST, TODAY_THEN, type TodayPlace } from "../ui/today-order";
import { askIn } from "./today-asking";
import { inLoop } from "./today-in-loop";
import { type AllWaiting, alarms, waitingIn } from "./today-waiting";
import "./today.css";

interface TodayProps {
	readonly parts: readonly TodayParts[];
}

export function Today({ parts }: TodayProps) {
	return (
		<div class="page today">
			<Title hidden>{m.place_today()}</Title>
			<div class="today-first">
				{TODAY_FIRST.map((place) => (
					<Block key={place} place={place} parts={parts} />
				))}
			</div>
			<div class="today-then">
				{TODAY_THEN.map((place) => (
					<Block key={place} place={place} parts={parts} />
				))}
			</div>
		</div>
	);
}

function Block({ place, parts }: TodayProps & { readonly place: TodayPlace }) {
	if (place === "alarm") return <Alarms alarms={alarms()} />;
	if (place === "waits") return <OneThing {...waitingIn(parts)} />;
	if (place === "both") return <Both parts={parts} />;
	const props = { askIn: (area: string) => askIn(parts, area), inLoop: inLoop(parts) };
	return (
		<>
			{parts.map(({ blocks }, index) => {
				const Part = blocks?.[place];
				return <Fragment key={index}>{Part && <Part {...props} />}</Fragment>;
			})}
		</>
	);
}

/** One card at a time; the next one comes when this one is done, or with a tap, since some stay for days. */
function Alarms({ alarms }: { readonly alarms: readonly Waiting[] }) {
	const [passed, setPassed] = useState<readonly string[]>([]);
	const left = alarms.filter(({ key }) => !passed.includes(key));
	const [first] = left.length > 0 ? left : alarms;
	const arriving = useArriving(first?.key);
	if (!first) return null;
	const next = (): void => setPassed(left.length > 1 ? [...passed, first.key] : []);
	return (
		<section class={`stack-tight ${arriving}`} aria-label={m.today_alarms()}>
			<first.Card key={first.key} />
			{alarms.length > 1 && (
				<div class="today-more">
					<Button look="plain" onClick={next}>
						{m.today_next_alarm({ count: alarms.length - 1 })}
					</Button>
				</div>
			)}
		</section>
	);
}

/** One card is visible; the others are behind "later". */
function OneThing(waiting: AllWaiting) {
	const [all, setAll] = useState(false);
	const { first, others } = useFront(waiting);
	const arriving = useArriving(first?.key);
	if (!first && others.length === 0) return null;
	return (
		<section class={`stack-tight ${arriving} ${first?.hint ? "hints" : ""}`} aria-label={m.today_waits()}>
			{first && <first.Card key={first.key} />}
			{all && others.map(({ key, Card }) => <Card key={key} />)}
			{others.length > 0 && (
				<div class="today-more">
					<Button look="plain" onClick={() => setAll(!all)}>
						{all ? m.today_fewer() : m.today_later({ count: others.length })}
					</Button>
				</div>
			)}
		</section>
	);
}

/** While a sheet is open, the card that it belongs to stays in front. */
function useFront({ first, others }: AllWaiting): AllWaiting {
	const front = useRef<string | null>(null);
	const before = others.find(({ key }) => key === front.current);
	if (first && before && document.querySelector(".sheet"))
		return { first: before, others: [first, ...others.filter((one) => one !== before)] };
	front.current = first?.key ?? null;
	return { first, others };
}

function Both({ parts }: TodayProps) {
	const { mine, theirs } = useNames();
	const partner = usePartner();
	return (
		<Circles
			mine={side(m.you(), mine, portraitOf(parts, "me"))}
			theirs={alone.value ? null : side(partner.start, theirs, portraitOf(parts, "partner"))}
		/>
	);
}

function portraitOf(parts: readonly TodayParts[], who: "me" | "partner"): Portrait | null {
	return parts.reduce<Portrait | null>((seen, part) => part.portrait?.(who) ?? seen, null);
}

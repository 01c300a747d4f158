/** Readiness on Today: what the two of you are open to now, and a tap to say so or to take it back. */

import { useEffect, useState } from "preact/hooks";
import { minute } from "../../kernel/clock";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import type { BlockProps, TodayParts } from "../../ui/practice-face";
import { say } from "../../ui/snackbar";
import { returnTime } from "../../ui/when";
import { areaWord } from "./area-words";
import { lookForMatches } from "./looking";
import { ReadinessSheet } from "./sheet";
import { AREAS, type Area, bothUntil, mine, type Said, saidNow, sayReady, takeBack, theirs, wereBoth } from "./store";
import "./today.css";

const today: TodayParts = { blocks: { ready: ReadyFor } };

export default today;

function ReadyFor({ askIn }: BlockProps) {
	const [choosing, setChoosing] = useState(false);
	useEffect(() => lookForMatches(), []);
	if (alone.value) return null;
	const said = AREAS.filter((area) => mine.value[area] || theirs.value[area] || wereBoth.value.has(area));
	const choose = () => setChoosing(true);
	return (
		<section class="ready" aria-label={m.ready_now()}>
			{said.length === 0 ? <Nothing onChoose={choose} /> : <Now areas={said} askIn={askIn} onChoose={choose} />}
			{choosing && <ReadinessSheet onClose={() => setChoosing(false)} />}
		</section>
	);
}

interface ChooseProps {
	readonly onChoose: () => void;
}

function Nothing({ onChoose }: ChooseProps) {
	return (
		<div class="rows">
			<button type="button" class="row-link" onClick={onChoose}>
				<Circles />
				<span class="grow">
					<b>{m.ready_title()}</b>
					<span class="hint">{m.ready_hint()}</span>
				</span>
				<OnIcon size={1.25} />
			</button>
		</div>
	);
}

function Now({ areas, askIn, onChoose }: ChooseProps & BlockProps & { readonly areas: readonly Area[] }) {
	const own = areas.some((area) => mine.value[area]);
	return (
		<>
			<div class="ready-head">
				<h2>{m.ready_now()}</h2>
				<button type="button" class="btn plain" onClick={onChoose}>
					{own ? m.ready_change() : m.ready_say()}
				</button>
			</div>
			<ul class="rows">
				{areas.map((area) => (
					<Row key={area} area={area} askIn={askIn} />
				))}
			</ul>
			<p class="soft small">
				<TheirEnergy />
				{m.ready_never_consent()}
			</p>
		</>
	);
}

function Row({ area, askIn }: BlockProps & { readonly area: Area }) {
	const [own, other] = [mine.value[area], theirs.value[area]];
	const both = bothUntil(area);
	const href = both === null ? null : askIn(area);
	return (
		<li class="ready-row">
			<Circles mine={own?.state} theirs={other?.state} />
			<div class="grow">
				<b>{areaWord(area)}</b>
				{both !== null ? <p class="ready-both">{m.ready_both({ time: returnTime(both, minute.value) })}</p> : null}
				{both === null && own && <p class="soft small">{mySentence(own)}</p>}
				{both === null && other && <Theirs said={other} />}
				{both === null && wereBoth.value.has(area) && <p class="soft small">{m.ready_were_both()}</p>}
				<Unsent pending={own?.pending ?? false} />
			</div>
			{own && (
				<div class={href === null ? "ready-acts" : "ready-acts below"}>
					{href !== null && <Ask area={area} href={href} />}
					<TakeBack area={area} />
				</div>
			)}
		</li>
	);
}

/** Both are ready: the way to ask, where one may. It is no more than that, and asks nothing by itself. */
function Ask({ area, href }: { readonly area: Area; readonly href: string }) {
	const { inside: name } = usePartner();
	return (
		<a class="btn quiet" href={href} aria-label={m.ready_ask_of({ name, area: areaWord(area) })}>
			{m.ask_send({ name })}
		</a>
	);
}

function Theirs({ said: { state, until } }: { readonly said: Said }) {
	const { start: name } = usePartner();
	const time = returnTime(until, minute.value);
	return (
		<p class="soft small">
			{state === "ready" ? m.ready_they_ready({ name, time }) : m.ready_they_maybe({ name, time })}
		</p>
	);
}

/** Their energy, as they said it last. */
function TheirEnergy() {
	const { start: name } = usePartner();
	const [energy] = AREAS.flatMap((area) => theirs.value[area]?.energy ?? []);
	return energy ? <>{m.ready_their_energy({ name, value: energy })} </> : null;
}

/** One tap, and it holds no more; five seconds to say it again as it was. */
function TakeBack({ area }: { readonly area: Area }) {
	const act = async (): Promise<void> => {
		const before = saidNow([area]);
		await takeBack(area);
		say(m.ready_taken_back({ area: areaWord(area) }), () => sayReady(before));
	};
	return (
		<Button look="plain" label={m.ready_take_back_of({ area: areaWord(area) })} onClick={act}>
			{m.ready_take_back()}
		</Button>
	);
}

function mySentence({ state, until }: Said): string {
	const time = returnTime(until, minute.value);
	return state === "ready" ? m.ready_you_ready({ time }) : m.ready_you_maybe({ time });
}

interface CirclesProps {
	readonly mine?: Said["state"] | undefined;
	readonly theirs?: Said["state"] | undefined;
}

/** The sign of the house, small: whose circle is full is ready, whose is dashed says maybe; both share the middle. */
function Circles({ mine: me, theirs: partner }: CirclesProps) {
	return (
		<svg class="ready-circles" viewBox="0 0 44 28" aria-hidden="true">
			<circle class={`clay ${me ?? "unsaid"}`} cx="15" cy="14" r="12" />
			<circle class={`sea ${partner ?? "unsaid"}`} cx="29" cy="14" r="12" />
			{me === "ready" && partner === "ready" && (
				<path class="lens" d="M22 4.25a12 12 0 0 1 0 19.5a12 12 0 0 1 0-19.5z" />
			)}
		</svg>
	);
}

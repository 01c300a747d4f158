/** Readiness on Today: your row of chips, and in words what the partner shows and where both are ready. */

import { useEffect, useState } from "preact/hooks";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import type { BlockProps, TodayParts } from "../../ui/practice-face";
import { returnTime } from "../../ui/when";
import { areaWord } from "./area-words";
import { ReadyChips } from "./chips";
import { Circles } from "./circles";
import { lookForMatches } from "./looking";
import { ReadinessSheet } from "./sheet";
import { AREAS, type Area, bothUntil, isKnown, type Said, theirs, wereBoth } from "./store";
import "./today.css";

const today: TodayParts = { blocks: { ready: ReadyFor } };

export default today;

function ReadyFor({ askIn }: BlockProps) {
	const [choosing, setChoosing] = useState(false);
	useEffect(() => lookForMatches(), []);
	if (alone.value) return null;
	const open = () => setChoosing(true);
	return (
		<section class="ready" aria-label={m.ready_now()}>
			{isKnown.value ? <ReadyChips onChange={open} /> : <Begin onBegin={open} />}
			<Lines askIn={askIn} />
			{choosing && <ReadinessSheet onClose={() => setChoosing(false)} />}
		</section>
	);
}

/** Before the first use: the sheet first explains what this is. */
function Begin({ onBegin }: { readonly onBegin: () => void }) {
	return (
		<div class="rows">
			<button type="button" class="row-link" onClick={onBegin}>
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

type LinesProps = Pick<BlockProps, "askIn">;

function Lines({ askIn }: LinesProps) {
	const areas = AREAS.filter((area) => theirs.value[area] || wereBoth.value.has(area));
	if (areas.length === 0) return null;
	return (
		<>
			<ul>
				{areas.map((area) => (
					<Line key={area} area={area} askIn={askIn} />
				))}
			</ul>
			<TheirEnergy />
		</>
	);
}

function Line({ area, askIn }: LinesProps & { readonly area: Area }) {
	const other = theirs.value[area];
	const both = bothUntil(area);
	const href = both === null ? null : askIn(area);
	return (
		<li class="ready-line">
			<p class="grow">
				<b>{areaWord(area)}</b>
				{both !== null && <span class="ready-both">{m.ready_both({ time: returnTime(both, minute.value) })}</span>}
				{both === null && other && <Theirs said={other} />}
				{both === null && wereBoth.value.has(area) && <span class="soft">{m.ready_were_both()}</span>}
			</p>
			{href !== null && <Ask area={area} href={href} />}
		</li>
	);
}

/** Both are ready: a link to ask, if possible. It asks nothing by itself. */
function Ask({ area, href }: { readonly area: Area; readonly href: string }) {
	const { inside: name } = usePartner();
	return (
		<a class="btn" href={href} aria-label={m.ready_ask_of({ name, area: areaWord(area) })}>
			{m.ask_send({ name })}
		</a>
	);
}

function Theirs({ said: { state, until } }: { readonly said: Said }) {
	const { start: name } = usePartner();
	const time = returnTime(until, minute.value);
	return (
		<span class="soft">
			{state === "ready" ? m.ready_they_ready({ name, time }) : m.ready_they_maybe({ name, time })}
		</span>
	);
}

/** The partner's last energy. */
function TheirEnergy() {
	const { start: name } = usePartner();
	const [energy] = AREAS.flatMap((area) => theirs.value[area]?.energy ?? []);
	return energy ? <p class="soft small">{m.ready_their_energy({ name, value: energy })}</p> : null;
}

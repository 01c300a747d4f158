/** A row of chips: what you are ready for, with one common end. A tap changes not now to maybe, then to ready. */

import { useEffect } from "preact/hooks";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { say } from "../../ui/snackbar";
import { joined, returnTime } from "../../ui/when";
import { areaWord } from "./area-words";
import { Circles } from "./circles";
import { AREAS, type Area, type ByArea, mine, rules, type Said, type State, theirs } from "./store";
import { nextEnd, sayAllTapped, sharedEnd, shownState, type Told, tapArea } from "./tapping";

interface ChipsProps {
	/** Opens the sheet with the end, who sees what, and energy. */
	readonly onChange: () => void;
}

export function ReadyChips({ onChange }: ChipsProps) {
	const tell = useTelling();
	useEffect(sayWhenLeft, []);
	const pending = AREAS.some((area) => mine.value[area]?.pending);
	return (
		<>
			<div class="ready-head">
				<h2>{m.ready_now()}</h2>
				<End onChange={onChange} />
			</div>
			<div class="ready-chips">
				{AREAS.map((area) => (
					<Chip key={area} area={area} onTap={() => tapArea(area, tell)} />
				))}
			</div>
			<Unsent pending={pending} />
			<WhoSees />
		</>
	);
}

/** The common end; if nothing is in force, that of the next tap. Where ends differ, each chip says its own. */
export function End({ onChange }: ChipsProps) {
	const end = sharedEnd(mine.value);
	const words = end === null ? m.ready_end_usual() : m.ready_until({ time: returnTime(end, minute.value) });
	const differ = end === null && Object.keys(mine.value).length > 0;
	const change = (): void => {
		// the sheet covers the chips: what was tapped is said before it
		void sayAllTapped();
		onChange();
	};
	return (
		<button
			type="button"
			class="btn plain"
			aria-label={differ ? undefined : m.ready_change_of({ end: words })}
			onClick={change}
		>
			{differ ? m.change() : words}
			<OnIcon size={1} />
		</button>
	);
}

function Chip({ area, onTap }: { readonly area: Area; readonly onTap: () => void }) {
	const state = shownState(area);
	return (
		<button
			type="button"
			class={`ready-chip ${state}`}
			aria-label={chipWords(area, state, mine.value)}
			onClick={onTap}
			// two quick taps are two steps
			data-quick
		>
			<Circles mine={state === "not_now" ? undefined : state} theirs={theirs.value[area]?.state} />
			<b>{areaWord(area)}</b>
			<span>{stateWord(state)}</span>
		</button>
	);
}

/** "Touch: Ready, until 23:00". */
function chipWords(area: Area, state: State, held: ByArea<Said>): string {
	const said = m.ready_chip({ area: areaWord(area), state: stateWord(state) });
	if (state === "not_now") return said;
	const end = held[area]?.until ?? nextEnd(held, minute.value);
	return m.ready_chip_until({ said, time: returnTime(end, minute.value) });
}

/** Shown before the tap. */
function WhoSees() {
	const { start: name } = usePartner();
	const by = (rule: string): string => joined(AREAS.filter((area) => rules.value[area] === rule).map(areaWord));
	const [always, mutual] = [by("always"), by("mutual")];
	return (
		<p class="soft small">
			{m.ready_never_consent()} {always && m.ready_row_seen({ name, areas: always })}{" "}
			{mutual && m.ready_row_mutual({ areas: mutual })}
		</p>
	);
}

/** Says what a tap changed, until when, and who will see it, with Undo. */
function useTelling(): (told: Told) => void {
	const { start: name } = usePartner();
	return ({ wish: { area, state, reveal }, undo }) => {
		const said = chipWords(area, state, mine.value);
		if (state === "not_now") return say(m.ready_told({ said }), undo);
		const hidden = state === "maybe" ? m.ready_seen_by_nobody() : m.ready_seen_mutual();
		// it is not sent yet
		const seen = reveal === "always" ? m.ready_will_see({ name }) : hidden;
		say(m.ready_told_seen({ said, seen }), undo);
	};
}

/** The app was hidden, or the screen left. */
function sayWhenLeft(): () => void {
	const leave = (): void => {
		if (document.visibilityState === "hidden") void sayAllTapped();
	};
	document.addEventListener("visibilitychange", leave);
	return () => {
		document.removeEventListener("visibilitychange", leave);
		void sayAllTapped();
	};
}

function stateWord(state: State): string {
	return { not_now: m.not_now, maybe: m.state_maybe, ready: m.state_ready }[state]();
}

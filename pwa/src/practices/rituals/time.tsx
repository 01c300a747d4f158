/** Rituals in Time: what comes next, what waits to be accepted, and all accepted rituals. */

import { computed } from "@preact/signals";
import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { OnIcon, PlusIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import type { PlaceParts } from "../../ui/practice-face";
import { occurrencePath } from "./date-tile";
import { unknownZone } from "./first-times";
import { KindIcon, kindWord } from "./kind-face";
import { OccurrenceCard } from "./occurrence-card";
import { cancelledDates } from "./off";
import { recurrenceWords } from "./schedule-words";
import {
	asMoved,
	hasBegun,
	isOnce,
	isOver,
	isStanding,
	mayAccept,
	type Occurrence,
	type Ritual,
	rituals,
	upcoming,
} from "./store";
import "./rituals.css";

const open = computed(() => rituals.value.filter(({ state }) => state !== "ended" && state !== "replaced"));
const accepted = computed(() => open.value.filter((ritual) => ritual.state === "accepted" && !isOver(ritual)));
const coming = computed(() =>
	[...accepted.value.flatMap(untilNext), ...cancelledDates.value].sort((a, b) => a.at - b.at),
);
const listed = computed(() => {
	const again = accepted.value.filter((ritual) => !isSaidAbove(ritual));
	return {
		proposed: open.value.filter((ritual) => ritual.state !== "accepted" && !isOver(ritual)),
		agreed: again.filter(({ only_me }) => !only_me),
		mine: again.filter(({ only_me }) => only_me),
		over: open.value.filter(isOver),
	};
});

const time: PlaceParts<"time"> = {
	coming: { Part: Coming, shows: computed(() => coming.value.length > 0) },
	lists: { Part: Lists, shows: computed(() => Object.values(listed.value).some(({ length }) => length > 0)) },
	make: { Part: Make },
	begin: { Part: Begin },
};

export default time;

function Coming() {
	return (
		<section class="section" aria-labelledby="coming">
			<h2 id="coming">{m.time_coming()}</h2>
			<ul class="stack-tight">
				{coming.value.map((occurrence) => (
					<li key={occurrencePath(occurrence)}>
						<OccurrenceCard occurrence={occurrence} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Lists() {
	const { proposed, agreed, mine, over } = listed.value;
	return (
		<>
			<Rituals id="proposed" title={m.proposed()} list={proposed} />
			<Rituals id="agreed" title={m.time_agreed()} list={agreed} />
			<Rituals id="mine" title={m.time_mine()} list={mine} />
			<Rituals id="over" title={m.time_over()} list={over} />
		</>
	);
}

function Make() {
	return (
		<div class="stack-tight">
			<div class="btns">
				<PlanDate />
				<ButtonLink href="/rituals/new" look="main">
					<PlusIcon size={1.25} />
					{m.ritual_new()}
				</ButtonLink>
			</div>
			<ButtonLink href="/time/calendar" look="plain" wide>
				{m.calendar()}
			</ButtonLink>
		</div>
	);
}

function Begin() {
	return (
		<div class="btns">
			<PlanDate />
			<ButtonLink href="/rituals/new" look="main">
				{m.ritual_new()}
			</ButtonLink>
		</div>
	);
}

/** Whoever has no partner yet plans what comes back. */
function PlanDate() {
	return alone.value ? null : <ButtonLink href="/rituals/new/date">{m.date_plan()}</ButtonLink>;
}

/** It is a single time, which stands under what is coming up, and all of it is sent. */
function isSaidAbove({ id, recurrence, pending, stuck }: Ritual): boolean {
	return isOnce({ recurrence }) && !pending && !stuck && coming.value.some(({ ritual }) => ritual.id === id);
}

/** A ritual's next time, and skipped or kept ones before it; those alone if no other time comes. */
function untilNext({ id }: Ritual): readonly Occurrence[] {
	const times = upcoming.value.filter(({ ritual }) => ritual.id === id);
	const next = times.findIndex(({ state }) => isStanding(state));
	return next < 0 ? times : times.slice(0, next + 1);
}

function Rituals({
	id,
	title,
	list,
}: {
	readonly id: string;
	readonly title: string;
	readonly list: readonly Ritual[];
}) {
	if (list.length === 0) return null;
	return (
		<section class="section" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			<ul class="rows">
				{list.map((ritual) => (
					<li key={ritual.id}>
						<a class="row-link" href={`/rituals/${ritual.id}`}>
							<span class="kind-icon">
								<KindIcon kind={ritual.kind} size={1.375} />
							</span>
							<span class="grow">
								<b>{isolated(ritual.title) || kindWord(ritual.kind)}</b>
								<span class="hint">{recurrenceWords(asMoved(ritual))}</span>
								{unknownZone(ritual.recurrence.zone) && <span class="hint">{unknownZone(ritual.recurrence.zone)}</span>}
								<Waits ritual={ritual} />
								<Unsent pending={ritual.pending} stuck={ritual.stuck} />
							</span>
							<OnIcon size={1.25} />
						</a>
					</li>
				))}
			</ul>
		</section>
	);
}

function declinedShort({ declined_by_me }: Ritual, name: string): string {
	return declined_by_me ? m.ritual_declined_short_mine() : m.ritual_declined_short({ name });
}

/** Whose yes is missing, or who would rather not. */
function Waits({ ritual }: { readonly ritual: Ritual }) {
	const { inside, start } = usePartner();
	if (ritual.state === "declined") return <span class="hint plum">{declinedShort(ritual, start)}</span>;
	if (mayAccept(ritual)) return <span class="hint plum">{m.ritual_waits_for_me()}</span>;
	if (ritual.state !== "proposed" || !ritual.accepted_by_me || ritual.pending || hasBegun(ritual)) return null;
	return <span class="hint plum">{m.ritual_waits_for_them({ name: inside })}</span>;
}

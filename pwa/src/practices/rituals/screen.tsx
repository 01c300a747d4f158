/** Time: what comes next, what waits to be accepted, and all accepted rituals. */

import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { OnIcon, PlusIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { occurrencePath } from "./date-tile";
import { unknownZone } from "./first-times";
import { KindIcon, kindWord } from "./kind-face";
import { OccurrenceCard } from "./occurrence-card";
import { recurrenceWords } from "./schedule-words";
import { isOver, mayAccept, type Occurrence, type Ritual, rituals, upcoming } from "./store";
import "./rituals.css";

export default function TimeScreen() {
	const open = rituals.value.filter(({ state }) => state !== "ended" && state !== "replaced");
	const over = open.filter(isOver);
	const proposed = open.filter((ritual) => ritual.state !== "accepted" && !isOver(ritual));
	const accepted = open.filter((ritual) => ritual.state === "accepted" && !isOver(ritual));
	const agreed = accepted.filter(({ only_me }) => !only_me);
	const mine = accepted.filter(({ only_me }) => only_me);
	const coming = accepted.flatMap(untilNext).sort((a, b) => a.at - b.at);
	if (open.length === 0) return <NothingYet />;
	return (
		<Page title={m.place_time()}>
			<div class={coming.length > 0 ? "columns" : "column"}>
				{coming.length > 0 && (
					<section class="section" aria-labelledby="coming">
						<h2 id="coming">{m.time_coming()}</h2>
						<ul class="stack-tight">
							{coming.map((occurrence) => (
								<li key={occurrencePath(occurrence)}>
									<OccurrenceCard occurrence={occurrence} />
								</li>
							))}
						</ul>
					</section>
				)}
				<div class="column">
					<Rituals id="proposed" title={m.time_proposed()} list={proposed} />
					<Rituals id="agreed" title={m.time_agreed()} list={agreed} />
					<Rituals id="mine" title={m.time_mine()} list={mine} />
					<Rituals id="over" title={m.time_over()} list={over} />
					<div class="btns">
						<ButtonLink href="/time/calendar">{m.calendar()}</ButtonLink>
						<ButtonLink href="/rituals/new" look="main">
							<PlusIcon size={1.25} />
							{m.ritual_new()}
						</ButtonLink>
					</div>
				</div>
			</div>
		</Page>
	);
}

/** A ritual's next time, and skipped or kept ones before it. */
function untilNext({ id }: Ritual): readonly Occurrence[] {
	const times = upcoming.value.filter(({ ritual }) => ritual.id === id);
	return times.slice(0, times.findIndex(({ state }) => state === "planned" || state === "moved") + 1);
}

function NothingYet() {
	return (
		<Page title={m.place_time()} lead={alone.value ? m.time_empty_alone() : m.time_empty()}>
			<ButtonLink href="/rituals/new" look="main" wide>
				{m.ritual_make()}
			</ButtonLink>
		</Page>
	);
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
								<span class="hint">{recurrenceWords(ritual.recurrence)}</span>
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
	if (ritual.state !== "proposed" || !ritual.accepted_by_me || ritual.pending) return null;
	return <span class="hint plum">{m.ritual_waits_for_them({ name: inside })}</span>;
}

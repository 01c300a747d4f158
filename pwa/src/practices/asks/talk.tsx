/** Asks in Talk: the open ones, what you may ask for, drafts, and at the end what is settled. */

import { computed } from "@preact/signals";
import { useId } from "preact/hooks";
import { draftAt } from "../../kernel/drafts/drafts";
import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import type { PlaceParts } from "../../ui/practice-face";
import { dayAndTime } from "../../ui/when";
import { AREA_ICONS } from "./area-icons";
import { areaWords, exampleOf } from "./ask-words";
import { AskCard, DraftCard, isSettled, isShown, whyWords } from "./cards";
import { PauseNote } from "./pause-note";
import { asks, drafts, formOf, isFree, type Way, ways } from "./store";

const open = computed(() => asks.value.filter((ask) => isShown(ask) && !isSettled(ask)));
const settled = computed(() => asks.value.filter((ask) => isShown(ask) && isSettled(ask)));

/** What can be asked, and what the card of an ask does not say already. */
const offered = computed(() =>
	ways.value.filter(({ area }) => isFree(area) || !open.value.some((ask) => ask.by_me && ask.area === area)),
);

const talk: PlaceParts<"talk"> = {
	open: { Part: Open, shows: computed(() => open.value.length > 0) },
	ask: { Part: Ways },
	drafts: { Part: Drafts, shows: computed(() => drafts.value.length > 0) },
	earlier: { Part: Settled, shows: computed(() => settled.value.length > 0) },
};

export default talk;

function Open() {
	return (
		<section class="section" aria-labelledby="open">
			<h2 id="open">{m.talk_open()}</h2>
			<div class="stack">
				{open.value.map((ask) => (
					<AskCard key={ask.id} ask={ask} />
				))}
			</div>
		</section>
	);
}

function Drafts() {
	return (
		<section class="section" aria-labelledby="drafts">
			<h2 id="drafts">{m.talk_drafts()}</h2>
			<div class="stack">
				{drafts.value.map((draft) => (
					<DraftCard key={draft.id} draft={draft} lead={whyWords(draft)} />
				))}
			</div>
		</section>
	);
}

/** Closed, and without a count of them. */
function Settled() {
	return (
		<details class="more">
			<summary>{m.talk_earlier()}</summary>
			<div class="stack">
				{settled.value.map((ask) => (
					<AskCard key={ask.id} ask={ask} />
				))}
			</div>
		</details>
	);
}

function Ways() {
	const { inside, start } = usePartner();
	if (offered.value.length === 0) return null;
	return (
		<section class="section" aria-labelledby="ask">
			<h2 id="ask">{m.talk_ask({ name: inside })}</h2>
			<p class="soft small">{m.talk_ask_lead({ name: start })}</p>
			<PauseNote />
			<ul class="rows">
				{offered.value.map((way) => (
					<li key={way.area}>
						<AskWay way={way} />
					</li>
				))}
			</ul>
		</section>
	);
}

/** An area in its cooldown says so and is not a link. Where words wait in the form, the row says that. */
function AskWay({ way: { area, rests } }: { readonly way: Way }) {
	const [name, about] = [useId(), useId()];
	const Icon = AREA_ICONS[area];
	const hint = rests === null ? null : m.ask_again({ time: dayAndTime(rests, minute.value) });
	const typed = draftAt(formOf(area)) !== undefined;
	const words = (
		<>
			<span class="row-sign">
				<Icon />
			</span>
			<span class="grow">
				<b id={name}>{areaWords(area)}</b>
				<span id={about}>
					{(hint || !typed) && <span class="hint">{hint ?? exampleOf(area)}</span>}
					{typed && <span class="ask-typed">{m.ask_not_sent()}</span>}
				</span>
			</span>
		</>
	);
	if (hint) return <div class="row-link">{words}</div>;
	return (
		<a class="row-link" href={`/talk/ask/${area}`} aria-labelledby={name} aria-describedby={about}>
			{words}
			<OnIcon size={1.25} />
		</a>
	);
}

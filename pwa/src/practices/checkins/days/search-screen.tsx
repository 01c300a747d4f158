/** Search in one's own words; what is found leads to its day. */

import { dayOf, minute } from "../../../kernel/store/clock";
import { fold } from "../../../kernel/text/typed";
import { m } from "../../../paraglide/messages.js";
import { Face, moodWord } from "../../../ui/faces";
import { feelingWord } from "../../../ui/feelings";
import { TextField } from "../../../ui/field";
import { Page } from "../../../ui/page";
import { joined, longDate } from "../../../ui/when";
import type { CheckIn } from "../store";
import { dayName, middayOf } from "./calendar";
import { MOST, useSearch } from "./search";

interface SearchProps {
	readonly typed: string;
	readonly onType: (typed: string) => void;
}

export function Search({ typed, onType }: SearchProps) {
	const { checkIns, done } = useSearch(typed);
	return (
		<Page title={m.days_search()} back="/days" lead={m.days_search_lead()}>
			<TextField label={m.days_search_field()} value={typed} onInput={onType} draft="search" />
			<section class="stack-tight" aria-live="polite" aria-label={m.days_search()}>
				{done && checkIns.length === 0 && fold(typed) !== "" && <p class="soft">{m.days_search_none()}</p>}
				{checkIns.length > 0 && (
					<ul class="rows">
						{checkIns.slice(0, MOST).map((checkIn) => (
							<li key={checkIn.id}>
								<Match checkIn={checkIn} />
							</li>
						))}
					</ul>
				)}
				{checkIns.length > MOST && <p class="soft small">{m.days_search_most()}</p>}
			</section>
		</Page>
	);
}

function Match({ checkIn: { at, mood, note, feelings } }: { readonly checkIn: CheckIn }) {
	const day = dayOf(at);
	return (
		<a class="row-link" href={`/days/${dayName(day)}`}>
			<span class="check-in-face small-face clay">
				<Face mood={mood} />
			</span>
			<span class="grow">
				<b>{longDate(middayOf(day), middayOf(dayOf(minute.value)), "UTC")}</b>
				<span class="hint">{joined([moodWord(mood), ...feelings.map(feelingWord)])}</span>
				{note && (
					<span class="hint days-start" dir="auto">
						{note}
					</span>
				)}
			</span>
		</a>
	);
}

/** What both do instead, while both are in a pattern. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Mark } from "../../ui/mark";
import { Unsent } from "../../ui/note";
import { returnTime } from "../../ui/when";
import { isUnsent, type Pattern, shownUntil } from "./store";
import "./patterns.css";

interface InterruptProps {
	readonly pattern: Pattern;
	/** With its name and a way to its page. */
	readonly elsewhere?: boolean;
	/** No other button on the screen leads to the breathing. */
	readonly breathes?: boolean;
}

export function Interrupt({ pattern, elsewhere = false, breathes = true }: InterruptProps) {
	const { id, title, instead } = pattern;
	return (
		<section class="card in-it" aria-labelledby={`in-it-${id}`}>
			<Mark size={2.5} />
			<h2 id={`in-it-${id}`}>{m.pattern_both_in_it()}</h2>
			{elsewhere && <p class="soft small">{isolated(title)}</p>}
			<p class="in-it-instead" dir="auto">
				{instead}
			</p>
			<p class="soft small">{m.pattern_until({ time: returnTime(shownUntil(pattern), minute.value) })}</p>
			<Unsent pending={isUnsent(pattern)} />
			{(elsewhere || breathes) && (
				<div class="btns">
					{elsewhere && <ButtonLink href={`/patterns/${id}`}>{m.look_closer()}</ButtonLink>}
					{breathes && <ButtonLink href="/pause">{m.breathe()}</ButtonLink>}
				</div>
			)}
		</section>
	);
}

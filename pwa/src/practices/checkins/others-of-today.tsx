/** Your other check-ins of today: each can be opened, edited and deleted like the newest. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Face, moodWord } from "../../ui/faces";
import { whenWords } from "./moments";
import { type CheckIn, mineToday } from "./store";

interface OthersProps {
	readonly than: string;
	readonly onOpen: (id: string) => void;
}

export function OthersOfToday({ than, onOpen }: OthersProps) {
	const others = mineToday.value.filter(({ id }) => id !== than);
	// of an earlier day, nothing of today belongs beside it
	if (others.length === 0 || others.length === mineToday.value.length) return null;
	return (
		<section class="field" aria-labelledby="others-of-today">
			<p class="label" id="others-of-today">
				{m.check_ins_of_today()}
			</p>
			<ul class="rows">
				{others.map((other) => (
					<li key={other.id}>
						<button type="button" class="row-link" onClick={() => onOpen(other.id)}>
							<span class="check-in-face small-face clay">
								<Face mood={other.mood} />
							</span>
							<span class="grow">
								<b>{moodWord(other.mood)}</b>
								<span class="hint">{whenAndFor(other)}</span>
							</span>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

function whenAndFor(other: CheckIn): string {
	const when = whenWords(other);
	return other.audience === "me" && !alone.value ? m.check_in_only_me_when({ when }) : when;
}

/** Wins on Today: the way to record one, and what the partner did lately. */

import { m } from "../../paraglide/messages.js";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import type { TodayParts } from "../../ui/practice-face";
import { winWord } from "./say";
import { latestTheirs } from "./store";

const today: TodayParts = { blocks: { good: Wins } };

export default today;

function Wins() {
	const { start } = usePartner();
	const latest = latestTheirs.value;
	return (
		<div class="rows">
			<a class="row-link" href={latest ? `/wins/${latest.id}` : "/wins"}>
				<span class="grow">
					<b>{m.win_one()}</b>
					<span class="hint">{latest ? m.win_by({ name: start, what: winWord(latest.kind) }) : m.wins_hint()}</span>
				</span>
				<OnIcon size={1.25} />
			</a>
		</div>
	);
}

/** Wins on Today: the way to record one, and what the partner did lately. */

import { m } from "../../paraglide/messages.js";
import { usePartner } from "../../ui/names";
import type { TodayParts } from "../../ui/practice-face";
import { RowLink } from "../../ui/row-link";
import { winWord } from "./say";
import { latestTheirs } from "./store";

const today: TodayParts = { blocks: { good: Wins } };

export default today;

function Wins() {
	const { start } = usePartner();
	const latest = latestTheirs.value;
	return (
		<div class="rows">
			<RowLink href="/wins" title={m.win_one()} hint={m.wins_hint()} />
			{latest && <RowLink href={`/wins/${latest.id}`} title={winWord(latest.kind)} hint={start} />}
		</div>
	);
}

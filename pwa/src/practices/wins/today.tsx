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
			<Row href="/wins" title={m.win_one()} hint={m.wins_hint()} />
			{latest && <Row href={`/wins/${latest.id}`} title={winWord(latest.kind)} hint={start} />}
		</div>
	);
}

interface RowProps {
	readonly href: string;
	readonly title: string;
	readonly hint: string;
}

function Row({ href, title, hint }: RowProps) {
	return (
		<a class="row-link" href={href}>
			<span class="grow">
				<b>{title}</b>
				<span class="hint">{hint}</span>
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}

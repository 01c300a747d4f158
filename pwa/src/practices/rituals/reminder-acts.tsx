/** The answers to a reminder, as on the notice, since iOS shows no buttons there. "On my way" tells the partner. */

import { minute } from "../../kernel/store/clock";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { say } from "../../ui/snackbar";
import { skipAndSay } from "./skip-and-say";
import { type Occurrence, onMyWay, snooze } from "./store";

const HOUR = 3_600_000;
/** How long before its start one can say that one is on the way. */
const ON_THE_WAY = 2 * HOUR;

/** From a day before until its end: the time in which a reminder may open it. */
export function isNear({ at, ends_at, state }: Occurrence): boolean {
	const now = minute.value;
	return (state === "planned" || state === "moved") && now > at - 24 * HOUR && now < ends_at;
}

/** From two hours before its start until its end. */
function isTimeToGo({ at, ends_at }: Pick<Occurrence, "at" | "ends_at">): boolean {
	const now = minute.value;
	return now >= at - ON_THE_WAY && now < ends_at;
}

export function ReminderActs({ occurrence }: { readonly occurrence: Occurrence }) {
	const later = async (): Promise<void> => {
		await snooze(occurrence);
		say(m.snoozed());
	};
	return (
		<div class="stack-tight">
			{isTimeToGo(occurrence) && !occurrence.on_my_way.by_me && !occurrence.ritual.only_me && (
				<Button look="main" wide onClick={() => onMyWay(occurrence)}>
					{m.on_my_way()}
				</Button>
			)}
			<div class="btns">
				<Button onClick={later}>{m.snooze()}</Button>
				<Button onClick={() => skipAndSay(occurrence)}>{m.not_tonight()}</Button>
			</div>
		</div>
	);
}

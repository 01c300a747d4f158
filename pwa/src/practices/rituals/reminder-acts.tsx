/** The answers to a time that is soon, as on the notice, since iOS shows no buttons there. "On my way" tells the partner. */

import { preferences } from "../../kernel/preferences/preferences";
import { push } from "../../kernel/push/push-state";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { say } from "../../ui/snackbar";
import { isAtNight } from "./at-night";
import { skipAndSay } from "./skip-and-say";
import { type Occurrence, onMyWay, snooze } from "./store";

export function ReminderActs({ occurrence }: { readonly occurrence: Occurrence }) {
	const setOut = async (): Promise<void> => say(m.you_are_on_the_way(), await onMyWay(occurrence));
	const later = async (): Promise<void> => {
		await snooze(occurrence);
		say(m.snoozed());
	};
	return (
		<div class="stack-tight">
			{!occurrence.on_my_way.by_me && !occurrence.ritual.only_me && (
				<Button look="main" wide onClick={setOut}>
					{m.on_my_way()}
				</Button>
			)}
			<div class="btns">
				{reminds() && <Button onClick={later}>{m.snooze()}</Button>}
				<Button onClick={() => skipAndSay(occurrence)}>
					{isAtNight(occurrence.at) ? m.not_tonight() : m.not_today()}
				</Button>
			</div>
		</div>
	);
}

/** Whether this phone gets reminders, so that one can come again. */
function reminds(): boolean {
	return (push.value === "on" || push.value === "unknown") && preferences.value.notices.rituals;
}

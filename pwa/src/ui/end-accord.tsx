/** The way out of what both have to accept: withdraw what I proposed, remove what I refused, or end what stands. */

import { minute } from "../kernel/store/clock";
import type { Undo } from "../kernel/sync/to-write";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { useGoOn } from "./go-on";
import { say } from "./snackbar";
import { useNewcomer } from "./use-newcomer";
import { dayAndTime } from "./when";

interface EndAccordProps {
	readonly accord: { readonly state: string; readonly accepted_by_me: boolean };
	/** Whether it may have been in force: then it is ended, whoever proposed what stands there now. */
	readonly stood: boolean;
	/** It waits for my answer, so "Rather not" is beside the yes. */
	readonly asked: boolean;
	/** "End this ritual". */
	readonly label: string;
	/** What is said once it has ended. */
	readonly ended: string;
	/** What an end does. */
	readonly hint: string | null;
	readonly onEnd: () => Promise<Undo>;
	/** Where one goes on. */
	readonly to: string;
}

export function EndAccord({ accord, stood, asked, label, ended, hint, onEnd, to }: EndAccordProps) {
	const goOn = useGoOn();
	const newcomer = useNewcomer();
	const proposed = accord.state !== "accepted" && !stood;
	const mine = proposed && accord.accepted_by_me;
	const theirs = proposed && asked;
	const refused = proposed && !asked && !accord.accepted_by_me;
	const said = mine ? m.proposal_withdrawn() : refused ? m.proposal_removed() : ended;
	const end = async (): Promise<void> => {
		say(said, await onEnd());
		goOn(to);
	};
	return (
		<>
			{!theirs && (
				<Button look="plain" wide onClick={end}>
					{mine ? m.proposal_withdraw() : refused ? m.proposal_remove() : label}
				</Button>
			)}
			{newcomer && <p class="soft small centre">{m.change_newcomer({ time: dayAndTime(newcomer, minute.value) })}</p>}
			{hint && !newcomer && !proposed && <p class="soft small centre">{hint}</p>}
		</>
	);
}

/** Yes or "Rather not" to what the partner proposes. */

import type { Undo } from "../kernel/sync/to-write";
import { isolated } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";
import { ChangedMeanwhile, ReadIt, useChanged } from "./as-opened";
import { Button } from "./button";
import { usePartner } from "./names";
import { say } from "./snackbar";

interface AnswerAccordProps {
	/** What is proposed, as its author called it. */
	readonly title: string;
	/** Its edit, which the answer is about. */
	readonly edit: number;
	readonly onAccept: () => Promise<unknown>;
	readonly onDecline: () => Promise<Undo>;
}

export function AnswerAccord({ title, edit, onAccept, onDecline }: AnswerAccordProps) {
	const { inside, start } = usePartner();
	const changed = useChanged(edit);
	const yes = async (): Promise<void> => {
		await onAccept();
		say(m.said_yes_to({ title: isolated(title) }));
	};
	const no = async (): Promise<void> => {
		say(m.will_see_rather_not({ name: start }), await onDecline());
	};
	return (
		<>
			{changed && <ChangedMeanwhile />}
			<div class="btns">
				<Button onClick={no}>{m.ritual_decline()}</Button>
				{changed ? <ReadIt onRead={changed} /> : <Button onClick={yes}>{m.ritual_accept()}</Button>}
			</div>
			<p class="soft small">{m.ritual_decline_hint({ name: inside })}</p>
		</>
	);
}

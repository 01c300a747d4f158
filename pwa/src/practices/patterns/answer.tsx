/** A proposal on its own page: accepting and declining it, and how it stands. */

import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { usePartner } from "../../ui/names";
import { say } from "../../ui/snackbar";
import { accept, decline, mayAccept, type Pattern } from "./store";

interface AnswerProps {
	readonly pattern: Pattern;
}

export function Standing({ pattern }: AnswerProps) {
	const { inside, start } = usePartner();
	const { state, accepted_by_me, declined_by_me, pending } = pattern;
	if (state === "declined")
		return (
			<p class="soft">{declined_by_me ? m.pattern_declined_by_me() : m.pattern_declined_by_them({ name: start })}</p>
		);
	if (mayAccept(pattern)) return <Answer pattern={pattern} />;
	// nobody can accept it until the server has it
	return state === "proposed" && accepted_by_me && !pending ? (
		<p class="soft">{m.pattern_waits({ name: inside })}</p>
	) : null;
}

function Answer({ pattern }: AnswerProps) {
	const { inside, start } = usePartner();
	const yes = async (): Promise<void> => {
		await accept(pattern);
		say(m.said_yes_to({ title: isolated(pattern.title) }));
	};
	const no = async (): Promise<void> => {
		say(m.will_see_rather_not({ name: start }), await decline(pattern));
	};
	return (
		<section class="card stack-tight" aria-labelledby="answer">
			<h2 id="answer">{m.pattern_yours_to_accept()}</h2>
			<p>{pattern.from_before ? m.pattern_before_lead() : m.pattern_accept_lead()}</p>
			<div class="btns">
				<Button onClick={no}>{m.ritual_decline()}</Button>
				<Button onClick={yes}>{m.ritual_accept()}</Button>
			</div>
			<p class="soft small">{m.ritual_decline_hint({ name: inside })}</p>
		</section>
	);
}

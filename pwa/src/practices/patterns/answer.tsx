/** A proposal on its own page: accepting and declining it, and how it stands. */

import { m } from "../../paraglide/messages.js";
import { AnswerAccord } from "../../ui/answer-accord";
import { usePartner } from "../../ui/names";
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
	return (
		<section class="card stack-tight" aria-labelledby="answer">
			<h2 id="answer">{m.pattern_yours_to_accept()}</h2>
			<p>{pattern.from_before ? m.pattern_before_lead() : m.pattern_accept_lead()}</p>
			<AnswerAccord
				title={pattern.title}
				edit={pattern.edit}
				onAccept={() => accept(pattern)}
				onDecline={() => decline(pattern)}
			/>
		</section>
	);
}

/** A proposal on its own page: what it would change, accepting and declining it. */

import { m } from "../../paraglide/messages.js";
import { AnswerAccord } from "../../ui/answer-accord";
import { usePartner } from "../../ui/names";
import { Note } from "../../ui/note";
import { FirstTimes } from "./first-times";
import { recurrenceWords } from "./schedule-words";
import { accept, asMoved, decline, hasBegun, isOnce, mayAccept, type Ritual, rituals } from "./store";

interface ProposalProps {
	readonly ritual: Ritual;
}

export function Proposal({ ritual }: ProposalProps) {
	const { inside } = usePartner();
	if (ritual.problem === "waiting_key") return <Note>{m.ritual_words_wait({ name: inside })}</Note>;
	if (ritual.state === "declined") return <Declined ritual={ritual} />;
	if (hasBegun(ritual)) return <Begun ritual={ritual} />;
	if (ritual.accepted_by_me) return <Waits ritual={ritual} />;
	return mayAccept(ritual) ? <Answer ritual={ritual} /> : null;
}

function Answer({ ritual }: ProposalProps) {
	const { start } = usePartner();
	const isNew = isOnce(ritual) ? m.date_yours_to_accept() : m.ritual_yours_to_accept();
	const theirs = ritual.by_me ? m.ritual_changed_accept_lead : m.ritual_accept_lead;
	const lead = ritual.from_before ? m.ritual_before_lead : theirs;
	return (
		<section class="card stack-tight">
			<h2>{ritual.replaces ? m.ritual_change_to_accept() : isNew}</h2>
			<FirstTimes recurrence={asMoved(ritual)} />
			<Stands ritual={ritual} />
			{!ritual.replaces && <p>{lead({ name: start })}</p>}
			<AnswerAccord
				title={ritual.title}
				edit={ritual.edit}
				onAccept={() => accept(ritual.id, ritual.edit)}
				onDecline={() => decline(ritual.id, ritual.edit)}
			/>
		</section>
	);
}

function Waits({ ritual }: ProposalProps) {
	const { inside, start } = usePartner();
	// nobody can accept it until the server has it
	if (ritual.pending) return null;
	return (
		<section class="card stack-tight">
			<FirstTimes recurrence={asMoved(ritual)} />
			<Stands ritual={ritual} />
			{!ritual.replaces && (
				<p class="soft">
					{ritual.from_before ? m.ritual_before_waits({ name: inside }) : m.ritual_waits_for_them_lead({ name: start })}
				</p>
			)}
		</section>
	);
}

function Declined({ ritual }: ProposalProps) {
	const { start } = usePartner();
	return (
		<section class="card stack-tight">
			<p>{ritual.declined_by_me ? m.ritual_declined_by_me() : m.ritual_declined_by_them({ name: start })}</p>
			<Stands ritual={ritual} />
		</section>
	);
}

/** It is too late for a yes. */
function Begun({ ritual }: ProposalProps) {
	return (
		<section class="card stack-tight">
			<p>{isOnce(ritual) ? m.date_proposed_has_passed() : m.ritual_over()}</p>
			<Stands ritual={ritual} />
		</section>
	);
}

/** Of a change: what stays active until both accept it. */
function Stands({ ritual }: ProposalProps) {
	const old = rituals.value.find(({ id, state }) => id === ritual.replaces && state === "accepted");
	return old ? <p class="soft">{m.ritual_change_stands({ when: recurrenceWords(asMoved(old)) })}</p> : null;
}

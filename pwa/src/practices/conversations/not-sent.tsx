/** An invitation that was not sent: its words stay, with what happened, until they are sent again or discarded. */

import { minute } from "../../kernel/store/clock";
import { silent } from "../../kernel/store/silence";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button, ButtonLink } from "../../ui/button";
import { usePartner } from "../../ui/names";
import { Trouble } from "../../ui/note";
import { say } from "../../ui/snackbar";
import { dayAndTime } from "../../ui/when";
import { invitesMe, rests, running } from "./conversation";
import { type Draft, drafts, letGo, sendAgain } from "./drafts";
import { Terms } from "./terms";

/** All of them, among other things. */
export function AllNotSent() {
	return (
		<section class="section" aria-labelledby="not-sent">
			<h2 id="not-sent">{m.conversation_not_sent()}</h2>
			{drafts.value.map((draft) => (
				<NotSent key={draft.id} draft={draft} />
			))}
		</section>
	);
}

export function NotSent({ draft }: { readonly draft: Draft }) {
	const { inside: name, start } = usePartner();
	const { busy, trouble, run } = useAct();
	const { value: other } = running;
	const isFree = !other && !silent.value && rests.value === null;
	return (
		<>
			<p>{reason(draft, start)}</p>
			<Terms conversation={{ ...draft, turn_seconds: draft.minutes * 60 }} />
			<Trouble>{trouble}</Trouble>
			<div class="btns">
				<Button onClick={async () => say(m.draft_discarded(), await letGo(draft.id))}>{m.draft_discard()}</Button>
				{other && (
					<ButtonLink href={`/conversations/${other.id}`}>
						{invitesMe(other) ? m.conversation_see_theirs() : m.conversation_go_on()}
					</ButtonLink>
				)}
				{isFree && (
					<Button look="main" busy={busy} onClick={() => run(() => sendAgain(draft))}>
						{m.conversation_propose({ name })}
					</Button>
				)}
			</div>
		</>
	);
}

/** Why it was not sent, or what stands in its way now. */
function reason({ why }: Draft, name: string): string {
	if (silent.value) return m.conversation_draft_in_pause();
	if (running.value)
		return invitesMe(running.value) ? m.conversation_draft_crossed({ name }) : m.conversation_draft_open();
	if (rests.value !== null) return m.conversation_draft_resting({ time: dayAndTime(rests.value, minute.value) });
	return {
		paused: m.draft_paused,
		open_conversation: m.conversation_draft_was_open,
		resting: m.conversation_draft_rested,
		already_ended: m.conversation_draft_late,
	}[why]();
}

/** One conversation on two phones: the invitation, the step that runs, a break, and what each takes away. */

import { useRoute } from "preact-iso";
import { hasLooked } from "../../kernel/http/status";
import { minute } from "../../kernel/store/clock";
import { silent } from "../../kernel/store/silence";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Announced } from "../../ui/announced";
import { Button } from "../../ui/button";
import { usePartner } from "../../ui/names";
import { Note, Trouble, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { dayAndTime } from "../../ui/when";
import { type Conversation, conversationOf } from "./conversation";
import { draftOf } from "./drafts";
import { Feet } from "./feet";
import { formOf } from "./forms";
import { Gone } from "./gone";
import { NotSent } from "./not-sent";
import { Over } from "./over";
import { SoFar } from "./so-far";
import { RunningStep, useStepTitle } from "./steps";
import { end, join, sayAway, takeStep } from "./store";
import type { Talk } from "./talk-step";
import { Terms } from "./terms";

interface Props {
	readonly conversation: Conversation;
}

export default function OneConversation() {
	const { id } = useRoute().params;
	const [conversation, draft] = [conversationOf(id), draftOf(id)];
	if (draft)
		return (
			<Page title={m.conversation_not_sent()} back="/conversations">
				<NotSent draft={draft} />
			</Page>
		);
	// the notice may arrive before the conversation has synced
	if (!conversation) return hasLooked.value ? <Gone /> : null;
	if (conversation.state === "over") return <Over conversation={conversation} />;
	if (conversation.state === "open") return <Running conversation={conversation} />;
	return conversation.by_me ? <Proposed conversation={conversation} /> : <Invited conversation={conversation} />;
}

function Proposed({ conversation }: Props) {
	const { start, inside } = usePartner();
	const { ends_at, pending, stuck } = conversation;
	const time = dayAndTime(ends_at, minute.value);
	return (
		<Page
			title={m.conversation_proposed({ name: inside })}
			back="/conversations"
			lead={m.conversation_proposed_lead({ name: start, time })}
		>
			<Terms conversation={conversation} />
			<Unsent pending={pending} stuck={stuck} />
			<Button wide onClick={() => end(conversation)}>
				{m.conversation_withdraw()}
			</Button>
		</Page>
	);
}

function Invited({ conversation }: Props) {
	const { start: name, inside } = usePartner();
	const { trouble, busy, run } = useAct();
	const time = dayAndTime(conversation.ends_at, minute.value);
	return (
		<Page
			title={m.conversation_theirs({ name })}
			back="/conversations"
			lead={m.conversation_theirs_lead({ name, time })}
		>
			<Terms conversation={conversation} />
			{silent.value && <Note>{m.conversation_join_paused()}</Note>}
			<Trouble>{trouble}</Trouble>
			<div class="btns">
				<Button busy={busy} disabled={silent.value} onClick={() => run(() => join(conversation))}>
					{m.conversation_join()}
				</Button>
				<Button onClick={() => end(conversation)}>{m.not_now()}</Button>
			</div>
			<p class="soft small">{m.conversation_decline_hint({ name: inside })}</p>
		</Page>
	);
}

function Running({ conversation }: Props) {
	const talk: Talk = {
		...conversation,
		form: formOf(conversation),
		here: false,
		take: (says, words) => takeStep(conversation, says, words),
	};
	const title = useStepTitle(talk);
	const { start: name } = usePartner();
	const stands = useStandstill(conversation);
	const { line, steps, keeps, unsent, away } = conversation;
	return (
		<Page title={stands?.title ?? title} back="/conversations" {...(line ? { lead: isolated(line) } : {})}>
			<Announced>{stands?.title ?? title}</Announced>
			{stands ? <p class="soft">{stands.lead}</p> : <RunningStep talk={talk} />}
			{unsent && <p class="soft small">{m.conversation_unsent({ name })}</p>}
			{away.me && (
				<Button look="main" wide onClick={() => sayAway(conversation, false)}>
					{m.im_back()}
				</Button>
			)}
			<SoFar steps={steps} />
			<Feet
				keeps={keeps}
				onEnd={() => end(conversation)}
				{...(stands ? {} : { onBreak: () => sayAway(conversation, true) })}
			/>
		</Page>
	);
}

/** Why nobody takes a step now; null if somebody does. */
function useStandstill({ away }: Conversation): { readonly title: string; readonly lead: string } | null {
	const { start: name, inside } = usePartner();
	if (silent.value) return { title: m.conversation_paused(), lead: m.conversation_paused_lead() };
	if (away.me) return { title: m.conversation_away_me(), lead: m.conversation_away_me_lead({ name }) };
	if (away.partner)
		return { title: m.conversation_away_them({ name }), lead: m.conversation_away_them_lead({ name: inside }) };
	return null;
}

/** After a conversation: one thing that each takes away, and what was written if both keep it. */

import { useState } from "preact/hooks";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { Sheet } from "../../ui/sheet";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { Afterwards } from "./afterwards";
import type { Conversation } from "./conversation";
import { takeawayFormOf } from "./forms";
import { Steps } from "./so-far";
import { forget, takeAway } from "./store";

interface Props {
	readonly conversation: Conversation;
}

export function Over({ conversation }: Props) {
	const { keeps, held, steps, line } = conversation;
	if (!held)
		return (
			<Page title={m.conversation_invitation_over()} back="/conversations" lead={m.conversation_invitation_over_lead()}>
				<ButtonLink href="/conversations">{m.conversations()}</ButtonLink>
			</Page>
		);
	return (
		<Page title={m.conversation_over()} back="/conversations" {...(line ? { lead: isolated(line) } : {})}>
			{!keeps && <p class="soft">{m.conversation_over_not_kept()}</p>}
			<Takeaways conversation={conversation} />
			<Afterwards takeaway={conversation.takeaways.mine} />
			{steps.length > 0 && (
				<section class="section" aria-labelledby="said">
					<h2 id="said">{m.conversation_so_far()}</h2>
					<Steps steps={steps} />
					<Forget conversation={conversation} />
				</section>
			)}
		</Page>
	);
}

function Takeaways({ conversation }: Props) {
	const { inside: name } = usePartner();
	const { takeaways } = conversation;
	const [text, setText, draft] = useDraft(takeawayFormOf(conversation), () => takeaways.mine);
	const save = async (): Promise<void> => {
		await takeAway(conversation, text);
		draft.done();
		say(m.saved());
	};
	return (
		<section class="card stack-tight">
			<LongTextField
				label={m.conversation_takeaway()}
				value={text}
				maxLength={1000}
				onInput={setText}
				draft={draft}
				toPartner
			/>
			<Button look="main" wide disabled={text.trim() === "" || text === takeaways.mine} onClick={save}>
				{m.save_for_both()}
			</Button>
			{takeaways.theirs ? (
				<div>
					<p class="soft small">{m.conversation_takeaway_theirs({ name })}</p>
					<p class="turn-words" dir="auto">
						{takeaways.theirs}
					</p>
				</div>
			) : (
				<p class="soft small">{m.conversation_takeaway_waits({ name })}</p>
			)}
		</section>
	);
}

function Forget({ conversation }: Props) {
	const [asks, setAsks] = useState(false);
	return (
		<>
			<Button look="plain" wide onClick={() => setAsks(true)}>
				{m.conversation_forget()}
			</Button>
			{asks && (
				<Sheet title={m.conversation_forget_title()} onClose={() => setAsks(false)}>
					<p>{m.conversation_forget_lead()}</p>
					<Button look="main" wide onClick={() => forget(conversation)}>
						{m.conversation_forget()}
					</Button>
				</Sheet>
			)}
		</>
	);
}

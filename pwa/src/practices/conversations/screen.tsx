/** All conversations, and the way to begin one. */

import { useId } from "preact/hooks";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { Page } from "../../ui/page";
import { Why } from "../../ui/why";
import { conversations, running } from "./conversation";
import { drafts } from "./drafts";
import { AllNotSent } from "./not-sent";
import { ownConversations } from "./own";
import { type Entry, onThisPhone, Rows, unfinishedHere } from "./rows";
import { RunningRow } from "./running-row";

export default function ConversationsScreen() {
	const now = running.value;
	return (
		<Page title={m.conversations()} back={alone.value ? "/people" : "/talk"} lead={m.conversations_lead()}>
			{drafts.value.length > 0 && <AllNotSent />}
			{now && <RunningRow />}
			<Some title={m.conversations_open()} all={unfinishedHere.value} />
			<ButtonLink href="/conversations/new" look={now ? "quiet" : "main"} wide>
				{m.conversation_new()}
			</ButtonLink>
			<Before />
			<Why lines={[m.conversation_why_what(), m.conversation_why_not(), m.conversation_why_known()]} />
		</Page>
	);
}

function Before() {
	const shared = conversations.value.filter(({ state, held }) => state === "over" && held);
	const all = [
		...shared.map(({ id, line }) => ({ id, line, href: `/conversations/${id}`, where: "" })),
		...ownConversations.value.filter(({ over }) => over).map(onThisPhone),
	];
	return <Some title={m.conversations_before()} all={all} />;
}

function Some({ title, all }: { readonly title: string; readonly all: readonly Entry[] }) {
	const heading = useId();
	if (all.length === 0) return null;
	return (
		<section class="section" aria-labelledby={heading}>
			<h2 id={heading}>{title}</h2>
			<Rows all={all} />
		</section>
	);
}

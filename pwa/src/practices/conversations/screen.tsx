/** All conversations, and the way to begin one. */

import { useId } from "preact/hooks";
import { minute } from "../../kernel/store/clock";
import { madeAt } from "../../kernel/store/ids";
import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { ButtonLink } from "../../ui/button";
import { OnIcon } from "../../ui/icons";
import { Page } from "../../ui/page";
import { longDate } from "../../ui/when";
import { Why } from "../../ui/why";
import { conversations, running } from "./conversation";
import { drafts } from "./drafts";
import { AllNotSent } from "./not-sent";
import { type OwnConversation, ownConversations } from "./own";
import { RunningRow } from "./running-row";

export default function ConversationsScreen() {
	const now = running.value;
	return (
		<Page title={m.conversations()} back={alone.value ? "/people" : "/talk"} lead={m.conversations_lead()}>
			{drafts.value.length > 0 && <AllNotSent />}
			{now && <RunningRow />}
			<Open />
			<ButtonLink href="/conversations/new" look={now ? "quiet" : "main"} wide>
				{m.conversation_new()}
			</ButtonLink>
			<Before />
			<Why lines={[m.conversation_why_what(), m.conversation_why_not(), m.conversation_why_known()]} />
		</Page>
	);
}

/** Those on this phone that nobody has ended. */
function Open() {
	const all = ownConversations.value.filter(({ over }) => !over).map(onThisPhone);
	return <Some title={m.conversations_open()} all={all} />;
}

function Before() {
	const shared = conversations.value.filter(({ state, held }) => state === "over" && held);
	const all = [
		...shared.map(({ id, line }) => ({ id, line, href: `/conversations/${id}`, where: "" })),
		...ownConversations.value.filter(({ over }) => over).map(onThisPhone),
	];
	return <Some title={m.conversations_before()} all={all} />;
}

interface Entry {
	readonly id: string;
	readonly line: string;
	readonly href: string;
	readonly where: string;
}

function onThisPhone({ id, line }: OwnConversation): Entry {
	return { id, line, href: `/conversations/here/${id}`, where: m.conversation_one_phone() };
}

function Some({ title, all }: { readonly title: string; readonly all: readonly Entry[] }) {
	const heading = useId();
	if (all.length === 0) return null;
	return (
		<section class="section" aria-labelledby={heading}>
			<h2 id={heading}>{title}</h2>
			<ul class="rows">
				{all
					.toSorted((a, b) => (a.id < b.id ? 1 : -1))
					.map(({ id, line, href, where }) => (
						<li key={id}>
							<a class="row-link" href={href}>
								<span class="grow">
									<b>{line ? isolated(line) : longDate(madeAt(id), minute.value)}</b>
									{line && <span class="hint">{longDate(madeAt(id), minute.value)}</span>}
									{where && <span class="hint">{where}</span>}
								</span>
								<OnIcon size={1.25} />
							</a>
						</li>
					))}
			</ul>
		</section>
	);
}

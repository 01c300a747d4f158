/** One page: its words, who can read it, and the ways to share it, stop sharing, change and delete it. */

import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { removeKept } from "../../kernel/sync/kept-for-me";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { useCameFrom } from "../../ui/came-from";
import { useGoOn } from "../../ui/go-on";
import { useKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page as Screen } from "../../ui/page";
import { Sharing } from "../../ui/sharing";
import { say } from "../../ui/snackbar";
import { longDate } from "../../ui/when";
import { Gone } from "./gone";
import { promptText } from "./prompts";
import { type OwnPage, PAGES } from "./store";
import "./journal.css";

export default function OnePage() {
	const { id = "" } = useRoute().params;
	const { inside } = usePartner();
	const { back } = useCameFrom("/journal");
	const page = useKept(PAGES, id);
	if (page === null) return null;
	if (!page) return <Gone />;
	const day = longDate(page.at, minute.value);
	return (
		<Screen title={page.by_me ? day : m.shared_by({ name: inside })} back={back} {...(page.by_me ? {} : { lead: day })}>
			{promptText(page.prompt) && <blockquote class="journal-question">{promptText(page.prompt)}</blockquote>}
			<p class="journal-text" dir="auto">
				{page.text}
			</p>
			{"copy" in page && <Own page={page} />}
		</Screen>
	);
}

function Own({ page }: { readonly page: OwnPage }) {
	const { start } = usePartner();
	const goOn = useGoOn();
	const remove = async (): Promise<void> => {
		say(m.journal_deleted(), await removeKept(PAGES, page));
		goOn("/journal");
	};
	return (
		<>
			<Unsent pending={page.pending} stuck={page.stuck} />
			<Sharing of={PAGES} one={page} lead={m.journal_share_lead({ name: start })} />
			{page.read_only && <Note>{m.newer_words()}</Note>}
			<div class="stack-tight">
				{page.audience === "me" && !page.read_only && (
					<ButtonLink wide href={`/journal/${page.id}/edit`}>
						{m.change()}
					</ButtonLink>
				)}
				<Button look="plain" wide onClick={remove}>
					{m.journal_delete()}
				</Button>
			</div>
		</>
	);
}

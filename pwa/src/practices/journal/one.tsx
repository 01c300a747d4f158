/** One page: its words, who can read it, and the ways to share it, stop sharing, change and delete it. */

import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page as Screen } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { longDate } from "../../ui/when";
import { Gone } from "./gone";
import { usePage } from "./past";
import { promptText } from "./prompts";
import { isStopping, type OwnPage, type Page, removePage, share, shareAgain, unshare } from "./store";
import "./journal.css";

export default function OnePage() {
	const { id = "" } = useRoute().params;
	const { inside } = usePartner();
	const page = usePage(id);
	if (page === null) return null;
	if (!page) return <Gone />;
	const day = longDate(page.at, minute.value);
	return (
		<Screen
			title={page.by_me ? day : m.journal_theirs({ name: inside })}
			back="/journal"
			{...(page.by_me ? {} : { lead: day })}
		>
			{promptText(page.prompt) && <blockquote class="journal-question">{promptText(page.prompt)}</blockquote>}
			<p class="journal-text" dir="auto">
				{page.text}
			</p>
			{"copy" in page && <Own page={page} />}
		</Screen>
	);
}

function Own({ page }: { readonly page: OwnPage }) {
	const { copy } = page;
	const goOn = useGoOn();
	const remove = async (): Promise<void> => {
		say(m.journal_deleted(), await removePage(page));
		goOn("/journal");
	};
	return (
		<>
			<Unsent pending={page.pending} stuck={page.stuck} />
			{copy ? <Shared page={page} copy={copy} /> : <Private page={page} />}
			{page.read_only && <Note>{m.newer_words()}</Note>}
			<div class="stack-tight">
				{page.audience === "me" && !page.read_only && (
					<ButtonLink wide href={`/journal/${page.id}/edit`}>
						{m.journal_change()}
					</ButtonLink>
				)}
				<Button look="plain" wide onClick={remove}>
					{m.journal_delete()}
				</Button>
			</div>
		</>
	);
}

function Private({ page }: { readonly page: Page }) {
	const { inside, start } = usePartner();
	const stopping = isStopping(page);
	const shareIt = async (): Promise<void> => say(m.journal_shared({ name: inside }), await share(page));
	return (
		<section class="card" aria-label={m.who_sees()}>
			<p>{stopping ? m.journal_stopping({ name: start }) : m.journal_only_me()}</p>
			{!alone.value && !page.read_only && !stopping && (
				<>
					<p class="lead">{m.journal_share_lead({ name: start })}</p>
					<div class="btns">
						<Button onClick={shareIt}>{m.journal_share({ name: inside })}</Button>
					</div>
				</>
			)}
		</section>
	);
}

function Shared({ page, copy }: { readonly page: Page; readonly copy: Page }) {
	const { inside, start } = usePartner();
	const changed = page.text !== copy.text;
	const again = async (): Promise<void> => {
		await shareAgain(page, copy);
		say(m.journal_shared({ name: inside }));
	};
	const stop = async (): Promise<void> => say(m.journal_unshared(), await unshare(copy));
	return (
		<section class="card" aria-label={m.who_sees()}>
			<p>{changed ? m.journal_both_earlier({ name: start }) : m.journal_both({ name: start })}</p>
			<p class="lead">{m.journal_unshare_lead({ name: inside })}</p>
			<Unsent pending={copy.pending} stuck={copy.stuck} />
			<div class="btns">
				{changed && !page.read_only && <Button onClick={again}>{m.journal_share_again()}</Button>}
				<Button onClick={stop}>{m.journal_unshare()}</Button>
			</div>
		</section>
	);
}

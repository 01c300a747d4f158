/** The journal: a question for today, your pages by time, and those your partner shared. */

import { useState } from "preact/hooks";
import { draftAt } from "../../kernel/drafts/drafts";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { Earlier } from "../../ui/earlier";
import { OnIcon } from "../../ui/icons";
import { lostChanges, useAllKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Page as Screen } from "../../ui/page";
import { SharedHint } from "../../ui/shared-hint";
import { longDate } from "../../ui/when";
import { Why } from "../../ui/why";
import { FORMS, NEW } from "./drafts";
import { promptOf, promptText } from "./prompts";
import { type OwnPage, PAGES, type Page } from "./store";
import "./journal.css";

const DAY = 86_400_000;

export default function JournalScreen() {
	const { inside } = usePartner();
	const pages = useAllKept(PAGES);
	return (
		<Screen title={m.journal()} back="/people" lead={alone.value ? m.journal_lead_alone() : m.journal_lead()}>
			{lostChanges(FORMS, pages).map((id) => (
				<GoOn key={id} href={`/journal/${id}/edit`} />
			))}
			{draftAt(NEW) === undefined ? <Question /> : <GoOn href="/journal/new" />}
			<Pages id="mine" title={m.journal_mine()} pages={pages?.mine} />
			<Pages id="theirs" title={m.shared_by({ name: inside })} pages={pages?.theirs} />
			<Why lines={[m.journal_why(), m.journal_why_not(), m.journal_why_known()]} />
		</Screen>
	);
}

function Question() {
	const [next, setNext] = useState(0);
	const prompt = promptOf(Math.floor(minute.value / DAY), next);
	return (
		<section class="card" aria-labelledby="question">
			<h2 id="question" class="soft small">
				{m.journal_question()}
			</h2>
			<blockquote class="journal-question">{prompt?.text}</blockquote>
			<div class="btns">
				<ButtonLink href={`/journal/new?question=${prompt?.id}`} look="main">
					{m.journal_answer()}
				</ButtonLink>
			</div>
			<div class="journal-ways">
				<Button look="plain" onClick={() => setNext(next + 1)}>
					{m.journal_another()}
				</Button>
				<ButtonLink href="/journal/new" look="plain">
					{m.journal_write_freely()}
				</ButtonLink>
			</div>
		</section>
	);
}

/** A page that was begun and not saved. */
function GoOn({ href }: { readonly href: string }) {
	return (
		<ButtonLink href={href} look="main" wide>
			{m.journal_go_on()}
		</ButtonLink>
	);
}

interface PagesProps {
	readonly id: string;
	readonly title: string;
	readonly pages: readonly (OwnPage | Page)[] | undefined;
}

function Pages({ id, title, pages = [] }: PagesProps) {
	if (pages.length === 0) return null;
	return (
		<section class="section" aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			<Earlier items={pages} row={(page) => <Row page={page} />} />
		</section>
	);
}

function Row({ page }: { readonly page: OwnPage | Page }) {
	return (
		<a class="row-link" href={`/journal/${page.id}`}>
			<span class="grow">
				<b class="journal-start">{isolated(page.text.split("\n")[0] ?? "")}</b>
				{promptText(page.prompt) && <span class="hint journal-start">{promptText(page.prompt)}</span>}
				<span class="hint">{longDate(page.at, minute.value)}</span>
				<SharedHint of={PAGES} one={page} />
				<Unsent pending={page.by_me && page.pending} stuck={page.stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}

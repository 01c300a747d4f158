/** Writing a page, or changing one; what is typed is kept until it is saved or discarded. */

import { useRoute } from "preact-iso";
import { draftAt } from "../../kernel/drafts/drafts";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { LongTextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { useKept } from "../../ui/kept-for-me";
import { usePartner } from "../../ui/names";
import { Page as Screen } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { formOf } from "./drafts";
import { Gone } from "./gone";
import { promptGroups, promptText } from "./prompts";
import { changePage, keepPage, type OwnPage, PAGES } from "./store";
import "./journal.css";

interface Writing {
	readonly text: string;
	readonly prompt: string | null;
}

export default function WritePage() {
	const { params, query } = useRoute();
	return params.id ? <Change id={params.id} /> : <Write question={query.question ?? null} />;
}

function Change({ id }: { readonly id: string }) {
	const page = useKept(PAGES, id);
	if (page === null) return null;
	if (page && "copy" in page && !page.read_only) return <Write key={id} id={id} page={page} />;
	// what was typed before the page was deleted elsewhere becomes a page of its own
	return page || draftAt(formOf(id)) === undefined ? <Gone /> : <Write key={id} id={id} lead={m.journal_lost()} />;
}

interface WriteProps {
	/** Of the page that is changed, also if it was deleted meanwhile. */
	readonly id?: string;
	readonly lead?: string;
	readonly page?: OwnPage;
	/** The question that was chosen before. */
	readonly question?: string | null;
}

function Write({ id, page, lead, question = null }: WriteProps) {
	const [writing, setWriting, draft] = useDraft<Writing>(formOf(id), () => page ?? { text: "", prompt: question });
	const { start } = usePartner();
	const goOn = useGoOn();
	const { text, prompt } = writing;
	const save = async (): Promise<void> => {
		if (page) await changePage(page, text);
		const kept = page?.id ?? (await keepPage(text, prompt));
		draft.done();
		say(page?.copy ? m.sharing_saved({ name: start }) : m.kept_for_me());
		goOn(`/journal/${kept}`, true);
	};
	return (
		<Screen
			title={page ? m.journal_change_title() : m.journal_new()}
			back={page ? `/journal/${page.id}` : "/journal"}
			{...(lead ? { lead } : {})}
		>
			<DraftKept draft={draft} />
			{promptText(prompt) && <blockquote class="journal-question">{promptText(prompt)}</blockquote>}
			{!page && <Questions chosen={prompt} onChoose={(to) => setWriting({ text, prompt: to })} />}
			<div class="journal-form">
				<LongTextField
					label={m.journal_page()}
					hint={page?.copy ? m.sharing_both_earlier({ name: start }) : m.sharing_only_me()}
					value={text}
					onInput={(to) => setWriting({ text: to, prompt })}
					draft="with the form"
				/>
			</div>
			<Button look="main" wide disabled={text.trim() === ""} onClick={save}>
				{m.keep_for_me()}
			</Button>
		</Screen>
	);
}

interface QuestionsProps {
	readonly chosen: string | null;
	readonly onChoose: (prompt: string | null) => void;
}

/** All questions, by group; the chosen one shows above. */
function Questions({ chosen, onChoose }: QuestionsProps) {
	return (
		<details class="more">
			<summary>{chosen ? m.journal_another() : m.journal_choose_question()}</summary>
			{chosen && (
				<Button look="plain" onClick={() => onChoose(null)}>
					{m.journal_write_freely()}
				</Button>
			)}
			{promptGroups().map(({ id, label, prompts }) => (
				<details class="more" key={id}>
					<summary>{label}</summary>
					<ul class="rows">
						{prompts.map((prompt) => (
							<li key={prompt.id}>
								<button
									type="button"
									class="row-link"
									aria-pressed={prompt.id === chosen}
									onClick={() => onChoose(prompt.id)}
								>
									{prompt.text}
								</button>
							</li>
						))}
					</ul>
				</details>
			))}
		</details>
	);
}

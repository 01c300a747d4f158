/** Describing a pattern, from a template or one's own, or changing one; what is typed is kept until it is saved. */

import { useRoute } from "preact-iso";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { Elsewhere } from "../../ui/elsewhere";
import { LongTextField, TextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { Gone } from "./gone";
import { NotFor } from "./not-for";
import { change, type Pattern, patternOf, propose, type Writing } from "./store";
import { Templates } from "./template-list";
import { partsOf, swapped, type Template, templateOf } from "./templates";

/** The draft of a new pattern: there is one at a time. */
export const NEW = "patterns/new";
const OWN = "own";
const EMPTY: Writing = { template: "", title: "", mine: "", theirs: "", instead: "" };

export default function WritePattern() {
	const { id } = useRoute().params;
	const pattern = patternOf(id);
	if (alone.value) return <Elsewhere />;
	if (id && (!pattern || pattern.state === "ended" || pattern.read_only)) return <Gone />;
	return pattern ? <Write key={pattern.id} pattern={pattern} /> : <Write />;
}

function Write({ pattern }: { readonly pattern?: Pattern }) {
	const [writing, setWriting, draft] = useDraft<Writing>(formOf(pattern), () => pattern ?? EMPTY);
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	if (!writing.template) return <Templates onChoose={(one) => setWriting(begin(one))} />;
	const template = templateOf(writing.template);
	const write = (part: Partial<Writing>): void => setWriting({ ...writingOf(writing), ...part });
	const save = async (): Promise<void> => {
		if (pattern) await change(pattern, writing);
		const id = pattern?.id ?? (await propose(writing));
		draft.done();
		say(m.pattern_proposed({ name: start }));
		goOn(`/patterns/${id}`, true);
	};
	return (
		<Page
			title={pattern ? m.pattern_change_title() : m.pattern_describe()}
			back={pattern ? `/patterns/${pattern.id}` : "/patterns"}
			lead={m.pattern_write_lead({ name: inside })}
		>
			<DraftKept draft={draft} />
			{template?.note && <Note>{template.note}</Note>}
			<TextField
				label={m.pattern_title()}
				value={writing.title}
				maxLength={120}
				onInput={(title) => write({ title })}
				draft="with the form"
				toPartner
			/>
			<LongTextField
				label={m.pattern_mine()}
				hint={m.pattern_look_hint()}
				value={writing.mine}
				maxLength={600}
				onInput={(mine) => write({ mine })}
				draft="with the form"
				toPartner
			/>
			<LongTextField
				label={m.pattern_theirs({ name: inside })}
				hint={m.pattern_theirs_hint({ name: start })}
				value={writing.theirs}
				maxLength={600}
				onInput={(theirs) => write({ theirs })}
				draft="with the form"
				toPartner
			/>
			{!pattern && template && (
				<Button look="plain" onClick={() => write(swapped(writing, template))}>
					{m.pattern_swap()}
				</Button>
			)}
			<LongTextField
				label={m.pattern_instead()}
				hint={m.pattern_instead_hint()}
				value={writing.instead}
				maxLength={600}
				onInput={(instead) => write({ instead })}
				draft="with the form"
				toPartner
			/>
			{pattern && <Note>{m.pattern_change_asks_anew()}</Note>}
			<Button look="main" wide disabled={!writing.title.trim() || !writing.instead.trim()} onClick={save}>
				{m.propose_to({ name: inside })}
			</Button>
			<NotFor />
		</Page>
	);
}

function begin(template: Template | null): Writing {
	if (!template) return { ...EMPTY, template: OWN };
	const { id, title, instead } = template;
	return { template: id, title, ...partsOf(template), instead };
}

function writingOf({ template, title, mine, theirs, instead }: Writing): Writing {
	return { template, title, mine, theirs, instead };
}

/** A pattern keeps its id when it is changed. */
function formOf(pattern: Pattern | undefined): string {
	return pattern ? `patterns/${pattern.id}` : NEW;
}

/** The listener says back what they heard, in three fields. */

import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { useDraft } from "../../ui/typed";
import { Latest, sentWord, type Talk } from "./talk-step";
import { NO_WORDS, type StepWords } from "./words";

export function SayBack({ talk }: { readonly talk: Talk }) {
	const [words, setWords, draft] = useDraft<StepWords>(talk.form, () => talk.heldBack ?? NO_WORDS);
	const isWritten = talk.mode === "written";
	const { inside: name } = usePartner();
	const fields = [
		{ name: "heard", label: m.conversation_heard() },
		{ name: "sense", label: m.conversation_sense() },
		{ name: "more", label: m.conversation_more() },
	] as const;
	const take = (): Promise<void> => draft.sent(() => talk.take("reflection", words));
	const lead = (): string => {
		if (isWritten) return m.conversation_reflect_written();
		return talk.here ? m.conversation_reflect_spoken_here() : m.conversation_reflect_spoken({ name });
	};
	return (
		<>
			<Latest talk={talk} />
			<DraftKept draft={draft} />
			<p class="soft">{lead()}</p>
			<div class="stack say-back">
				{fields.map(({ name, label }) => (
					<LongTextField
						key={name}
						label={label}
						value={words[name]}
						maxLength={1000}
						onInput={(text) => setWords({ ...words, [name]: text })}
						draft="with the form"
						toPartner
					/>
				))}
			</div>
			<Button look="main" wide disabled={isWritten && words.heard.trim() === ""} onClick={take}>
				{isWritten ? sentWord(talk, name) : m.conversation_reflected()}
			</Button>
		</>
	);
}

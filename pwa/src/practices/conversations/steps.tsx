/** The step of a conversation that runs: on two phones for each of the two, on one phone for whoever holds it. */

import { useState } from "preact/hooks";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { LongTextField } from "../../ui/field";
import { useNames, usePartner } from "../../ui/names";
import { useDraft } from "../../ui/typed";
import { useWakeLock } from "../../ui/wake-lock";
import { SayBack } from "./say-back";
import { Latest, sentWord, type Talk } from "./talk-step";
import { TurnRing } from "./turn-ring";
import { NO_WORDS, type StepWords } from "./words";

export function RunningStep({ talk }: { readonly talk: Talk }) {
	useWakeLock();
	const { next, mine } = talk.place;
	const acts = mine || talk.here;
	// each step has a form of its own
	const key = talk.form;
	return (
		<>
			{talk.here && <Hand mine={mine} />}
			{next === "turn" && (acts ? <Speak key={key} talk={talk} /> : <Listen talk={talk} />)}
			{next === "reflection" && (acts ? <SayBack key={key} talk={talk} /> : <BeingReflected talk={talk} />)}
			{next === "mark" && (acts ? <Mark key={key} talk={talk} /> : <BeingMarked talk={talk} />)}
		</>
	);
}

/** The heading of the running step. */
export function useStepTitle({ place: { next, mine }, mode, here }: Pick<Talk, "place" | "mode" | "here">): string {
	const { start: name, inside } = usePartner();
	const isWritten = mode === "written";
	if (next === "turn" && mine) return isWritten ? m.conversation_you_write() : m.conversation_you_speak();
	if (next === "turn") return isWritten ? m.conversation_they_write({ name }) : m.conversation_they_speak({ name });
	if (mine) return next === "reflection" ? m.conversation_you_reflect() : m.conversation_you_mark();
	if (next === "reflection")
		return here ? m.conversation_here_reflect({ name }) : m.conversation_they_reflect({ name });
	return here ? m.conversation_here_mark({ name: inside }) : m.conversation_they_mark({ name });
}

function Hand({ mine }: { readonly mine: boolean }) {
	const { inside: partner } = usePartner();
	const { mine: own } = useNames();
	const owner = own === null ? m.conversation_owner() : isolated(own);
	return (
		<p class="turn-hand">
			{mine ? m.conversation_hand_you({ name: owner }) : m.conversation_hand_them({ name: partner })}
		</p>
	);
}

function Speak({ talk }: { readonly talk: Talk }) {
	const [words, setWords, draft] = useDraft<StepWords>(talk.form, () => talk.heldBack ?? NO_WORDS);
	const isWritten = talk.mode === "written";
	const { inside: name } = usePartner();
	const take = (): Promise<void> => draft.sent(() => talk.take("turn", isWritten ? words : NO_WORDS));
	return (
		<>
			<TurnRing
				since={talk.step_at}
				seconds={talk.turn_seconds}
				lead={isWritten ? m.conversation_speak_write() : m.conversation_speak_aloud()}
				over={m.conversation_finish()}
			/>
			{isWritten && (
				<LongTextField
					label={m.conversation_say()}
					value={words.text}
					onInput={(text) => setWords({ ...words, text })}
					draft={draft}
					toPartner
				/>
			)}
			<Button look="main" wide disabled={isWritten && words.text.trim() === ""} onClick={take}>
				{isWritten ? sentWord(talk, name) : m.conversation_said()}
			</Button>
		</>
	);
}

function Listen({ talk }: { readonly talk: Talk }) {
	const { inside: name, start } = usePartner();
	return (
		<TurnRing
			since={talk.step_at}
			seconds={talk.turn_seconds}
			lead={talk.mode === "written" ? m.conversation_read({ name }) : m.conversation_listen()}
			over={m.conversation_they_finish({ name: start })}
		/>
	);
}

function BeingReflected({ talk }: { readonly talk: Talk }) {
	const { inside: name } = usePartner();
	return (
		<>
			<p class="soft">{m.conversation_they_reflect_lead({ name })}</p>
			<Latest talk={talk} />
		</>
	);
}

function Mark({ talk }: { readonly talk: Talk }) {
	const { start: name } = usePartner();
	const [words, setWords, draft] = useDraft<StepWords>(talk.form, () => talk.heldBack ?? NO_WORDS);
	const [misses, setMisses] = useState(words.text !== "");
	const take = (says: "heard" | "not_yet"): Promise<void> =>
		draft.sent(() => talk.take(says, says === "heard" ? NO_WORDS : words));
	return (
		<>
			<Latest talk={talk} />
			<div class="btns">
				<Button look={misses ? "quiet" : "main"} onClick={() => take("heard")}>
					{m.conversation_feel_heard()}
				</Button>
				{!misses && <Button onClick={() => setMisses(true)}>{m.conversation_not_yet()}</Button>}
			</div>
			{misses && (
				<>
					<LongTextField
						label={m.conversation_missing()}
						{...(talk.here ? {} : { hint: m.conversation_missing_hint({ name }) })}
						value={words.text}
						maxLength={1000}
						onInput={(text) => setWords({ ...words, text })}
						draft={draft}
						toPartner
					/>
					<Button look="main" wide onClick={() => take("not_yet")}>
						{m.conversation_ask_again()}
					</Button>
				</>
			)}
		</>
	);
}

function BeingMarked({ talk }: { readonly talk: Talk }) {
	return (
		<>
			<p class="soft">{m.conversation_they_mark_lead()}</p>
			<Latest talk={talk} />
		</>
	);
}

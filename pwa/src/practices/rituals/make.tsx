/** A new ritual in a few taps: what, when, and how to be reminded. */

import { useLayoutEffect } from "preact/hooks";
import { serverNow } from "../../kernel/clock";
import { preferences } from "../../kernel/preferences";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { scrollToTop } from "../../ui/scroll";
import { say } from "../../ui/snackbar";
import { useTyped } from "../../ui/typed";
import { type Choices, draftOf, recurrenceOf, usualChoices } from "./draft";
import { KindIcon, kindWord } from "./kind-face";
import { recurrenceWords } from "./schedule-words";
import { propose } from "./store";
import { WhenStep } from "./when-step";
import { RITUAL_KINDS, type RitualKind } from "./words";
import { WordsStep } from "./words-step";
import "./rituals.css";

type Step = "when" | "words";

export default function MakeRitual() {
	const [choices, setChoices] = useTyped<Choices | null>("ritual", () => null);
	const [step, setStep] = useTyped<Step>("ritual/step", () => "when");
	useLayoutEffect(scrollToTop, [step, choices === null]);
	if (!choices)
		return (
			<ChooseKind
				onChoose={(kind) => setChoices(usualChoices(kind, kindWord(kind), serverNow(), preferences.value.zone))}
			/>
		);
	const name = choices.kind === "own" ? m.ritual_own_title() : kindWord(choices.kind);
	return (
		<Page key={step} title={step === "when" ? m.ritual_when({ title: name }) : m.ritual_remind()}>
			{step === "when" ? (
				<WhenStep choices={choices} onChange={setChoices} />
			) : (
				<WordsStep choices={choices} onChange={setChoices} />
			)}
			<p class="schedule-sentence">{recurrenceWords(recurrenceOf(choices, serverNow()))}</p>
			<div class="btns">
				<Button onClick={() => (step === "when" ? setChoices(null) : setStep("when"))}>{m.back()}</Button>
				{step === "when" ? (
					<Button look="main" onClick={() => setStep("words")}>
						{m.next()}
					</Button>
				) : (
					<ProposeButton choices={choices} />
				)}
			</div>
		</Page>
	);
}

function ChooseKind({ onChoose }: { readonly onChoose: (kind: RitualKind) => void }) {
	return (
		<Page title={m.ritual_new()} back="/time" lead={m.ritual_new_lead()}>
			<ul class="kinds">
				{RITUAL_KINDS.map((kind) => (
					<li key={kind}>
						<button type="button" class="kind" onClick={() => onChoose(kind)}>
							<span class="kind-icon">
								<KindIcon kind={kind} />
							</span>
							{kindWord(kind)}
						</button>
					</li>
				))}
			</ul>
		</Page>
	);
}

function ProposeButton({ choices }: { readonly choices: Choices }) {
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const save = async (): Promise<void> => {
		await propose(draftOf(choices, serverNow()));
		say(alone.value ? m.ritual_saved() : m.ritual_proposed({ name: start }));
		goOn("/time");
	};
	return (
		<Button look="main" disabled={choices.title.trim() === ""} onClick={save}>
			{alone.value ? m.save() : m.ritual_propose({ name: inside })}
		</Button>
	);
}

/** A new ritual in a few taps: name and place, then the schedule, with its first dates before it is proposed. */

import { useLayoutEffect } from "preact/hooks";
import { preferences } from "../../kernel/preferences/preferences";
import { serverNow } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { Page } from "../../ui/page";
import { scrollToTop } from "../../ui/scroll";
import { type FormDraft, useDraft, useTyped } from "../../ui/typed";
import { Why } from "../../ui/why";
import { type Choices, recurrenceOf, usualChoices } from "./draft";
import { KindIcon, kindWord } from "./kind-face";
import { PlannedTimes } from "./planned-times";
import { ProposeButton } from "./propose-button";
import { type StepProps, WhenStep } from "./when-step";
import { RITUAL_KINDS, type RitualKind } from "./words";
import { WordsStep } from "./words-step";
import "./rituals.css";

type Step = "kind" | "words" | "when";

/** Not by space, since the space is another one once the two connect or part. */
const NEW = "ritual/new";

export default function MakeRitual() {
	const [choices, setChoices, draft] = useDraft<Choices | null>(NEW, () => null);
	const [step, setStep] = useTyped<Step>("ritual/step", () => "words");
	useLayoutEffect(scrollToTop, [step, choices === null]);
	const choose = (kind: RitualKind): void => {
		setChoices(asKind(kind, choices));
		setStep("words");
	};
	if (!choices || step === "kind") return <ChooseKind onChoose={choose} />;
	return step === "words" ? (
		<Page key={step} title={m.ritual_what()}>
			<DraftKept draft={draft} />
			<WordsStep choices={choices} onChange={setChoices} />
			<div class="btns">
				<Button onClick={() => (hasWords(choices) ? setStep("kind") : setChoices(null))}>{m.back()}</Button>
				<Button look="main" disabled={choices.title.trim() === ""} onClick={() => setStep("when")}>
					{m.next()}
				</Button>
			</div>
		</Page>
	) : (
		<When choices={choices} onChange={setChoices} onBack={() => setStep("words")} draft={draft} />
	);
}

/** The defaults of this kind; text typed for another kind stays. */
function asKind(kind: RitualKind, before: Choices | null): Choices {
	if (before?.kind === kind) return before;
	const usual = usualChoices(kind, kindWord(kind), serverNow(), preferences.value.zone);
	if (!before) return usual;
	const { title, place, note } = before;
	return { ...usual, place, note, title: hasOwnName(before) ? title : usual.title };
}

function hasWords(choices: Choices): boolean {
	return hasOwnName(choices) || choices.place !== "" || choices.note !== "";
}

function hasOwnName({ kind, title }: Choices): boolean {
	return title.trim() !== (kind === "own" ? "" : kindWord(kind));
}

interface WhenProps extends StepProps {
	readonly onBack: () => void;
	readonly draft: FormDraft;
}

function When({ choices, onChange, onBack, draft }: WhenProps) {
	return (
		<Page key="when" title={m.ritual_when({ title: isolated(choices.title.trim()) })}>
			<DraftKept draft={draft} />
			<WhenStep choices={choices} onChange={onChange} />
			<PlannedTimes recurrence={recurrenceOf(choices, serverNow())} />
			<div class="btns">
				<Button onClick={onBack}>{m.back()}</Button>
				<ProposeButton choices={choices} draft={draft} />
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
			<Why lines={[m.ritual_why(), m.ritual_why_not()]} />
		</Page>
	);
}

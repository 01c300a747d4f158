/** The steps of a reflection. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { BreathingRing } from "../../ui/breathing";
import { Button } from "../../ui/button";
import { Chips } from "../../ui/choice";
import { ownWords } from "../../ui/feelings";
import { Feelings } from "../../ui/feelings-field";
import { LongTextField, TextField } from "../../ui/field";
import { useAllKept } from "../../ui/kept-for-me";
import { actOptions } from "./acts";
import { isKnownNeed, needOptions } from "./needs";
import { sentenceOf } from "./sentence";
import { KEPT } from "./store";
import type { ReflectionWords } from "./words";

/** What was said so far. */
export interface Saying extends Omit<ReflectionWords, "sentence"> {
	/** Null as long as it is put together from the rest. */
	readonly sentence: string | null;
}

interface StepProps {
	readonly said: Saying;
	readonly onChange: (change: Partial<Saying>) => void;
}

/** What often comes when something hurts; offered first. */
export const AT_FIRST = ["hurt", "angry", "anxious", "sad", "ashamed", "lonely", "disappointed", "overwhelmed", "numb"];

export function BreatheStep() {
	return (
		<div class="reflection-ring">
			<BreathingRing />
		</div>
	);
}

export function FeelStep({ form, said, onChange }: StepProps & { readonly form: string }) {
	const mine = useAllKept(KEPT)?.mine ?? [];
	return (
		<>
			<Feelings
				form={form}
				suiting={AT_FIRST}
				likely="unpleasant"
				again={ownWords(mine.flatMap(({ feelings }) => feelings))}
				chosen={said.feelings}
				onChange={(feelings) => onChange({ feelings })}
			/>
			<TextField
				label={m.reflection_happened()}
				hint={m.reflection_happened_hint()}
				value={said.when}
				onInput={(when) => onChange({ when })}
				draft="with the form"
			/>
		</>
	);
}

export function NeedStep({ said: { need }, onChange }: StepProps) {
	const known = isKnownNeed(need);
	return (
		<>
			<Chips
				legend={m.reflection_i_need_now()}
				options={needOptions()}
				value={known ? need : null}
				onChoose={(to) => onChange({ need: to })}
			/>
			<TextField
				label={m.reflection_need_own()}
				value={known ? "" : need}
				maxLength={100}
				onInput={(to) => onChange({ need: to })}
				draft="with the form"
			/>
		</>
	);
}

export function ActStep({ said: { act }, onChange }: StepProps) {
	return (
		<>
			<Chips
				legend={m.reflection_i_will()}
				options={actOptions()}
				value={act}
				onChoose={(to) => onChange({ act: to })}
			/>
			<p class="soft small">{alone.value ? m.reflection_act_hint_alone() : m.reflection_act_hint()}</p>
		</>
	);
}

export function SayStep({ said, onChange }: StepProps) {
	const made = sentenceOf(said);
	const { sentence } = said;
	return (
		<>
			<div class="reflection-form">
				<LongTextField
					label={m.reflection_sentence_label()}
					hint={m.reflection_sentence_hint()}
					value={sentence ?? made}
					maxLength={1000}
					onInput={(to) => onChange({ sentence: to })}
					draft="with the form"
					toPartner={!alone.value}
				/>
			</div>
			{sentence !== null && made !== "" && sentence !== made && (
				<Button look="plain" onClick={() => onChange({ sentence: null })}>
					{m.reflection_again()}
				</Button>
			)}
		</>
	);
}

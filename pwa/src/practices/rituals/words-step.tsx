/** Reminders, and what both of you call it. */

import { m } from "../../paraglide/messages.js";
import { SomeChips } from "../../ui/choice";
import { LongTextField, TextField } from "../../ui/field";
import { leadWords } from "./schedule-words";
import type { StepProps } from "./when-step";

const DAY = 24 * 60;
const LEADS = [0, 15, 60, 180, DAY, 2 * DAY] as const;
const MOST_LEADS = 3;

export function WordsStep({ choices, onChange }: StepProps) {
	const { leads, title, place, note } = choices;
	const options = [...new Set([...LEADS, ...leads])].sort((a, b) => a - b);
	return (
		<>
			<SomeChips
				legend={m.ritual_reminders()}
				options={options.map((value) => ({ value, label: leadWords(value) }))}
				chosen={leads}
				most={MOST_LEADS}
				onChange={(to) => onChange({ ...choices, leads: to })}
			/>
			<TextField
				label={m.ritual_name()}
				value={title}
				maxLength={80}
				onInput={(to) => onChange({ ...choices, title: to })}
			/>
			<TextField
				label={m.ritual_place()}
				value={place}
				maxLength={120}
				onInput={(to) => onChange({ ...choices, place: to })}
			/>
			<LongTextField label={m.note()} value={note} onInput={(to) => onChange({ ...choices, note: to })} />
		</>
	);
}

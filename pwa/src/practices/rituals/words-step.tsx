/** Name, place and note of a ritual. */

import { m } from "../../paraglide/messages.js";
import { LongTextField, TextField } from "../../ui/field";
import type { StepProps } from "./when-step";

export function WordsStep({ choices, onChange }: StepProps) {
	const { title, place, note } = choices;
	return (
		<>
			<TextField
				label={m.ritual_name()}
				value={title}
				maxLength={80}
				onInput={(to) => onChange({ ...choices, title: to })}
				draft="with the form"
			/>
			<TextField
				label={m.ritual_place()}
				value={place}
				maxLength={120}
				onInput={(to) => onChange({ ...choices, place: to })}
				draft="with the form"
			/>
			<LongTextField
				label={m.note()}
				value={note}
				onInput={(to) => onChange({ ...choices, note: to })}
				draft="with the form"
				toPartner
			/>
		</>
	);
}

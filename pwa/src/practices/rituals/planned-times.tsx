import { FirstTimes } from "./first-times";
import type { Recurrence } from "./recurrence";
import { recurrenceWords } from "./schedule-words";

/** What a form comes to: the schedule as a sentence, and its first dates. */
export function PlannedTimes({ recurrence }: { readonly recurrence: Recurrence }) {
	return (
		<div class="stack-tight">
			<p class="schedule-sentence">{recurrenceWords(recurrence)}</p>
			<FirstTimes recurrence={recurrence} />
		</div>
	);
}

/** Change a ritual: a new schedule needs both to accept it again, new words do not. */

import { useRoute } from "preact-iso";
import { serverNow } from "../../kernel/clock";
import { preferences } from "../../kernel/preferences";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { type Choices, choicesOf, draftOf, recurrenceOf } from "./draft";
import { FirstTimes, hasTimes } from "./first-times";
import { recurrenceWords } from "./schedule-words";
import { editRitual, type Ritual, standing } from "./store";
import { WhenStep } from "./when-step";
import { WordsStep } from "./words-step";
import { isZone } from "./zones";
import "./rituals.css";

export default function EditRitual() {
	const { id } = useRoute().params;
	const ritual = id ? standing(id) : undefined;
	return ritual ? (
		<Form key={ritual.id} ritual={ritual} />
	) : (
		<Page title={m.ritual_gone()} back="/time" lead={m.ritual_gone_lead()}>
			{null}
		</Page>
	);
}

function Form({ ritual }: { readonly ritual: Ritual }) {
	const [choices, setChoices, draft] = useDraft<Choices>(`ritual/${ritual.id}`, () => choicesHere(ritual));
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const moved = scheduleKey(choices) !== scheduleKey(choicesOf(ritual));
	const recurrence = recurrenceOf(choices, serverNow());
	const save = async (): Promise<void> => {
		const next = draftOf(choices, serverNow());
		const id = await editRitual(ritual.id, moved ? next : { ...next, recurrence: ritual.recurrence });
		draft.done();
		say(moved ? m.ritual_proposed({ name: start }) : m.saved());
		goOn(`/rituals/${id}`);
	};
	return (
		<Page title={m.ritual_change_title()} back={`/rituals/${ritual.id}`}>
			<WordsStep choices={choices} onChange={setChoices} draft={draft} />
			<WhenStep choices={choices} onChange={setChoices} />
			<div class="stack-tight">
				<p class="schedule-sentence">{recurrenceWords(recurrence)}</p>
				<FirstTimes recurrence={recurrence} />
			</div>
			{moved && ritual.state === "accepted" && <p class="soft small">{m.ritual_change_lead({ name: inside })}</p>}
			<Button
				look="main"
				wide
				disabled={choices.title.trim() === "" || (moved && !hasTimes(recurrence))}
				onClick={save}
			>
				{moved ? m.ritual_propose({ name: inside }) : m.save_for_both()}
			</Button>
		</Page>
	);
}

/** If this phone does not know the ritual's zone, its times are planned again in the phone's zone. */
function choicesHere(ritual: Ritual): Choices {
	const choices = choicesOf(ritual);
	return isZone(choices.zone) ? choices : { ...choices, zone: preferences.value.zone };
}

function scheduleKey({ rhythm, interval, weekdays, week, time, minutes, from, until, zone }: Choices): string {
	const days = rhythm === "once" ? [] : [...weekdays].sort();
	return JSON.stringify([rhythm, interval, days, rhythm === "monthly" && week, time, minutes, from, until, zone]);
}

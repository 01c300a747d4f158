/** Change a ritual: if both have it, a new schedule needs a yes from both again; new words do not. */

import { useRoute } from "preact-iso";
import { preferences } from "../../kernel/preferences/preferences";
import { serverNow } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { DraftKept } from "../../ui/discard-draft";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { type Choices, changedChoices, choicesOf, editedDraft } from "./draft";
import { hasTimes } from "./first-times";
import { Gone } from "./gone";
import { kindWord } from "./kind-face";
import { PlannedTimes } from "./planned-times";
import { editRitual, formOf, needsYesAgain, type Ritual, standing } from "./store";
import { WhenStep } from "./when-step";
import { WordsStep } from "./words-step";
import { isZone } from "./zones";
import "./rituals.css";

export default function EditRitual() {
	const { id } = useRoute().params;
	const ritual = id ? standing(id) : undefined;
	return ritual ? <Form key={formOf(ritual)} ritual={ritual} /> : <Gone />;
}

/** Keeps only what is changed here, so that what changes elsewhere meanwhile stays. */
function Form({ ritual }: { readonly ritual: Ritual }) {
	const [changed, setChanged, draft] = useDraft<Partial<Choices>>(formOf(ritual), () => ({}));
	const saved = choicesHere(ritual);
	const choices = { ...saved, ...changed };
	const setChoices = (to: Choices): void => setChanged(changedChoices(to, saved));
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const edited = editedDraft(choices, ritual, serverNow());
	const { recurrence } = edited;
	const moved = recurrence !== ritual.recurrence;
	const asks = needsYesAgain(ritual, edited);
	const saves = ritual.only_me ? m.save() : m.save_for_both();
	const save = async (): Promise<void> => {
		const id = await editRitual(ritual.id, edited);
		draft.done();
		say(asks ? m.ritual_proposed({ name: start }) : m.saved());
		goOn(`/rituals/${id}`);
	};
	return (
		<Page
			title={m.ritual_change_title({ title: isolated(ritual.title) || kindWord(ritual.kind) })}
			back={`/rituals/${ritual.id}`}
		>
			<DraftKept draft={draft} />
			<WordsStep choices={choices} onChange={setChoices} />
			<WhenStep choices={choices} onChange={setChoices} zone={ritual.recurrence.zone} />
			<PlannedTimes recurrence={recurrence} />
			{asks && ritual.state === "accepted" && <p class="soft small">{m.ritual_change_lead({ name: inside })}</p>}
			<Button
				look="main"
				wide
				disabled={choices.title.trim() === "" || (moved && !hasTimes(recurrence))}
				onClick={save}
			>
				{asks ? m.propose_to({ name: inside }) : saves}
			</Button>
		</Page>
	);
}

/** If this phone does not know the ritual's zone, its times are planned again in the phone's zone. */
function choicesHere(ritual: Ritual): Choices {
	const choices = choicesOf(ritual);
	return isZone(choices.zone) ? choices : { ...choices, zone: preferences.value.zone };
}

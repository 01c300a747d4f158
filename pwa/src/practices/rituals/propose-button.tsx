import { serverNow } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { say } from "../../ui/snackbar";
import type { FormDraft } from "../../ui/typed";
import { type Choices, draftOf, recurrenceOf } from "./draft";
import { hasTimes } from "./first-times";
import { propose } from "./store";

interface ProposeProps {
	readonly choices: Choices;
	readonly draft: FormDraft;
}

/** Proposes what a form comes to, or saves it for a person without a partner. */
export function ProposeButton({ choices, draft }: ProposeProps) {
	const { inside, start } = usePartner();
	const goOn = useGoOn();
	const save = async (): Promise<void> => {
		await propose(draftOf(choices, serverNow()));
		say(alone.value ? m.saved() : m.ritual_proposed({ name: start }));
		draft.done();
		goOn("/time");
	};
	return (
		<Button
			look="main"
			disabled={choices.title.trim() === "" || !hasTimes(recurrenceOf(choices, serverNow()))}
			onClick={save}
		>
			{alone.value ? m.save() : m.propose_to({ name: inside })}
		</Button>
	);
}

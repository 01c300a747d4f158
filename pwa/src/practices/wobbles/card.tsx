/** Writes what helps me, in calm. Nobody sees it before I tell of a wobble. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { LongTextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { card, saveCard } from "./store";

const LONGEST = 600;

export default function CardScreen() {
	const { start } = usePartner();
	const goOn = useGoOn();
	const [helps, type, draft] = useDraft("wobbles/card", () => card.value);
	const save = async (): Promise<void> => {
		const before = card.value;
		await saveCard(helps);
		draft.done();
		goOn("/wobbles");
		say(helps.trim() ? m.wobble_card_saved() : m.wobble_card_emptied(), before ? () => saveCard(before) : undefined);
	};
	return (
		<Page title={m.wobble_card()} back="/wobbles">
			<LongTextField
				label={m.wobble_card_label()}
				hint={m.wobble_card_hint()}
				maxLength={LONGEST}
				value={helps}
				onInput={type}
				draft={draft}
			/>
			<p class="soft small">{alone.value ? m.wobble_card_sees_alone() : m.wobble_card_sees({ name: start })}</p>
			<Button look="main" wide disabled={helps.trim() === card.value} onClick={save}>
				{m.save()}
			</Button>
		</Page>
	);
}

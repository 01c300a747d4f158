/** Names on Today: a card waits until the partner can read your name. */

import { computed } from "@preact/signals";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { isPutAway, putAway } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { NameForm } from "./name-form";
import { sharedName } from "./store";

const waiting = computed((): readonly Waiting[] => {
	const nameless = !alone.value && sharedName.value === null && !isPutAway("name");
	return nameless ? [{ key: "name", Card: ShareName }] : [];
});
const today: TodayParts = { waiting };

export default today;

function ShareName() {
	const { inside } = usePartner();
	return (
		<article class="card stack">
			<h2>{m.share_name_title({ name: inside })}</h2>
			<NameForm />
			<div>
				<Button look="plain" onClick={() => putAway("name")}>
					{m.not_now()}
				</Button>
			</div>
		</article>
	);
}

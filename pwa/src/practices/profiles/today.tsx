/** Names on Today: a hint until the partner can read your name. */

import { computed } from "@preact/signals";
import { useState } from "preact/hooks";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { HintToOpen } from "../../ui/hint";
import { isPutAway } from "../../ui/later";
import { usePartner } from "../../ui/names";
import type { TodayParts, Waiting } from "../../ui/practice-face";
import { nameDraft } from "./name-draft";
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
	const [draft] = useState(nameDraft);
	return (
		<HintToOpen name="name" title={m.share_name_title({ name: inside })} open={draft.draft.value.kept}>
			<NameForm draft={draft} />
		</HintToOpen>
	);
}

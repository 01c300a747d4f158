/** Your name: private while alone, seen by both in a couple. */

import { useState } from "preact/hooks";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { instead } from "../../ui/act";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { putAway } from "../../ui/later";
import { useOnce } from "../../ui/once";
import { say } from "../../ui/snackbar";
import { NAME_LENGTH, type NameDraft, nameDraft } from "./name-draft";

interface NameFormProps {
	/** The draft of a screen that also needs `unsaved`; else the form has its own. */
	readonly draft?: NameDraft;
}

export function NameForm({ draft: given }: NameFormProps) {
	const [draft] = useState(() => given ?? nameDraft());
	const name = draft.name.value;
	const save = useOnce(async (): Promise<void> => {
		const undo = await draft.save();
		// a person who clears their name is not asked for it
		if (name.trim() === "") putAway("name");
		say(m.saved(), undo);
	});
	return (
		<form class="stack-tight" onSubmit={instead(save)}>
			<TextField
				label={m.my_name()}
				hint={alone.value ? m.my_name_hint_alone() : m.my_name_hint()}
				value={name}
				maxLength={NAME_LENGTH}
				onInput={draft.type}
				draft={draft.draft.value}
			/>
			{draft.unsaved.value && (
				<div>
					<Button look="main" type="submit">
						{alone.value ? m.keep_for_me() : m.save_for_both()}
					</Button>
				</div>
			)}
		</form>
	);
}

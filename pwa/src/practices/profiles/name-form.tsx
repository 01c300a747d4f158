/** What one is called: kept for oneself while alone, seen by both where there are two. */

import { computed } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { putAway } from "../../ui/later";
import { say } from "../../ui/snackbar";
import { myName, saveName, sharedName } from "./store";

const LONGEST = 40;

/** What stands where the name would go: with a partner only a shared name counts. */
const known = computed(() => (alone.value ? myName.value : sharedName.value));

interface NameFormProps {
	/** Told what stands there and is not saved, or null: its button is the main one then. */
	readonly onUnsaved?: (name: string | null) => void;
}

export function NameForm({ onUnsaved }: NameFormProps) {
	const [name, setName] = useState(myName.value ?? "");
	useEffect(() => setName(myName.value ?? ""), [myName.value]);
	const unsaved = [known.value, myName.value].some((before) => name.trim() !== (before ?? ""));
	useEffect(() => onUnsaved?.(unsaved ? name : null), [unsaved, name]);
	const save = async (event: Event): Promise<void> => {
		event.preventDefault();
		await saveName(name);
		// whoever takes their name away is not asked for it
		if (name.trim() === "") putAway("name");
		say(m.saved());
	};
	return (
		<form class="stack-tight" onSubmit={save}>
			<TextField
				label={m.my_name()}
				hint={alone.value ? m.my_name_hint_alone() : m.my_name_hint()}
				value={name}
				maxLength={LONGEST}
				onInput={setName}
			/>
			{unsaved && (
				<div>
					<Button look="main" type="submit">
						{alone.value ? m.keep_for_me() : m.save_for_both()}
					</Button>
				</div>
			)}
		</form>
	);
}

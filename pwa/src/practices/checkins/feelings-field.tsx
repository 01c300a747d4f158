/** Up to three feelings: those that often go with the face and own words first, all others one tap further. One that is still being typed shows at once. */

import { useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import { instead } from "../../ui/act";
import { Button } from "../../ui/button";
import { SomeChips } from "../../ui/choice";
import { TextField } from "../../ui/field";
import { type Form, useDraft } from "../../ui/typed";
import { joined } from "../../ui/when";
import { feelingGroups, feelingWord, ownFeeling, suitingFeelings } from "./feelings";
import { useOwnFeelings } from "./own-feelings";
import type { CheckIn } from "./store";
import { LONGEST_FEELING, MOST_FEELINGS } from "./words";

interface FeelingsProps {
	readonly of: Pick<CheckIn, "id" | "mood">;
	readonly chosen: readonly string[];
	readonly onChange: (chosen: readonly string[]) => void;
}

export function Feelings({ of: { id: about, mood }, chosen, onChange }: FeelingsProps) {
	const own = useDraft(`check-in/${about}/feeling`, () => "");
	const [, , { kept }] = own;
	const [open] = useState(kept);
	// a deselected word keeps its place, to be chosen again; own words have to be read and so come behind
	const [seen] = useState(() => [...suitingFeelings(mood), ...chosen]);
	const again = useOwnFeelings();
	const offered = [...new Set([...seen, ...again, ...chosen])].map((value) => ({ value, label: feelingWord(value) }));
	return (
		<section class="field feelings" aria-labelledby="feelings">
			<p class="label" id="feelings">
				{m.feelings()}{" "}
				<span class="feelings-chosen">{chosen.length > 0 ? joined(chosen.map(feelingWord)) : m.feelings_up_to()}</span>
			</p>
			<SomeChips
				legend={m.feelings_suiting()}
				options={offered}
				chosen={chosen}
				most={MOST_FEELINGS}
				onChange={onChange}
			/>
			<details class="more" open={open}>
				<summary>{m.feelings_more()}</summary>
				<div class="stack">
					<OwnFeeling own={own} chosen={chosen} onChange={onChange} />
					{feelingGroups(mood).map(({ id, label, feelings }) => (
						<SomeChips
							key={id}
							legend={label}
							options={feelings}
							chosen={chosen}
							most={MOST_FEELINGS}
							onChange={onChange}
						/>
					))}
				</div>
			</details>
		</section>
	);
}

interface OwnProps extends Omit<FeelingsProps, "of"> {
	readonly own: Form<string>;
}

function OwnFeeling({ own: [typed, setTyped, draft], chosen, onChange }: OwnProps) {
	const word = ownFeeling(typed);
	const full = chosen.length >= MOST_FEELINGS;
	const add = (): void => {
		if (full || word === "") return;
		onChange([...new Set([...chosen, word])]);
		draft.discard();
	};
	return (
		<form class="own-feeling" onSubmit={instead(add)}>
			<TextField label={m.feelings_own()} value={typed} onInput={setTyped} maxLength={LONGEST_FEELING} draft={draft} />
			<Button type="submit" disabled={full || word === ""}>
				{m.feelings_own_add()}
			</Button>
		</form>
	);
}

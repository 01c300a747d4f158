/**
 * Up to three feelings: those that suit and own words first, all others one tap further. One that is still being typed
 * shows at once.
 */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { instead } from "./act";
import { Button } from "./button";
import { SomeChips } from "./choice";
import { feelingGroups, feelingWord, ownFeeling, type Tone } from "./feelings";
import { LONGEST_FEELING, MOST_FEELINGS } from "./feelings-read";
import { TextField } from "./field";
import { type Form, useDraft } from "./typed";
import { joined } from "./when";
import "./feelings.css";

interface FeelingsProps {
	/** Of the form that this is part of: an own word has a draft below it. */
	readonly form: string;
	/** Offered first. */
	readonly suiting: readonly string[];
	/** Which of all others stand first. */
	readonly likely: Tone;
	/** The person's own words of earlier times. */
	readonly again: readonly string[];
	readonly chosen: readonly string[];
	readonly onChange: (chosen: readonly string[]) => void;
}

export function Feelings({ form, suiting, likely, again, chosen, onChange }: FeelingsProps) {
	const own = useDraft(`${form}/feeling`, () => "");
	const [, , { kept }] = own;
	const [open] = useState(kept);
	// a deselected word keeps its place, to be chosen again; own words have to be read and so come behind
	const [seen] = useState(() => [...suiting, ...chosen]);
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
					{feelingGroups(likely).map(({ id, label, feelings }) => (
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

interface OwnProps extends Pick<FeelingsProps, "chosen" | "onChange"> {
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

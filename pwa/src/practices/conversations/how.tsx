/** How a conversation is held: its usual terms in one line, and the choices behind it. */

import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Chips } from "../../ui/choice";
import { usePartner } from "../../ui/names";
import type { Wish } from "./store";
import { useTerms } from "./terms";

export interface Held extends Omit<Wish, "line"> {
	readonly phones: "two" | "one";
}

/** Two phones, the one who begins first, aloud, nothing kept. */
export const USUAL: Held = { phones: "two", mode: "spoken", keeps: false, minutes: 3, mine_first: true };

const LENGTHS = [2, 3, 5, 10] as const;

interface HowProps {
	readonly held: Held;
	readonly onChange: (change: Partial<Held>) => void;
}

export function How({ held, onChange }: HowProps) {
	const { start: name } = usePartner();
	const { phones, mode, keeps, minutes, mine_first } = held;
	const terms = useTerms({ ...held, turn_seconds: minutes * 60 });
	return (
		<details class="more how">
			<summary>
				<span class="grow">
					<b>{m.conversation_how()}</b>
					<span class="hint">{terms.join(" ")}</span>
				</span>
			</summary>
			<div class="stack">
				{!alone.value && (
					<Chips
						legend={m.conversation_where()}
						options={[
							{ value: "two", label: m.conversation_two_phones() },
							{ value: "one", label: m.conversation_one_phone() },
						]}
						value={phones}
						onChoose={(to) => onChange({ phones: to })}
					/>
				)}
				<Chips
					legend={m.conversation_first()}
					options={[
						{ value: "me", label: m.you() },
						{ value: "partner", label: name },
					]}
					value={mine_first ? "me" : "partner"}
					onChoose={(to) => onChange({ mine_first: to === "me" })}
				/>
				<Chips
					legend={m.conversation_mode()}
					options={[
						{ value: "spoken", label: m.conversation_spoken() },
						{ value: "written", label: m.conversation_written() },
					]}
					value={mode}
					onChoose={(to) => onChange({ mode: to })}
				/>
				<Chips
					legend={m.conversation_minutes()}
					options={LENGTHS.map((count) => ({ value: count, label: m.minutes({ count }) }))}
					value={minutes}
					onChoose={(to) => onChange({ minutes: to })}
				/>
				<Chips
					legend={m.conversation_keeps()}
					options={[
						{ value: "forgotten", label: m.conversation_forgotten() },
						{ value: "kept", label: m.conversation_kept() },
					]}
					value={keeps ? "kept" : "forgotten"}
					onChoose={(to) => onChange({ keeps: to === "kept" })}
				/>
			</div>
		</details>
	);
}

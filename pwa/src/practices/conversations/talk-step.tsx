/** What all steps of a conversation have in common. */

import { m } from "../../paraglide/messages.js";
import { Written } from "./so-far";
import type { Place, Step } from "./turns";
import type { Says, StepWords } from "./words";

/** What the screen of a step needs, on two phones or on one. */
export interface Talk {
	/** Under which id the form of this step keeps what is typed. */
	readonly form: string;
	readonly mode: "spoken" | "written";
	readonly turn_seconds: number;
	readonly step_at: number | null;
	readonly steps: readonly Step[];
	readonly place: Place;
	/** What was written of this step, and a pause held back. */
	readonly heldBack: StepWords | null;
	/** Whether both hold this phone. */
	readonly here: boolean;
	readonly take: (says: Says, words: StepWords) => Promise<void>;
}

/** The button under what was written: on one phone it is sent to nobody. */
export function sentWord({ here }: Talk, partner: string): string {
	return here ? m.conversation_is_written() : m.conversation_send({ name: partner });
}

/** What was said last, which this step answers. */
export function Latest({ talk }: { readonly talk: Talk }) {
	const last = talk.steps.at(-1);
	return last ? <Written step={last} /> : null;
}

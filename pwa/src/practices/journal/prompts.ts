/** The questions of the journal, in the language of the app. */

import content from "../../../content/journal-prompts.json";
import { inLanguage } from "../../ui/in-language";

export interface PromptGroup {
	readonly id: string;
	readonly label: string;
	readonly prompts: readonly Prompt[];
}

export interface Prompt {
	readonly id: string;
	readonly text: string;
}

export function promptGroups(): readonly PromptGroup[] {
	return content.groups.map(({ id, label, prompts }) => ({
		id,
		label: inLanguage(label),
		prompts: prompts.map((prompt) => ({ id: prompt.id, text: inLanguage(prompt.text) })),
	}));
}

/** The text of a question; null without one, or for one that only a newer app knows. */
export function promptText(id: string | null): string | null {
	return all().find((prompt) => prompt.id === id)?.text ?? null;
}

/** A question for this day, each day of another group, and others after it: `next` counts them. */
export function promptOf(day: number, next = 0): Prompt | null {
	const groups = promptGroups();
	const turn = day + next;
	const prompts = groups[turn % groups.length]?.prompts ?? [];
	return prompts[Math.floor(turn / groups.length) % prompts.length] ?? null;
}

function all(): readonly Prompt[] {
	return promptGroups().flatMap(({ prompts }) => prompts);
}

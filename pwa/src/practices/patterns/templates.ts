/** Loops that many couples know, to begin with, in the language of the app. */

import content from "../../../content/patterns.json";
import { inLanguage } from "../../ui/in-language";

export interface Template {
	readonly id: string;
	readonly title: string;
	/** What it looks like for one of the two, and for the other. */
	readonly looks: readonly [string, string];
	readonly instead: string;
	/** What both read before they write. */
	readonly note: string | null;
}

export function templates(): readonly Template[] {
	return content.templates.map(({ id, title, looks: [one, other], instead, note }) => ({
		id,
		title: inLanguage(title),
		looks: [one ? inLanguage(one) : "", other ? inLanguage(other) : ""],
		instead: inLanguage(instead),
		note: note ? inLanguage(note) : null,
	}));
}

export function templateOf(id: string): Template | undefined {
	return templates().find((template) => template.id === id);
}

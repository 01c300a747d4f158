/** Loops that many couples know, to begin with, in the language of the app. */

import content from "../../../content/patterns.json";
import { inLanguage } from "../../ui/in-language";

/** What somebody does when it starts: what can be seen of it, and that with what only they can know. */
interface Look {
	readonly seen: string;
	readonly whole: string;
}

/** What it looks like for me, and for my partner. */
interface Parts {
	readonly mine: string;
	readonly theirs: string;
}

export interface Template {
	readonly id: string;
	readonly title: string;
	/** What it looks like for one of the two, and for the other. */
	readonly looks: readonly [Look, Look];
	readonly instead: string;
	/** What both read before they write. */
	readonly note: string | null;
}

export function templates(): readonly Template[] {
	return content.templates.map(({ id, title, looks: [one, other], instead, note }) => ({
		id,
		title: inLanguage(title),
		looks: [lookOf(one), lookOf(other)],
		instead: inLanguage(instead),
		note: note ? inLanguage(note) : null,
	}));
}

function lookOf(said: (typeof content.templates)[number]["looks"][number] | undefined): Look {
	const seen = said ? inLanguage(said.seen) : "";
	return { seen, whole: said ? `${seen} ${inLanguage(said.underneath)}` : "" };
}

/** The part of each: what I may know of myself, and what I can see of my partner. */
export function partsOf({ looks }: Template, swapped = false): Parts {
	const [mine, theirs] = swapped ? [looks[1], looks[0]] : looks;
	return { mine: mine.whole, theirs: theirs.seen };
}

/** The parts the other way round. What nobody has changed is the template's own again. */
export function swapped(parts: Parts, template: Template): Parts {
	const ways = [partsOf(template), partsOf(template, true)] as const;
	if (isSame(parts, ways[0])) return ways[1];
	if (isSame(parts, ways[1])) return ways[0];
	return { mine: parts.theirs, theirs: parts.mine };
}

function isSame(one: Parts, other: Parts): boolean {
	return one.mine === other.mine && one.theirs === other.theirs;
}

export function templateOf(id: string): Template | undefined {
	return templates().find((template) => template.id === id);
}

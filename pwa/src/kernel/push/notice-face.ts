/**
 * What a practice's notices say, and how long they hold. For the service worker, which has no screens: a practice
 * declares them in a file of its own, which imports none.
 */

import type { Words } from "../crypto/seal";
import type { Kind, Notice } from "../store/practice";

/** What may be shown of a notice beyond its neutral text. */
export interface Told {
	readonly notice: Notice;
	/** The partner's name, if they shared one. */
	readonly name: string | null;
	/** The opened headline. */
	readonly words: Words | null;
}

export interface Said {
	readonly title: string;
	readonly body: string;
}

/** One kind of notice, as the server names it in `kind`. */
export interface NoticeFace {
	/** Its words, if they may be shown; null for only the neutral text. `who` is the partner, ready for a message. */
	say(told: Told, who: string): Said | null;
	/** Whether only the partner can say this: then it has words only with the partner's seal, and if it `agrees`. */
	needsSeal?(notice: Notice): boolean;
	/** Whether it says what its sealed signals say. */
	agrees?(notice: Notice): boolean;
	/** Whether `at` is its end, after which it is late; others may be an hour late. */
	isOverAt?(notice: Notice): boolean;
	/** It is shown with its words during one's own pause, too. */
	readonly duringPause?: true;
	/** Those of the shown notices that no longer hold now that this one is shown; it is among them itself. */
	outdates?(notice: Notice, shown: readonly Notice[]): readonly Notice[];
}

/** The notices of one practice. */
export interface Notices {
	/** The kinds of records that its notices are about, or that can be read while the app is locked. */
	readonly kinds: readonly Kind[];
	readonly faces: Readonly<Record<string, NoticeFace>>;
	/** The labels of its buttons. */
	readonly buttons?: Readonly<Record<string, (notice: Notice) => string>>;
	/** Whether all notices but those `duringPause` are neutral and silent now, in epoch milliseconds. */
	readonly isQuiet?: (now: number) => Promise<boolean>;
}

const practices = new Set<Notices>();

/** Registers the notices of practices; called at start, or before a page shows a notice of its own. */
export function useNotices(list: readonly Notices[]): void {
	for (const notices of list) practices.add(notices);
}

/** Undefined for a kind that only a newer app knows, and for the app's own. */
export function faceOf(kind: string): NoticeFace | undefined {
	return [...practices].map(({ faces }) => faces[kind]).find((face) => face !== undefined);
}

/** The label of a notice's button; null for one that only a newer app knows. */
export function buttonWords(action: string, notice: Notice): string | null {
	return [...practices].map(({ buttons }) => buttons?.[action]).find((label) => label !== undefined)?.(notice) ?? null;
}

/** Whether a practice asks for quiet, as a pause does. */
export async function isQuietNow(now: number): Promise<boolean> {
	const asked = await Promise.all([...practices].map(({ isQuiet }) => isQuiet?.(now)));
	return asked.includes(true);
}

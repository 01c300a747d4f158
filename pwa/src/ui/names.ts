/** What the two are called, for every screen; the shell provides it, so that practices need not know of each other. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { isolated, withoutTurns } from "../kernel/isolated";
import { m } from "../paraglide/messages.js";

/** In UTF-16 units: a family of four has eleven. */
const LONGEST_LETTER = 32;

export interface Names {
	/** One's own name; null until it was given. */
	readonly mine: string | null;
	/** The partner's name; null until it was shared. */
	readonly theirs: string | null;
}

export const NamesContext = createContext<Names>({ mine: null, theirs: null });

/** The partner's name for a message, or "your partner" where there is none yet; `start` where it opens a sentence. */
export function usePartner(): { readonly inside: string; readonly start: string } {
	const { theirs } = useContext(NamesContext);
	const name = theirs === null ? null : isolated(theirs);
	return { inside: name ?? m.partner_unnamed(), start: name ?? m.partner_unnamed_start() };
}

export function useNames(): Names {
	return useContext(NamesContext);
}

/** The first letter for an avatar, as people see letters (UAX #29); null where there is no name. */
export function initial(name: string | null): string | null {
	const [letter] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(withoutTurns(name ?? "").trim());
	// one with marks without end is no letter
	return letter && letter.segment.length <= LONGEST_LETTER ? letter.segment.toLocaleUpperCase() : null;
}

/**
 * The two people's names, for every screen. The shell provides them, so that practices do not depend on each other.
 */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { isolated, withoutTurns } from "../kernel/text/isolated";
import { m } from "../paraglide/messages.js";

/** In UTF-16 units: a family emoji of four has eleven. */
const LONGEST_LETTER = 32;

export interface Names {
	/** Your own name; null until you have set it. */
	readonly mine: string | null;
	/** The partner's name; null until they have shared it. */
	readonly theirs: string | null;
}

export const NamesContext = createContext<Names>({ mine: null, theirs: null });

/** The partner's name for a message, or "your partner"; `start` if it begins a sentence. */
export function usePartner(): { readonly inside: string; readonly start: string } {
	const { theirs } = useContext(NamesContext);
	const name = theirs === null ? null : isolated(theirs);
	return { inside: name ?? m.partner_unnamed(), start: name ?? m.partner_unnamed_start() };
}

export function useNames(): Names {
	return useContext(NamesContext);
}

/** The first letter for an avatar, as people see letters (UAX #29); null without a name. */
export function initial(name: string | null): string | null {
	const [letter] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(withoutTurns(name ?? "").trim());
	// a cluster with endless combining marks is not a letter
	return letter && letter.segment.length <= LONGEST_LETTER ? letter.segment.toLocaleUpperCase() : null;
}

/** What a practice tells the kernel about itself. The kernel imports no practice; it is handed the list at start. */

import type { ComponentType } from "preact";
import type { Fields, Version } from "./local";
import type { Notice } from "./notice";
import type { Part } from "./parts";
import type { Words } from "./seal";

/** One kind of record, as the feed names it. */
export interface Kind {
	/** The name in the feed and in the seal: "check_ins". */
	readonly name: string;
	/** The folder whose key seals it: "checkins". */
	readonly practice: string;
	/** Its address under /api/v1; `fields` are what is plain in it, where the id alone does not tell. */
	path(id: string, fields?: Fields): string;
	/** The signals bound into the seal. */
	readonly signals: readonly string[];
	/** The plain fields of a PUT, where they are others than the signals. */
	readonly sent?: readonly string[];
	/** The version of the words this phone writes; null where the kind has no words. */
	readonly words: number | null;
	/** Words may be left out, as the line of a pause. */
	readonly wordsOptional?: boolean;
	/** What of the words a lock screen may show, at most 200 bytes; goes along as a second sealed field. */
	headline?(words: Words | null): Words | null;
	/** Each save takes the place of the last one, sent or not, and its edit is always 1: nothing tells how often it was changed. */
	readonly replaced?: boolean;
	/** What a restored server has lost of it stays lost, and is not said again: no yes comes to life. */
	readonly fleeting?: boolean;
	/** Refused with one of these codes it is no trouble, but waits as a draft until the person sends it once more. */
	readonly drafts?: readonly string[];
	/** Refused with one of these codes it came too late to matter, and goes without a word. */
	readonly over?: readonly string[];
	/** Kinds of what hangs on it, under its id or "ID/PART": they go with it, though the feed does not say so. */
	readonly parts?: readonly string[];
	/** Until when this phone keeps it, in epoch milliseconds of the server's time, whether or not it is told that it is gone. */
	keptUntil?(fields: Fields): number;
	/** It says something of its author alone, so where it can reach the partner no more it may be kept for oneself. */
	readonly aboutMe?: true;
	/** Its writes overtake all others, as a pause does. */
	readonly urgent?: boolean;
	/** Whose records of it a person may take along; nobody's where this is not given, as with any yes. */
	readonly exported?: "own" | "both";
	/** Reachable while the app is locked, without its words. */
	readonly beforePin?: boolean;
	/** How many days back are held in memory; all of it where this is not given. Works for ids that are UUIDv7. */
	readonly recentDays?: number;
	/**
	 * In the own space, its record under the person's id keeps the partner's signing key among its words, as `partner`:
	 * so the person's further phones learn it from the phone that met the partner, and not from the server.
	 */
	readonly keepsPartner?: true;
	/** What a button on a notice about it says, as the noun to write; null where that says nothing. */
	reply?(notice: Notice, said: string): Reply | null;
	/** For a noun: the request that tells a restored server again what this phone knows; null for none. */
	again?(view: Version, around: Around): Fields | null;
}

/** A noun that is said from the lock screen. */
export interface Reply {
	readonly kind: string;
	readonly id: string;
	/** Its address under /api/v1. */
	readonly path: string;
	/** The request beside `space_id`. */
	readonly body: Fields;
	/** What it looks like until the server answers; null where it shows nowhere. */
	readonly shows: Fields | null;
}

export interface Around {
	/** The person's id. */
	readonly me: string;
	/** What this phone has of another kind under the same id. */
	find(kind: string): Version | null;
}

/** One screen with its address, loaded when it is opened. */
export interface Screen {
	readonly path: string;
	// preact-iso hands path parameters to whatever props a screen declares
	readonly load: Part<{ readonly default: ComponentType<never> }>;
}

/** One folder under practices/. */
export interface Practice {
	readonly name: string;
	readonly kinds: readonly Kind[];
	readonly screens?: readonly Screen[];
}

const kinds = new Map<string, Kind>();

/** Makes these kinds known; called once, at start. */
export function useKinds(list: readonly Kind[]): void {
	for (const kind of list) kinds.set(kind.name, kind);
}

/** The kind of this name; undefined for one that a newer app invented. */
export function kindOf(name: string): Kind | undefined {
	return kinds.get(name);
}

export function allKinds(): readonly Kind[] {
	return [...kinds.values()];
}

/**
 * What a practice tells the kernel about itself. The kernel imports no practice; the shell passes the list at start.
 */

import type { ComponentType } from "preact";
import type { Part } from "../browser/parts";
import type { Json } from "../crypto/bytes";
import type { Envelope, Signals, Words } from "../crypto/seal";
import type { Fields, Version } from "./local";

/** One kind of record, as the feed names it. */
export interface Kind {
	/** The name in the feed and in the seal: "check_ins". */
	readonly name: string;
	/** The folder whose key seals it: "checkins". */
	readonly practice: string;
	/** Its path under /api/v1; `fields` are its plain fields, for kinds whose path does not depend on the id alone. */
	path(id: string, fields?: Fields): string;
	/** The plain fields that the seal authenticates. */
	readonly signals: readonly string[];
	/** The plain fields of a PUT. */
	readonly sent: readonly string[];
	/** The version of the words that this phone writes; null if the kind has no words. */
	readonly words: number | null;
	/** Words may be omitted, as the line of a pause. */
	readonly wordsOptional?: boolean;
	/** The part of the words that a lock screen may show, at most 200 bytes; sent as a second sealed field. */
	headline?(words: Words | null): Words | null;
	/** Each save replaces the last one, sent or not, and the edit is always 1: nothing reveals how often it changed. */
	readonly replaced?: boolean;
	/** What a restored server has lost stays lost and is not sent again, so that no yes is revived. */
	readonly fleeting?: boolean;
	/** Refusals with these codes are no error: the record waits as a draft until the person sends it again. */
	readonly drafts?: readonly string[];
	/** Refusals with these codes came too late to matter, and are dropped silently. */
	readonly over?: readonly string[];
	/**
	 * The kinds of its parts, stored under its id or "ID/PART". They are deleted with it; the feed does not list them.
	 */
	readonly parts?: readonly string[];
	/**
	 * When this phone deletes it, in epoch milliseconds of the server's time, even if the server does not say that it was
	 * deleted.
	 */
	keptUntil?(fields: Fields): number;
	/** It is only about its author, so if it can no longer reach the partner, it may be kept for oneself. */
	readonly aboutMe?: true;
	/** A person without a partner writes it too: refused since the couple has ended, it becomes the person's own. */
	readonly aloneToo?: true;
	/** Its writes are sent before all others, as a pause's. */
	readonly urgent?: boolean;
	/** Nobody is its author: while a noun waits to be sent, not even this phone says that its person said it. */
	readonly authorless?: true;
	/** Whose records an export contains; nobody's if absent, as with any yes. */
	readonly exported?: "own" | "both";
	/** What of its words an export contains, where it is not all of them. */
	exportedWords?(words: Words): Words;
	/** Reachable while the app is locked, but without its words. */
	readonly beforePin?: boolean;
	/** In the couple's space its records are copies of private ones. */
	readonly copied?: true;
	/** How many days back are kept in memory; everything if absent. Works for UUIDv7 ids. */
	readonly recentDays?: number;
	/**
	 * In the person's own space, its record under the person's id has the partner's signing key among its words, as
	 * `partner`. So the person's other phones learn the key from the phone that met the partner, not from the server.
	 */
	readonly keepsPartner?: true;
	/** Its record under a person's id has that person's name among its words, as `name`. */
	readonly namesAuthor?: true;
	/** The noun to write when a button of its notice is tapped; null if that button writes nothing. */
	reply?(notice: Notice, said: string): Reply | null;
	/** For a noun: the request that repeats to a restored server what this phone knows, or null. */
	again?(view: Version, around: Around): Fields | null;
	/**
	 * For the list of who has accepted an accord, if each yes is a signature: the accord's kind. Only signatures that fit
	 * count then; see `signaturesOf` in accords/kinds.ts.
	 */
	readonly signs?: Kind;
	/** For a noun: what it was said about, null if that is not here. It is repeated only about the same. */
	about?(around: Around): Json;
}

/** What the server publishes about a kind with words; see kinds.gen.ts. */
export type Published = Pick<Kind, "name" | "practice" | "signals" | "sent" | "words" | "wordsOptional"> & {
	/** "/asks/{ask_id}/answers/{answer_id}"; the parts of an id fill the gaps in order. */
	readonly address: string;
};

/** A kind as the server publishes it. A practice adds what only the phone knows. */
export function published({ address, ...kind }: Published) {
	return { ...kind, path: (id: string) => filled(address, id) };
}

function filled(address: string, id: string): string {
	const parts = id.split("/");
	return address.replace(/\{\w+\}/g, () => parts.shift() ?? "");
}

/** This app's part of a push; see the API's push/payload.py. */
export interface Notice {
	readonly notice: string;
	readonly kind: string;
	readonly space_id: string;
	readonly record_kind: string;
	readonly record_id: string;
	readonly edit?: number;
	readonly sealed_by?: string;
	readonly signals?: Signals;
	readonly headline?: Envelope;
	/** The instant it is about. */
	readonly at?: string;
	/** That instant on the reader's clock, "19:00". */
	readonly local?: string;
	/** The reader's date then, "2026-11-27", if it is not the day of the push. */
	readonly day?: string;
	/** When a reminder that the person asked for again was to come, as an instant. */
	readonly asked?: string;
	readonly actions?: readonly string[];
	/** What else its practice reads. */
	readonly [field: string]: unknown;
}

/** A noun that is sent from the lock screen. */
export interface Reply {
	readonly kind: string;
	readonly id: string;
	/** Its path under /api/v1. */
	readonly path: string;
	/** The request body, without `space_id`. */
	readonly body: Fields;
	/** The fields shown until the server answers; null if it is shown nowhere. */
	readonly shows: Fields | null;
}

export interface Around {
	/** The person's id. */
	readonly me: string;
	/** This phone's version of another kind's record with the same id. */
	find(kind: string): Version | null;
}

/** One screen with its path, loaded when it is opened. */
export interface Screen {
	readonly path: string;
	// preact-iso passes path parameters to whatever props a screen declares
	readonly load: Part<{ readonly default: ComponentType<never> }>;
	/** It stands alone, with a header of its own. */
	readonly calm?: true;
	/** Loaded right after the first paint, so that it opens even after a release has deleted the old files. */
	readonly held?: true;
}

/** One folder under practices/. */
export interface Practice {
	readonly name: string;
	readonly kinds: readonly Kind[];
	readonly screens?: readonly Screen[];
}

const kinds = new Map<string, Kind>();

/** Registers kinds; called once, at start. */
export function useKinds(list: readonly Kind[]): void {
	for (const kind of list) kinds.set(kind.name, kind);
}

/** The kind of this name; undefined for one that only a newer app knows. */
export function kindOf(name: string): Kind | undefined {
	return kinds.get(name);
}

export function allKinds(): readonly Kind[] {
	return [...kinds.values()];
}

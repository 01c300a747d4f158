/** The sealed words of wins and appreciations. */

import type { Words } from "../../kernel/crypto/seal";

export const WIN_KINDS = ["hug", "compliment", "honest", "promise", "own"] as const;
export type WinKind = (typeof WIN_KINDS)[number];

export const APPRECIATION_KINDS = ["thanks", "hug", "time", "own"] as const;
export type AppreciationKind = (typeof APPRECIATION_KINDS)[number];

export interface Said<K> {
	readonly kind: K;
	readonly line: string;
}

/** Null without a kind that this app knows. */
export function readWin(words: Words | null): Said<WinKind> | null {
	return read(words, words?.kind, WIN_KINDS);
}

export function readAppreciation(words: Words | null): Said<AppreciationKind> | null {
	return read(words, words?.says, APPRECIATION_KINDS);
}

function read<K extends string>(words: Words | null, said: unknown, kinds: readonly K[]): Said<K> | null {
	const kind = kinds.find((known) => known === said);
	if (!words || !kind) return null;
	return { kind, line: typeof words.line === "string" ? words.line.trim() : "" };
}

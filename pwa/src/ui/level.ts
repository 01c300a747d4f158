/** A level from one to five: energy, closeness. */

export type Level = 1 | 2 | 3 | 4 | 5;

/** Parses a level that another version may have written. Null if it is none. */
export function levelOf(value: unknown): Level | null {
	return value === 1 || value === 2 || value === 3 || value === 4 || value === 5 ? value : null;
}

/** One to five, as people say how much: energy, closeness. */

export type Level = 1 | 2 | 3 | 4 | 5;

/** Reads a level with care: another version may have written it. Null where there is none. */
export function levelOf(value: unknown): Level | null {
	return value === 1 || value === 2 || value === 3 || value === 4 || value === 5 ? value : null;
}

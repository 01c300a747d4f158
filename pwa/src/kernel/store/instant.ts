/** An instant in a record, as the server or another phone wrote it: epoch milliseconds; null for anything else. */
export function instantOf(said: unknown): number | null {
	const at = typeof said === "string" ? Date.parse(said) : Number.NaN;
	return Number.isNaN(at) ? null : at;
}

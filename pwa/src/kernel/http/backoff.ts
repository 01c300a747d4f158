/** How long to wait before a request is repeated. */

/**
 * How long to wait after this many failures in a row, in milliseconds: from one second to a minute, with jitter so that
 * phones do not retry in step.
 */
export function backoff(failures: number, random = Math.random()): number {
	const longest = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
	return Math.round(longest * (0.5 + random / 2));
}

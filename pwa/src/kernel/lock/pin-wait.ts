/** How long no PIN is accepted after wrong tries. */

import { wallNow } from "../browser/wall";
import { readMeta } from "../store/meta";

/** The longest wait after wrong tries, in milliseconds; also if somebody sets the clock back. */
export const LONGEST_WAIT = 15 * 60_000;

/** How long no PIN is accepted, after too many wrong tries, in milliseconds. */
export async function pinWait(): Promise<number> {
	const { wait_until = 0 } = (await readMeta("lock")) ?? {};
	return Math.min(LONGEST_WAIT, Math.max(0, wait_until - wallNow()));
}

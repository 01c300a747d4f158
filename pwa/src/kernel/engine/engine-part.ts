/** The engine, loaded after the first paint. */

import { part } from "../browser/parts";

export const enginePart = part(() => import("./engine"));

/**
 * Fetches what is new once the engine is loaded. The engine does so at its start anyway, so a failure to load is
 * ignored.
 */
export function askForNews(): void {
	enginePart().then(
		({ pullSoon }) => pullSoon(),
		() => undefined,
	);
}

/** The engine, for what is on the screen before it: it is loaded after the first paint. */

import { part } from "./parts";

export const enginePart = part(() => import("./engine"));

/** Asks for news as soon as the engine is there; it asks by itself when it starts. */
export function askForNews(): void {
	enginePart().then(
		({ pullSoon }) => pullSoon(),
		() => undefined,
	);
}

/** Who runs this server, and whether new people may come. Loaded when needed. */

import { part } from "../browser/parts";

const loading = part(() => import("./instance-loading"));

/** Shows what this phone keeps, and then what the server says. Throws Problem if neither has an answer. */
export async function loadInstance(): Promise<void> {
	await (await loading()).loadInstance();
}

/** Call it after IndexedDB has changed about whom this phone belongs to or is connected with. */

import { tell } from "./channel";
import { readSession } from "./session";

export async function sessionChanged(): Promise<void> {
	await readSession();
	tell({ type: "session" });
}

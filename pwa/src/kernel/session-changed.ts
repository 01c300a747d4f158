/** After who this phone belongs to, or with whom, has changed in its store. */

import { tell } from "./channel";
import { readSession } from "./session";

export async function sessionChanged(): Promise<void> {
	await readSession();
	tell({ type: "session" });
}

/** What may be left undone on a phone without room. */

import { isStorageFailure } from "./problem";

/** Runs what may be left undone where nothing can be stored; false where it was. */
export async function ifStored(act: () => Promise<unknown>): Promise<boolean> {
	try {
		await act();
		return true;
	} catch (error) {
		if (!isStorageFailure(error)) throw error;
		return false;
	}
}

/** Steps that may be skipped if nothing can be stored. */

import { isStorageFailure } from "./problem";

/** Runs a step that may be skipped; returns false if nothing could be stored. */
export async function ifStored(act: () => Promise<unknown>): Promise<boolean> {
	try {
		await act();
		return true;
	} catch (error) {
		if (!isStorageFailure(error)) throw error;
		return false;
	}
}

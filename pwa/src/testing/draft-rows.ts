/** The drafts that lie on a phone, sealed. */

import type { DraftRow } from "../kernel/store/meta";
import { draftRows } from "../kernel/store/rows";
import type { Phone } from "./phone";

export async function draftsOnDisk(phone: Phone): Promise<readonly DraftRow[]> {
	// only draft-box.ts writes these rows
	return (await (await phone.local.local()).getAll("meta", draftRows())) as DraftRow[];
}

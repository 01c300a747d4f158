/** Keeps recovery complete: wraps every root this phone holds to the person's recovery key. */

import { Problem } from "../browser/problem";
import { withRoot } from "../crypto/keys";
import { type PublicRecovery, verifyRecovery, wrapForRecovery } from "../crypto/recovery-keys";
import { SealingError } from "../crypto/sealing-errors";
import { type KeysView, putRecoveryWrap, type SpaceRecoveryWrap } from "../http/api";
import { epochRow } from "../store/keyring";
import type { KeyRow } from "../store/local";
import type { Self } from "./trust";
import { noteWayBack, noteWords } from "./way-back";

/** Wraps up to `most` roots that the person's recovery key lacks; returns how many were sent. */
export async function keepWayBack(me: Self, { recovery }: KeysView, most: number): Promise<number> {
	await noteWords(recovery?.id ?? null, recovery?.version ?? null);
	await noteWayBack(recovery ? "left" : "none");
	if (!recovery || recovery.lacking.length === 0) return 0;
	let given = 0;
	try {
		await verifyRecovery(me.party.person, recovery);
		for (const { space_id, epoch_id } of recovery.lacking) {
			const held = (await epochRow(space_id, epoch_id))?.epoch;
			if (!held || given >= most) continue;
			await putRecoveryWrap(await wrapHeld(me, held, recovery), recovery.id);
			given += 1;
		}
	} catch (error) {
		if (!(error instanceof SealingError || error instanceof Problem)) throw error;
	}
	return given;
}

/** Wraps a root that this phone holds to the recovery key. */
export async function wrapHeld(
	me: Self,
	{ space_id, epoch_id, wrap: own }: NonNullable<KeyRow["epoch"]>,
	to: PublicRecovery,
): Promise<SpaceRecoveryWrap> {
	const slot = { spaceId: space_id, epochId: epoch_id };
	const wrap = await withRoot(me.wrapper, slot, own, me.party, (root) =>
		wrapForRecovery(me.wrapper.signingKey, slot, root, to),
	);
	return { space_id, epoch_id, wrap };
}
